"""How far raters agree on a question, before they discuss: r_wg and average deviation, from two raters on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from app.panel.scoring import Rating
from app.panel.table import tabled

EXPECTED_VARIANCE = 2
"""Of a rater who answers at random on 5 points: (5² - 1) / 12."""
PRACTICAL_LIMIT = 5 / 6
"""The average deviation above which raters do not agree on 5 points (Burke & Dunlap 2002: points / 6)."""
WIDE = 2


class Agreement(NamedTuple):
    """How far the ratings of one question agree; `r_wg` and `deviation` are None under two raters."""

    raters: int
    low: int
    high: int
    r_wg: float | None
    deviation: float | None


class Discussion(NamedTuple):
    """A question on which raters are two points apart or more."""

    candidate: str
    item: str
    competency: str
    low: int
    high: int


@dataclass(frozen=True)
class Severity:
    """How far a rater stands from the others, in points (below 0: more severe), on `compared` ratings.

    None when nobody else rated the same.
    """

    departure: float | None
    compared: int


def r_wg(values: Sequence[int]) -> float | None:
    """Return the within-group agreement of ratings, 0 to 1, against raters who answer at random.

    r_wg = 1 - s² / 2, with the sample variance s² and a uniform null on 5 points; below 0, 0. None under two raters.
    James, Demaree & Wolf 1984.
    """
    count, total = len(values), sum(values)
    if count < 2:
        return None
    spread = count * sum(value * value for value in values) - total * total
    return max(0.0, 1 - spread / (EXPECTED_VARIANCE * count * (count - 1)))


def average_deviation(values: Sequence[int]) -> float | None:
    """Return the mean distance of ratings to their mean, in points. None under two raters.

    Above 5/6, raters do not agree. Burke, Finkelstein & Dusig 1999.
    """
    count, total = len(values), sum(values)
    return None if count < 2 else sum(abs(count * value - total) for value in values) / count**2


def agreements(ratings: Iterable[Rating]) -> dict[tuple[str, str, str], Agreement]:
    """Return the agreement on each (candidate, item, competency) that was rated."""
    table = tabled(ratings)
    lines = np.sort(table.values, axis=1).transpose(0, 2, 1).tolist()
    return {
        (candidate, item, competency): _agreement(tuple(values))
        for candidate, line in zip(table.candidates, lines, strict=True)
        for (item, competency), values in zip(table.cells, line, strict=True)
        if values[-1]
    }


@lru_cache(maxsize=4096)
def _agreement(values: tuple[int, ...]) -> Agreement:
    given = [value for value in values if value]
    return Agreement(len(given), given[0], given[-1], r_wg(given), average_deviation(given))


def to_discuss(ratings: Iterable[Rating]) -> tuple[Discussion, ...]:
    """Return the questions on which raters are two points apart or more, the widest first."""
    wide = [Discussion(*of, one.low, one.high) for of, one in agreements(ratings).items() if one.high - one.low >= WIDE]
    return tuple(sorted(wide, key=lambda each: (each.low - each.high, *each)))


def severity(ratings: Iterable[Rating]) -> Mapping[str, Severity]:
    """Return each rater's mean departure from the mean of the others on the same candidate, item and competency."""
    table = tabled(ratings)
    values = table.values.astype(float)
    given = (values > 0).sum(axis=1, keepdims=True)
    compared = (values > 0) & (given > 1)
    others = (values.sum(axis=1, keepdims=True) - values) / np.maximum(given - 1, 1)
    departures = np.where(compared, values - others, 0).sum(axis=(0, 2))
    return {
        rater: Severity(float(departure / count) if count else None, int(count))
        for rater, departure, count in zip(table.raters, departures, compared.sum(axis=(0, 2)), strict=True)
    }
