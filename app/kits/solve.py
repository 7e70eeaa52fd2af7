"""Which questions make the best interview: an exact answer, by dynamic programming.

The value of a choice is the sum over competencies of weight × ln(1 + evidence), where the evidence of a question
is its minutes times its fit (1 to 4). The logarithm is what makes time follow weights: with equal fits, the best
choice gives each competency a share of the minutes in proportion to its weight, and a second question on the same
competency is worth less than the first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from math import log1p
from operator import add

IMPOSSIBLE = -(10**18)
SAMPLE_MINUTES = 45


@dataclass(frozen=True)
class Piece:
    """Something that may be chosen: a question, or a work sample, which bears on several competencies.

    `evidence` pairs a competency with minutes × fit. Two questions with the same `story` exclude each other; they
    bear on the same competency.
    `uses` counts the parallel kits that hold the piece already.
    """

    id: str
    minutes: int
    evidence: tuple[tuple[str, int], ...]
    story: str
    sample: bool = False
    uses: int = 0


@dataclass(frozen=True)
class Task:
    """What to choose from, and within what limits.

    Every competency of `weights` (per cent) gets at least one question. As many work samples as possible are taken,
    up to `samples` and 45 minutes of them; then the value is the greatest possible. `reuse`, when given, bounds the sum of `uses`.
    """

    pieces: tuple[Piece, ...]
    weights: Mapping[str, int]
    budget: int
    samples: int = 0
    must: frozenset[str] = frozenset()
    reuse: int | None = None


@lru_cache(maxsize=4096)
def worth(evidence: int) -> int:
    """Return ln(1 + evidence) in millionths, a whole number so that sums are exact everywhere."""
    return round(1_000_000 * log1p(evidence))


def value(pieces: Iterable[Piece], weights: Mapping[str, int]) -> int:
    """Return what a choice of pieces is worth."""
    evidence = dict.fromkeys(weights, 0)
    for piece in pieces:
        for competency, amount in piece.evidence:
            if competency in evidence:
                evidence[competency] += amount
    return sum(weight * worth(evidence[competency]) for competency, weight in weights.items())


def best(task: Task) -> tuple[Piece, ...] | None:
    """Return the best choice for `task`, or None when nothing satisfies it."""
    held = tuple(piece for piece in task.pieces if piece.id in task.must)
    stories = {piece.story for piece in held}
    free = [piece for piece in task.pieces if piece.story not in stories]
    board = _Board(task, held, [piece for piece in free if not piece.sample])
    samples = [piece for piece in free if piece.sample]
    room = task.samples - sum(piece.sample for piece in held)
    for count in range(min(max(room, 0), len(samples)), -1, -1):
        choices = [choice for taken in combinations(samples, count) if (choice := board.completed(taken))]
        if choices:
            return max(choices, key=lambda choice: value(choice, task.weights))
    return None


Row = list[tuple[int, "Chain"]]
Chain = tuple[Piece, "Chain"] | None


@dataclass
class _Board:
    """The tables of one task: for each competency, the most evidence for each time and each amount of reuse."""

    task: Task
    held: tuple[Piece, ...]
    questions: list[Piece]
    tables: dict[str, list[Row]] = field(init=False)
    covered: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.covered = {c for piece in self.held if not piece.sample for c, _ in piece.evidence}
        reuse = self.task.reuse or 0
        self.tables = {
            competency: _table(_options(self.questions, competency), self.task.budget, reuse, self.counts)
            for competency in self.task.weights
        }

    @property
    def counts(self) -> bool:
        """Whether reuse is bounded."""
        return self.task.reuse is not None

    def completed(self, samples: Sequence[Piece]) -> tuple[Piece, ...] | None:
        """Return the best choice that holds exactly these samples besides what it must hold, or None."""
        fixed = (*self.held, *samples)
        time = self.task.budget - sum(piece.minutes for piece in fixed)
        reuse = (self.task.reuse or 0) - (sum(piece.uses for piece in samples) if self.counts else 0)
        long = sum(piece.minutes for piece in fixed if piece.sample) > SAMPLE_MINUTES
        if time < 0 or reuse < 0 or (samples and long) or len({p.story for p in fixed}) < len(fixed):
            return None
        grids = list(self._grids(fixed, time, reuse))
        sums = _sums(grids)
        if sums[-1][reuse][time] < 0:
            return None
        return (*fixed, *self._chosen(grids, sums, time, reuse))

    def _grids(self, fixed: Sequence[Piece], time: int, reuse: int) -> Iterator[list[list[int]]]:
        base = dict.fromkeys(self.task.weights, 0)
        for piece in fixed:
            for competency, amount in piece.evidence:
                if competency in base:
                    base[competency] += amount
        for competency, weight in self.task.weights.items():
            yield [
                [
                    weight * worth(base[competency] + evidence)
                    if evidence or competency in self.covered
                    else IMPOSSIBLE
                    for evidence, _ in row[: time + 1]
                ]
                for row in self.tables[competency][: reuse + 1]
            ]

    def _chosen(
        self, grids: list[list[list[int]]], sums: list[list[list[int]]], time: int, reuse: int
    ) -> Iterator[Piece]:
        competencies = list(self.task.weights)
        for rank in range(len(grids) - 1, -1, -1):
            spent, used = time, reuse
            if rank:
                spent, used = _split(grids[rank], sums[rank - 1], sums[rank][reuse][time], time, reuse)
            chain = self.tables[competencies[rank]][used][spent][1]
            while chain:
                yield chain[0]
                chain = chain[1]
            time, reuse = time - spent, reuse - used


def _options(questions: Iterable[Piece], competency: str) -> list[list[Piece]]:
    stories: dict[str, list[Piece]] = {}
    for piece in questions:
        if piece.evidence[0][0] == competency:
            stories.setdefault(piece.story, []).append(piece)
    return list(stories.values())


def _table(stories: list[list[Piece]], budget: int, reuse: int, counts: bool) -> list[Row]:
    """Most evidence, and the questions that give it, for at most so many uses (row) and minutes (column)."""
    rows: list[Row] = [[(0, None)] * (budget + 1) for _ in range(reuse + 1)]
    for story in stories:
        old = rows
        rows = [row.copy() for row in old]
        for piece in story:
            uses = piece.uses if counts else 0
            amount = piece.evidence[0][1]
            for used in range(uses, reuse + 1):
                source, target = old[used - uses], rows[used]
                for time in range(piece.minutes, budget + 1):
                    evidence, chain = source[time - piece.minutes]
                    if evidence + amount > target[time][0]:
                        target[time] = (evidence + amount, (piece, chain))
    return rows


def _sums(grids: list[list[list[int]]]) -> list[list[list[int]]]:
    sums = [grids[0]]
    for grid in grids[1:]:
        last = sums[-1]
        backwards = [row[::-1] for row in grid]
        width = len(grid[0])
        sums.append(
            [
                [
                    max(
                        max(map(add, last[before][: time + 1], backwards[used - before][width - 1 - time :]))
                        for before in range(used + 1)
                    )
                    for time in range(width)
                ]
                for used in range(len(grid))
            ]
        )
    return sums


def _split(
    grid: list[list[int]], before: list[list[int]], total: int, time: int, reuse: int
) -> tuple[int, int]:
    """Return the minutes and uses that the last competency takes in a best sum."""
    return next(
        (spent, used)
        for used in range(reuse + 1)
        for spent in range(time + 1)
        if before[reuse - used][time - spent] + grid[used][spent] == total
    )
