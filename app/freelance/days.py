"""How many days a year can be billed: working days, less those that bring nothing in."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from holidays import country_holidays

FEWEST, MOST = 1, 260
HALF = Decimal("0.5")
MOSELLE = "57"  # The library counts the two local days of Alsace and of Moselle alike.


class CannotCount(ValueError):
    """Days that cannot be counted; `code` says why: not-half-days, too-few or out-of-bounds."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def public_holidays(year: int, alsace_moselle: bool = False) -> tuple[date, ...]:
    """Return the public holidays of a year, in order: art. L3133-1 and L3134-13 of the code du travail."""
    return tuple(sorted(country_holidays("FR", MOSELLE if alsace_moselle else None, year)))


def working_days(year: int, alsace_moselle: bool = False) -> int:
    """Return how many days of a year go from Monday to Friday and are not public holidays."""
    off = public_holidays(year, alsace_moselle)
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    days = (first + timedelta(days=rank) for rank in range((after - first).days))
    return sum(day.weekday() < 5 and day not in off for day in days)


@dataclass(frozen=True)
class BillableDays:
    """What a year of work is made of, in days; each count is a whole or half number, 0 or more.

    Raises CannotCount: not-half-days, or too-few when less than one day is left to bill.
    """

    year: int
    alsace_moselle: bool
    leave: Decimal
    illness: Decimal
    training: Decimal
    prospecting: Decimal
    administration: Decimal
    slack: Decimal

    def __post_init__(self) -> None:
        if any(days < 0 or days % HALF for days in self.away):
            raise CannotCount("not-half-days")
        if self.billed < FEWEST:
            raise CannotCount("too-few")

    @property
    def away(self) -> tuple[Decimal, ...]:
        """The days that are worked or rested without being billed, one number a reason."""
        return (self.leave, self.illness, self.training, self.prospecting, self.administration, self.slack)

    @property
    def working(self) -> int:
        """The working days of the year."""
        return working_days(self.year, self.alsace_moselle)

    @property
    def billed(self) -> Decimal:
        """The days left to bill."""
        return self.working - sum(self.away, Decimal(0))


def given_days(days: Decimal) -> Decimal:
    """Return a number of billed days given as such, from 1 to 260; raises CannotCount: out-of-bounds, not-half-days."""
    if not FEWEST <= days <= MOST:
        raise CannotCount("out-of-bounds")
    if days % HALF:
        raise CannotCount("not-half-days")
    return days
