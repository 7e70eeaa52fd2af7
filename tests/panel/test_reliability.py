"""Reliability of totals: against pingouin, against krippendorff, by hand, and by what must hold."""

import json
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rated import Panel, panel, panels, shares_for

from app.panel.reliability import ALPHA, ICC_AVERAGE, ICC_SINGLE, Statistic, alpha, icc, interval
from app.panel.resampling import uniform
from app.panel.scoring import Rating, scores
from app.panel.table import Floats, Grid, grid

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "icc_pingouin.jsonl").read_text(encoding="utf-8").splitlines()
]
FIXTURE = [[4, 4, 3], [2, 3, 2], [5, 4, 5], [3, 3, 4]]
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
FIRST_NUMBERS = [0.178935, 0.639913, 0.467268]
STATISTICS = pytest.mark.parametrize("statistic", [ICC_SINGLE, ICC_AVERAGE, ALPHA], ids=["single", "average", "alpha"])


def of(rows: Any) -> Grid:
    """Return a grid of totals; None where there is none."""
    values: Floats = np.array(rows, dtype=float)
    return Grid(tuple(map(str, range(values.shape[0]))), tuple(map(str, range(values.shape[1]))), values)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150
    assert len({case["design"] for case in CASES}) == 8


@pytest.mark.parametrize("design", sorted({case["design"] for case in CASES}))
def test_icc_is_what_pingouin_finds(design: str) -> None:
    for case in CASES:
        if case["design"] == design:
            found = icc(of(case["totals"]))
            assert found.single == pytest.approx(case["single"], abs=1e-9)
            assert found.average == pytest.approx(case["average"], abs=1e-9, rel=1e-9)
            assert found.candidates == sum(None not in row for row in case["totals"])


@pytest.mark.parametrize("design", sorted({case["design"] for case in CASES}))
def test_alpha_is_what_krippendorff_finds(design: str) -> None:
    for case in CASES:
        if case["design"] == design:
            totals = np.array(case["totals"], dtype=float)
            theirs = krippendorff.alpha(reliability_data=totals.T, level_of_measurement="interval")
            assert alpha(of(case["totals"])) == pytest.approx(theirs, abs=1e-9)


@given(st.lists(st.lists(st.none() | st.integers(1, 5), min_size=3, max_size=3), min_size=2, max_size=8))
def test_alpha_with_many_gaps(rows: list[list[int | None]]) -> None:
    pairable = [value for row in rows if sum(one is not None for one in row) > 1 for value in row if value is not None]
    assume(len(set(pairable)) > 1)
    theirs = krippendorff.alpha(reliability_data=np.array(rows, dtype=float).T, level_of_measurement="interval")
    assert alpha(of(rows)) == pytest.approx(theirs, abs=1e-9)


def test_worked_by_hand() -> None:
    found = icc(of(FIXTURE))
    assert [found.single, found.average] == pytest.approx([0.7, 0.875])
    assert alpha(of(FIXTURE)) == pytest.approx(2 / 3)


def test_the_table_of_shrout_and_fleiss() -> None:
    found = icc(of(SHROUT_FLEISS))
    assert [found.single, found.average] == pytest.approx([0.29, 0.62], abs=0.005)
    assert (found.candidates, found.raters) == (6, 4)


def test_raters_who_agree_wholly() -> None:
    rows = [[value] * 3 for value in (1, 2, 5, 4)]
    assert (icc(of(rows)).single, alpha(of(rows))) == (1, 1)


@pytest.mark.parametrize(
    "rows",
    [
        [[3.3, 3.3], [3.3, 3.3], [3.3, 3.3]],
        [[0.1 + 0.2, 0.3, 0.3]] * 7,
        [[1 / 3, 1 / 3]],
        [[4], [3], [2]],
        [[4, None], [None, 3]],
        [[None, None]],
    ],
    ids=["no variance", "no variance but for rounding", "one candidate", "one rater", "nobody twice", "nothing"],
)
def test_where_there_is_nothing_to_say(rows: Any) -> None:
    assert (icc(of(rows)).single, icc(of(rows)).average, alpha(of(rows))) == (None, None, None)


