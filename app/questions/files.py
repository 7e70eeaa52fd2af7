"""Questions as files that people take away: what is in them, their media type, their name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from app.content.text import Language
from app.library import Library
from app.questions.bank import Own, Question
from app.questions.exchange.as_csv import csv
from app.questions.exchange.as_docx import docx
from app.questions.exchange.as_json import json_file
from app.questions.exchange.as_markdown import markdown
from app.questions.exchange.as_moodle import moodle
from app.questions.exchange.as_xlsx import xlsx
from app.questions.exchange.defaults import default_topics
from app.questions.exchange.vocabulary import Vocabulary

Format = Literal["xlsx", "csv", "json", "md", "docx", "xml"]
MEDIA: dict[Format, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xml": "application/xml",
}
TEMPLATES: tuple[Format, ...] = ("xlsx", "csv")
_EXAMPLES = {"fr": "exemple", "en": "example"}


@dataclass(frozen=True)
class File:
    """A file; `name` is in ASCII."""

    data: bytes
    media: str
    name: str


def vocabulary(library: Library) -> Vocabulary:
    """Return the values that a file of questions may name."""
    topics = default_topics(library.questions.values())
    return Vocabulary(library.competencies, library.topics, library.roles, library.levels, topics)


def exported(
    questions: Iterable[Question], format: Format, language: Language, name: str, library: Library, schema: str
) -> File:
    """Return questions as a file of that format, called `name`; in Moodle XML (`xml`), those of knowledge alone.

    Spreadsheets, JSON and Markdown can be imported again; `schema` is where the schema of the JSON can be read.
    """
    return File(_data(tuple(questions), format, language, library, schema), MEDIA[format], f"{name}.{format}")


def _data(questions: Sequence[Question], format: Format, language: Language, library: Library, schema: str) -> bytes:
    match format:
        case "xlsx":
            return xlsx(questions, language, vocabulary(library))
        case "csv":
            return csv(questions, language)
        case "json":
            return json_file(questions, schema)
        case "md":
            return markdown(questions, language)
        case "docx":
            return docx(questions, language, library.competencies)
        case "xml":
            return moodle(questions, language, library.competencies)


def examples(library: Library, language: Language) -> tuple[Question, ...]:
    """Return two questions of the bank, in one language, that show how a file is filled in."""
    own = Own(language=language)
    chosen = (
        next(each for each in library.questions.values() if each.kind == kind) for kind in ("situational", "technical")
    )
    return tuple(
        question.model_copy(update={"id": f"{_EXAMPLES[language]}-{rank}", "twin": None, "own": own})
        for rank, question in enumerate(chosen, 1)
    )
