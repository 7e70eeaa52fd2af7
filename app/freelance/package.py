"""A monthly package priced from the hours it takes: what is asked, what it comes to, what others sell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from app.freelance.seen import HourItem, SeenPackage, When
from app.taxes.breakdown import CENT, ZERO, cents

MOST_NETWORKS = 8
LOWEST_COMPLEXITY, HIGHEST_COMPLEXITY = Decimal("0.8"), Decimal(2)


@dataclass(frozen=True)
class Package:
    """What a client asks for: counts a month, hours a month for moderation and meetings, and pieces made once.

    `cover` says when moderation is done; `months` is how long both sides commit.
    """

    networks: int = 1
    posts: int = 0
    carousels: int = 0
    reels: int = 0
    stories: int = 0
    moderation: Decimal = ZERO
    cover: str = "office"
    reports: int = 0
    meetings: Decimal = ZERO
    audits: int = 0
    strategies: int = 0
    training_days: int = 0
    crisis_days: int = 0
    months: int = 1

    @property
    def volume(self) -> int:
        """How many pieces are published a month, stories aside."""
        return self.posts + self.carousels + self.reels

    @property
    def quantities(self) -> dict[str, Decimal]:
        """How many of each piece of hours.yaml; a piece goes to every network beyond the first as a relay."""
        return {
            "network": Decimal(self.networks),
            "post": Decimal(self.posts),
            "carousel": Decimal(self.carousels),
            "reel": Decimal(self.reels),
            "story": Decimal(self.stories),
            "relay": Decimal((self.networks - 1) * self.volume),
            "moderation": self.moderation,
            "report": Decimal(self.reports),
            "meeting": self.meetings,
            "audit": Decimal(self.audits),
            "strategy": Decimal(self.strategies),
            "training-day": Decimal(self.training_days),
            "crisis-day": Decimal(self.crisis_days),
        }


@dataclass(frozen=True)
class Terms:
    """How a package is counted: `rate` is one's own floor, in euros an hour before VAT; `hours` are those of a piece.

    `complexity` (0.8 to 2) lengthens the pieces that depend on the subject; `cover_factor` raises the price of an hour
    of moderation, not its length; `discount` is a ratio taken off the monthly price, never off what is made once.
    """

    rate: Decimal
    hours: Mapping[str, Decimal]
    cover_factor: Decimal = Decimal(1)
    complexity: Decimal = Decimal(1)
    discount: Decimal = ZERO


class PricedLine(NamedTuple):
    """A line: `each` and `hours` are real hours, `unit_price` and `amount` euros before VAT."""

    code: str
    when: When
    quantity: Decimal
    each: Decimal
    unit_price: Decimal
    amount: Decimal

    @property
    def hours(self) -> Decimal:
        """The hours of the whole line."""
        return self.quantity * self.each


@dataclass(frozen=True)
class PackagePrice:
    """What a package comes to, in euros before VAT and in hours; every total is the sum of its lines."""

    lines: tuple[PricedLine, ...]
    months: int
    discount: Decimal
    rate: Decimal

    def of(self, when: When) -> tuple[PricedLine, ...]:
        """Return the lines of every month, or those made once."""
        return tuple(line for line in self.lines if line.when == when)

    @property
    def monthly_hours(self) -> Decimal:
        """The hours of a month."""
        return sum((line.hours for line in self.of("month")), ZERO)

    @property
    def monthly_full(self) -> Decimal:
        """The price of a month before the discount."""
        return sum((line.amount for line in self.of("month")), ZERO)

    @property
    def monthly_discount(self) -> Decimal:
        """What the discount takes off each month, to the cent."""
        return cents(self.monthly_full * self.discount)

    @property
    def monthly(self) -> Decimal:
        """The price of a month."""
        return self.monthly_full - self.monthly_discount

    @property
    def once(self) -> Decimal:
        """The price of what is made once."""
        return sum((line.amount for line in self.of("once")), ZERO)

    @property
    def total(self) -> Decimal:
        """The price of the whole commitment."""
        return self.monthly * self.months + self.once

    @property
    def hours(self) -> Decimal:
        """The hours of the whole commitment."""
        return self.monthly_hours * self.months + sum((line.hours for line in self.of("once")), ZERO)

    @property
    def hourly(self) -> Decimal | None:
        """What a real hour is paid over the commitment, to the cent; None for an empty package."""
        return cents(self.total / self.hours) if self.hours else None

    @property
    def gap(self) -> Decimal:
        """How far a real hour is paid above one's own floor, in euros; below it when negative."""
        return ZERO if self.hourly is None else self.hourly - self.rate

    @property
    def under_floor(self) -> bool:
        """Whether a real hour is paid less than one's own floor."""
        return self.gap < 0


def package_price(package: Package, terms: Terms, pieces: Iterable[HourItem]) -> PackagePrice:
    """Return the price of a package; amounts are rounded up to the cent, so that rounding stays above the floor."""
    return PackagePrice(tuple(_lines(package, terms, pieces)), package.months, terms.discount, terms.rate)


def _lines(package: Package, terms: Terms, pieces: Iterable[HourItem]) -> Iterator[PricedLine]:
    quantities = package.quantities
    for piece in pieces:
        if quantity := quantities[piece.id]:
            each = terms.hours[piece.id] * (terms.complexity if piece.complexity else 1)
            factor = terms.cover_factor if piece.id == "moderation" else Decimal(1)
            unit_price = _up(each * terms.rate * factor)
            yield PricedLine(piece.id, piece.when, quantity, each, unit_price, _up(quantity * unit_price))


def _up(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_CEILING)


def nearest(package: Package, seen: Iterable[SeenPackage], most: int = 3) -> tuple[SeenPackage, ...]:
    """Return the packages on sale of the nearest volumes of posts and of reels, by the middle of their bounds."""

    def distance(found: SeenPackage) -> Decimal:
        posts, reels = (Decimal(sum(bounds or ())) / 2 for bounds in (found.posts, found.reels))
        return abs(posts - package.posts - package.carousels) + abs(reels - package.reels)

    return tuple(sorted((found for found in seen if found.posts or found.reels), key=distance)[:most])
