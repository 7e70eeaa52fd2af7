"""The check of notes, read once."""

from functools import lru_cache
from pathlib import Path

from app.config import Settings
from app.content.reading import read
from app.content.text import Language
from app.panel.sensitive import Advice, NoteCheck, NoteFile
from app.web.parts import part

FILE = "question_banks/lawful/notes.yaml"


def advice_on(text: str, language: Language) -> tuple[Advice, ...]:
    """Return what to say of a note in the language in which it is read."""
    return _check(part("settings", Settings).root).advice(text, language) if text else ()


@lru_cache(maxsize=1)
def _check(root: Path) -> NoteCheck:
    return NoteCheck(read(root / FILE, root, NoteFile).value)
