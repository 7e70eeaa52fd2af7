"""What a simulation starts from: a household, and an activity or a wage."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from app.taxes.breakdown import ZERO

Status = Literal["micro-bnc", "micro-bic", "ei", "eurl", "sasu", "portage"]
STATUSES: tuple[Status, ...] = ("micro-bnc", "micro-bic", "ei", "eurl", "sasu", "portage")
LONG_AGO = date(2021, 1, 1)
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Household:
    """Who is taxed together; `other_income` is what else they are taxed on, in euros a year, after allowances."""

    couple: bool = False
    children: int = 0
    single_parent: bool = False
    other_income: Decimal = ZERO


@dataclass(frozen=True)
class Activity:
    """A year of independent work, amounts in euros before VAT; what a status has no use for is ignored.

    `acre` counts for one year from `created`. `flat_tax` is the versement libératoire of a micro-entreprise. In a
    company, `pay_share` (0 to 1) of what is left after expenses pays the person who manages it, contributions included;
    with `dividends`, all the profit after corporate tax is distributed, taxed at the flat rate unless `on_scale`.
    `accident_rate`, `health_insurance` (euros a month, half each) and `fee_rate` stand in for the usual ones.
    """

    turnover: Decimal
    expenses: Decimal = ZERO
    household: Household = field(default_factory=Household)
    created: date = LONG_AGO
    acre: bool = False
    flat_tax: bool = False
    pay_share: Decimal = Decimal(1)
    dividends: bool = False
    on_scale: bool = False
    capital: Decimal = Decimal(1000)
    accident_rate: Decimal | None = None
    health_insurance: Decimal | None = None
    fee_rate: Decimal | None = None

    def helped(self, on: date) -> bool:
        """Return whether ACRE counts on a day: it was granted less than a year before."""
        return self.acre and on < self.created + YEAR


@dataclass(frozen=True)
class Contract:
    """A full-time permanent contract: gross wage in euros a month, and what changes its contributions.

    `size` is the number of people in the company; `neutral` asks for the withholding rate of those who have none of
    their own, otherwise the tax is that of the household.
    """

    gross: Decimal
    cadre: bool = False
    size: int = 10
    household: Household = field(default_factory=Household)
    neutral: bool = True
    accident_rate: Decimal | None = None
    health_insurance: Decimal | None = None
