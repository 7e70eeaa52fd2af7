"""Places, conversions, needs and statements: worked out by hand, and true of any amount."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.loading import load
from app.salaries.conversion import WANTED, Job, gross_for, pay
from app.salaries.need import Need, TooMuch, ways
from app.salaries.place import bounds, smic_month, smic_year, standing
from app.salaries.statement import Statement
from app.taxes.activity import Contract
from app.taxes.employee import employee

ROOT = Path(__file__).parents[2]
LIBRARY = load(ROOT)
RATES = LIBRARY.law.on(date(2026, 6, 1))
FLOOR = smic_year(RATES)
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "salaries.yaml").read_text(encoding="utf-8"))
ROLES = LIBRARY.salaries.roles
jobs = st.builds(
    Job,
    cadre=st.booleans(),
    size=st.sampled_from([5, 30, 100, 300]),
    share=st.sampled_from([Decimal(hours) / 35 for hours in (1, 10, 24, 28, 35)]),
    payments=st.sampled_from([12, 13]),
)
amounts = st.integers(100, 12_000).map(Decimal)


def exact(value: float | None) -> Decimal | None:
    """Return a number of a case as it is written."""
    return None if value is None else Decimal(str(value))


@pytest.mark.parametrize("day", CASES["smic_on"])
def test_the_smic_of_a_day(day: date) -> None:
    rates = LIBRARY.law.on(max(day, date(2024, 11, 1)))
    expected = CASES["smic_on"][day]
    assert (smic_month(rates), smic_year(rates)) == (exact(expected["month"]), exact(expected["year"]))


@pytest.mark.parametrize(
    "case", CASES["offers"], ids=[f"{c['role']} {c['level']} {c['offer']}" for c in CASES["offers"]]
)
def test_an_offer_has_its_place(case: dict[str, Any]) -> None:
    found = standing(Decimal(str(case["offer"])), ROLES[case["role"]], case["level"], FLOOR)
    assert found.position == case["position"]
    assert found.gap == exact(case["gap"])
    assert found.above_floor == exact(case["floor"])
    assert list(found.holding) == case["holding"]
    assert found.lawful == (case["floor"] >= 0)


@given(st.decimals(1, 200_000, places=2), st.decimals(1, 200_000, places=2), st.sampled_from(sorted(ROLES)))
def test_a_higher_offer_never_stands_lower(one: Decimal, other: Decimal, role: str) -> None:
    order = ("below", "inside", "above", None)
    for level in ROLES[role].levels:
        low, high = (standing(offer, ROLES[role], level, FLOOR) for offer in sorted((one, other)))
        assert order.index(low.position) <= order.index(high.position)
        assert (low.gap == 0) == (low.position == "inside")


@given(amounts, jobs)
def test_a_wage_adds_up(gross: Decimal, job: Job) -> None:
    found = pay(gross, job, RATES)
    taken = sum(line.amount for line in found.month.lines)
    assert found.month.start - taken == found.month.net
    assert found.month.net_before_tax == found.month.figures["net-pay"]
    assert found.monthly("after") <= found.monthly("net") < gross < found.monthly("cost")


@given(amounts, jobs)
def test_part_time_is_full_time_brought_to_its_hours(gross: Decimal, job: Job) -> None:
    """All follows the hours but the health insurance, whose halves are fixed amounts."""
    whole = pay(gross, replace(job, share=Decimal(1)), RATES)
    part = pay(gross * job.share, job, RATES)
    fixed = RATES["wage-health-insurance"] / 2 * (1 - job.share)
    room = Decimal("0.30") + fixed * Decimal("0.15")
    assert abs(part.monthly("net") - whole.monthly("net") * job.share + fixed) <= room
    assert abs(part.monthly("cost") - whole.monthly("cost") * job.share - fixed) <= room


@given(amounts, st.booleans(), st.sampled_from([5, 30, 100, 300]))
def test_full_time_is_the_wage_of_the_tables_of_law(gross: Decimal, cadre: bool, size: int) -> None:
    assert pay(gross, Job(cadre, size), RATES).month == employee(Contract(gross, cadre, size), RATES)


@given(amounts, jobs, st.sampled_from(WANTED))
def test_going_back_to_gross_gives_what_was_wanted(amount: Decimal, job: Job, wanted: Any) -> None:
    """As near as ten cents, but where the law jumps: there one more cent of gross goes beyond."""
    gross = gross_for(amount, wanted, job, RATES)
    assert pay(gross, job, RATES).monthly(wanted) <= amount
    if wanted in ("gross", "net", "cost"):
        near = amount - pay(gross, job, RATES).monthly(wanted) <= Decimal("0.10")
        assert near or pay(gross + Decimal("0.01"), job, RATES).monthly(wanted) > amount


def test_thirteen_payments_share_the_same_year() -> None:
    twelve, thirteen = (pay(Decimal(2600), Job(payments=payments), RATES) for payments in (12, 13))
    for wanted in WANTED:
        assert twelve.yearly(wanted) == thirteen.yearly(wanted)
        assert abs(thirteen.payment(wanted) * 13 - thirteen.yearly(wanted)) < Decimal("0.13")
    assert thirteen.payment("gross") == Decimal(2400)


def need(**changed: Any) -> Need:
    """Return a need, with what is `changed` of it."""
    usual = Need(
        days=Decimal(8),
        gross=Decimal(30000),
        job=Job(size=5),
        rate=Decimal(350),
        off=Decimal(33),
        smic_share=Decimal("0.53"),
        presence=Decimal("0.6"),
    )
    return replace(usual, **changed)


@pytest.mark.parametrize("case", CASES["needs"], ids=[f"{case['days']} days" for case in CASES["needs"]])
def test_each_way_gives_its_days(case: dict[str, Any]) -> None:
    found = ways(need(days=Decimal(str(case["days"]))), Decimal(24), smic_month(RATES), RATES)
    assert (found.hours, found.raised) == (exact(case["hours"]), case["raised"])
    assert found.days == found.freelance.days == exact(case["needed"])
    assert abs(found.employee.days - Decimal(str(case["employee"]))) < Decimal("0.01")
    assert found.apprentice.days == exact(case["apprentice"])


def test_one_person_is_not_always_enough() -> None:
    with pytest.raises(TooMuch, match=r"at most 18\.9 days a month"):
        ways(need(days=Decimal(19)), Decimal(24), smic_month(RATES), RATES)


@given(st.decimals(1, Decimal("18.5"), places=1), st.decimals(23_000, 90_000, places=0))
def test_at_the_even_rate_both_cost_the_same(days: Decimal, gross: Decimal) -> None:
    found = ways(need(days=days, gross=gross), Decimal(24), smic_month(RATES), RATES)
    same = ways(need(days=days, gross=gross, rate=found.even_rate), Decimal(24), smic_month(RATES), RATES)
    assert abs(same.freelance.cost - same.employee.cost) <= found.days * Decimal("0.01")
    assert found.employee.cost > gross * found.hours / 35 * Decimal("0.99")


def test_an_apprentice_is_paid_a_share_of_the_smic() -> None:
    found = ways(need(), Decimal(24), smic_month(RATES), RATES)
    assert found.apprentice.month
    assert found.apprentice.month.figures["gross"] == Decimal("989.52")
    assert found.freelance.cost == 96 * 350


@pytest.mark.parametrize(
    ("low", "high", "hours", "expected"),
    [
        (24000, 30000, 35, ()),
        (22404, 30000, 35, ("below-floor",)),
        (15363, 18000, 24, ()),
        (15362, 18000, 24, ("below-floor",)),
        (30000, 30000, 35, ("single",)),
        (24000, 36000, 35, ()),
        (24000, 36001, 35, ("wide",)),
        (10000, 36001, 35, ("below-floor", "wide")),
    ],
)
def test_what_to_look_at_again_in_an_ad(low: int, high: int, hours: int, expected: tuple[str, ...]) -> None:
    found = Statement(Decimal(low), Decimal(high), Decimal(hours), 12)
    assert found.warnings(FLOOR, Decimal(35)) == expected


def test_half_a_wage_is_withheld_at_the_rate_of_half_a_wage() -> None:
    whole, half = pay(Decimal(2500), Job(), RATES), pay(Decimal(1250), Job(share=Decimal("0.5")), RATES)
    assert whole.month.figures["withholding-rate"] == Decimal("0.029")
    assert half.month.figures["withholding-rate"] == 0 == half.month.income_tax


def test_no_range_goes_below_the_smic_to_come() -> None:
    levels = ROLES["community-manager"].levels
    found = bounds(levels["confirmed"], Decimal(33000))
    assert (found.low, found.high) == (Decimal(33000), Decimal(33000))
    assert bounds(levels["junior"], FLOOR).low == FLOOR
