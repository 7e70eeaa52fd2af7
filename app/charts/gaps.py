"""Where one stands and what is expected, on a scale of steps: geometry only, in CSS pixels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.charts.bars import GAP, SIDE_BY_SIDE, WORDS_SHARE, Scale, lines
from app.charts.ranges import SMALL, placed
from app.charts.stack import FONT, LINE, Words, length

POINT = 6
PAD = 12
TRACK = 22
FOOT = 26


class Rank(NamedTuple):
    """A line of the drawing: its label, the step expected, the one reached, if it is known, and a note in words."""

    label: str
    expected: int
    reached: int | None
    note: str


@dataclass(frozen=True)
class Row:
    """A line drawn at the height `y`: words, a point where one stands, a bar between it and what is expected.

    `expected` is the path of a diamond, `bar` one from `x`, `width` wide, none when 0; `lacking` says it is missing.
    """

    label: tuple[Words, ...]
    note: tuple[Words, ...]
    y: float
    expected: str
    point: float | None
    x: float
    width: float
    lacking: bool


@dataclass(frozen=True)
class Gaps:
    """A drawing of `width` by `height`; points have the radius `point`, `grid` is the path of the steps."""

    width: float
    height: float
    point: float
    grid: str
    steps: tuple[Words, ...]
    rows: tuple[Row, ...]


class _Frame(NamedTuple):
    """What the rows share: the scale of the steps, where notes begin, whether words stand beside what they name."""

    width: float
    scale: Scale
    notes: float
    beside: bool


def gaps(ranks: Iterable[Rank], steps: Sequence[str], width: float) -> Gaps:
    """Return the drawing of `ranks` in `width` pixels (300 or more), on the steps named, counted from 1.

    Raises ValueError when there is no rank, or one that is no step.
    """
    ranks = tuple(ranks)
    if not ranks or any(not 0 < step <= len(steps) for rank in ranks for step in _steps(rank)):
        raise ValueError("a drawing of gaps needs ranks on its steps")
    frame = _frame(ranks, steps, width)
    rows, y = [], 0.0
    for rank in ranks:
        row, y = _row(rank, y, frame)
        rows.append(row)
    xs = [frame.scale.at(step) for step in range(1, len(steps) + 1)]
    words = tuple(placed(name, x, round(y + FOOT / 2, 1), width) for name, x in zip(steps, xs, strict=True))
    return Gaps(width, round(y + FOOT, 1), POINT, _grid(xs, rows, frame), words, tuple(rows))


def _steps(rank: Rank) -> list[int]:
    return [step for step in (rank.expected, rank.reached) if step is not None]


def _frame(ranks: Sequence[Rank], steps: Sequence[str], width: float) -> _Frame:
    """Return where steps stand: between the words, or over the whole width when it is narrow."""
    first, last = (max(POINT + 2, length(name, SMALL) / 2) for name in (steps[0], steps[-1]))
    if width < SIDE_BY_SIDE:
        return _Frame(width, Scale(1, len(steps), round(first, 1), round(width - last, 1)), 0, False)
    before, after = (
        min(max(length(text, FONT) for text in texts), width * WORDS_SHARE)
        for texts in ([rank.label for rank in ranks], [rank.note for rank in ranks])
    )
    scale = Scale(1, len(steps), round(before + GAP + first, 1), round(width - after - GAP - last, 1))
    return _Frame(width, scale, round(width - after, 1), True)


def _row(rank: Rank, y: float, frame: _Frame) -> tuple[Row, float]:
    """Return a rank drawn from `y` downwards, and where the next one begins."""
    room = frame.width * WORDS_SHARE if frame.beside else frame.width
    label, note = lines(rank.label, room), lines(rank.note, room)
    if frame.beside:
        tall = max(len(label) * LINE, len(note) * LINE, TRACK)
        middle, end = y + tall / 2, y + tall
        above = [middle - (len(texts) - 1) * LINE / 2 + FONT / 3 for texts in (label, note)]
    else:
        middle = y + (len(label) + len(note)) * LINE + TRACK / 2
        above, end = [y + FONT, y + FONT + len(label) * LINE], middle + TRACK / 2
    words = _words(label, 0, above[0]), _words(note, frame.notes, above[1])
    return _drawn(rank, words, round(middle, 1), frame.scale), end + PAD


def _words(texts: Sequence[str], x: float, y: float) -> tuple[Words, ...]:
    return tuple(Words(text, x, round(y + LINE * rank, 1)) for rank, text in enumerate(texts))


def _drawn(rank: Rank, words: tuple[tuple[Words, ...], tuple[Words, ...]], y: float, scale: Scale) -> Row:
    wanted = scale.at(rank.expected)
    point = None if rank.reached is None else scale.at(rank.reached)
    low, high = (wanted, wanted) if point is None else sorted((wanted, point))
    half = POINT + 1.5
    diamond = f"M{wanted - half:.1f} {y}L{wanted:.1f} {y - half}L{wanted + half:.1f} {y}L{wanted:.1f} {y + half}Z"
    lacking = rank.reached is not None and rank.reached < rank.expected
    return Row(*words, y, diamond, point, low, round(high - low, 1), lacking)


def _grid(xs: Sequence[float], rows: Sequence[Row], frame: _Frame) -> str:
    """Return the path of the steps: over the whole height, or in each row where words stand between them."""
    spans = [(row.y - TRACK / 2, row.y + TRACK / 2) for row in rows]
    spans = [(spans[0][0], spans[-1][1])] if frame.beside else spans
    return "".join(f"M{x} {low}V{high}" for x in xs for low, high in spans)
