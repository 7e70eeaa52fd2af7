"""Statuses side by side: the same figures as the schemes, columns that add up, crossings that agree with curves."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.freelance.comparison import LATEST, Comparison, axis, comparison, curves, figures, overtakings, side_by_side
from app.loading import load
from app.taxes.activity import STATUSES, Activity, Household, Status
from app.taxes.schemes import SCHEMES

LAW = load(Path(__file__).parents[2]).law
RATES, BEFORE = LAW.on(date(2026, 12, 31)), LAW.on(date(2025, 12, 31))
TODAY = date(2026, 11, 22)
FIVE: tuple[Status, ...] = ("micro-bnc", "ei", "eurl", "sasu", "portage")
USUAL = Activity(Decimal(50_000), Decimal(4_000))
TAKEN = ("expenses", "fee", "contributions", "corporate-tax", "retained")

activities = st.builds(
    Activity,
    turnover=st.decimals(1, 400_000, places=2),
    expenses=st.decimals(0, 20_000, places=2),
    household=st.builds(Household, couple=st.booleans(), children=st.integers(0, 4)),
    flat_tax=st.booleans(),
    pay_share=st.decimals(0, 1, places=2),
    dividends=st.booleans(),
    on_scale=st.booleans(),
)


def compared(activity: Activity = USUAL, statuses: tuple[Status, ...] = FIVE) -> Comparison:
    """Return the comparison of 2026."""
    return comparison(activity, statuses, RATES, TODAY)


@given(activities, st.sampled_from(STATUSES))
def test_each_column_is_what_its_scheme_says_and_adds_up(activity: Activity, status: Status) -> None:
    year = side_by_side(activity, [status], RATES)[status]
    assert year == SCHEMES[status](activity, RATES)
    column = figures(year)
    assert column["turnover"] == activity.turnover
    assert column["net-before-tax"] == column["turnover"] - sum(column[name] for name in TAKEN)
    assert column["net"] == column["net-before-tax"] - column["income-tax"]
    assert column["net"] == 12 * column["monthly-net"] or abs(column["net"] - 12 * column["monthly-net"]) < 1
    assert abs(column["kept"] * activity.turnover - column["net"]) <= activity.turnover / 1000


def test_the_lowest_and_the_highest_bound_every_net() -> None:
    found = compared()
    assert (found.lowest.status, found.highest.status) == ("portage", "micro-bnc")
    assert all(found.lowest.net <= year.net <= found.highest.net for year in found.known.values())


@pytest.mark.parametrize(
    ("turnover", "most"), [("1", 100_000), ("50000", 100_000), ("50000.01", 110_000), ("62000", 130_000)]
)
def test_the_axis_goes_to_twice_the_turnover(turnover: str, most: int) -> None:
    assert axis(Decimal(turnover)) == most


def test_curves_are_the_schemes_over_the_same_turnovers() -> None:
    drawn = curves(USUAL, FIVE, Decimal(100_000), RATES)
    assert tuple(drawn) == FIVE
    for status, points in drawn.items():
        assert [after - before for (before, _), (after, _) in pairwise(points)] == [1_000] * (len(points) - 1)
        turnover, net = points[20]
        assert net == SCHEMES[status](replace(USUAL, turnover=turnover), RATES).net
    assert {points[0][0] for points in drawn.values()} == {6_000}, "the first point that leaves something to all five"
    assert drawn["micro-bnc"][-1][0] == 83_000, "the ceiling is 83 600"
    assert {drawn[status][-1][0] for status in FIVE[1:]} == {100_000}


def test_curves_wait_for_a_status_that_loses_money_but_not_for_ever() -> None:
    activity = replace(USUAL, pay_share=Decimal(0))
    drawn = curves(activity, FIVE, Decimal(100_000), RATES)
    assert {points[0][0] for points in drawn.values()} == {5_000 + LATEST * 1_000}
    assert all(net < 0 for _, net in drawn["eurl"]), "no pay, no dividend, and minimum contributions"


def test_a_micro_entreprise_far_under_the_axis_has_no_curve() -> None:
    assert "micro-bnc" not in curves(USUAL, FIVE, Decimal(10_000_000), RATES)


@settings(max_examples=15)
@given(activities)
def test_where_a_curve_overtakes_another_it_was_not_above_before_and_is_after(activity: Activity) -> None:
    drawn = curves(activity, ("micro-bic", "ei", "eurl", "sasu", "portage"), axis(activity.turnover), RATES)
    found = overtakings(drawn)
    assert list(found) == sorted(found)
    for turnover, above, below in found:
        gaps = [
            (x, one - other) for (x, one), (_, other) in zip(drawn[above], drawn[below], strict=False) if one != other
        ]
        assert [gap for x, gap in gaps if x < turnover][-1] < 0
        assert next(gap for x, gap in gaps if x > turnover) > 0


def test_the_usual_overtakings() -> None:
    found = {(each.above, each.below): each.turnover for each in overtakings(compared().curves)}
    assert 33_000 < found["micro-bnc", "ei"] < 34_000
    assert 37_000 < found["micro-bnc", "eurl"] < 38_000
    assert ("ei", "eurl") not in found
    assert ("eurl", "ei") not in found


def test_a_year_without_law_is_neither_a_column_nor_a_curve() -> None:
    found = comparison(USUAL, FIVE, BEFORE, TODAY)
    assert [status for status, year in found.years.items() if year is None] == ["sasu", "portage"]
    assert tuple(found.columns) == tuple(found.curves) == ("micro-bnc", "ei", "eurl")
    assert found.ceiling == 77_700


def test_notes_are_those_of_the_scheme_then_of_the_status_once_each() -> None:
    found = compared(replace(USUAL, turnover=Decimal(90_000), pay_share=Decimal("0.5"), dividends=True))
    told = {status: found.notes_of(year) for status, year in found.known.items()}
    assert told["micro-bnc"] == ("micro-ceiling-passed",)
    assert told["sasu"] == ("dividends-no-cover", "reduced-corporate-tax", "death-cover-not-taxed")
    assert all(len(set(notes)) == len(notes) for notes in told.values())
    assert all(code in LAW.notes for notes in (*told.values(), found.notes) for code in notes)


def test_the_daily_rate_makes_the_turnover() -> None:
    assert compared().daily == Decimal("357.14")
