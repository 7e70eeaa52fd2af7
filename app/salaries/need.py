"""The same need met by an employee, an apprentice or a freelance: what each costs the company in a year."""

from dataclasses import dataclass, replace
from decimal import Decimal

from app.salaries.conversion import Job, pay
from app.taxes.breakdown import Breakdown, cents
from app.taxes.law import Rates
from app.taxes.wages import MONTHS, WEEKS

WEEK = 5  # Days.
YEAR = WEEKS * WEEK


class TooMuch(ValueError):
    """The need is more than one person works in a year; `most` is that, in days a month."""

    def __init__(self, most: Decimal) -> None:
        super().__init__(f"one person works at most {most} days a month")
        self.most = most


@dataclass(frozen=True)
class Need:
    """Days of work a month over a year, and the terms of each way to get them.

    `gross` is the wage in euros a year at full time, `rate` the price of a freelance day before VAT, `off` the days
    of leave and public holidays in a year. An apprentice is paid `smic_share` (a ratio) of the SMIC and is in the
    company for `presence` (a ratio) of the year.
    """

    days: Decimal
    gross: Decimal
    job: Job
    rate: Decimal
    off: Decimal
    smic_share: Decimal
    presence: Decimal


@dataclass(frozen=True)
class Way:
    """What one way costs in a year, in euros, and the days of work it gives; `month` is that of a wage."""

    cost: Decimal
    days: Decimal
    month: Breakdown | None = None

    @property
    def per_day(self) -> Decimal:
        """What a day of work costs, in euros."""
        return cents(self.cost / self.days)


@dataclass(frozen=True)
class Ways:
    """The three ways to meet a need of `days` a year.

    `hours` are those of the employee's week; with `raised`, they are the least the law allows, above the need.
    `even_rate` is the price of a day at which a freelance would cost as much as the employee.
    """

    days: Decimal
    hours: Decimal
    raised: bool
    employee: Way
    apprentice: Way
    freelance: Way

    @property
    def even_rate(self) -> Decimal:
        """The price of a day, before VAT, at which a freelance costs as much as the employee."""
        return cents(self.employee.cost / self.days)


def ways(need: Need, least_hours: Decimal, smic: Decimal, rates: Rates) -> Ways:
    """Return what each way costs; `least_hours` is the shortest lawful week, `smic` that of a month, in euros.

    Raises TooMuch when one full-time person is not enough.
    """
    year, needed = YEAR - need.off, need.days * MONTHS
    if needed > year:
        raise TooMuch((year / MONTHS).quantize(Decimal("0.1"), "ROUND_FLOOR"))
    asked = needed / year
    share = max(asked, least_hours / rates["week-hours"])
    part = pay(need.gross / MONTHS * share, replace(need.job, share=share), rates)
    learner = pay(cents(smic * need.smic_share), Job(size=need.job.size), rates)
    return Ways(
        days=needed,
        hours=(share * rates["week-hours"]).quantize(Decimal("0.1"), "ROUND_HALF_UP"),
        raised=share > asked,
        employee=Way(part.yearly("cost"), share * year, part.month),
        apprentice=Way(learner.yearly("cost"), need.presence * year, learner.month),
        freelance=Way(needed * need.rate, needed),
    )
