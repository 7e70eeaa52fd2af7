"""Who is ahead of whom, what it hangs on, and how sure one can be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.kits.kit import Share
from app.panel.resampling import drawn_totals
from app.panel.scoring import LEAST_COVERED, WHOLE, Rating, Score, Weights
from app.panel.table import Floats, Frame, framed, tabled

ESTABLISHED = 0.8
"""The probability under which one does not say that a candidate is ahead of another."""
DRAWS = 2_000
_TIE = 1e-9
_NONE = Decimal(0)
_PLACES = Decimal("1e-12")


@dataclass(frozen=True)
class Flip:
    """The weight of a competency, in per cent, and the one at which two candidates are level; past it, they swap."""

    competency: str
    weight: Decimal
    level_at: Decimal


def ranking(scores: Mapping[str, Score]) -> tuple[tuple[str, ...], ...]:
    """Return the candidates who have a total, the highest first, those with equal totals together."""
    found = sorted((-score.total, name) for name, score in scores.items() if score.total is not None)
    return tuple(tuple(name for _, name in level) for _, level in groupby(found, key=lambda each: each[0]))


def flips(scores: Mapping[str, Score], weights: Weights) -> dict[tuple[str, str], Flip | None]:
    """Return the smallest change of one weight that swaps each candidate and the next, best first.

    Neighbours with equal totals are left out: there is no order to change.
    """
    order = [name for level in ranking(scores) for name in level]
    sides = {name: _sides(scores[name], weights) for name in order}
    return {
        (one, other): _flip(sides[one], sides[other], weights)
        for one, other in pairwise(order)
        if scores[one].total != scores[other].total
    }


def flip(one: Score, other: Score, weights: Weights) -> Flip | None:
    """Return the smallest change of the weight of one competency that swaps two candidates who have totals.

    The other weights keep their proportions. Found by algebra: with the other weights as they are and a weight y for
    one competency, a total is (y·a + N) / (y + Q), and two totals are equal where a polynomial in y is zero, of
    degree 1, or 2 when a competency was rated for one of the two only. None when no weight strictly between 0 and
    100 % does it while both keep 80 % of the weight rated. Worked out to 12 decimal places.
    """
    return _flip(_sides(one, weights), _sides(other, weights), weights)


class _Side(NamedTuple):
    """A competency of a candidate, and the sums of the others: weighted scores, weight that has one, weight rated."""

    value: Decimal
    known: bool
    part: Decimal
    scores: Decimal
    scored: int
    rated: Decimal

    def enough(self, weight: Decimal, rest: int) -> bool:
        """Say whether the candidate keeps a total when the competency has another weight."""
        return (self.rated + weight * self.part) * WHOLE >= LEAST_COVERED * (rest + weight)


def _sides(score: Score, weights: Weights) -> list[_Side]:
    known = [(weight, value) for name, weight in weights if (value := score.competencies[name]) is not None]
    scores = sum([weight * value for weight, value in known], _NONE)
    scored = sum([weight for weight, _ in known])
    rated = sum([weight * score.rated[name] for name, weight in weights], _NONE)
    sides = []
    for name, weight in weights:
        value, part = score.competencies[name], score.rated[name]
        left = (scores, scored) if value is None else (scores - weight * value, scored - weight)
        sides.append(_Side(value or _NONE, value is not None, part, *left, rated - weight * part))
    return sides


def _flip(one: Sequence[_Side], other: Sequence[_Side], weights: Weights) -> Flip | None:
    whole = sum(weight for _, weight in weights)
    found: list[Flip] = []
    for (name, weight), mine, theirs in zip(weights, one, other, strict=True):
        rest = whole - weight
        for crossing in _crossings(mine, theirs):
            if rest and crossing > 0 and mine.enough(crossing, rest) and theirs.enough(crossing, rest):
                level_at = (100 * crossing / (crossing + rest)).quantize(_PLACES)
                if 0 < level_at < 100:
                    found.append(Flip(name, 100 * Decimal(weight) / whole, level_at))
    return min(found, key=lambda each: abs(each.level_at - each.weight), default=None)


def _crossings(one: _Side, other: _Side) -> Iterator[Decimal]:
    """Yield the weights at which two totals cross."""
    if one.known == other.known and one.scored == other.scored:
        square, slope, start = _NONE, one.value - other.value, one.scores - other.scores
    else:
        square = one.value * other.known - other.value * one.known
        slope = one.value * other.scored - other.value * one.scored
        slope += one.scores * other.known - other.scores * one.known
        start = one.scores * other.scored - other.scores * one.scored
    if not square:
        if slope:
            yield -start / slope
    elif (inside := slope * slope - 4 * square * start) > 0:
        for root in (inside.sqrt(), -inside.sqrt()):
            yield (-slope + root) / (2 * square)


def ahead(
    ratings: Iterable[Rating], weights: Weights, shares: Iterable[Share], first: str, second: str, seed: int
) -> float:
    """Return the probability that a candidate would be ahead of another with other raters and questions like these.

    See `leads`, which gives it for all neighbours at once.
    """
    return leads(ratings, weights, shares, (first, second), seed)[0]


def leads(
    ratings: Iterable[Rating], weights: Weights, shares: Iterable[Share], order: Sequence[str], seed: int
) -> tuple[float, ...]:
    """Return the probability that each candidate of `order` is ahead of the next one.

    A two-way bootstrap (Owen 2007, the pigeonhole bootstrap), 2 000 draws: as many raters as rated, drawn with
    replacement, and within each competency as many questions as were rated. Each draw is one for all candidates, and
    is scored by the rules of `scores`, save the 80 %. The share of draws in which the first is ahead; level draws,
    and those that leave one of the two without a rating, count half. It is 0.5 when nothing separates the two, when
    one of them has no total, and when there is nothing to draw: one rater, and one question a competency.
    """
    table = tabled(ratings)
    frame = framed(table, weights, shares)
    values = table.values[:, :, frame.cells]
    values = values[:, (values > 0).sum(axis=(0, 2)) > 0]
    place = {name: row for row, name in enumerate(table.candidates)}
    pairs = [(place.get(one, -1), place.get(other, -1)) for one, other in pairwise(order)]
    told = _told(values, frame, [pair for pair in pairs if -1 not in pair])
    rows = sorted({row for pair in told for row in pair})
    drawn = drawn_totals(values[rows].astype(float), frame, seed, DRAWS) if rows else np.zeros((0, DRAWS))
    total = dict(zip(rows, drawn, strict=True))
    return tuple(_share(total[one] - total[other]) if (one, other) in told else 0.5 for one, other in pairs)


def _told(values: NDArray[np.int8], frame: Frame, pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the pairs of candidates who have totals, and for whom draws differ: two raters, or two like questions."""
    rated = values > 0
    asked = rated.sum(axis=1) > 0
    rater = rated.sum(axis=2) > 0
    fit = frame.enough(asked.astype(float))
    one, other = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    raters = (rater[one] | rater[other]).sum(axis=1) > 1
    questions = ((asked[one] | asked[other]) @ frame.member > 1).any(axis=1)
    kept = fit[one] & fit[other] & (raters | questions)
    return {pair for pair, keep in zip(pairs, kept, strict=True) if keep}


def _share(differences: Floats) -> float:
    above, below = int((differences > _TIE).sum()), int((differences < -_TIE).sum())
    return (DRAWS + above - below) / (2 * DRAWS)
