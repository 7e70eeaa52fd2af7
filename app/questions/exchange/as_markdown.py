"""Questions as Markdown that people read, and that from_markdown reads back exactly."""

import re
from collections.abc import Iterable, Iterator

from app.content.text import Language
from app.questions.bank import Question
from app.questions.exchange import words
from app.questions.exchange.columns import PLAIN, heading
from app.questions.exchange.flat import cells

_MARKUP = re.compile(r"[\\`*_\[\]<>&|~]")
_START = re.compile(r"(?m)^(?:(?=[-+=#])|(\d+)(?=[.)]))")


def markdown(questions: Iterable[Question], language: Language) -> bytes:
    """Return questions as Markdown, one section each; names of columns in `language`, texts in all they have."""
    sections = (_section(rank, question, language) for rank, question in enumerate(questions, 1))
    return "\n\n".join([f"# {words.TITLE[language]}", *sections, ""]).encode()


def _section(rank: int, question: Question, language: Language) -> str:
    filled = {name: text for name, text in cells(question).items() if text}
    short = [
        f"- {_name(name, language)}: {escaped(text)}" for name, text in filled.items() if name in (*PLAIN, "reason")
    ]
    return "\n\n".join([f"## Question {rank}", "\n".join(short), *_texts(filled, language)])


def _texts(filled: dict[str, str], language: Language) -> Iterator[str]:
    for name, text in filled.items():
        if name not in (*PLAIN, "reason"):
            yield f"### {_name(name, language)}\n\n{escaped(text)}"


def _name(name: str, language: Language) -> str:
    """Return a column as a title: `job_link_fr` gives `Job link (fr)`."""
    written = re.sub("_(fr|en)$", r" (\1)", heading(name, language))
    return written.replace("_", " ").capitalize()


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, line breaks kept."""
    safe = _START.sub(lambda start: f"{start[1] or ''}\\", _MARKUP.sub(r"\\\g<0>", text))
    return safe.replace("\n", "\\\n")
