"""The price of a day, both ways: from a wished net to a day rate (TJM), and from a day rate to what is left of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from app.freelance.expenses import Expenses
from app.taxes.activity import Activity, Contract, Status
from app.taxes.breakdown import CENT, EURO, KINDS, ZERO, Breakdown, Kind, cents, euros
from app.taxes.employee import employee, gross_for_net
from app.taxes.law import Rates
from app.taxes.schemes import SCHEMES, Unreachable
from app.taxes.search import least

HIGHEST_RATE = Decimal(10_000)
MONTHS = 12
STEPS = tuple(Decimal(step) / 100 for step in (-10, -5, 0, 5, 10))
FEWER_DAYS = tuple(Decimal(days) for days in (-20, -10, 0, 10, 20))


@dataclass(frozen=True)
class Situation:
    """All but the price: status, year of work, expenses, days billed, hours billed in a day.

    The turnover and the expenses of `activity` are not read: they follow from the rate.
    """

    status: Status
    activity: Activity
    expenses: Expenses
    days: Decimal
    hours: Decimal

    def year(self, rate: Decimal, rates: Rates) -> Breakdown:
        """Return what becomes of a year billed at `rate` euros a day, before VAT."""
        return self.turned_over(rate * self.days, rates)

    def turned_over(self, turnover: Decimal, rates: Rates) -> Breakdown:
        """Return what becomes of a year's turnover, expenses in share of it counted."""
        spent = replace(self.activity, turnover=turnover, expenses=self.expenses.total(turnover))
        return SCHEMES[self.status](spent, rates)


@dataclass(frozen=True)
class DayRate:
    """A day rate in euros before VAT, half a day and an hour of it, and the year that it makes."""

    situation: Situation
    rate: Decimal
    year: Breakdown

    @property
    def half(self) -> Decimal:
        """Half a day."""
        return cents(self.rate / 2)

    @property
    def hour(self) -> Decimal:
        """An hour billed."""
        return cents(self.rate / self.situation.hours)

    @property
    def monthly_net(self) -> Decimal:
        """What is left each month after income tax, a twelfth of the year."""
        return cents(self.year.net / MONTHS)

    @property
    def monthly_net_before_tax(self) -> Decimal:
        """What is left each month before income tax."""
        return cents(self.year.net_before_tax / MONTHS)

    def shares(self) -> tuple[tuple[Kind | str, Decimal], ...]:
        """Return where each euro of a day goes: (kind of line or net, euros a day), adding up to the rate."""
        days = self.situation.days
        taken = [(kind, cents(self.year.total(kind) / days)) for kind in KINDS]
        net = self.rate - sum((amount for _, amount in taken), ZERO)
        return (("net", net), *((kind, amount) for kind, amount in taken if amount))


def day_rate(situation: Situation, rate: Decimal, rates: Rates) -> DayRate:
    """Return what a day rate gives."""
    return DayRate(situation, rate, situation.year(rate, rates))


def rate_for_net(situation: Situation, net: Decimal, before_tax: bool, rates: Rates) -> DayRate:
    """Return the smallest day rate, in whole euros, that leaves `net` euros a year; raises Unreachable."""

    def left(rate: Decimal) -> Decimal:
        year = situation.year(rate, rates)
        return year.net_before_tax if before_tax else year.net

    return day_rate(situation, _smallest(left, net), rates)


def rate_for_salary(situation: Situation, contract: Contract, rates: Rates) -> DayRate:
    """Return the smallest day rate that leaves as much after tax as twelve months of a salary; raises Unreachable."""
    return rate_for_net(situation, employee(contract, rates).net * MONTHS, False, rates)


def same_net_salary(found: DayRate, cadre: bool, rates: Rates) -> Breakdown | None:
    """Return a month of the salary that leaves as much after tax as the day rate; None when nothing is left."""
    net = cents(found.year.net / MONTHS)
    if net <= 0:
        return None
    contract = Contract(gross=CENT, cadre=cadre, household=found.situation.activity.household, neutral=False)
    gross = euros(gross_for_net(net, contract, rates))
    return employee(replace(contract, gross=gross), rates) if gross else None


def sensitivity(found: DayRate, rates: Rates) -> tuple[tuple[Decimal, tuple[tuple[Decimal, Decimal], ...]], ...]:
    """Return the monthly net for days around those billed and rates around the one found.

    One row a number of days: (days, ((rate, euros a month), …)).
    """
    rows = []
    for more in FEWER_DAYS:
        days = found.situation.days + more
        if days < 1:
            continue
        other = replace(found.situation, days=days)
        prices = [euros(found.rate * (1 + step)) for step in STEPS]
        rows.append((days, tuple((price, cents(other.year(price, rates).net / MONTHS)) for price in prices)))
    return tuple(rows)


def _smallest(left: Callable[[Decimal], Decimal], wished: Decimal) -> Decimal:
    found = least(left, wished, EURO, HIGHEST_RATE)
    if found is None:
        raise Unreachable
    return found
