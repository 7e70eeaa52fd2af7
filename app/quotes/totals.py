"""What a quote comes to. Each line is rounded to the cent; VAT is taken, rate by rate, on the sum of rounded lines.

Halves go up, as on an invoice (art. 242 nonies A de l'annexe II au CGI asks for the total and the tax by rate).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.quotes.quote import Line, Terms

CENT = Decimal("0.01")
MOST = Decimal(100_000_000)  # Euros, without VAT: a larger quote is a slip of the hand.


@dataclass(frozen=True)
class Tax:
    """The VAT at one rate: `rate` is a ratio, `base` and `amount` are euros."""

    rate: Decimal
    base: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Totals:
    """The sums of a quote, in euros and cents: `net` without VAT, `taxes` rate by rate, `gross` to be paid."""

    net: Decimal
    taxes: tuple[Tax, ...]

    @property
    def vat(self) -> Decimal:
        """The whole VAT."""
        return sum((tax.amount for tax in self.taxes), Decimal("0.00"))

    @property
    def gross(self) -> Decimal:
        """What the client pays, VAT included."""
        return self.net + self.vat


def rounded(amount: Decimal) -> Decimal:
    """Return an amount in euros to the cent, halves up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def line_amount(line: Line) -> Decimal:
    """Return the price of a line in euros without VAT, discount taken, to the cent."""
    return rounded(line.quantity * line.price * (1 - line.discount))


def totals(lines: Iterable[Line]) -> Totals:
    """Return the sums of some lines; rates without any amount are left out."""
    bases: dict[Decimal, Decimal] = {}
    net = Decimal("0.00")
    for line in lines:
        amount = line_amount(line)
        net += amount
        bases[line.rate] = bases.get(line.rate, Decimal("0.00")) + amount
    taxes = (Tax(rate, base, rounded(base * rate)) for rate, base in sorted(bases.items(), reverse=True))
    return Totals(net, tuple(tax for tax in taxes if tax.base and tax.rate))


def deposit(terms: Terms, gross: Decimal) -> Decimal:
    """Return what is paid at the signature, in euros, VAT included; 0 when nothing is."""
    if terms.deposit_share is not None:
        return rounded(gross * terms.deposit_share)
    return terms.deposit_amount or Decimal(0)
