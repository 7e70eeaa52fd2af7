"""How long it takes to work out all that a comparison shows, for the largest panel: `make bench`."""

from collections.abc import Callable
from functools import partial
from random import Random

import pytest
from timing import Table, ms, usual

from app.kits.kit import Share
from app.panel.agreement import agreements, severity, to_discuss
from app.panel.campaign import MOST_CANDIDATES, MOST_MEMBERS
from app.panel.comparison import ahead, flips, leads, ranking
from app.panel.reliability import ALPHA, ICC_AVERAGE, ICC_SINGLE, alpha, icc, interval
from app.panel.scoring import Rating, scores
from app.panel.table import grid, tabled

pytestmark = pytest.mark.bench

WEIGHTS = tuple((f"competency-{number}", weight) for number, weight in enumerate((25, 20, 15, 15, 10, 5, 5, 5)))
CELLS = tuple((f"question-{number:02}", WEIGHTS[number % len(WEIGHTS)][0]) for number in range(15))
SHARES = tuple(Share(item=item, competency=name, basis_points=100) for item, name in CELLS)
SEED = 1


def ratings(missing: float) -> tuple[Rating, ...]:
    """Return the ratings of the largest panel, without some of them."""
    chance = Random(2026)
    worth = [chance.gauss(3, 0.6) for _ in range(MOST_CANDIDATES)]
    return tuple(
        Rating(f"rater-{rater}", f"candidate-{candidate:03}", *cell, min(5, max(1, round(chance.gauss(mean, 0.8)))))
        for candidate, mean in enumerate(worth)
        for rater in range(MOST_MEMBERS)
        for cell in CELLS
        if chance.random() >= missing
    )


def everything(given: tuple[Rating, ...]) -> None:
    """Work out all that a comparison shows."""
    table = tabled(given)
    found = scores(table, WEIGHTS, SHARES)
    agreements(table)
    to_discuss(table)
    severity(table)
    totals = grid(table, WEIGHTS, SHARES)
    icc(totals)
    alpha(totals)
    for statistic in (ICC_SINGLE, ICC_AVERAGE, ALPHA):
        interval(statistic, totals, SEED)
    flips(found, WEIGHTS)
    leads(table, WEIGHTS, SHARES, [name for level in ranking(found) for name in level], SEED)


@pytest.mark.parametrize("missing", [0, 0.05, 0.2])
def test_the_largest_panel(missing: float, table: Table) -> None:
    given = ratings(missing)
    whole = f"{len(given)} ratings, {missing:.0%} missing"
    table("all that a comparison shows", ms(usual(partial(everything, given))), whole)


def test_each_part(table: Table) -> None:
    given = ratings(0.05)
    side_by_side = tabled(given)
    found = scores(given, WEIGHTS, SHARES)
    totals = grid(given, WEIGHTS, SHARES)
    order = [name for level in ranking(found) for name in level]
    parts: dict[str, Callable[[], object]] = {
        "table": partial(tabled, given),
        "scores": partial(scores, given, WEIGHTS, SHARES),
        "agreement on each question": partial(agreements, side_by_side),
        "what to discuss": partial(to_discuss, side_by_side),
        "severity": partial(severity, side_by_side),
        "interval of alpha": partial(interval, ALPHA, totals, SEED),
        "interval of ICC(2,1)": partial(interval, ICC_SINGLE, totals, SEED),
        "flips": partial(flips, found, WEIGHTS),
        f"who is ahead, {len(order) - 1} neighbours": partial(leads, side_by_side, WEIGHTS, SHARES, order, SEED),
        "who is ahead, one pair": partial(ahead, side_by_side, WEIGHTS, SHARES, order[0], order[1], SEED),
    }
    for what, part in parts.items():
        table(f"  {what}", ms(usual(part)))
