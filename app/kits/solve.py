"""Which questions make the best interview: an exact answer, by dynamic programming.

The value of a choice is the sum over competencies of weight × ln(1 + evidence), where the evidence of a question
is its minutes times its fit (1 to 4). The logarithm is what makes time follow weights: with equal fits, the best
choice gives each competency a share of the minutes in proportion to its weight, and a second question on the same
competency is worth less than the first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from math import log1p

IMPOSSIBLE = -(10**18)
SAMPLE_MINUTES = 45


@dataclass(frozen=True)
class Piece:
    """Something that may be chosen: a question, or a work sample, which bears on several competencies.

    `evidence` pairs a competency with minutes × fit. Two questions with the same `story` exclude each other; they
    bear on the same competency. `uses` counts the parallel kits that hold its story already.
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

    Every competency of `weights` (per cent) gets at least one question. As many work samples as possible are
    taken, up to `samples` and 45 minutes of them; then the value is the greatest possible. When `least` is given,
    the choice is worth that much at least, has as few earlier uses as possible, and only then the most value.
    """

    pieces: tuple[Piece, ...]
    weights: Mapping[str, int]
    budget: int
    samples: int = 0
    must: frozenset[str] = frozenset()
    least: int | None = None


@lru_cache(maxsize=4096)
def worth(evidence: int) -> int:
    """Return ln(1 + evidence) in millionths, a whole number so that sums are exact everywhere."""
    return round(1_000_000 * log1p(evidence))


def value(pieces: Iterable[Piece], weights: Mapping[str, int]) -> int:
    """Return what a choice of pieces is worth."""
    evidence = _evidence(pieces, weights)
    return sum(weight * worth(evidence[competency]) for competency, weight in weights.items())


def best(task: Task) -> tuple[Piece, ...] | None:
    """Return the best choice for `task`, or None when nothing satisfies it."""
    held = tuple(piece for piece in task.pieces if piece.id in task.must)
    stories = {piece.story for piece in held}
    free = [piece for piece in task.pieces if piece.story not in stories]
    options = {name: _options(free, name, task) for name in task.weights}
    samples = [piece for piece in free if piece.sample]
    room = task.samples - sum(piece.sample for piece in held)
    for count in range(min(max(room, 0), len(samples)), -1, -1):
        found = [
            choice
            for taken in combinations(samples, count)
            if (choice := _completed(task, held, taken, options)) is not None
        ]
        if found:
            return max(found, key=lambda choice: _rank(choice, held, task))
    return None


@dataclass(frozen=True, order=True)
class Option:
    """Some questions on one competency: their minutes, their earlier uses, the evidence they give together."""

    minutes: int
    uses: int
    evidence: int
    pieces: tuple[Piece, ...] = field(compare=False)


def _evidence(pieces: Iterable[Piece], weights: Mapping[str, int]) -> dict[str, int]:
    evidence = dict.fromkeys(weights, 0)
    for piece in pieces:
        for competency, amount in piece.evidence:
            if competency in evidence:
                evidence[competency] += amount
    return evidence


def _options(free: Iterable[Piece], competency: str, task: Task) -> list[Option]:
    """Return the sets of questions on a competency that no other set beats in minutes, uses and evidence."""
    stories: dict[str, list[Piece]] = {}
    for piece in free:
        if not piece.sample and piece.evidence[0][0] == competency:
            stories.setdefault(piece.story, []).append(piece)
    reached = {(0, 0): Option(0, 0, 0, ())}
    for story in stories.values():
        for option in list(reached.values()):
            for piece in story:
                uses = piece.uses if task.least is not None else 0
                key = option.minutes + piece.minutes, option.uses + uses
                evidence = option.evidence + piece.evidence[0][1]
                if key[0] <= task.budget and evidence > getattr(reached.get(key), "evidence", 0):
                    reached[key] = Option(*key, evidence, (*option.pieces, piece))
    return _unbeaten(reached.values())


def _unbeaten(options: Iterable[Option]) -> list[Option]:
    kept: list[Option] = []
    for option in sorted(options):
        if not any(other.uses <= option.uses and other.evidence >= option.evidence for other in kept):
            kept.append(option)
    return kept


def _rank(choice: Sequence[Piece], held: Sequence[Piece], task: Task) -> tuple[int, int]:
    uses = sum(piece.uses for piece in choice if piece not in held) if task.least is not None else 0
    return -uses, value(choice, task.weights)


@dataclass(frozen=True)
class _Gain:
    """An option for one competency, and what it is worth beside what is fixed already."""

    value: int
    option: Option


def _completed(
    task: Task, held: Sequence[Piece], samples: Sequence[Piece], options: Mapping[str, list[Option]]
) -> tuple[Piece, ...] | None:
    """Return the best choice that holds exactly these samples besides what it must hold, or None."""
    fixed = (*held, *samples)
    time = task.budget - sum(piece.minutes for piece in fixed)
    long = sum(piece.minutes for piece in fixed if piece.sample) > SAMPLE_MINUTES
    if time < 0 or (samples and long) or len({piece.story for piece in fixed}) < len(fixed):
        return None
    gains = _gains(task, fixed, options, time)
    bounds = _bounds(gains, time)
    need = bounds[0][time] if task.least is None else task.least
    if bounds[0][time] < max(need, 0):
        return None
    chosen = _walk(gains, bounds, time, need)
    return (*fixed, *(piece for option in chosen for piece in option.pieces))


def _gains(task: Task, fixed: Sequence[Piece], options: Mapping[str, list[Option]], time: int) -> list[list[_Gain]]:
    base = _evidence(fixed, task.weights)
    covered = {piece.evidence[0][0] for piece in fixed if not piece.sample}
    return [
        [
            _Gain(weight * worth(base[name] + option.evidence), option)
            for option in options[name]
            if option.minutes <= time and (option.pieces or name in covered)
        ]
        for name, weight in task.weights.items()
    ]


def _bounds(gains: list[list[_Gain]], time: int) -> list[list[int]]:
    """Return, for each competency on and each number of minutes left, the most that can still be gained."""
    bounds = [[0] * (time + 1)]
    for options in reversed(gains):
        after = bounds[0]
        bounds.insert(
            0,
            [
                max(
                    (gain.value + after[left - gain.option.minutes] for gain in options if gain.option.minutes <= left),
                    default=IMPOSSIBLE,
                )
                for left in range(time + 1)
            ],
        )
    return bounds


def _walk(gains: list[list[_Gain]], bounds: list[list[int]], time: int, need: int) -> tuple[Option, ...]:
    """Return one option for each competency: fewest uses, then most value, among those worth `need` at least.

    States are pairs of minutes and uses; those from which `need` is out of reach are dropped at once.
    """
    states: dict[tuple[int, int], tuple[int, tuple[Option, ...]]] = {(0, 0): (0, ())}
    for options, after in zip(gains, bounds[1:], strict=True):
        reached: dict[tuple[int, int], tuple[int, tuple[Option, ...]]] = {}
        for (minutes, uses), (worth_so_far, chosen) in states.items():
            for gain in options:
                spent = minutes + gain.option.minutes
                total = worth_so_far + gain.value
                if spent > time or total + after[time - spent] < need:
                    continue
                key = spent, uses + gain.option.uses
                if key not in reached or total > reached[key][0]:
                    reached[key] = total, (*chosen, gain.option)
        states = reached
    _, uses = min(states, key=lambda state: (state[1], -states[state][0], state[0]))
    return max((state for key, state in states.items() if key[1] == uses), key=lambda state: state[0])[1]
