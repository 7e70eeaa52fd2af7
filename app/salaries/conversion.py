"""Gross, net and cost of a wage, whole or part-time, paid in twelve or thirteen months."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from app.taxes.activity import Contract
from app.taxes.breakdown import CENT, ZERO, Breakdown, Line, cents
from app.taxes.employee import employee
from app.taxes.income_tax import neutral_rate
from app.taxes.law import Rates
from app.taxes.search import largest
from app.taxes.wages import MONTHS

Wanted = Literal["gross", "net", "after", "cost"]
WANTED: tuple[Wanted, ...] = ("gross", "net", "after", "cost")
PAYMENTS = (12, 13)
HIGHEST = Decimal(400_000)  # Gross euros a month.


@dataclass(frozen=True)
class Job:
    """What changes the contributions on a wage; `share` (above 0, up to 1) is that of the legal week one works."""

    cadre: bool = False
    size: int = 10
    share: Decimal = Decimal(1)
    payments: int = 12


@dataclass(frozen=True)
class Pay:
    """A wage from its cost to what is received; `month` is a twelfth of the year, whatever the payments."""

    job: Job
    month: Breakdown

    def yearly(self, wanted: Wanted) -> Decimal:
        """Return an amount of the year, in euros: gross, net before tax, net after tax, or cost."""
        return cents(self.monthly(wanted) * MONTHS)

    def payment(self, wanted: Wanted) -> Decimal:
        """Return an amount of one payment, in euros, on average over the year."""
        return cents(self.monthly(wanted) * MONTHS / self.job.payments)

    def monthly(self, wanted: Wanted) -> Decimal:
        """Return an amount of a twelfth of the year, in euros."""
        if wanted == "gross":
            return self.month.figures["gross"]
        if wanted == "cost":
            return self.month.start
        return self.month.net if wanted == "after" else self.month.net_before_tax


def pay(gross: Decimal, job: Job, rates: Rates) -> Pay:
    """Return what becomes of a wage of `gross` euros a month as paid.

    Part-time is worked out at full time, then brought to its share: the ceiling of social security and the SMIC of
    the general reduction follow the hours (CSS R242-2 and D241-7), the health insurance does not. The neutral rate
    is that of the wage received.
    """
    insurance = rates["wage-health-insurance"] / job.share
    full = employee(Contract(gross / job.share, job.cadre, job.size, health_insurance=insurance), rates)
    return Pay(job, full if job.share == 1 else _part(full, gross, job.share, rates))


def gross_for(amount: Decimal, wanted: Wanted, job: Job, rates: Rates) -> Decimal:
    """Return the highest monthly gross wage that gives at most `amount` euros a month of what is wanted."""
    if wanted == "gross":
        return amount

    def result(gross: Decimal) -> Decimal:
        return pay(gross, job, rates).monthly(wanted)

    return largest(result, amount, CENT, min(amount * 4, HIGHEST))


def _part(full: Breakdown, gross: Decimal, share: Decimal, rates: Rates) -> Breakdown:
    """Return a full-time month brought to a share of it, every line to the cent, the tax worked out again."""
    figures = {name: cents(amount * share) for name, amount in full.figures.items() if name != "withholding-rate"}
    figures["gross"] = gross
    rate = neutral_rate(figures["net-taxable"], rates)
    taken = tuple(_brought(line, share) for line in full.lines if line.kind != "income_tax")
    tax = Line("withholding", "income_tax", cents(figures["net-taxable"] * rate), figures["net-taxable"], rate)
    start = figures["net-pay"] + sum((line.amount for line in taken), ZERO)
    return replace(
        full, start=start, lines=(*taken, tax), figures={**figures, "employer-cost": start, "withholding-rate": rate}
    )


def _brought(line: Line, share: Decimal) -> Line:
    base = None if line.base is None else cents(line.base * share)
    return line._replace(amount=cents(line.amount * share), base=base)
