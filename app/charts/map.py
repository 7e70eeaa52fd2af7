"""Boxes on a grid and the arrows between them: geometry only, in CSS pixels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from app.charts.bars import lines
from app.charts.lanes import Cell, Route, Track, lanes, route
from app.charts.stack import FONT, LINE, Words

Tone = Literal["plain", "strong", "faint"]
Point = tuple[float, float]

GUTTER = 0.24  # Of the width of a column.
PAD = 12
LANE = 9
LEAST = 26  # Height of a gutter that no way follows.
BOX = 56
SMALL_BOX = 34
ROOM = 100  # Pixels a box needs for its name to be written in it; its number alone is, below.
HEAD = 6
BEND = 5


class Node(NamedTuple):
    """A box: its id, its name, its column from the left, its row from the bottom, and how it stands out."""

    id: str
    name: str
    column: int
    row: int
    tone: Tone = "plain"


class Link(NamedTuple):
    """An arrow between two boxes, by their ids; a dashed one is of another kind than a plain one."""

    origin: str
    to: str
    dashed: bool
    tone: Tone = "plain"


@dataclass(frozen=True)
class Box:
    """A node drawn: a rectangle and the words in it."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Line:
    """A link drawn: its corners, the path through them, the path of its head."""

    link: Link
    points: tuple[Point, ...]
    path: str
    head: str


