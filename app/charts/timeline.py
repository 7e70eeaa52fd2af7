"""A bar that shows how minutes follow one another: geometry only, in CSS pixels."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Tone = Literal["solid", "striped", "pale", "blank"]

BAR = 34
TICK = 5
FONT = 11
LETTER = 0.62  # width of an average character of Inter, in ems, on the safe side
MARGIN = 6
STRIPE = 7
SCALE = 20
STEPS = (1, 2, 5, 10, 15, 30, 60)
APART = 30


@dataclass(frozen=True)
class Segment:
    """A stretch of the bar; `label` is empty where it would not fit, `stripes` an SVG path."""

    name: str
    minutes: int
    tone: Tone
    x: float
    width: float
    label: str
    stripes: str

    @property
    def middle(self) -> float:
        """Where the label is centred."""
        return round(self.x + self.width / 2, 1)

    @property
    def plate(self) -> float:
        """Width of the plain plate behind the label of a striped segment."""
        return round(min(_length(self.label) + MARGIN, self.width), 1)

    @property
    def plate_x(self) -> float:
        """Where the plate begins."""
        return round(self.middle - self.plate / 2, 1)


@dataclass(frozen=True)
class Tick:
    """A mark under the bar, so many minutes after the beginning; `edge` says it is the last one."""

    minute: int
    x: float
    edge: bool


@dataclass(frozen=True)
class Timeline:
    """A bar of `width` by `bar`, its segments from left to right, and the marks below; `height` holds all."""

    width: float
    height: float
    bar: float
    font: float
    tick: float
    segments: tuple[Segment, ...]
    ticks: tuple[Tick, ...]


def timeline(slots: Iterable[tuple[str, int, Tone]], width: float) -> Timeline:
    """Return the drawing of `slots` (label, minutes, tone) in `width` pixels.

    Raises ValueError when the slots last no time at all.
    """
    slots = tuple(slots)
    total = sum(minutes for _, minutes, _ in slots)
    if total <= 0:
        raise ValueError("a timeline needs at least one minute")
    unit = width / total
    return Timeline(width, BAR + SCALE, BAR, FONT, TICK, tuple(_segments(slots, unit)), tuple(_ticks(total, unit)))


def _segments(slots: Iterable[tuple[str, int, Tone]], unit: float) -> Iterator[Segment]:
    now = 0
    for name, minutes, tone in slots:
        x, width = round(now * unit, 1), round(minutes * unit, 1)
        label = name if _length(name) + MARGIN <= width else ""
        yield Segment(name, minutes, tone, x, width, label, _stripes(x, width) if tone == "striped" else "")
        now += minutes


def _stripes(x: float, width: float) -> str:
    """Return slanted lines cut at the segment's edges, as a path: viewers draw patterns unevenly."""
    lines = []
    start = STRIPE / 2 - BAR
    while start < width:
        left, right = max(start, 0), min(start + BAR, width)
        top, bottom = BAR - (right - start), BAR - (left - start)
        lines.append(f"M{x + left:.1f} {bottom:.1f}L{x + right:.1f} {top:.1f}")
        start += STRIPE
    return "".join(lines)


def _ticks(total: int, unit: float) -> Iterator[Tick]:
    """Yield the beginning, round minutes far enough from each other, and the end."""
    step = next((step for step in STEPS if step * unit >= APART), STEPS[-1])
    for minute in range(0, total, step):
        if minute == 0 or (total - minute) * unit >= APART * 1.5:
            yield Tick(minute, round(minute * unit, 1), False)
    yield Tick(total, round(total * unit, 1), True)


def _length(text: str) -> float:
    return len(text) * FONT * LETTER
