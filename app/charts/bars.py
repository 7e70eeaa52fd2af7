"""Bars side by side on one scale, in groups of one or more: geometry only, in CSS pixels."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.charts.stack import FONT, LINE, Words, length, stripes

Tone = Literal["solid", "striped"]
TONES: tuple[Tone, ...] = ("solid", "striped")

SIDE_BY_SIDE = 560  # Narrower than that, words stand above what they name.
WORDS_SHARE = 0.32
GAP = 14
BAR = 20
ROUNDING = 0.1
SEAM = 3
PAD = 14


@dataclass(frozen=True)
class Scale:
    """Where values from `low` to `high` fall between two pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where `value` falls, to a tenth of a pixel."""
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 1)


class Group(NamedTuple):
    """What is drawn side by side under one label: one or two values, each with its words; `chosen` stands out."""

    label: str
    values: tuple[tuple[float, str], ...]
    chosen: bool = False


@dataclass(frozen=True)
class Bar:
    """A bar `width` wide from `x`, its tone by its rank in the group, the path of its stripes, its value in words."""

    x: float
    y: float
    width: float
    tone: Tone
    texture: str
    words: Words


@dataclass(frozen=True)
class Row:
    """A group drawn: its label on one or more lines, its bars from top to bottom."""

    label: tuple[Words, ...]
    bars: tuple[Bar, ...]
    chosen: bool


@dataclass(frozen=True)
class Bars:
    """A drawing of `width` by `height`; bars are `bar` high, `zero` is the path of the line they begin at."""

    width: float
    height: float
    bar: float
    zero: str
    rows: tuple[Row, ...]


def bars(groups: Iterable[Group], width: float) -> Bars:
    """Return the drawing of `groups` in `width` pixels (300 or more); what is below zero goes to the left.

    Raises ValueError when there is no group, or a group without one or two values.
    """
    groups = tuple(groups)
    if not groups or any(not 0 < len(group.values) <= len(TONES) for group in groups):
        raise ValueError("bars need groups of one or two values")
    scale = _scale(groups, width)
    rows, y = [], float(SEAM)
    for group in groups:
        row, y = _row(group, y, width, scale)
        rows.append(row)
    return Bars(width, round(y - PAD + SEAM, 1), BAR, _zero(rows, scale.at(0)), tuple(rows))


def lines(text: str, room: float, size: float = FONT) -> list[str]:
    """Return a text cut into lines no wider than `room`."""
    return textwrap.wrap(text, max(1, int((room + ROUNDING) / length("n", size))))


def _scale(groups: Sequence[Group], width: float) -> Scale:
    """Return the scale that holds every bar, zero, and the words after the bars."""
    values = [value for group in groups for value, _ in group.values]
    low, high = min(0, *values), max(0, *values)
    words = max(length(shown, FONT) for group in groups for _, shown in group.values)
    label = min(max(length(group.label, FONT) for group in groups), width * WORDS_SHARE) + GAP
    start = label if width >= SIDE_BY_SIDE else 1
    return Scale(low, high if high > low else low + 1, round(start, 1), round(width - words - GAP, 1))


def _row(group: Group, y: float, width: float, scale: Scale) -> tuple[Row, float]:
    """Return a group drawn from `y` downwards, and where the next one begins."""
    beside = width >= SIDE_BY_SIDE
    texts = lines(group.label, scale.start - GAP if beside else width)
    tall, tower = len(texts) * LINE, len(group.values) * (BAR + SEAM)
    top = y + max(0, tall - tower) / 2 if beside else y + tall + SEAM
    first = y + (max(0, tower - SEAM - tall) / 2 if beside else 0) + FONT
    label = tuple(Words(text, 0, round(first + LINE * number, 1)) for number, text in enumerate(texts))
    drawn = tuple(_bar(value, top + rank * (BAR + SEAM), rank, scale) for rank, value in enumerate(group.values))
    return Row(label, drawn, group.chosen), max(top + tower, y + tall) + PAD


def _zero(rows: Iterable[Row], x: float) -> str:
    return "".join(f"M{x} {row.bars[0].y - SEAM}V{row.bars[-1].y + BAR + SEAM}" for row in rows)


def _bar(value: tuple[float, str], y: float, rank: int, scale: Scale) -> Bar:
    amount, shown = value
    left, right = scale.at(min(0, amount)), scale.at(max(0, amount))
    width, tone = round(right - left, 1), TONES[rank]
    texture = stripes(left, y, width, BAR) if tone == "striped" else ""
    return Bar(left, round(y, 1), width, tone, texture, Words(shown, right + GAP / 2, round(y + BAR / 2 + FONT / 3, 1)))
