"""Ranges seen on a common axis, and what every axis needs: geometry only, in CSS pixels."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise
from math import ceil, floor, log10
from typing import NamedTuple

from app.charts.bars import GAP, SIDE_BY_SIDE, WORDS_SHARE, Scale, lines
from app.charts.stack import FONT, LINE, Words, length

Shown = Callable[[float], str]

SMALL = 11
BAR = 10
POINT = 6
PAD = 16
BAND = 24
FOOT = 24
APART = 48
LEAST, MOST = 5, 8
STEPS = (1, 2, 5)
NARROWEST = 0.001


class Range(NamedTuple):
    """What was seen for `label`: low, usual and high values, as far as they are known, and a note in words."""

    label: str
    low: float | None
    usual: float | None
    high: float | None
    note: str


class Limit(NamedTuple):
    """A value worth a vertical line, and its name."""

    x: float
    name: str


@dataclass(frozen=True)
class Tick:
    """A round value: the path of its line, and its words."""

    value: float
    path: str
    words: Words


@dataclass(frozen=True)
class Row:
    """A range drawn: words, a bar `width` wide from `x` (none when 0), a point where `point` is known; `y`: middle."""

    label: tuple[Words, ...]
    note: tuple[Words, ...]
    x: float
    width: float
    point: float | None
    y: float


@dataclass(frozen=True)
class Mark:
    """A vertical line: its path, and its words above."""

    path: str
    words: Words


@dataclass(frozen=True)
class Ranges:
    """A drawing of `width` by `height`; bars are `bar` high, points have the radius `point`."""

    width: float
    height: float
    bar: float
    point: float
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    mark: Mark | None


def ranges(rows: Iterable[Range], width: float, shown: Shown, mark: Limit | None = None) -> Ranges:
    """Return the drawing of `rows` in `width` pixels (300 or more), values of the axis in the words of `shown`.

    `mark` is a value to compare with them. Raises ValueError when there is no row, when a row knows no
    value, or when its values are not in order.
    """
    rows = tuple(rows)
    values = [value for row in rows for value in _known(row)] + ([mark.x] if mark else [])
    if not rows:
        raise ValueError("ranges need at least one row")
    steps = ticks(min(values), max(values), ticks_in(width * (1 - 2 * WORDS_SHARE)))
    left, right = _sides(rows, width)
    scale = Scale(steps[0], steps[-1], left, right)
    drawn, spans = _rows(rows, width, scale, BAND if mark else 0)
    foot = spans[-1][1]
    axis = readable([_tick(value, shown, scale, spans, foot, width) for value in steps])
    return Ranges(width, foot + FOOT, BAR, POINT, drawn, axis, _mark(mark, scale, spans, width) if mark else None)


def ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return 2 to `most` (3 or more) round values, evenly spaced by 1, 2 or 5 times a power of ten, around a domain.

    A domain narrower than a thousandth is widened by 1.
    """
    high = high if high - low > NARROWEST else low + 1
    power = floor(log10((high - low) / most))
    for step in (digit * 10.0**exponent for exponent in count(power) for digit in STEPS):
        first, last = floor(low / step), ceil(high / step)
        if last - first < most:
            break
    return tuple(round(number * step, 9) for number in range(first, last + 1))


def ticks_in(room: float) -> int:
    """Return how many round values an axis of `room` pixels may have."""
    return max(LEAST, min(MOST, int(room / APART)))


def readable(axis: Sequence[Tick]) -> tuple[Tick, ...]:
    """Return ticks at an even distance, as many as can be read from left to right without touching."""
    return next(
        tuple(axis[::every])
        for every in range(1, len(axis) + 1)
        if all(one.words.left + one.words.width + LINE / 2 <= two.words.left for one, two in pairwise(axis[::every]))
    )


def placed(text: str, x: float, y: float, width: float, size: float = SMALL) -> Words:
    """Return a text centred at `x`, or as near as it gets without leaving a drawing of `width` pixels."""
    half = length(text, size) / 2
    return Words(text, round(min(max(x, half), max(width - half, half)), 1), y, "middle", size)


