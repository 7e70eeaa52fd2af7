"""What reading a file of questions gives: a refusal of the whole file, or its rows, each with what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.questions.bank import Question

Format = Literal["xlsx", "csv", "json", "markdown"]
Arguments = Mapping[str, str | int]


@dataclass(frozen=True)
class Refusal:
    """Why nothing of a file is read. `code` says what is wrong, `arguments` fill the sentence about it."""

    code: str
    arguments: Arguments = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a row.

    `column` is a name of columns.NAMES, or "" when the whole row is meant; `header` is the same as the file writes it,
    or as the reader's language names it when the file lacks it.
    """

    code: str
    column: str = ""
    arguments: Arguments = field(default_factory=dict)
    header: str = ""


@dataclass(frozen=True)
class Row:
    """One question of the file.

    `place` is the row as a spreadsheet numbers it (the headings stand in one too); in JSON and Markdown, the rank of
    the question, from 1. `question` is None as soon as there is a problem. `filled` names the columns that were empty
    and got a default; a text stands there without its language.
    """

    place: int
    question: Question | None
    problems: tuple[Problem, ...] = ()
    filled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ignored:
    """A column of the file that nothing here is named like, and the nearest name known, or ""."""

    header: str
    nearest: str = ""


@dataclass(frozen=True)
class Rows:
    """A file that was read. `encoding` is that of a text file, `sheet` the one read out of a workbook of several."""

    format: Format
    rows: tuple[Row, ...]
    ignored: tuple[Ignored, ...] = ()
    encoding: str = ""
    sheet: str = ""


Parsed = Refusal | Rows


class Refused(Exception):
    """Raised inside the readers, and turned into its `refusal` by read.read."""

    def __init__(self, code: str, **arguments: str | int) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, arguments)
