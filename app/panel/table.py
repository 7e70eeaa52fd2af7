"""Ratings side by side, in arrays, for what looks at many of them at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.kits.kit import Share
from app.panel.scoring import LEAST_COVERED, WHOLE, Cell, Rating, Weights, shares_of

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Table(Iterable[Rating]):
    """Ratings with their array: `values` is candidates × raters × cells, 0 where there is none.

    It goes wherever ratings go, and saves building the array again. Names are sorted, so that the order in which
    ratings come changes nothing.
    """

    ratings: tuple[Rating, ...]
    candidates: tuple[str, ...]
    raters: tuple[str, ...]
    cells: tuple[Cell, ...]
    values: NDArray[np.int8]

    def __iter__(self) -> Iterator[Rating]:
        return iter(self.ratings)


@dataclass(frozen=True, eq=False)
class Frame:
    """How the cells of a table count: `cells` says which columns do, sorted by competency.

    `shares`: one a cell. `member`: cells × competencies, 1 where a cell bears on a competency. `weights` and `whole`,
    the sum of the kit's shares: one a competency. Competencies that nobody rated are not among them, and have the
    weight `unrated`.
    """

    cells: Integers
    shares: Floats
    member: Floats
    weights: Floats
    whole: Floats
    unrated: float

    def totals(self, values: Floats, seen: Floats, shares: Floats) -> Floats:
        """Return totals by the rules of `scores`; the last axis of each array holds the cells. NaN without a rating.

        `values` is 0 wherever `seen` is 0.
        """
        rated = (seen * shares) @ self.member
        means = np.divide((values * shares) @ self.member, rated, out=np.zeros_like(rated), where=rated > 0)
        weight = (rated > 0) @ self.weights
        total: Floats = np.divide(means @ self.weights, weight, out=np.full_like(weight, np.nan), where=weight > 0)
        return total

    def enough(self, seen: Floats) -> Flags:
        """Return where enough of the weight was rated for a total."""
        rated = ((seen * self.shares) @ self.member / self.whole) @ self.weights
        needed = (float(self.weights.sum()) + self.unrated) * LEAST_COVERED / WHOLE
        found: Flags = rated >= needed - 1e-9
        return found


@dataclass(frozen=True, eq=False)
class Grid:
    """What each rater alone would conclude: `values` is candidates × raters, NaN where a rater has no total."""

    candidates: tuple[str, ...]
    raters: tuple[str, ...]
    values: Floats


def tabled(ratings: Iterable[Rating]) -> Table:
    """Return ratings as a table; a table, as it is."""
    if isinstance(ratings, Table):
        return ratings
    kept = tuple(ratings)
    candidates, rows = _places([rating.candidate for rating in kept])
    raters, lines = _places([rating.rater for rating in kept])
    items, of_item = _places([rating.item for rating in kept])
    competencies, of_competency = _places([rating.competency for rating in kept])
    width = max(len(competencies), 1)
    found, columns = np.unique(of_item * width + of_competency, return_inverse=True)
    cells = tuple((items[cell // width], competencies[cell % width]) for cell in found.tolist())
    values = np.zeros((len(candidates), len(raters), len(cells)), dtype=np.int8)
    values[rows, lines, columns] = [rating.value for rating in kept]
    return Table(kept, candidates, raters, cells, values)


def _places(column: Sequence[str]) -> tuple[tuple[str, ...], Integers]:
    """Return the names of a column, sorted, and the place of each of its entries among them."""
    names = tuple(sorted(set(column)))
    place = {name: at for at, name in enumerate(names)}
    return names, np.array([place[name] for name in column], dtype=np.int64)


def framed(table: Table, weights: Weights, shares: Iterable[Share]) -> Frame:
    """Return how the cells of a table count with these weights and shares; the others count for nothing."""
    kit = shares_of(weights, shares)
    column = {cell: place for place, cell in enumerate(table.cells)}
    found = {name: [item for item in sorted(kit[name]) if (item, name) in column] for name, _ in weights}
    rated = [(name, weight) for name, weight in weights if found[name]]
    cells = [(item, name) for name, _ in rated for item in found[name]]
    names = [name for name, _ in rated]
    return Frame(
        cells=np.array([column[cell] for cell in cells], dtype=np.int64),
        shares=np.array([kit[name][item] for item, name in cells], dtype=float),
        member=np.array([[float(name == each) for each in names] for _, name in cells]).reshape(len(cells), len(names)),
        weights=np.array([weight for _, weight in rated], dtype=float),
        whole=np.array([sum(kit[name].values()) for name in names], dtype=float),
        unrated=float(sum(weight for name, weight in weights if not found[name])),
    )


def grid(ratings: Iterable[Rating], weights: Weights, shares: Iterable[Share]) -> Grid:
    """Return the total that each rater alone gives each candidate, by the rules of `scores`."""
    table = tabled(ratings)
    frame = framed(table, weights, shares)
    values = table.values[:, :, frame.cells].astype(float)
    seen = (values > 0).astype(float)
    totals = frame.totals(values, seen, frame.shares)
    return Grid(table.candidates, table.raters, np.where(frame.enough(seen), totals, np.nan))
