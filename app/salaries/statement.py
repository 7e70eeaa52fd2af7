"""What an ad must say of pay: the data of a sentence, and what is wrong with it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Warning = Literal["below-floor", "single", "wide"]
WIDE = Decimal("1.5")


@dataclass(frozen=True)
class Statement:
    """A range of pay, in gross euros a year as paid for `hours` a week, and what stands beside it.

    `variable`, `benefits` and `agreement` are what the employer wrote, each empty when there is nothing to say.
    """

    low: Decimal
    high: Decimal
    hours: Decimal
    payments: int
    variable: str = ""
    benefits: str = ""
    agreement: str = ""

    def warnings(self, floor: Decimal, week: Decimal) -> tuple[Warning, ...]:
        """Return what to look at again; `floor` is the SMIC of a year for a `week` of that many hours.

        `wide` marks a range whose top is half as much again as its bottom: our threshold, no rule of law.
        """
        found: list[Warning] = []
        if self.low < floor * self.hours / week:
            found.append("below-floor")
        if self.low == self.high:
            found.append("single")
        if self.high > self.low * WIDE:
            found.append("wide")
        return tuple(found)
