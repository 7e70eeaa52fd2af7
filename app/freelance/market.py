"""What the market pays, gathered and checked as a whole; where a rate stands in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import Literal

from app.content.dated import Grade, Publication
from app.content.reading import Origin, Problem, Reader
from app.freelance.seen import (
    Backed,
    Cover,
    ExpenseItem,
    ExpensesFile,
    Figure,
    HourItem,
    HoursFile,
    PackagesFile,
    Range,
    RatesFile,
    SeenPackage,
    VolumesFile,
)
from app.taxes.activity import STATUSES

FOLDER = "rate_tables/market"
GRADES: tuple[Grade, ...] = ("A", "B", "C")
COVERS = ("office", "evenings", "weekends")
PIECES = (
    "network",
    "post",
    "carousel",
    "reel",
    "story",
    "relay",
    "moderation",
    "report",
    "meeting",
    "audit",
    "strategy",
    "training-day",
    "crisis-day",
)
AWAY = ("leave", "illness", "training", "prospecting", "administration", "slack")
Position = Literal["below", "inside", "above"]


@dataclass(frozen=True, eq=False)
class Market:
    """The five files together, and the publications their figures cite."""

    sources: Mapping[str, Publication]
    rates: RatesFile
    packages: PackagesFile
    volumes: VolumesFile
    expenses: Mapping[str, ExpenseItem]
    hours: Mapping[str, HourItem]
    covers: Mapping[str, Cover]

    def entries(self) -> Iterator[Backed]:
        """Yield everything that carries a figure."""
        for *_, rows in _sections(self):
            yield from rows.values()

    def grade(self, backed: Backed) -> Grade | None:
        """Return the best grade among the sources of a figure, None when it is only ours."""
        found = [self.sources[name].grade for name in backed.sources]
        return min(found, key=GRADES.index) if found else None


def load_market(read: Reader, publications: Mapping[str, Publication]) -> tuple[Market | None, tuple[Problem, ...]]:
    """Return the market read with `read`, None when a file cannot be read, and what is wrong between the files."""
    rates = read(f"{FOLDER}/rates.yaml", RatesFile)
    packages = read(f"{FOLDER}/packages.yaml", PackagesFile)
    volumes = read(f"{FOLDER}/volumes.yaml", VolumesFile)
    expenses = read(f"{FOLDER}/expenses.yaml", ExpensesFile)
    hours = read(f"{FOLDER}/hours.yaml", HoursFile)
    if not (rates and packages and volumes and expenses and hours):
        return None, ()
    market = Market(
        sources=publications,
        rates=rates.value,
        packages=packages.value,
        volumes=volumes.value,
        expenses=expenses.value.expenses,
        hours=hours.value.hours,
        covers=hours.value.covers,
    )
    files = (rates, packages, volumes, expenses, hours)
    origins = {file.origin.file.rpartition("/")[2].removesuffix(".yaml"): file.origin for file in files}
    found = tuple(problems(market, origins))
    cited = set(chain.from_iterable(each.sources for each in market.entries()))
    return replace(market, sources={name: publications[name] for name in publications if name in cited}), found


def problems(market: Market, origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """Yield what is wrong between the files; `origins` are named after them: rates, packages…"""
    for file, section, entries in _sections(market):
        for entry in entries.values():
            key = (section, entry.id)
            for rank, name in enumerate(entry.sources):
                yield from origins[file].unknown((*key, "sources", rank), name, market.sources)
            yield from (origins[file].problem(key, remedy) for remedy in _remedies(entry))
    for file, section, found, expected in (
        ("hours", "hours", market.hours, PIECES),
        ("hours", "covers", market.covers, COVERS),
        ("volumes", "away", market.volumes.away, AWAY),
    ):
        if tuple(found) != expected:
            yield origins[file].problem((section,), f"must be exactly {', '.join(expected)}, in this order")


def _sections(market: Market) -> tuple[tuple[str, str, Mapping[str, Backed]], ...]:
    rates, packages, volumes = market.rates, market.packages, market.volumes
    return (
        ("rates", "ranges", rates.ranges),
        ("rates", "hourly", rates.hourly),
        ("rates", "seen", rates.seen),
        ("packages", "ranges", packages.ranges),
        ("packages", "seen", packages.seen),
        ("packages", "deliverables", packages.deliverables),
        ("packages", "discounts", packages.discounts),
        ("volumes", "posts", volumes.posts),
        ("volumes", "time", volumes.time),
        ("volumes", "billed", volumes.billed),
        ("volumes", "away", volumes.away),
        ("expenses", "expenses", market.expenses),
        ("hours", "hours", market.hours),
        ("hours", "covers", market.covers),
    )


def _remedies(entry: Backed) -> Iterator[str]:
    if not (entry.sources or entry.ours):
        yield "has neither sources nor “ours: true”: say where it comes from"
    if _pairs_in_disorder(entry):
        yield "bounds must go from the lowest to the highest"
    if isinstance(entry, ExpenseItem) and not set(entry.by_status) <= set(STATUSES):
        yield f"by_status must name statuses among {', '.join(STATUSES)}"


def _pairs_in_disorder(entry: Backed) -> bool:
    rows: list[tuple[Decimal | int, ...]] = []
    if isinstance(entry, Range):
        rows.append((entry.low, entry.low if entry.usual is None else entry.usual, entry.high))
    if isinstance(entry, Figure) and entry.high is not None:
        rows.append((entry.low, entry.high))
    if isinstance(entry, SeenPackage):
        rows += [pair for pair in (entry.posts, entry.reels, entry.stories) if pair]
    return any(list(row) != sorted(row) for row in rows)


@dataclass(frozen=True)
class Place:
    """Where a rate stands: against each range by its id, and the range whose usual figure is the nearest."""

    positions: Mapping[str, Position]
    nearest: str


def place(rate: Decimal, ranges: Mapping[str, Range]) -> Place:
    """Return where a rate, in the unit of the ranges, stands among them; bounds belong to their range."""

    def middle(name: str) -> Decimal:
        found = ranges[name]
        return (found.low + found.high) / 2 if found.usual is None else found.usual

    return Place(
        positions={name: _position(rate, found) for name, found in ranges.items()},
        nearest=min(ranges, key=lambda name: abs(middle(name) - rate)),
    )


def _position(rate: Decimal, found: Range) -> Position:
    if rate < found.low:
        return "below"
    return "above" if rate > found.high else "inside"
