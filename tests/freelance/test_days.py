"""Billable days: the calendar counted twice, by the library and from Easter by hand; what is refused."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.freelance.days import BillableDays, CannotCount, given_days, public_holidays, working_days

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "days.yaml").read_text(encoding="utf-8")
)
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["year"]))
half_days = st.integers(0, 60).map(lambda halves: Decimal(halves) / 2)


def easter(year: int) -> date:
    """Return Easter Sunday by the method of Meeus, which owes nothing to the library."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    left = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * left) // 451
    month, day = divmod(h + left - 7 * m + 114, 31)
    return date(year, month, day + 1)


def by_hand(year: int, alsace_moselle: bool) -> Iterator[date]:
    """Yield the public holidays of a year from the law: fixed days, and those that follow Easter."""
    yield from (date(year, month, day) for month, day in FIXED)
    yield from (easter(year) + timedelta(days=gap) for gap in (1, 39, 50))
    if alsace_moselle:
        yield from (easter(year) - timedelta(days=2), date(year, 12, 26))


def built(**changes: Any) -> BillableDays:
    """Return the days of 2026 with the amounts proposed, but for some."""
    usual = {"leave": 25, "illness": 5, "training": 5, "prospecting": 40, "administration": 20, "slack": 15}
    counts = {name: Decimal(days) for name, days in {**usual, **changes}.items()}
    return BillableDays(year=2026, alsace_moselle=False, **counts)


@every_case
def test_working_days_are_those_counted_by_hand(case: dict[str, Any]) -> None:
    assert working_days(case["year"]) == case["working"] == case["weekdays"] - len(case["holidays"])
    assert working_days(case["year"], True) == case["working_local"] == case["working"] - len(case["local"])


@every_case
def test_public_holidays_are_those_listed(case: dict[str, Any]) -> None:
    found = [day for day in public_holidays(case["year"], True) if day.weekday() < 5]
    assert found == sorted(case["holidays"] + case["local"])


@pytest.mark.parametrize("year", range(2020, 2041))
@pytest.mark.parametrize("alsace_moselle", [False, True])
def test_the_library_agrees_with_easter(year: int, alsace_moselle: bool) -> None:
    assert public_holidays(year, alsace_moselle) == tuple(sorted(set(by_hand(year, alsace_moselle))))


def test_billed_days_are_what_is_left() -> None:
    assert built().billed == 252 - 110
    assert built(slack="15.5").billed == Decimal("141.5")


@given(half_days, half_days)
def test_a_day_away_is_a_day_less(leave: Decimal, illness: Decimal) -> None:
    days = built(leave=leave, illness=illness)
    assert days.billed + sum(days.away) == days.working
    assert built(leave=leave + 1, illness=illness).billed == days.billed - 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"leave": -1}, "not-half-days"),
        ({"training": "0.25"}, "not-half-days"),
        ({"leave": 166.5}, "too-few"),
        ({"leave": 400}, "too-few"),
    ],
)
def test_absurd_days_are_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(CannotCount) as caught:
        built(**changes)
    assert caught.value.code == code


def test_one_day_is_enough() -> None:
    assert built(leave=166).billed == 1


@pytest.mark.parametrize("days", ["1", "140", "260", "99.5"])
def test_days_can_be_given(days: str) -> None:
    assert given_days(Decimal(days)) == Decimal(days)


@pytest.mark.parametrize(
    ("days", "code"),
    [("0.5", "out-of-bounds"), ("260.5", "out-of-bounds"), ("-3", "out-of-bounds"), ("100.25", "not-half-days")],
)
def test_days_given_have_bounds(days: str, code: str) -> None:
    with pytest.raises(CannotCount) as caught:
        given_days(Decimal(days))
    assert caught.value.code == code
