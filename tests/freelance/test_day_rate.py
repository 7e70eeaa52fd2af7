"""The price of a day, both ways: the smallest rate that leaves what is wished, and what becomes of a rate."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulating import LAW, MARKET, RATES, situation

from app.freelance.day_rate import DayRate, day_rate, rate_for_net, rate_for_salary, same_net_salary, sensitivity
from app.freelance.expenses import usual_expenses
from app.taxes.activity import STATUSES, Contract, Status
from app.taxes.employee import employee
from app.taxes.schemes import Unreachable

each_status = pytest.mark.parametrize("status", STATUSES)
statuses = st.sampled_from(STATUSES)
nets = st.integers(6_000, 90_000).map(Decimal)
rates = st.integers(80, 1200).map(Decimal)
half_days = st.integers(80, 440).map(lambda halves: Decimal(halves) / 2)


@given(statuses, nets, half_days, st.booleans())
@settings(max_examples=60)
def test_the_rate_leaves_at_least_the_net_and_one_euro_less_does_not(
    status: Status, net: Decimal, days: Decimal, before_tax: bool
) -> None:
    asked = situation(status, days=days)

    def left(found: DayRate) -> Decimal:
        return found.year.net_before_tax if before_tax else found.year.net

    found = rate_for_net(asked, net, before_tax, RATES)
    assert left(found) >= net
    assert left(day_rate(asked, found.rate - 1, RATES)) < net


@given(statuses, rates, half_days)
@settings(max_examples=60)
def test_shares_add_up_to_the_rate(status: Status, rate: Decimal, days: Decimal) -> None:
    found = day_rate(situation(status, days=days), rate, RATES)
    shares = found.shares()
    assert sum(amount for _kind, amount in shares) == rate
    assert shares[0][0] == "net"
    assert abs(shares[0][1] - found.year.net / days) < Decimal("0.1")


@given(statuses, rates, st.integers(60, 200).map(Decimal))
@settings(max_examples=40)
def test_the_middle_cell_is_the_monthly_net(status: Status, rate: Decimal, days: Decimal) -> None:
    found = day_rate(situation(status, days=days), rate, RATES)
    table = sensitivity(found, RATES)
    middle_days, cells = table[2]
    assert (middle_days, cells[2]) == (days, (rate, found.monthly_net))
    assert all(len(row) == 5 for _days, row in table)


@each_status
def test_more_days_or_a_higher_rate_leave_no_less(status: Status) -> None:
    table = sensitivity(day_rate(situation(status), Decimal(350), RATES), RATES)
    nets = [[net for _price, net in row] for _days, row in table]
    assert all(row == sorted(row) for row in nets)
    assert all(list(column) == sorted(column) for column in zip(*nets, strict=True))


def test_rows_without_a_day_are_left_out() -> None:
    table = sensitivity(day_rate(situation("ei", days=Decimal(15)), Decimal(350), RATES), RATES)
    assert [days for days, _row in table] == [5, 15, 25, 35]


@each_status
def test_a_salary_is_matched_by_a_rate_and_a_rate_by_a_salary(status: Status) -> None:
    contract = Contract(Decimal(3000), neutral=False)
    found = rate_for_salary(situation(status), contract, RATES)
    assert found.year.net >= employee(contract, RATES).net * 12
    month = same_net_salary(found, False, RATES)
    assert month
    assert abs(month.net - found.monthly_net) < 2
    cadre = same_net_salary(found, True, RATES)
    assert cadre
    assert cadre.start > month.start


def test_half_a_day_and_an_hour_come_from_the_rate() -> None:
    found = day_rate(situation("micro-bnc"), Decimal(355), RATES)
    assert (found.half, found.hour) == (Decimal("177.50"), Decimal("50.71"))


def test_a_worked_example_by_hand() -> None:
    """Micro BNC, 100 days at 300 €, no expenses: 25.6 % and 0.2 % of 30 000 €, then the scale on 66 % of it."""
    nothing = replace(situation("micro-bnc", days=Decimal(100)), expenses=usual_expenses((), "micro-bnc"))
    found = day_rate(nothing, Decimal(300), RATES)
    assert found.year.contributions == Decimal(7680 + 60)
    assert found.monthly_net_before_tax == Decimal("1855.00")


def test_a_share_of_the_turnover_is_solved_for_too() -> None:
    platform = MARKET.expenses["platform-commission"]
    costs = usual_expenses([platform.model_copy(update={"optional": False})], "ei")
    asked = replace(situation("ei"), expenses=costs)
    found = rate_for_net(asked, Decimal(24_000), False, RATES)
    assert found.year.net >= 24_000
    assert found.year.total("expenses") == found.year.start / 10


def test_a_net_beyond_all_rates_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        rate_for_net(situation("ei"), Decimal(10_000_000), False, RATES)


@pytest.mark.parametrize(("rate", "matched"), [(Decimal(1), False), (Decimal(350), True)])
def test_no_salary_compares_with_nothing(rate: Decimal, matched: bool) -> None:
    found = day_rate(situation("ei"), rate, RATES)
    assert (same_net_salary(found, False, RATES) is not None) == matched


def test_the_law_of_another_year_gives_another_rate() -> None:
    asked: Any = situation("micro-bnc")
    older = rate_for_net(asked, Decimal(30_000), True, LAW.on(date(2025, 12, 31)))
    assert older.rate < rate_for_net(asked, Decimal(30_000), True, RATES).rate
