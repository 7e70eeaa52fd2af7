"""Scores: fixed arithmetic on independent ratings.

The mean of the raters, question by question, then a mean weighted by what was announced: combining ratings by rule
predicts better than combining them in one's head (Kuncel, Klieger, Connelly & Ones 2013), and independent ratings
are averaged before anyone discusses them (Conway, Jako & Goodman 1995). Nothing is learned from data.

1. A question's score on a competency is the plain mean of the ratings given, each rater counting alike.
2. A competency's score is the mean of its questions' scores, weighted by the kit's shares.
3. The total is the mean of the competencies' scores, weighted by the campaign's weights.

What is missing: a rating “not observed” and a question not asked are left out, never counted as 1. A competency's
weight is then shared among its rated questions in proportion to their shares; a competency without any rating hands
its weight to the others in proportion to theirs. Under 80 % of the weight rated, there is no total: too little is
known to stand beside the other totals.

Numbers are worked out exactly and divided once, so that equal scores are equal; they are rounded at display only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from app.kits.kit import Share

WHOLE = 10_000
LEAST_COVERED = 8_000

Weights = Sequence[tuple[str, int]]
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rating:
    """An observed rating, 1 to 5; a rater gives at most one to a candidate for an item and a competency."""

    rater: str
    candidate: str
    item: str
    competency: str
    value: int


@dataclass(frozen=True)
class Score:
    """What the ratings of a candidate come to, on the scale from 1 to 5.

    `total` is None when less than 80 % of the weight was rated. `covered`: how much was, in basis points, rounded
    down. `competencies`: None for one without any rating. `items`: (item, competency) → mean of the ratings, of which
    `counts` says how many. `rated`: the part of each competency's shares that was rated, 0 to 1.
    """

    candidate: str
    total: Decimal | None
    covered: int
    competencies: Mapping[str, Decimal | None]
    items: Mapping[Cell, Decimal]
    counts: Mapping[Cell, int]
    rated: Mapping[str, Decimal]


class _Part(NamedTuple):
    """A competency's score as a fraction, and how much of its shares was rated."""

    above: int
    below: int
    rated: int
    whole: int


def scores(ratings: Iterable[Rating], weights: Weights, shares: Iterable[Share]) -> dict[str, Score]:
    """Return the score of each candidate, by name. Weights are in any unit: only their proportions count.

    Ratings of what `shares` and `weights` do not hold, such as a question of another version of the kit, count for
    nothing.
    """
    kit = shares_of(weights, shares)
    given: defaultdict[str, defaultdict[Cell, list[int]]] = defaultdict(lambda: defaultdict(list))
    for rating in ratings:
        given[rating.candidate][rating.item, rating.competency].append(rating.value)
    return {candidate: _score(candidate, given[candidate], weights, kit) for candidate in sorted(given)}


def shares_of(weights: Weights, shares: Iterable[Share]) -> dict[str, dict[str, int]]:
    """Return the shares of each weighted competency by item; between competencies, only the weights count."""
    kit: dict[str, dict[str, int]] = {name: {} for name, _ in weights}
    for share in shares:
        if share.competency in kit:
            kit[share.competency][share.item] = share.basis_points
    return kit


def equal_weights(weights: Weights) -> tuple[tuple[str, int], ...]:
    """Return the same competencies, each with the weight 1."""
    return tuple((name, 1) for name, _ in weights)


def _score(
    candidate: str, given: Mapping[Cell, Sequence[int]], weights: Weights, kit: Mapping[str, Mapping[str, int]]
) -> Score:
    parts = {name: _part(name, given, kit[name]) for name, _ in weights}
    known = {cell: values for cell, values in given.items() if cell[0] in kit.get(cell[1], ())}
    covered = _covered(parts, weights)
    return Score(
        candidate=candidate,
        total=_total(parts, weights) if covered >= LEAST_COVERED else None,
        covered=covered,
        competencies={name: _ratio(part.above, part.below) if part.below else None for name, part in parts.items()},
        items={cell: _ratio(sum(values), len(values)) for cell, values in known.items()},
        counts={cell: len(values) for cell, values in known.items()},
        rated={name: _ratio(part.rated, part.whole) if part.whole else Decimal(0) for name, part in parts.items()},
    )


def _part(competency: str, given: Mapping[Cell, Sequence[int]], shares: Mapping[str, int]) -> _Part:
    found = [(share, values) for item, share in shares.items() if (values := given.get((item, competency)))]
    common = lcm(*[len(values) for _, values in found])
    rated = sum([share for share, _ in found])
    above = sum([share * sum(values) * (common // len(values)) for share, values in found])
    return _Part(above, common * rated, rated, sum(shares.values()))


def _covered(parts: Mapping[str, _Part], weights: Weights) -> int:
    common = lcm(*(part.whole for part in parts.values() if part.whole))
    rated = sum(weight * parts[name].rated * (common // (parts[name].whole or 1)) for name, weight in weights)
    return WHOLE * rated // (common * sum(weight for _, weight in weights) or 1)


def _total(parts: Mapping[str, _Part], weights: Weights) -> Decimal:
    found = [(weight, parts[name]) for name, weight in weights if parts[name].below]
    common = lcm(*(part.below for _, part in found))
    above = sum(weight * part.above * (common // part.below) for weight, part in found)
    return _ratio(above, common * sum(weight for weight, _ in found))


@lru_cache(maxsize=4096)
def _ratio(above: int, below: int) -> Decimal:
    return Decimal(above) / below
