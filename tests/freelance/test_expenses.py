"""Expenses: a fixed part, a part of the turnover, and a total that adds up."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.freelance.expenses import Expense, Expenses, usual_expenses
from app.loading import load
from app.taxes.activity import STATUSES, Status

ROOT = Path(__file__).parent.parent.parent
amounts = st.decimals(0, 20000, places=2)
shares = st.decimals(0, 30, places=2)
turnovers = st.decimals(0, 300000, places=2)


MARKET = load(ROOT).market


def usual(status: Status) -> Expenses:
    """Return what is proposed for a status."""
    return usual_expenses(MARKET.expenses.values(), status)


def test_a_share_of_the_turnover_stands_apart() -> None:
    expenses = Expenses((Expense("tools", Decimal(900)), Expense("platform-commission", Decimal(10), "%")))
    assert (expenses.fixed, expenses.rate) == (Decimal(900), Decimal("0.1"))
    assert expenses.lines(Decimal("45000.55")) == (
        ("tools", Decimal("900.00")),
        ("platform-commission", Decimal("4500.06")),
    )
    assert expenses.total(Decimal("45000.55")) == Decimal("5400.06")


def test_nothing_costs_nothing() -> None:
    assert Expenses().fixed == Expenses().rate == Expenses().total(Decimal(1000)) == 0


@given(amounts, shares, turnovers)
def test_the_two_parts_make_the_total_to_the_cent(fixed: Decimal, share: Decimal, turnover: Decimal) -> None:
    expenses = Expenses((Expense("tools", fixed), Expense("platform-commission", share, "%")))
    exact = expenses.fixed + expenses.rate * turnover
    assert abs(expenses.total(turnover) - exact) <= Decimal("0.005")


@given(amounts, shares, turnovers)
def test_a_turnover_can_be_solved_for(fixed: Decimal, share: Decimal, kept: Decimal) -> None:
    """What must be left over, plus what is spent, is the turnover."""
    expenses = Expenses((Expense("tools", fixed), Expense("platform-commission", share, "%")))
    turnover = (kept + expenses.fixed) / (1 - expenses.rate)
    assert abs(turnover - expenses.total(turnover) - kept) <= Decimal("0.01")


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_its_proposal(status: Status) -> None:
    expenses = usual(status)
    assert expenses.rate == 0, "the commission is optional"
    assert 1000 < expenses.fixed < 8000


def test_an_accountant_costs_what_the_status_asks_for() -> None:
    found = {status: dict(usual(status).lines(Decimal(0)))["accountant"] for status in STATUSES}
    assert found["micro-bnc"] == found["micro-bic"] == found["portage"] == 0
    assert 1200 <= found["ei"] <= 1500
    assert 1800 <= found["eurl"] == found["sasu"] <= 2400


def test_an_umbrella_company_already_pays_for_cover_and_insurance() -> None:
    free = {code for code, amount in usual("portage").lines(Decimal(0)) if amount == 0}
    assert free == {"accountant", "liability-insurance", "bank", "cfe", "health-cover", "platform-commission"}
