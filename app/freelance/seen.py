"""The files of the market, as they are written: every figure names its sources, or is said to be ours."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from app.content.dated import Grade, Number
from app.content.reading import Entries, Entry, Item
from app.content.text import Text
from app.taxes.activity import Status

Unit = Literal["EUR/day", "EUR/hour", "EUR/month", "EUR", "%", "posts/month", "posts/week", "days", "hours"]
ExpenseUnit = Literal["EUR/year", "%"]
When = Literal["month", "once"]


class Backed(Entry):
    """Something that says where it comes from: sources, or our own judgement (`ours`), or ours checked against some."""

    label: Text
    sources: tuple[str, ...] = ()
    ours: bool = False
    note: Text | None = None


class Figure(Backed):
    """One figure seen, or two bounds; `onwards` means “from”, `about` a figure the source rounds."""

    low: Number
    high: Number | None = None
    onwards: bool = False
    about: bool = False
    unit: Unit


class Range(Backed):
    """An order of magnitude we make of several figures seen; `usual` is missing when nothing supports one."""

    low: Number
    usual: Number | None = None
    high: Number
    unit: Unit
    grade: Grade


class SeenPackage(Figure):
    """A monthly package on sale; volumes a month as (least, most), None when they are not known."""

    content: Text
    posts: tuple[int, int] | None = None
    reels: tuple[int, int] | None = None
    stories: tuple[int, int] | None = None


class ExpenseItem(Backed):
    """An expense with the amount proposed, before any figure of one's own; `optional` ones start at 0."""

    unit: ExpenseUnit
    amount: Number
    by_status: dict[str, Number] = Field(default_factory=dict)
    optional: bool = False

    def amount_for(self, status: Status) -> Decimal:
        """Return the amount proposed for a status, in the unit of the item."""
        return self.by_status.get(status, self.amount)


class HourItem(Backed):
    """The hours one piece of a package takes; `complexity` tells whether a hard subject makes it longer."""

    hours: Number
    when: When
    complexity: bool


class Cover(Backed):
    """When moderation is done, and by how much an hour of it is multiplied."""

    factor: Number


class RatesFile(Item):
    """rates.yaml: day rates by experience, hourly rates, and every rate seen."""

    ranges: Entries[Range]
    hourly: Entries[Range]
    seen: Entries[Figure]


class PackagesFile(Item):
    """packages.yaml: packages by size and seen one by one, prices by deliverable, discounts."""

    ranges: Entries[Range]
    seen: Entries[SeenPackage]
    deliverables: Entries[Figure]
    discounts: Entries[Figure]


class VolumesFile(Item):
    """volumes.yaml: how much is published, how long it takes, how many days are billed."""

    posts: Entries[Figure]
    time: Entries[Figure]
    billed: Entries[Figure]
    away: Entries[Figure]


class ExpensesFile(Item):
    """expenses.yaml."""

    expenses: Entries[ExpenseItem]


class HoursFile(Item):
    """hours.yaml: hours a piece, and what moderation outside office hours is multiplied by."""

    hours: Entries[HourItem]
    covers: Entries[Cover]