@dataclass(frozen=True)
class Map:
    """A drawing of `width` by `height`; boxes are in the order of their nodes."""

    width: float
    height: float
    columns: tuple[Words, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def map_(nodes: Iterable[Node], links: Iterable[Link], columns: Sequence[str], width: float) -> Map:
    """Return the drawing of `nodes` and `links` in `width` pixels (300 or more), under the names of `columns`.

    Where boxes are narrow they hold the number of their node, from 1, and columns go unnamed. Raises ValueError
    when two nodes stand on one place.
    """
    nodes, links = tuple(nodes), tuple(links)
    cells = {node.id: (node.column, node.row) for node in nodes}
    if len(set(cells.values())) < len(cells):
        raise ValueError("two nodes of a map stand on one place")
    routes = [route(cells[link.origin], cells[link.to], set(cells.values()), len(columns)) for link in links]
    grid = _Grid(width, len(columns), 1 + max(node.row for node in nodes))
    grid.place(routes, links, cells)
    boxes = {node.id: grid.box(node, number) for number, node in enumerate(nodes, 1)}
    drawn = tuple(grid.line(*each, boxes, number) for number, each in enumerate(zip(links, routes, strict=True)))
    return Map(width, grid.height, grid.titles(columns), tuple(boxes.values()), drawn)


class _Grid:
    """Where columns, rows, gutters and their lanes stand; rows are as high as the ways between them ask."""

    def __init__(self, width: float, columns: int, rows: int) -> None:
        self.width, self.column, self.rows = width, width / columns, rows
        self.gutter = self.column * GUTTER
        self.named = self.column - self.gutter >= ROOM
        self.box_height = BOX if self.named else SMALL_BOX
        self.top = float(LINE * 2.5 if self.named else 1)
        self.xs: dict[tuple[Track, int], float] = {}
        self.ys: dict[tuple[Track, int], float] = {}
        self.tops: list[float] = []
        self.height = 0.0

    def left(self, column: int) -> float:
        """Return where the boxes of a column begin."""
        return column * self.column + self.gutter / 2

    def place(self, routes: Sequence[Route], links: Sequence[Link], cells: Mapping[str, Cell]) -> None:
        """Give each strip of each route its lane, then the rows their heights."""
        self._place_upwards(routes, [cells[link.to][0] - cells[link.origin][0] for link in links])
        counts = self._place_across(routes, [(cells[link.origin][0], cells[link.to][0]) for link in links])
        y = self.top
        for row in range(self.rows, -1, -1):
            inner = row not in (0, self.rows) or counts.get(row, 0)
            height = max(LEAST, 2 * PAD + LANE * (counts.get(row, 0) - 1)) if inner else 1
            for key, lane in [(key, lane) for key, lane in self.ys.items() if key[0] == Track("gutter", row)]:
                self.ys[key] = round(y + height - PAD - lane * LANE, 1)
            y += height
            if row:
                self.tops.insert(0, y)
                y += self.box_height
        self.height = round(y, 1)
        for key, share in [(key, share) for key, share in self.ys.items() if key[0].kind == "row"]:
            self.ys[key] = round(self.tops[key[0].place] + share * self.box_height, 1)

    def _place_upwards(self, routes: Sequence[Route], turns: Sequence[int]) -> None:
        """Give each strip upwards its x: ways to the left first, so that they cross less."""
        strips: dict[tuple[str, int], list[tuple[int, int, Track]]] = {}
        for number, (found, turn) in enumerate(zip(routes, turns, strict=True)):
            for rank, track in enumerate(found.upwards):
                aim = turn if rank == 0 else -turn
                strips.setdefault((track.kind, track.place), []).append((aim, number, track))
        for (kind, index), held in strips.items():
            held.sort(key=lambda each: each[:2])
            placed = lanes([track.span for _, _, track in held])
            start = self.left(index) if kind == "column" else self.left(index) - self.gutter
            room = self.column - self.gutter if kind == "column" else self.gutter
            step = room / (max(placed) + 2)
            for (_, number, track), lane in zip(held, placed, strict=True):
                self.xs[track, number] = round(start + step * (lane + 1), 1)

    def _place_across(self, routes: Sequence[Route], ends: Sequence[tuple[int, int]]) -> dict[int, int]:
        """Give each strip across its lane in a gutter, or its share of the height of a row; count lanes by gutter."""
        strips: dict[Track, list[tuple[float, float, int]]] = {}
        for number, found in enumerate(routes):
            xs = [self.xs[track, number] for track in found.upwards] or [self.left(column) for column in ends[number]]
            for (one, two), track in zip(pairwise(xs), found.across, strict=True):
                strips.setdefault(track, []).append((min(one, two), max(one, two), number))
        counts = {}
        for track, held in strips.items():
            held.sort(key=lambda each: each[1] - each[0])
            placed = lanes([(low, high) for low, high, _ in held])
            total = max(placed) + 1
            for (_, _, number), lane in zip(held, placed, strict=True):
                self.ys[track, number] = lane if track.kind == "gutter" else (lane + 1) / (total + 1)
            if track.kind == "gutter":
                counts[track.place] = total
        return counts

    def box(self, node: Node, number: int) -> Box:
        """Return a node drawn."""
        x, width = round(self.left(node.column), 1), round(self.column - self.gutter, 1)
        y = round(self.tops[node.row], 1)
        texts = lines(f"{number}. {node.name}", width - PAD) if self.named else [str(number)]
        first = y + self.box_height / 2 - (len(texts) - 1) * LINE / 2 + FONT / 3
        middle = round(x + width / 2, 1)
        words = tuple(Words(text, middle, round(first + LINE * rank, 1), "middle") for rank, text in enumerate(texts))
        return Box(node, x, y, width, self.box_height, words)

    def line(self, link: Link, found: Route, boxes: Mapping[str, Box], number: int) -> Line:
        """Return a link drawn between two boxes."""
        points = tuple(dict.fromkeys(self._points(found, boxes[link.origin], boxes[link.to], number)))
        return Line(link, points, _path(points), _head(*points[-2:]))

    def _points(self, found: Route, origin: Box, to: Box, number: int) -> list[Point]:
        if not found.upwards:
            y = self.ys[found.across[0], number]
            ahead = to.x > origin.x
            return [(origin.x + origin.width if ahead else origin.x, y), (to.x if ahead else to.x + to.width, y)]
        xs = [self.xs[track, number] for track in found.upwards]
        points = [(xs[0], origin.y if found.leaves == "top" else origin.y + origin.height)]
        for (one, two), track in zip(pairwise(xs), found.across, strict=True):
            y = self.ys[track, number]
            points += [(one, y), (two, y)]
        return [*points, (xs[-1], to.y if found.enters == "top" else to.y + to.height)]

    def titles(self, columns: Sequence[str]) -> tuple[Words, ...]:
        """Return the names of the columns, above them."""
        if not self.named:
            return ()
        return tuple(
            Words(text, round(self.left(column) + (self.column - self.gutter) / 2, 1), FONT + LINE * rank, "middle")
            for column, name in enumerate(columns)
            for rank, text in enumerate(lines(name, self.column - PAD))
        )


def _path(points: Sequence[Point]) -> str:
    """Return a path through corners, which it rounds."""
    path = "M{} {}".format(*points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path += "L{} {}Q{} {} {} {}".format(*_towards(corner, before), *corner, *_towards(corner, after))
    return path + "L{} {}".format(*points[-1])


def _towards(corner: Point, other: Point) -> Point:
    """Return the point where a bend begins: on the side, no further than its middle."""
    (x, y), (u, v) = corner, other
    reach = min(BEND, max(abs(u - x), abs(v - y)) / 2)
    return round(x + reach * _sign(u - x), 1), round(y + reach * _sign(v - y), 1)


def _head(before: Point, tip: Point) -> str:
    """Return a triangle whose tip is the end of a line."""
    (x, y), (u, v) = tip, (_sign(tip[0] - before[0]), _sign(tip[1] - before[1]))
    back, half = (x - u * HEAD, y - v * HEAD), HEAD / 2
    one, two = ((back[0] + v * half * side, back[1] + u * half * side) for side in (1, -1))
    return "M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}Z".format(*tip, *one, *two)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
