"""Right-angled ways between the boxes of a grid: which gutters each takes, so that none crosses a box.

Columns are counted from the left and rows from the bottom. Gutter 0 lies below row 0, and gutter n between rows
n - 1 and n; likewise between columns.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Cell = tuple[int, int]
Span = tuple[float, float]


class Track(NamedTuple):
    """A strip that a way follows: upwards in a column or a gutter, over the gutters of rows `span`; or across.

    Across, it is the gutter of a row, or the row itself when two boxes face each other.
    """

    kind: Literal["column", "gutter", "row"]
    place: int
    span: Span = (0, 0)


@dataclass(frozen=True)
class Route:
    """A way from a box to another, by strips in turn: up or down, then across, then up or down.

    `leaves` and `enters` say by which side of the boxes; a route with nothing upwards goes straight across.
    """

    upwards: tuple[Track, ...]
    across: tuple[Track, ...]
    leaves: Literal["top", "bottom", "side"]
    enters: Literal["top", "bottom", "side"]


def route(origin: Cell, to: Cell, taken: Collection[Cell], columns: int) -> Route:
    """Return a way between two different cells of a grid of so many columns that passes over no cell of `taken`."""
    (left, low), (right, high) = origin, to
    if low == high:
        if not any((column, low) in taken for column in range(min(left, right) + 1, max(left, right))):
            return Route((), (Track("row", low),), "side", "side")
        over = low + 1
        ends = Track("column", left, (over, over)), Track("column", right, (over, over))
        return Route(ends, (Track("gutter", over),), "top", "top")
    up = high > low
    first, last = (low + 1, high) if up else (low, high + 1)
    upwards, across = _turns(left, right, first, last, _free(taken, low, high), columns)
    return Route(upwards, across, "top" if up else "bottom", "bottom" if up else "top")


def _free(taken: Collection[Cell], low: int, high: int) -> Callable[[int], bool]:
    """Return what tells whether a column holds nothing between two rows."""
    between = range(min(low, high) + 1, max(low, high))
    return lambda column: not any((column, row) in taken for row in between)


def _turns(
    left: int, right: int, first: int, last: int, free: Callable[[int], bool], columns: int
) -> tuple[tuple[Track, ...], tuple[Track, ...]]:
    """Return the strips upwards and across from a column to another, between the gutters `first` and `last`."""
    whole = (min(first, last), max(first, last))
    start, end = Track("column", left, (first, first)), Track("column", right, (last, last))
    if left == right and free(left):
        return (Track("column", left, whole),), ()
    if left != right and free(left):
        return (Track("column", left, whole), end), (Track("gutter", last),)
    if left != right and free(right):
        return (start, Track("column", right, whole)), (Track("gutter", first),)
    beside = right if left < right or right + 1 == columns else right + 1
    return (start, Track("gutter", beside, whole), end), (Track("gutter", first), Track("gutter", last))


def lanes(spans: Sequence[Span]) -> list[int]:
    """Return a lane for each span, from 0, so that spans that meet have different ones; earlier ones first."""
    held: list[list[Span]] = []
    found = []
    for low, high in spans:
        lane = next(
            (rank for rank, others in enumerate(held) if all(high < start or end < low for start, end in others)),
            len(held),
        )
        if lane == len(held):
            held.append([])
        held[lane].append((low, high))
        found.append(lane)
    return found
