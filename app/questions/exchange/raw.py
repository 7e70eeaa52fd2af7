"""What the readers of the four formats hand on: cells by column, not yet judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.questions.exchange.parsed import Ignored, Problem, Refused

MOST_BYTES = 2_000_000
MOST_QUESTIONS = 500
MOST_COLUMNS = 80
LONGEST_HEADER = 80  # Signs of a header that are looked at and shown.


@dataclass(frozen=True)
class Raw:
    """One question of a file: its place (see parsed.Row), its cells by column, what is wrong with them already.

    A `shapeless` one has a problem because of which its cells cannot be told apart: no more is said of it.
    """

    place: int
    cells: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    shapeless: bool = False


@dataclass(frozen=True)
class Gathered:
    """A file cut into questions. `headers` are the columns as the file writes them, by their names."""

    rows: tuple[Raw, ...]
    headers: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[Ignored, ...] = ()
    encoding: str = ""
    sheet: str = ""


def check_count(count: int) -> None:
    """Raise Refused when a file holds no question, or too many."""
    if not count:
        raise Refused("no-questions")
    if count > MOST_QUESTIONS:
        raise Refused("too-many-questions", count=count, most=MOST_QUESTIONS)


def check_width(width: int) -> None:
    """Raise Refused when a grid has too many columns."""
    if width > MOST_COLUMNS:
        raise Refused("too-many-columns", count=width, most=MOST_COLUMNS)
