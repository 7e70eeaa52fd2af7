"""A bar that shows where an amount goes, one stretch for each part: geometry only, in CSS pixels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from app.charts.timeline import LETTER

Tone = Literal["solid", "striped", "pale", "dotted"]
Anchor = Literal["start", "middle", "end"]

FONT = 12
LINE = 16
BAR = 56
MARGIN = 12
SEAM = 2
KEYS = 24
KEY = 18
STRIPE = 7
DOT = 6
MOST = 8


class Part(NamedTuple):
    """A part of the whole: its name, its amount as a number and in words, its share in words, its tone."""

    label: str
    amount: float
    shown: str
    share: str
    tone: Tone


@dataclass(frozen=True)
class Words:
    """A line of text, `size` pixels high, whose start, middle or end stands at `x`, and its base line at `y`."""

    text: str
    x: float
    y: float
    anchor: Anchor = "start"
    size: float = FONT

    @property
    def width(self) -> float:
        """The room it takes, on the safe side."""
        return round(length(self.text, self.size), 1)

    @property
    def left(self) -> float:
        """Where it begins."""
        return round(self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width, 1)


@dataclass(frozen=True)
class Segment:
    """A stretch of the bar, from `x`, for the part numbered `number` from 1.

    `inked` is the width drawn, `texture` the path of stripes or dots. The words stand inside; where they do not fit,
    `key` is where the number stands below, and `leader` the path that leads to it.
    """

    number: int
    part: Part
    x: float
    width: float
    inked: float
    texture: str
    words: tuple[Words, ...]
    key: Words | None
    leader: str


@dataclass(frozen=True)
class Stack:
    """A bar of `width` by `bar`, its segments from left to right; `height` holds the numbers below too."""

    width: float
    height: float
    bar: float
    segments: tuple[Segment, ...]


def stack(parts: Iterable[Part], width: float) -> Stack:
    """Return the drawing of `parts` in `width` pixels (300 or more), without those of nothing.

    Raises ValueError for a negative amount, for nothing at all, and for more than eight parts.
    """
    parts = tuple(part for part in parts if part.amount)
    if any(part.amount < 0 for part in parts):
        raise ValueError("a part of a stack cannot be negative")
    if not 0 < len(parts) <= MOST:
        raise ValueError(f"a stack has 1 to {MOST} parts, not {len(parts)}")
    edges = _edges(parts, width)
    inside = [_words(part, *edge) for part, edge in zip(parts, edges, strict=True)]
    keys = _keys([None if words else left + room / 2 for words, (left, room) in zip(inside, edges, strict=True)], width)
    segments = tuple(map(_segment, range(1, len(parts) + 1), parts, edges, inside, keys))
    return Stack(width, BAR + (KEYS if any(segment.key for segment in segments) else 0), BAR, segments)


def length(text: str, size: float) -> float:
    """Return the width of a text in Inter, `size` pixels high, on the safe side."""
    return len(text) * size * LETTER


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places between `low` and `high`, as near as can be to those `wanted`, `gap` apart or more.

    The room must hold them all. Least squares: neighbours that are too near share the move between them.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    pools: list[tuple[float, int]] = []
    for rank, index in enumerate(order):
        pools.append((wanted[index] - rank * gap, 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (one, some), (two, more) = pools[-2:]
            pools[-2:] = [((one * some + two * more) / (some + more), some + more)]
    level = [min(max(place, low), high - (len(order) - 1) * gap) for place, size in pools for _ in range(size)]
    found = {index: place + rank * gap for rank, (index, place) in enumerate(zip(order, level, strict=True))}
    return [found[index] for index in range(len(wanted))]


def stripes(x: float, y: float, width: float, height: float) -> str:
    """Return slanted lines cut at the edges of a rectangle, as a path: viewers draw patterns unevenly."""
    drawn = []
    start = STRIPE / 2 - height
    while start < width:
        left, right = max(start, 0), min(start + height, width)
        top, bottom = y + height - (right - start), y + height - (left - start)
        drawn.append(f"M{x + left:.1f} {bottom:.1f}L{x + right:.1f} {top:.1f}")
        start += STRIPE
    return "".join(drawn)


def _dots(x: float, width: float) -> str:
    """Return the rows of dots of a segment, as lines that a dashed stroke turns into dots."""
    count = int((width - DOT / 2) / DOT)
    rows = range(DOT, BAR - 2, DOT)
    return "".join(f"M{x + DOT / 2:.1f} {y}h{count * DOT}" for y in rows) if count > 0 else ""


def _edges(parts: Sequence[Part], width: float) -> list[tuple[float, float]]:
    """Return where each part begins and how wide it is; together they fill the width."""
    total = sum(part.amount for part in parts)
    bounds, reached = [0.0], 0.0
    for part in parts:
        reached += part.amount
        bounds.append(round(width * (reached / total), 1))
    return [(left, round(right - left, 1)) for left, right in pairwise(bounds)]


def _words(part: Part, x: float, width: float) -> tuple[Words, ...]:
    """Return the name and the amount of a part when both fit inside, or nothing."""
    if max(length(part.label, FONT), length(part.shown, FONT)) + MARGIN > width:
        return ()
    middle = round(x + width / 2, 1)
    return tuple(
        Words(text, middle, BAR / 2 + shift, "middle") for text, shift in ((part.label, -4), (part.shown, LINE - 4))
    )


def _keys(middles: Sequence[float | None], width: float) -> Iterator[Words | None]:
    """Yield where the numbers of the parts stand below the bar, apart from each other; None for parts named inside."""
    wanted = [middle for middle in middles if middle is not None]
    places = iter(spread(wanted, KEY, KEY / 2, width - KEY / 2))
    for number, middle in enumerate(middles, 1):
        yield None if middle is None else Words(str(number), round(next(places), 1), BAR + KEYS - 4, "middle")


def _segment(
    number: int, part: Part, edge: tuple[float, float], words: tuple[Words, ...], key: Words | None
) -> Segment:
    x, width = edge
    inked = round(width - SEAM, 1) if width > 2 * SEAM else width
    texture = {"striped": stripes(x, 0, inked, BAR), "dotted": _dots(x, inked)}.get(part.tone, "")
    leader = f"M{x + inked / 2:.1f} {BAR + 1}L{key.x} {BAR + KEYS - 15}" if key else ""
    return Segment(number, part, x, width, inked, texture, words, key, leader)
