"""A quote as it is stored: who offers what to whom, at which price, on which conditions. Amounts are excl. VAT."""

from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Literal

from app.content.reading import Item
from app.content.text import Language

Status = Literal["micro", "ei", "eurl", "sarl", "sasu", "sas"]
STATUSES: tuple[Status, ...] = ("micro", "ei", "eurl", "sarl", "sasu", "sas")
SOLE_TRADERS = frozenset(("micro", "ei"))

Vat = Literal["charged", "franchise", "reverse", "outside"]
VATS: tuple[Vat, ...] = ("franchise", "charged", "reverse", "outside")
RATES = (Decimal("0.2"), Decimal("0.1"), Decimal("0.055"), Decimal("0"))

Unit = Literal["day", "hour", "package", "month", "piece"]
UNITS: tuple[Unit, ...] = ("day", "hour", "package", "month", "piece")

Payment = Literal["receipt", "days", "month-end"]
PAYMENTS: tuple[Payment, ...] = ("days", "month-end", "receipt")
LONGEST_PAYMENT: dict[Payment, int] = {"receipt": 0, "days": 60, "month-end": 45}  # Days: art. L441-10, I.

Right = Literal["reproduction", "representation", "adaptation"]
RIGHTS: tuple[Right, ...] = ("reproduction", "representation", "adaptation")
Place = Literal["france", "europe", "world"]
PLACES: tuple[Place, ...] = ("france", "europe", "world")

MOST_LINES = 60
RECOVERY = Decimal(40)  # Euros: art. D441-5 du code de commerce.


class Issuer(Item):
    """Who makes the offer. `capital` (euros) and `registry` (a town) are those of a company: art. R123-238."""

    name: str
    trade_name: str = ""
    status: Status
    capital: Decimal | None = None
    registry: str = ""
    address: str
    business: str
    vat: Vat
    vat_number: str = ""
    email: str = ""
    phone: str = ""
    insurance: str = ""

    @property
    def sole_trader(self) -> bool:
        """Whether « EI » must stand next to the name: art. R526-27 du code de commerce."""
        return self.status in SOLE_TRADERS


class Client(Item):
    """To whom the offer is made. A consumer is told of a `mediator`: art. L616-1 du code de la consommation."""

    name: str
    contact: str = ""
    address: str
    consumer: bool = False
    business: str = ""
    vat_number: str = ""
    mediator: str = ""


class Line(Item):
    """One thing that is sold: `price` in euros for a unit, `discount` and `rate` of VAT as ratios."""

    description: str
    quantity: Decimal
    unit: Unit
    price: Decimal
    discount: Decimal = Decimal(0)
    rate: Decimal = Decimal(0)


class Rights(Item):
    """Authors' rights assigned once all is paid, each named and delimited: art. L131-3 du CPI. `years` from payment."""

    assigned: tuple[Right, ...]
    purpose: str
    place: Place
    years: int


class Terms(Item):
    """The conditions. `late_rate` is a ratio a year, or None for the ECB's rate plus 10 points (art. L441-10, II).

    `deposit_share` is a ratio of the whole price and `deposit_amount` euros: one of them at most. `cancellation` is
    a ratio of what remains to be done; `fee` the price of the quote itself in euros, or None when it is free.
    """

    valid_days: int
    starts_on: date | None = None
    ends_on: date | None = None
    deposit_share: Decimal | None = None
    deposit_amount: Decimal | None = None
    payment: Payment
    payment_days: int
    late_rate: Decimal | None = None
    revisions: int | None = None
    rights: Rights | None = None
    cancellation: Decimal | None = None
    fee: Decimal | None = None
    others: str = ""


class Quote(Item):
    """A whole quote; `made_on` is the day from which it is valid."""

    language: Language
    title: str
    issuer: Issuer
    client: Client
    lines: tuple[Line, ...]
    terms: Terms
    made_on: date

    @property
    def valid_until(self) -> date:
        """The last day on which the client may accept it."""
        return self.made_on + timedelta(days=self.terms.valid_days)

    @property
    def hash(self) -> str:
        """SHA-256 of the quote, in hexadecimal."""
        return sha256(self.model_dump_json().encode()).hexdigest()

    def same_offer(self, other: "Quote") -> bool:
        """Return whether both say the same, whatever the day on which they were made."""
        return self == other.dated(self.made_on)

    def dated(self, on: date) -> "Quote":
        """Return the same quote made on another day."""
        return self.model_copy(update={"made_on": on})