def banners(marks: Sequence[Limit], scale: Scale, width: float, top: float) -> list[Words]:
    """Return the words of vertical lines, each like a flag at its line, in a drawing of `width` pixels.

    Flags that would touch stand one above the other; the base line of the highest is at `top`.
    """
    found: dict[int, tuple[Words, int]] = {}
    for index, mark in sorted(enumerate(marks), key=lambda each: -each[1].x):
        flag = Words(mark.name, round(max(0, min(scale.at(mark.x), width - length(mark.name, FONT))), 1), 0)
        touched = [level for other, level in found.values() if other.left < flag.left + flag.width + GAP]
        found[index] = flag, max(touched, default=-1) + 1
    highest = max((level for _, level in found.values()), default=0)
    return [replace(found[i][0], y=top + LINE * (highest - found[i][1])) for i in range(len(marks))]


def _known(row: Range) -> list[float]:
    values = [value for value in (row.low, row.usual, row.high) if value is not None]
    if not values or values != sorted(values):
        raise ValueError(f"{row.label}: values are missing or not in order")
    return values


def _sides(rows: Sequence[Range], width: float) -> tuple[float, float]:
    """Return where the axis begins and ends: between the words, or over the whole width when it is narrow."""
    if width < SIDE_BY_SIDE:
        return POINT + 1, width - POINT - 1
    before, after = (
        min(max(length(text, FONT) for text in texts), width * WORDS_SHARE)
        for texts in ([row.label for row in rows], [row.note for row in rows])
    )
    return round(before + GAP + POINT, 1), round(width - after - GAP - POINT, 1)


def _rows(
    rows: Sequence[Range], width: float, scale: Scale, y: float
) -> tuple[tuple[Row, ...], list[tuple[float, float]]]:
    """Return the rows drawn from `y` downwards, and the heights between which vertical lines may run."""
    drawn, spans = [], []
    for row in rows:
        label, note, middle, end = _around(row, width, scale, y)
        drawn.append(_row(row, label, note, middle, scale))
        spans.append((y if width >= SIDE_BY_SIDE else middle - PAD / 2 - 2, end))
        y = end
    return tuple(drawn), [(spans[0][0], spans[-1][1])] if width >= SIDE_BY_SIDE else spans


def _around(
    row: Range, width: float, scale: Scale, y: float
) -> tuple[tuple[Words, ...], tuple[Words, ...], float, float]:
    """Return the words of a row that begins at `y`, the middle of its bar, and its end."""
    if width < SIDE_BY_SIDE:
        label = _stacked(lines(row.label, width), 0, y + FONT)
        note = _stacked(lines(row.note, width), 0, y + FONT + LINE * len(label))
        middle = y + LINE * (len(label) + len(note)) + PAD / 2 + 2
        return label, note, middle, middle + PAD
    before, after = lines(row.label, scale.start - GAP - POINT), lines(row.note, width - scale.end - GAP - POINT)
    tall = max(len(before), len(after), 1) * LINE + PAD
    tops = (y + (tall - LINE * len(texts)) / 2 + FONT for texts in (before, after))
    label, note = _stacked(before, 0, next(tops)), _stacked(after, scale.end + GAP + POINT, next(tops))
    return label, note, y + tall / 2, y + tall


def _stacked(texts: Iterable[str], x: float, y: float) -> tuple[Words, ...]:
    return tuple(Words(text, round(x, 1), y + LINE * number) for number, text in enumerate(texts))


def _row(row: Range, label: tuple[Words, ...], note: tuple[Words, ...], middle: float, scale: Scale) -> Row:
    known = _known(row)
    if row.low is None or row.high is None:
        value = known[0] if row.usual is None else row.usual
        return Row(label, note, scale.at(value), 0, scale.at(value), middle)
    x, point = scale.at(row.low), None if row.usual is None else scale.at(row.usual)
    return Row(label, note, x, round(scale.at(row.high) - x, 1), point, middle)


def _tick(
    value: float, shown: Shown, scale: Scale, spans: Iterable[tuple[float, float]], foot: float, width: float
) -> Tick:
    x = scale.at(value)
    return Tick(value, "".join(_upright(x, spans)), placed(shown(value), x, foot + LINE, width))


def _mark(mark: Limit, scale: Scale, spans: Sequence[tuple[float, float]], width: float) -> Mark:
    words = banners([mark], scale, width, FONT)[0]
    return Mark("".join(_upright(scale.at(mark.x), [(FONT + 4, BAND), *spans])), words)


def _upright(x: float, spans: Iterable[tuple[float, float]]) -> Iterator[str]:
    for top, bottom in spans:
        yield f"M{x} {top:.1f}V{bottom:.1f}"