@STATISTICS
def test_candidates_raters_and_origin_change_nothing(statistic: Statistic) -> None:
    rows = np.array(SHROUT_FLEISS, dtype=float)
    value = statistic.of(of(rows))
    for other in (rows[::-1], rows[:, ::-1], rows + 100, rows * 3):
        assert statistic.of(of(other)) == pytest.approx(value)


@STATISTICS
def test_no_interval_under_twelve_candidates(statistic: Statistic) -> None:
    sample = panel(12, 3)
    totals = grid(sample.ratings, sample.weights, sample.shares)
    fewer = interval(statistic, Grid(totals.candidates[1:], totals.raters, totals.values[1:]), seed=1)
    assert (fewer.low, fewer.high, fewer.candidates, fewer.reason) == (None, None, 11, "few-candidates")
    assert interval(statistic, totals, seed=1).reason == ""


@STATISTICS
def test_only_usable_candidates_make_twelve(statistic: Statistic) -> None:
    rows = [[3 + (row % 3), 4.0, None] for row in range(11)] + [[5.0, None, None]]
    assert interval(statistic, of(rows), seed=1).reason == "few-candidates"


@STATISTICS
def test_no_interval_without_variance(statistic: Statistic) -> None:
    assert interval(statistic, of([[3.5, 3.5]] * 15), seed=1).reason == "no-variance"


@STATISTICS
def test_an_interval_is_one_of_draws(statistic: Statistic) -> None:
    """Against the statistic of each draw, worked out on the candidates drawn."""
    sample = panel(20, 3, missing=0.03)
    totals = grid(sample.ratings, sample.weights, sample.shares)
    found = interval(statistic, totals, seed=7)
    assert found == interval(statistic, totals, seed=7) != interval(statistic, totals, seed=8)
    rows = statistic.usable(totals.values)
    picked = (uniform(7, 1_000, len(rows)) * len(rows)).astype(int)
    drawn = [value for draw in picked if (value := statistic.of(of(rows[draw]))) is not None]
    assert [found.low, found.high] == pytest.approx(np.quantile(drawn, (0.025, 0.975)).tolist(), abs=1e-9)


def test_draws_are_uniform_and_the_same_everywhere() -> None:
    numbers = uniform(2026, 1_000, 30)
    assert [round(value, 6) for value in numbers[0, :3].tolist()] == FIRST_NUMBERS
    assert (numbers >= 0).all()
    assert (numbers < 1).all()
    assert np.histogram(numbers, 10, (0, 1))[0] == pytest.approx(3_000, rel=0.06)


@given(panels(complete=True))
def test_the_mean_of_the_raters_totals_is_the_total(panel: Panel) -> None:
    found = grid(panel.ratings, panel.weights, panel.shares)
    totals = [score.total for score in scores(panel.ratings, panel.weights, panel.shares).values()]
    assert found.values.mean(axis=1) == pytest.approx([float(total) for total in totals if total is not None])


@given(panels())
def test_a_rater_alone_is_scored_like_a_panel_of_one(panel: Panel) -> None:
    found = grid(panel.ratings, panel.weights, panel.shares)
    for column, rater in enumerate(found.raters):
        alone = scores([one for one in panel.ratings if one.rater == rater], panel.weights, panel.shares)
        for row, candidate in enumerate(found.candidates):
            total = alone[candidate].total if candidate in alone else None
            value = found.values[row, column]
            assert np.isnan(value) if total is None else value == pytest.approx(float(total))


def test_a_rater_who_rated_just_enough_has_a_total() -> None:
    weights = (("tone", 50), ("crisis", 30), ("figures", 20))
    cells = tuple((name, name) for name, _ in weights)
    ratings = [Rating("R0", "C0", *cell, value) for cell, value in zip(cells, (5, 3), strict=False)]
    ratings += [Rating("R1", "C0", *cell, 4) for cell in cells]
    assert grid(ratings, weights, shares_for(weights, cells)).values.tolist() == [[4.25, 4]]


def test_no_rating_at_all() -> None:
    sample = panel(1, 1)
    nothing = grid([], sample.weights, sample.shares)
    assert (icc(nothing).single, alpha(nothing)) == (None, None)
