"""What holds of every simulation, whatever is typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.library import Library
from app.taxes.activity import STATUSES, Activity, Contract, Household, Status
from app.taxes.breakdown import CENT, ZERO, Breakdown
from app.taxes.employee import employee, gross_for_cost, gross_for_net
from app.taxes.law import Rates
from app.taxes.micro import acre_most
from app.taxes.schemes import breakdown, turnover_for

ON = date(2026, 5, 1)
MOST = 300_000
DRAWS = 200
# How much net may fall as turnover grows: contributions are rounded each month in a micro-entreprise (12 € a step, two
# of them in BIC), rates to the hundredth of a per cent outside it, and the CET falls on the whole wage at the ceiling.
STEPS: dict[Status, int] = {"micro-bnc": 14, "micro-bic": 26, "ei": 25, "eurl": 25, "sasu": 60, "portage": 60}

amounts = st.decimals(0, MOST, places=2)
households = st.builds(
    Household,
    couple=st.booleans(),
    children=st.integers(0, 5),
    other_income=st.one_of(st.just(ZERO), st.decimals(0, 80_000, places=2)),
)
activities = st.builds(
    lambda turnover, share, others: Activity(turnover, (turnover * share).quantize(CENT), **others),
    amounts,
    st.decimals(0, 1, places=2),
    st.fixed_dictionaries(
        {
            "household": households,
            "acre": st.booleans(),
            "created": st.sampled_from([date(2021, 1, 1), date(2026, 2, 1), date(2026, 7, 1)]),
            "flat_tax": st.booleans(),
            "pay_share": st.decimals(0, 1, places=2),
            "dividends": st.booleans(),
            "on_scale": st.booleans(),
            "capital": st.decimals(0, 60_000, places=2),
        }
    ),
)
each_status = pytest.mark.parametrize("status", STATUSES)


Year = Callable[[Status, Activity], Breakdown]


@pytest.fixture(scope="session")
def year(library: Library) -> Year:
    """Simulate a year. A function, since hypothesis would print the whole library next to a failure."""
    return lambda status, activity: breakdown(library.law, status, activity, ON)


@pytest.fixture(scope="session")
def rates(library: Library) -> Callable[[], Rates]:
    """Give the law of the day."""
    return lambda: library.law.on(ON)


@each_status
@given(activity=activities)
def test_parts_add_up_to_the_whole(year: Year, status: Status, activity: Activity) -> None:
    found = year(status, activity)
    assert found.start == activity.turnover
    assert sum((line.amount for line in found.lines), ZERO) + found.net == activity.turnover
    assert found.net_before_tax - found.income_tax == found.net
    for line in found.lines:
        assert line.amount == line.amount.quantize(CENT)
        assert not line.parts or sum(part.amount for part in line.parts) == line.amount


@each_status
@given(activity=activities)
def test_no_amount_is_negative(year: Year, status: Status, activity: Activity) -> None:
    """But what is given back: the general reduction and ACRE."""
    given_back = {"general-reduction", "acre-employer", "acre-employee"}
    for line in year(status, activity).lines:
        assert (line.amount <= 0) == (line.code in given_back) or not line.amount, line


@each_status
@given(activity=activities, other=amounts)
def test_more_turnover_never_means_less_net(
    year: Year, rates: Callable[[], Rates], status: Status, activity: Activity, other: Decimal
) -> None:
    if status.startswith("micro") and activity.acre:
        cap = acre_most(rates(), "bnc" if status == "micro-bnc" else "bic")
        if (activity.turnover <= cap) != (other <= cap):
            return  # ACRE is lost as a whole there, and a note says so.
    low, high = sorted((activity.turnover, other))
    spent = min(activity.expenses, low)
    fewer, more = (year(status, replace(activity, turnover=turnover, expenses=spent)) for turnover in (low, high))
    assert more.net >= fewer.net - STEPS[status]


@each_status
@settings(max_examples=40)
@given(activity=activities, net=st.decimals(0, 90_000, places=2))
def test_the_inverse_of_a_net_gives_it_back(
    year: Year, rates: Callable[[], Rates], status: Status, activity: Activity, net: Decimal
) -> None:
    paid = replace(activity, pay_share=Decimal(1), expenses=min(activity.expenses, Decimal(20_000)))
    turnover = turnover_for(rates().law, status, paid, ON, net)
    at, below = (year(status, replace(paid, turnover=each)).net for each in (turnover, turnover - 1))
    assert at >= net
    if turnover and not paid.acre:
        assert below < net
        assert at - net <= STEPS[status]


@given(gross=st.decimals(300, 20_000, places=2), cadre=st.booleans(), size=st.sampled_from([5, 10, 11, 49, 50, 300]))
def test_a_wage_adds_up_and_its_inverses_give_it_back(
    rates: Callable[[], Rates], gross: Decimal, cadre: bool, size: int
) -> None:
    law, contract = rates(), Contract(gross, cadre, size, neutral=False)
    found = employee(contract, law)
    assert sum((line.amount for line in found.lines), ZERO) + found.net == found.start
    assert found.figures["net-pay"] == found.net_before_tax
    again = employee(replace(contract, gross=gross_for_cost(found.start, contract, law)), law)
    assert abs(again.start - found.start) <= Decimal("0.30")
    nearest = employee(replace(contract, gross=gross_for_net(found.net, contract, law)), law)
    assert abs(nearest.net - found.net) <= Decimal("0.20")


@each_status
def test_two_hundred_years_drawn_up_to_300_000_euros(year: Year, status: Status) -> None:
    """In order of turnover, with the usual options of each status: the net grows, but for the steps explained above."""
    random = Random(status)
    turnovers = sorted(Decimal(random.randrange(MOST * 100)) / 100 for _ in range(DRAWS))
    for dividends in (False, True):
        share = Decimal("0.6") if dividends else Decimal(1)
        options = Activity(ZERO, pay_share=share, dividends=dividends)
        nets = [year(status, replace(options, turnover=turnover)).net for turnover in turnovers]
        falls = [before - after for before, after in pairwise(nets) if after < before]
        assert max(falls, default=ZERO) <= STEPS[status]
