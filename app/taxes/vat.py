"""The VAT exemption of small businesses: whether a turnover stays under it, and what VAT adds to a price."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from app.taxes.breakdown import cents
from app.taxes.law import Rates

Stage = Literal["exempt", "near", "passed"]
NOTES: dict[Stage, tuple[str, ...]] = {
    "exempt": (),
    "near": ("vat-franchise-near",),
    "passed": ("vat-franchise-passed",),
}


@dataclass(frozen=True)
class Vat:
    """Where a year's turnover stands: `base` and `most` are the two thresholds in euros, `rate` the usual ratio."""

    stage: Stage
    base: Decimal
    most: Decimal
    rate: Decimal

    @property
    def notes(self) -> tuple[str, ...]:
        """The codes of what one must know of it."""
        return NOTES[self.stage]

    def on_top(self, amount: Decimal) -> Decimal:
        """Return an amount with VAT, in euros, to the cent."""
        return cents(amount * (1 + self.rate))


def vat_state(turnover: Decimal, rates: Rates) -> Vat:
    """Return where a turnover of services, in euros a year, stands (CGI 293 B): a threshold itself is not passed."""
    base, most = rates["vat-base"], rates["vat-tolerance"]
    stage: Stage = "exempt" if turnover <= base else "near" if turnover <= most else "passed"
    return Vat(stage, base, most, rates["vat-rate"])
