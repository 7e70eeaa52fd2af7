"""What becomes of an amount: lines that add up to it, each with the rate it used."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["expenses", "fee", "contributions", "corporate_tax", "retained", "levies", "income_tax"]
KINDS: tuple[Kind, ...] = ("expenses", "fee", "contributions", "corporate_tax", "retained", "levies", "income_tax")
CENT = Decimal("0.01")
EURO = Decimal(1)
ZERO = Decimal(0)


class Line(NamedTuple):
    """An amount taken, in euros: `code` names its rule in the tables of law, `rate` is a ratio applied to `base`.

    `parts` are the lines it is made of; they add up to it to the cent.
    """

    code: str
    kind: Kind
    amount: Decimal
    base: Decimal | None = None
    rate: Decimal | None = None
    parts: tuple["Line", ...] = ()


@dataclass(frozen=True)
class Breakdown:
    """What becomes of `start` euros in a year, or in a month for an employee: the lines, and what is left.

    `figures` holds what the lines rest on (assiette sociale, taxable income…), in euros or ratios; `notes` the codes
    of what one must know beside the amounts (ceiling passed, ACRE lost…).
    """

    status: str
    on: date
    start: Decimal
    lines: tuple[Line, ...]
    figures: dict[str, Decimal] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def total(self, *kinds: Kind) -> Decimal:
        """Return the sum of the lines of these kinds, in euros."""
        return sum((line.amount for line in self.lines if line.kind in kinds), ZERO)

    @property
    def contributions(self) -> Decimal:
        """Social contributions and levies, in euros."""
        return self.total("contributions", "levies")

    @property
    def income_tax(self) -> Decimal:
        """Income tax due to this activity, in euros."""
        return self.total("income_tax")

    @property
    def net(self) -> Decimal:
        """What is left in hand after everything, income tax included, in euros."""
        return self.start - sum((line.amount for line in self.lines), ZERO)

    @property
    def net_before_tax(self) -> Decimal:
        """What is left in hand before income tax, in euros."""
        return self.net + self.income_tax


def cents(amount: Decimal) -> Decimal:
    """Return an amount rounded to the cent, halves up as the law counts."""
    return amount.quantize(CENT, "ROUND_HALF_UP")


def euros(amount: Decimal) -> Decimal:
    """Return an amount rounded to the euro, halves up as the law counts."""
    return amount.quantize(EURO, "ROUND_HALF_UP")
