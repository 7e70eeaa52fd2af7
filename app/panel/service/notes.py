"""The check of notes, in the words of the library."""

from app.content.text import Language
from app.library import Library
from app.questions.notes import Advice
from app.web.parts import part


def advice_on(text: str, language: Language) -> tuple[Advice, ...]:
    """Return what to say of a note in the language in which it is read."""
    return part("library", Library).notes.advice(text, language) if text else ()
