"""From lines of cells, a spreadsheet's or a CSV file's, to questions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from openpyxl.utils import get_column_letter

from app.content.text import Language
from app.questions.exchange.cells import one_line
from app.questions.exchange.columns import column, nearest
from app.questions.exchange.parsed import Ignored, Problem, Refused
from app.questions.exchange.raw import LONGEST_HEADER, MOST_QUESTIONS, Gathered, Raw, check_count, check_width


@dataclass(frozen=True)
class Flaw:
    """Stands for a cell whose text cannot be known; `code` is that of the problem."""

    code: str


Cell = str | Flaw
Line = tuple[int, Sequence[Cell]]


@dataclass(frozen=True)
class _Headers:
    """The headers of a grid: as written, and the column that each means, "" when none."""

    written: tuple[str, ...]
    columns: tuple[str, ...]

    def by_column(self) -> Mapping[str, str]:
        return {name: header for name, header in zip(self.columns, self.written, strict=True) if name}


def gathered(lines: Iterable[Line], language: Language, *, ragged: bool) -> Gathered:
    """Return the questions under the first line that is not empty, which must hold the headers.

    With `ragged`, a line that has not as many cells as there are headers is a problem. Raises Refused.
    """
    filled = [(place, cells) for place, cells in lines if any(map(_filled, cells))]
    if not filled:
        raise Refused("empty")
    (_, first), *rest = filled
    if len(rest) > MOST_QUESTIONS:
        check_count(len(rest))
    check_width(max(_width(cells) for _, cells in filled))
    headers = _headers(first, language)
    check_count(len(rest))
    raws = tuple(_raw(place, cells, headers, ragged) for place, cells in rest)
    fair = [cells for raw, (_, cells) in zip(raws, rest, strict=True) if not raw.shapeless]
    return Gathered(raws, headers.by_column(), tuple(_ignored(headers, fair, language)))


def _filled(cell: Cell) -> bool:
    return isinstance(cell, Flaw) or cell[:1].isalnum() or bool(cell and one_line(cell))


def _width(cells: Sequence[Cell]) -> int:
    return max((rank for rank, cell in enumerate(cells, 1) if _filled(cell)), default=0)


def _headers(cells: Sequence[Cell], language: Language) -> _Headers:
    named = cells[: _width(cells)]
    written = tuple(one_line(cell)[:LONGEST_HEADER] if isinstance(cell, str) else "" for cell in named)
    columns = tuple(column(header, language) for header in written)
    if not any(columns):
        raise Refused("no-known-header", found=", ".join(filter(None, written))[:LONGEST_HEADER])
    first: dict[str, str] = {}
    for name, header in zip(columns, written, strict=True):
        if name in first:
            raise Refused("same-column", first=first[name], second=header)
        if name:
            first[name] = header
    return _Headers(written, columns)


def _raw(place: int, cells: Sequence[Cell], headers: _Headers, ragged: bool) -> Raw:
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name, cell in zip(headers.columns, cells, strict=False):
        if name and isinstance(cell, Flaw):
            problems.append(Problem(cell.code, name))
        elif name and isinstance(cell, str):
            texts[name] = cell
    expected, found = len(headers.columns), max(_width(cells), min(len(cells), len(headers.columns)))
    if ragged and expected != found:
        return Raw(place, {}, (Problem("ragged", "", {"found": found, "expected": expected}),), shapeless=True)
    return Raw(place, texts, tuple(problems))


def _ignored(headers: _Headers, lines: list[Sequence[Cell]], language: Language) -> Iterator[Ignored]:
    """Yield the columns that mean nothing; one without header that holds something goes by its letter."""
    held = {rank for cells in lines for rank, cell in enumerate(cells) if _filled(cell)}
    ranks = range(max(len(headers.columns), *(rank + 1 for rank in held), 0))
    for rank, header, name in zip_longest(ranks, headers.written, headers.columns, fillvalue=""):
        if header and not name:
            yield Ignored(str(header), nearest(str(header), language))
        elif not header and rank in held:
            yield Ignored(get_column_letter(int(rank) + 1))
