"""How reliable totals are: intraclass correlations and Krippendorff's alpha, over the candidates, before discussion.

They bear on the totals that each rater alone would give. Only an interval, from twelve candidates on, says something:
with three raters and a true correlation of 0.6, nine estimates in ten fall between -0.4 and 0.9 when there are three
candidates, and still between 0.2 and 0.75 when there are twelve.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.panel.resampling import counts, product, uniform
from app.panel.table import Floats, Grid

ENOUGH = 12
DRAWS = 1_000
_NOTHING = 1e-12


@dataclass(frozen=True)
class Icc:
    """Intraclass correlations of one rater and of the mean of all, None when totals do not vary.

    `candidates` counts the complete cases: those to whom every one of the `raters` gave a total.
    """

    single: float | None
    average: float | None
    candidates: int
    raters: int


@dataclass(frozen=True)
class Interval:
    """A 95 % interval, or the reason why there is none; `candidates` counts those it stands on."""

    low: float | None
    high: float | None
    candidates: int
    reason: Literal["", "few-candidates", "no-variance"] = ""


@dataclass(frozen=True)
class Statistic:
    """A statistic of a grid that depends on nothing but sums over candidates.

    `usable` keeps the candidates that count, `parts` gives what is summed over them, and `value` takes sums, one line
    a draw, to values, NaN where there is none.
    """

    usable: Callable[[Floats], Floats]
    parts: Callable[[Floats], Floats]
    value: Callable[[Floats], Floats]

    def of(self, grid: Grid) -> float | None:
        """Return the value for a grid."""
        rows = self.usable(grid.values)
        value = float(self.value(self.parts(rows).sum(axis=0)[None, :])[0]) if len(rows) else np.nan
        return None if np.isnan(value) else value


def _complete(values: Floats) -> Floats:
    rows: Floats = values[~np.isnan(values).any(axis=1)]
    return rows


def _pairable(values: Floats) -> Floats:
    rows: Floats = values[(~np.isnan(values)).sum(axis=1) > 1]
    return rows


def _anova_parts(rows: Floats) -> Floats:
    centred = rows - rows.mean()
    squares = (centred**2).sum(axis=1)
    return np.column_stack([np.ones(len(rows)), squares, centred.sum(axis=1) ** 2, centred])


def _mean_squares(sums: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the number of candidates, and the mean squares of candidates, of raters and of the rest."""
    count, columns, raters = sums[:, 0], sums[:, 3:], sums.shape[1] - 3
    if raters < 2 or count[0] < 2:
        return count, *(np.full((3, len(sums)), np.nan))
    middle = columns.sum(axis=1) ** 2 / (count * raters)
    between = sums[:, 2] / raters - middle
    by_rater = (columns**2).sum(axis=1) / count - middle
    rest = sums[:, 1] - middle - between - by_rater
    return count, between / (count - 1), by_rater / (raters - 1), rest / ((count - 1) * (raters - 1))


def _single(sums: Floats) -> Floats:
    count, between, by_rater, rest = _mean_squares(sums)
    raters = sums.shape[1] - 3
    return _quotient(between - rest, between + (raters - 1) * rest + raters * (by_rater - rest) / count)


def _average(sums: Floats) -> Floats:
    count, between, by_rater, rest = _mean_squares(sums)
    return _quotient(between - rest, between + (by_rater - rest) / count)


def _alpha_parts(rows: Floats) -> Floats:
    seen = ~np.isnan(rows)
    centred = np.where(seen, rows - np.nanmean(rows), 0) if len(rows) else rows
    number, total, squares = seen.sum(axis=1), centred.sum(axis=1), (centred**2).sum(axis=1)
    return np.column_stack([number, total, squares, (number * squares - total**2) / (number - 1)])


def _alpha(sums: Floats) -> Floats:
    number, total, squares, observed = sums.T
    return 1 - _quotient(observed * (number - 1), number * squares - total**2)


def _quotient(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.full_like(below, np.nan), where=np.abs(below) > _NOTHING)


ICC_SINGLE = Statistic(_complete, _anova_parts, _single)
ICC_AVERAGE = Statistic(_complete, _anova_parts, _average)
ALPHA = Statistic(_pairable, _alpha_parts, _alpha)


def icc(grid: Grid) -> Icc:
    """Return ICC(2,1) and ICC(2,k), for absolute agreement, two-way random, on complete cases only.

    Shrout & Fleiss 1979; ICC(A,1) and ICC(A,k) of McGraw & Wong 1996.
    """
    return Icc(ICC_SINGLE.of(grid), ICC_AVERAGE.of(grid), len(_complete(grid.values)), len(grid.raters))


def alpha(grid: Grid) -> float | None:
    """Return Krippendorff's alpha, interval metric, on candidates with two totals or more; None without variance.

    Hayes & Krippendorff 2007.
    """
    return ALPHA.of(grid)


def interval(statistic: Statistic, grid: Grid, seed: int) -> Interval:
    """Return the 95 % percentile bootstrap interval of a statistic: candidates drawn again, 1 000 times.

    Only from 12 usable candidates on. Efron & Tibshirani 1993, chapter 13.
    """
    rows = statistic.usable(grid.values)
    if len(rows) < ENOUGH:
        return Interval(None, None, len(rows), "few-candidates")
    picked = (uniform(seed, DRAWS, len(rows)) * len(rows)).astype(np.int64)
    drawn = statistic.value(product(counts(picked, len(rows)), statistic.parts(rows)))
    drawn = drawn[~np.isnan(drawn)]
    if statistic.of(grid) is None or not len(drawn):
        return Interval(None, None, len(rows), "no-variance")
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Interval(float(low), float(high), len(rows))
