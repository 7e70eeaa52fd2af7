"""Indicators worked out from what one counts; every rate is a ratio: 0.048 for 4.8 %."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.subject.subject import Base

SEPARATOR = re.compile(r";|,(?=\s)")
TIMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<minutes>\d{1,6})\s*(?:min|mn|minutes?|m)?",
        r"(?P<hours>\d{1,4})\s*h(?:ours?|eures?)?(?:\s*(?P<minutes>[0-5]?\d)\s*(?:min|mn|m)?)?",
        r"(?P<hours>\d{1,4}[.,]\d{1,2})\s*h(?:ours?|eures?)?",
        r"(?P<days>\d{1,3})\s*(?:j|d)(?:ours?|ays?)?",
    )
)
MOST_TIMES = 200


class Unreadable(ValueError):
    """A piece of a list is not a duration; `piece` is what was typed."""

    def __init__(self, piece: str) -> None:
        super().__init__(piece)
        self.piece = piece


@dataclass(frozen=True)
class Engagement:
    """Interactions, and their rate over each thing that was counted, in the order given."""

    interactions: int
    rates: tuple[tuple[Base, int, Decimal], ...]


@dataclass(frozen=True)
class Response:
    """Response times in minutes: how many, their median, the longest, the share within `limit`."""

    count: int
    median: Decimal
    longest: Decimal
    limit: int
    within: int
    share: Decimal


@dataclass(frozen=True)
class Conversion:
    """The ratio of conversions to clicks; costs in euros, None when there is nothing to divide or to divide by."""

    rate: Decimal
    per_click: Decimal | None
    per_conversion: Decimal | None


def engagement(interactions: int, counted: Iterable[tuple[Base, int]]) -> Engagement:
    """Return the rates of engagement over each base counted; what is 0 is not known, and left out."""
    rates = tuple((base, count, Decimal(interactions) / count) for base, count in counted if count)
    return Engagement(interactions, rates)


def response(times: Sequence[Decimal], limit: int) -> Response:
    """Return what response times, in minutes, say against a limit; raises ValueError when there is none."""
    if not times:
        raise ValueError("at least one response time is needed")
    within = sum(time <= limit for time in times)
    return Response(len(times), median(times), max(times), limit, within, Decimal(within) / len(times))


def conversion(clicks: int, conversions: int, spent: Decimal | None) -> Conversion:
    """Return what clicks became, and what they cost; `clicks` is 1 or more."""
    rate = Decimal(conversions) / clicks
    if spent is None:
        return Conversion(rate, None, None)
    return Conversion(rate, spent / clicks, spent / conversions if conversions else None)


def median(values: Sequence[Decimal]) -> Decimal:
    """Return the value in the middle, or the mean of the two; raises IndexError when there is none."""
    ranked, half = sorted(values), len(values) // 2
    return ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2


def durations(text: str) -> tuple[Decimal, ...]:
    """Return the minutes of a list typed such as `12 ; 45 min ; 1 h 30 ; 2,5 h ; 1 j`.

    Raises Unreadable for the first piece that is not a duration, ValueError beyond MOST_TIMES pieces.
    """
    pieces = [piece.strip() for piece in SEPARATOR.split(text.rstrip(" ,;")) if piece.strip()]
    if len(pieces) > MOST_TIMES:
        raise ValueError(f"{len(pieces)} times, {MOST_TIMES} at most")
    return tuple(_minutes(piece) for piece in pieces)


def _minutes(piece: str) -> Decimal:
    for pattern in TIMES:
        if found := pattern.fullmatch(piece):
            parts = {name: Decimal((text or "0").replace(",", ".")) for name, text in found.groupdict().items()}
            zero = Decimal(0)
            return parts.get("days", zero) * 1440 + parts.get("hours", zero) * 60 + parts.get("minutes", zero)
    raise Unreadable(piece)
