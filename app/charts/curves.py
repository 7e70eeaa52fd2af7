"""Curves over a common axis, named where they end: geometry only, in CSS pixels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import NamedTuple

from app.charts.bars import GAP, Scale
from app.charts.ranges import SMALL, Limit, Mark, Shown, Tick, banners, placed, readable, ticks, ticks_in
from app.charts.stack import FONT, LINE, Words, length, spread

Point = tuple[float, float]

PROPORTION = 0.46
LOWEST, HIGHEST = 260, 400
FOOT = 42
MARGIN = 8
NAMES_SHARE = 0.3
TICKS_UP = 7
SINK = 4  # From the middle of a line of text down to its base line.
SIGNS_EACH = 5
# Disc, square, triangle, diamond, cross, triangle upside down: relative paths from the middle.
SIGNS = (
    "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0",
    "m-3-3h6v6h-6z",
    "m0-4l4 7h-8z",
    "m0-4.5l4.5 4.5-4.5 4.5-4.5-4.5z",
    "m-1-4h2v3h3v2h-3v3h-2v-3h-3v-2h3z",
    "m0 4l-4-7h8z",
)


class Series(NamedTuple):
    """A curve to draw: its name, its points from left to right; it may stop before the others."""

    name: str
    points: Sequence[Point]


class Axis(NamedTuple):
    """What an axis measures, in words, and how its values are shown."""

    name: str
    shown: Shown


@dataclass(frozen=True)
class Curve:
    """A curve drawn: the path of its line, its `sign` as a relative path, the path of all its signs.

    `words` is its name, or its `number` from 1 where names do not fit; `leader` the path to words that had to move.
    """

    number: int
    name: str
    path: str
    sign: str
    signs: str
    words: Words
    leader: str


@dataclass(frozen=True)
class Curves:
    """A drawing of `width` by `height`.

    `keyed` says that curves are named by numbers; `crossings` are the places where two of them cross, `dots` those
    where they meet the line of the reader, `here`; `names` what the axes measure.
    """

    width: float
    height: float
    keyed: bool
    curves: tuple[Curve, ...]
    crossings: tuple[Point, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    names: tuple[Words, Words]
    limits: tuple[Mark, ...]
    here: Mark | None
    dots: tuple[Point, ...]


@dataclass(frozen=True)
class _Frame:
    """Where values fall: the values of the vertical axis, both scales; `top` and `bottom` bound the curves."""

    steps: tuple[float, ...]
    x: Scale
    y: Scale
    top: float
    bottom: float

    def at(self, point: Point) -> Point:
        return self.x.at(point[0]), self.y.at(point[1])


def curves(
    series: Iterable[Series], width: float, x: Axis, y: Axis, limits: Iterable[Limit] = (), here: Limit | None = None
) -> Curves:
    """Return the drawing of `series` in `width` pixels (300 or more); `here` is where the reader stands.

    The vertical axis holds zero; lines outside the curves are left out. Raises ValueError without a curve, with more
    than six, or for a curve that does not go from left to right.
    """
    series = tuple(series)
    if not 0 < len(series) <= len(SIGNS) or any(one.points[0][0] >= one.points[-1][0] for one in series):
        raise ValueError(f"a drawing has 1 to {len(SIGNS)} curves that go from left to right")
    keyed = max(length(one.name, FONT) for one in series) > width * NAMES_SHARE
    steps = _steps(series)
    across = _across(series, width, [y.shown(step) for step in steps], keyed)
    drawn = [line for line in (*limits, here) if line and across.low <= line.x <= across.high]
    words = banners(drawn, across, width, FONT + LINE)
    frame = _frame(steps, across, max((one.y for one in words), default=LINE), width)
    marks = tuple(_mark(line, told, frame) for line, told in zip(drawn, words, strict=True))
    me = here if here in drawn else None
    return Curves(
        width,
        frame.bottom + FOOT,
        keyed,
        tuple(_curves(series, frame, keyed)),
        tuple(frame.at(point) for one, two in combinations(series, 2) for point in crossings(one.points, two.points)),
        _x_ticks(frame, x, width),
        _y_ticks(frame, y),
        (Words(y.name, 0, FONT, size=SMALL), Words(x.name, width, frame.bottom + FOOT - 4, "end", SMALL)),
        marks[:-1] if me else marks,
        marks[-1] if me else None,
        tuple(frame.at((me.x, value)) for value in _values(series, me.x)) if me else (),
    )


def crossings(one: Sequence[Point], two: Sequence[Point]) -> tuple[Point, ...]:
    """Return where two curves over the same values of x pass from one side of each other to the other side.

    Between two points curves are straight; curves that only touch do not cross. The longer one is cut to the shorter.
    Raises ValueError when their values of x differ.
    """
    pairs = list(zip(one, two, strict=False))
    if any(first[0] != second[0] for first, second in pairs):
        raise ValueError("curves that are compared need the same values of x")
    apart = [index for index, (first, second) in enumerate(pairs) if first[1] != second[1]]
    gaps = {index: pairs[index][1][1] - pairs[index][0][1] for index in apart}
    return tuple(
        _between(one[i], one[j], gaps[i] / (gaps[i] - gaps[j])) if j == i + 1 else one[i + 1]
        for i, j in pairwise(apart)
        if (gaps[i] < 0) != (gaps[j] < 0)
    )


def _between(one: Point, two: Point, ratio: float) -> Point:
    return one[0] + ratio * (two[0] - one[0]), one[1] + ratio * (two[1] - one[1])


def _values(series: Iterable[Series], x: float) -> Iterator[float]:
    """Yield the value of each curve that goes as far as `x`."""
    for one in series:
        for first, second in pairwise(one.points):
            if first[0] <= x <= second[0] and first[0] < second[0]:
                yield _between(first, second, (x - first[0]) / (second[0] - first[0]))[1]
                break


def _steps(series: Iterable[Series]) -> tuple[float, ...]:
    """Return the values of the vertical axis."""
    values = [value for one in series for _, value in one.points]
    return ticks(min(0, *values), max(0, *values), TICKS_UP)


def _across(series: Sequence[Series], width: float, shown: Iterable[str], keyed: bool) -> Scale:
    """Return the horizontal scale, between the words of the vertical axis and the names of the curves."""
    left = max(length(text, SMALL) for text in shown) + MARGIN
    names = length("0", FONT) if keyed else max(length(one.name, FONT) for one in series)
    low, high = min(one.points[0][0] for one in series), max(one.points[-1][0] for one in series)
    return Scale(low, high, round(left, 1), round(width - names - GAP, 1))


def _frame(steps: tuple[float, ...], across: Scale, band: float, width: float) -> _Frame:
    top = band + MARGIN
    bottom = top + round(min(max(width * PROPORTION, LOWEST), HIGHEST))
    return _Frame(steps, across, Scale(steps[0], steps[-1], bottom, top), top, bottom)


def _mark(line: Limit, words: Words, frame: _Frame) -> Mark:
    return Mark(f"M{frame.x.at(line.x)} {words.y + SINK}V{frame.bottom}", words)


def _curves(series: Sequence[Series], frame: _Frame, keyed: bool) -> Iterator[Curve]:
    drawn = [[frame.at(point) for point in one.points] for one in series]
    names = [str(number) if keyed else one.name for number, one in enumerate(series, 1)]
    words = _names(names, [points[-1] for points in drawn], frame)
    for index, points in enumerate(drawn):
        path, signs = "M" + "L".join(f"{x} {y}" for x, y in points), _signs(index, points, len(drawn))
        leader = _leader(points[-1], words[index])
        yield Curve(index + 1, series[index].name, path, SIGNS[index], signs, words[index], leader)


def _names(names: Sequence[str], ends: Sequence[Point], frame: _Frame) -> list[Words]:
    """Return names in a column at the right edge; those of curves that stop before it, above their ends."""
    edge = frame.x.end
    early = [edge - GAP > x > frame.x.start + length(name, FONT) for name, (x, _) in zip(names, ends, strict=True)]
    heights: dict[int, float] = {}
    for inside in (True, False):
        members = [index for index, one in enumerate(early) if one is inside]
        level = min((ends[index][1] for index in members), default=0) - LINE
        low = max(level, frame.top + LINE * (len(members) - 1)) if inside else frame.bottom
        heights.update(zip(members, spread([ends[index][1] for index in members], LINE, frame.top, low), strict=True))
    levels = [round(heights[index] + SINK, 1) for index in range(len(names))]
    return [
        Words(name, round(x - SINK, 1), level, "end") if inside else Words(name, round(edge + GAP, 1), level)
        for name, (x, _), level, inside in zip(names, ends, levels, early, strict=True)
    ]


def _leader(end: Point, words: Words) -> str:
    """Return the way from the end of a curve to its name, when the name had to move."""
    (x, y), level = end, round(words.y - SINK, 1)
    if words.anchor == "end":
        return f"M{x} {y}V{level}"
    near = abs(level - y) < SINK and words.x - x < GAP + 1
    return "" if near else f"M{x + SINK:.1f} {y}L{words.x - 3:.1f} {level}"


def _signs(index: int, points: Sequence[Point], count: int) -> str:
    """Return a few signs along a curve, not where those of the `count` curves of the same length stand."""
    step = len(points) / SIGNS_EACH
    chosen = dict.fromkeys(int(step * (turn + (index + 1) / (count + 1))) for turn in range(SIGNS_EACH))
    return "".join(f"M{points[at][0]} {points[at][1]}{SIGNS[index]}" for at in chosen)


def _x_ticks(frame: _Frame, axis: Axis, width: float) -> tuple[Tick, ...]:
    low, high = frame.x.low, frame.x.high
    values = [each for each in ticks(low, high, ticks_in(frame.x.end - frame.x.start)) if low <= each <= high]
    places = [(each, frame.x.at(each)) for each in values]
    y = frame.bottom + LINE + 2
    return readable([Tick(each, f"M{x} {frame.bottom}v5", placed(axis.shown(each), x, y, width)) for each, x in places])


def _y_ticks(frame: _Frame, axis: Axis) -> tuple[Tick, ...]:
    left, right = frame.x.start, frame.x.end
    places = [(each, frame.y.at(each)) for each in frame.steps]
    words = [Words(axis.shown(each), left - MARGIN, round(y + SINK, 1), "end", SMALL) for each, y in places]
    return tuple(Tick(each, f"M{left} {y}H{right}", told) for (each, y), told in zip(places, words, strict=True))
