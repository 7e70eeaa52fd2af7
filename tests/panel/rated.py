"""Panels to reckon with: ratings drawn from a seed or by hypothesis, and the kit's weights and shares."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

from app.kits.kit import Share
from app.panel.scoring import Rating

WEIGHTS = (("tone", 40), ("crisis", 35), ("figures", 25))
CELLS = tuple(
    (f"q{number}", name) for number, name in enumerate(("tone", "crisis", "figures", "tone", "crisis", "tone"))
)


@dataclass(frozen=True)
class Panel:
    """Ratings with what they count for."""

    ratings: tuple[Rating, ...]
    weights: tuple[tuple[str, int], ...]
    shares: tuple[Share, ...]


def shares_for(weights: Iterable[tuple[str, int]], cells: Iterable[tuple[str, str]]) -> tuple[Share, ...]:
    """Return shares as a kit makes them: a weight shared evenly among the questions that bear on it."""
    kept = tuple(cells)
    number = {name: sum(name == each for _, each in kept) for name, _ in weights}
    weight = dict(weights)
    return tuple(
        Share(item=item, competency=name, basis_points=weight[name] * 100 // number[name]) for item, name in kept
    )


SHARES = shares_for(WEIGHTS, CELLS)


def panel(
    candidates: int, raters: int, seed: int = 1, missing: float = 0, cells: tuple[tuple[str, str], ...] = CELLS
) -> Panel:
    """Return a panel in which candidates differ, raters are more or less severe, and some ratings are missing."""
    chance = Random(seed)
    worth = [chance.gauss(3, 0.7) for _ in range(candidates)]
    ratings = [
        Rating(f"R{rater}", f"C{candidate:03}", *cell, min(5, max(1, round(chance.gauss(mean + rater / 10, 0.8)))))
        for candidate, mean in enumerate(worth)
        for rater in range(raters)
        for cell in cells
        if chance.random() >= missing
    ]
    return Panel(tuple(ratings), WEIGHTS, shares_for(WEIGHTS, cells))


@st.composite
def panels(draw: st.DrawFn, complete: bool = False, high: int = 5) -> Panel:
    """Draw up to four candidates, three raters, any weights; ratings up to `high`, with gaps unless `complete`."""
    value = st.integers(1, high) if complete else st.none() | st.integers(1, high)
    candidates, raters = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    weights = tuple((name, draw(st.integers(1, 60))) for name, _ in WEIGHTS)
    ratings = [
        Rating(f"R{rater}", f"C{candidate}", *cell, given)
        for candidate in range(candidates)
        for rater in range(raters)
        for cell in CELLS
        if (given := draw(value)) is not None
    ]
    return Panel(tuple(ratings), weights, shares_for(weights, CELLS))


def raised(ratings: Iterable[Rating]) -> tuple[Rating, ...]:
    """Return the ratings, each one point higher."""
    return tuple(replace(rating, value=rating.value + 1) for rating in ratings)


def given(candidate: str, *values: int, rater: str = "R0") -> list[Rating]:
    """Return the ratings of a candidate by one rater, on the first of the cells."""
    return [Rating(rater, candidate, *cell, value) for cell, value in zip(CELLS, values, strict=False)]
