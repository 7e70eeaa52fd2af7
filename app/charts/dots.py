"""Ratings on the scale from 1 to 5, a line for each subject, a lettered dot for each rater: geometry only, in pixels.

Dots that would touch stand one above the other, so that none hides another; letters tell them apart, not colours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.charts.bars import GAP, SIDE_BY_SIDE, WORDS_SHARE, Scale, lines
from app.charts.ranges import placed
from app.charts.stack import FONT, LINE, Words, length

LOW, HIGH = 1, 5
DOT = 8
APART = 2 * DOT + 1
PAD = 10
FOOT = 24


class Rated(NamedTuple):
    """A line of the drawing: its label, (letter, value from 1 to 5) pairs, their mean if any, and a note in words."""

    label: str
    dots: tuple[tuple[str, float], ...]
    mean: float | None
    note: str


@dataclass(frozen=True)
class Dot:
    """A dot at `x`, `y`, with its letter, whose base line is at `base`."""

    x: float
    y: float
    base: float
    letter: str


@dataclass(frozen=True)
class Row:
    """A line drawn: words, dots, and the path of the mark of the mean, empty when there is none."""

    label: tuple[Words, ...]
    note: tuple[Words, ...]
    dots: tuple[Dot, ...]
    mean: str


@dataclass(frozen=True)
class Dots:
    """A drawing of `width` by `height`; dots have the radius `dot`; `axis`: the words from 1 to 5."""

    width: float
    height: float
    dot: float
    grid: str
    axis: tuple[Words, ...]
    rows: tuple[Row, ...]


class _Frame(NamedTuple):
    """What rows share: the scale, how wide words may be, where notes begin, whether words stand beside dots."""

    scale: Scale
    words: float
    notes: float
    beside: bool


def dots(rated: Iterable[Rated], width: float) -> Dots:
    """Return the drawing of some lines in `width` pixels, 300 or more.

    Raises ValueError without any line, or for a value that is not from 1 to 5.
    """
    rated = tuple(rated)
    values = [value for each in rated for _, value in each.dots] + [each.mean for each in rated if each.mean]
    if not rated or any(not LOW <= value <= HIGH for value in values):
        raise ValueError("a drawing of dots needs lines, and values from 1 to 5")
    frame = _frame(rated, width)
    rows, spans, y = [], [], 0.0
    for each in rated:
        row, span, y = _row(each, y, frame)
        rows.append(row)
        spans.append(span)
    steps = range(LOW, HIGH + 1)
    grid = "".join(f"M{frame.scale.at(step)} {top:.1f}V{bottom:.1f}" for step in steps for top, bottom in spans)
    axis = tuple(placed(str(step), frame.scale.at(step), y + LINE, width) for step in steps)
    return Dots(width, round(y + FOOT, 1), DOT, grid, axis, tuple(rows))


def _frame(rated: Sequence[Rated], width: float) -> _Frame:
    if width < SIDE_BY_SIDE:
        return _Frame(Scale(LOW, HIGH, DOT + 1, width - DOT - 1), width, 0, False)
    before, after = (
        min(max(length(text, FONT) for text in texts), width * WORDS_SHARE)
        for texts in ([each.label for each in rated], [each.note for each in rated])
    )
    scale = Scale(LOW, HIGH, round(before + GAP + DOT, 1), round(width - after - GAP - DOT, 1))
    return _Frame(scale, width * WORDS_SHARE, round(width - after, 1), True)


def _row(rated: Rated, y: float, frame: _Frame) -> tuple[Row, tuple[float, float], float]:
    """Return a line drawn from `y` downwards, the heights between which it stands, and where the next one begins."""
    label, note = lines(rated.label, frame.words), lines(rated.note, frame.words)
    lanes = _lanes([frame.scale.at(value) for _, value in rated.dots])
    tall = APART * (max(lanes, default=0) + 1) + PAD
    above = 0 if frame.beside else LINE * (len(label) + len(note))
    tall = max(tall, LINE * max(len(label), len(note)) + PAD) if frame.beside else tall
    top, bottom = y + above, y + above + tall
    first = (top + bottom) / 2 - APART * max(lanes, default=0) / 2
    drawn = tuple(
        Dot(frame.scale.at(value), round(first + APART * lane, 1), round(first + APART * lane + 3.5, 1), letter)
        for (letter, value), lane in zip(rated.dots, lanes, strict=True)
    )
    mean = "" if rated.mean is None else f"M{frame.scale.at(rated.mean)} {top + 2:.1f}V{bottom - 2:.1f}"
    if frame.beside:
        starts = [(top + bottom - LINE * len(texts)) / 2 + FONT for texts in (label, note)]
    else:
        starts = [y + FONT, y + FONT + LINE * len(label)]
    words = _words(label, 0, starts[0]), _words(note, frame.notes, starts[1])
    return Row(*words, drawn, mean), (top, bottom), bottom + (0 if frame.beside else PAD)


def _lanes(xs: Sequence[float]) -> list[int]:
    """Return a lane for each dot, so that two of the same lane do not touch."""
    lanes = [0] * len(xs)
    ends: list[float] = []
    for place in sorted(range(len(xs)), key=lambda place: xs[place]):
        lane = next((n for n, end in enumerate(ends) if xs[place] - end >= APART), len(ends))
        ends[lane : lane + 1] = [xs[place]]
        lanes[place] = lane
    return lanes


def _words(texts: Sequence[str], x: float, y: float) -> tuple[Words, ...]:
    return tuple(Words(text, x, round(y + LINE * rank, 1)) for rank, text in enumerate(texts))
