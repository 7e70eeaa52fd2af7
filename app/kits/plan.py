"""From a request to an ordered choice of questions that fits the time."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from app.careers.vocabulary import Kind, Level, Role
from app.careers.weights import DEFAULT_COUNT, default_competencies
from app.kits.request import LONGEST, SHORTEST, VARIANTS, Request, budget, most_samples
from app.kits.solve import Piece, Task, best, value
from app.questions.bank import Question, WorkSample

PARALLEL = 95
LEAST_MINUTES = 4
SAMPLE_FIT = 4
SAMPLE_DIFFICULTY = 4

Asked = Question | WorkSample


@dataclass(frozen=True, eq=False)
class Bank:
    """What one may choose from; compared by identity, so that plans of the same bank are kept."""

    questions: Mapping[str, Question]
    samples: Mapping[str, WorkSample]
    levels: Mapping[str, Level]

    def __getitem__(self, name: str) -> Asked:
        return self.questions[name] if name in self.questions else self.samples[name]

    def __contains__(self, name: str) -> bool:
        return name in self.questions or name in self.samples

    def holding(self, frozen: Iterable[Asked]) -> "Bank":
        """Return this bank with the texts of `frozen` in place of its own."""
        items = {item.id: item for item in frozen}
        return replace(
            self,
            questions={**self.questions, **{k: v for k, v in items.items() if isinstance(v, Question)}},
            samples={**self.samples, **{k: v for k, v in items.items() if isinstance(v, WorkSample)}},
        )


@dataclass(frozen=True)
class Plan:
    """Questions and work samples in the order in which they are asked; `locked` ones outlive a new plan."""

    request: Request
    items: tuple[Asked, ...]
    locked: frozenset[str] = frozenset()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the items, in order."""
        return tuple(item.id for item in self.items)

    @property
    def spare(self) -> int:
        """Minutes left free; negative when the items do not fit any more."""
        return budget(self.request.minutes) - sum(item.minutes for item in self.items)


@dataclass(frozen=True)
class Shortfall:
    """A competency that cannot be served, because the bank has no such question or because time is short."""

    competency: str
    reason: Literal["no-question", "no-time"]
    minutes: int = 0


class CannotPlan(Exception):
    """No interview satisfies the request; `needed` is the shortest duration, in minutes, that would."""

    def __init__(self, shortfalls: Iterable[Shortfall], needed: int | None = None) -> None:
        self.shortfalls = tuple(shortfalls)
        self.needed = needed
        super().__init__(f"cannot plan: {self.shortfalls}, {needed} minutes needed")


def competencies(item: Asked) -> tuple[str, ...]:
    """Return the competencies an item bears on, the main one first."""
    return item.competencies if isinstance(item, WorkSample) else (item.competency,)


def default_request(bank: Bank, role: Role, minutes: int, level: Level, kinds: Collection[Kind]) -> Request:
    """Return the request made of the role's first competencies: five, or fewer when the time gives them less than
    four minutes each or the bank cannot serve them.

    Raises CannotPlan when not even one fits.
    """
    for count in range(max(1, min(DEFAULT_COUNT, budget(minutes) // LEAST_MINUTES)), 0, -1):
        weights = tuple(default_competencies(role, level, count).items())
        request = Request(role.id, level.id, minutes, weights, frozenset(kinds))
        try:
            planned(bank, request)
        except CannotPlan:
            if count == 1:
                raise
        else:
            return request
    raise AssertionError("a count of one returns or raises")


def planned(bank: Bank, request: Request, locked: frozenset[str] = frozenset()) -> Plan:
    """Return the best plan for `request` that holds the `locked` items; raises CannotPlan."""
    rank = VARIANTS.index(request.variant)
    kits = _parallel(bank, request.but(variant="A"), locked, rank + 1)
    return Plan(request, tuple(bank[piece.id] for piece in _ordered(bank, kits[rank])), locked)


def arranged(bank: Bank, request: Request, ids: Iterable[str], locked: frozenset[str]) -> Plan:
    """Return the plan made of these items in this order; ids the bank does not know are left out."""
    known = tuple(dict.fromkeys(name for name in ids if name in bank))
    return Plan(request, tuple(bank[name] for name in known), locked & frozenset(known))


@lru_cache(maxsize=1024)
def _parallel(bank: Bank, request: Request, locked: frozenset[str], count: int) -> tuple[tuple[Piece, ...], ...]:
    """Return parallel kits: each shares as little as possible with those before it, at 95 % of the first's value."""
    pieces = eligible(bank, request, locked)
    weights = dict(request.weights)
    task = Task(pieces, weights, budget(request.minutes), _samples(request), locked)
    if count == 1:
        first = best(task)
        if first is None:
            raise _shortfall(pieces, request, locked)
        return (first,)
    kits = _parallel(bank, request, locked, count - 1)
    used = Counter(piece.story for kit in kits for piece in kit)
    fresh = tuple(replace(piece, uses=used[piece.story]) for piece in pieces)
    kit = best(replace(task, pieces=fresh, least=value(kits[0], weights) * PARALLEL // 100))
    assert kit is not None, "the first kit itself is always within reach"
    return (*kits, kit)


def _samples(request: Request) -> int:
    return most_samples(request.minutes) if request.samples else 0


def eligible(bank: Bank, request: Request, locked: frozenset[str] = frozenset()) -> tuple[Piece, ...]:
    """Return what the request may use, and what it must, as pieces for the solver, in a fixed order."""
    fit = bank.levels[request.level].fit
    wanted = {name for name, _ in request.weights}
    questions = [
        Piece(q.id, q.minutes, ((q.competency, q.minutes * fit[q.kind]),), q.story)
        for q in bank.questions.values()
        if q.id in locked or (q.competency in wanted and q.kind in request.kinds and _suits(q, request))
    ]
    samples = [
        Piece(w.id, w.minutes, _shared(w), w.id, sample=True)
        for w in bank.samples.values()
        if w.id in locked or (w.competencies[0] in wanted and _suits(w, request))
    ]
    return tuple(sorted(questions + samples, key=lambda piece: piece.id))


def _suits(item: Asked, request: Request) -> bool:
    return request.level in item.levels and request.role in item.roles


def _shared(sample: WorkSample) -> tuple[tuple[str, int], ...]:
    share = sample.minutes * SAMPLE_FIT // len(sample.competencies)
    return tuple((competency, share) for competency in sample.competencies)


def story(item: Asked) -> str:
    """Return what two items must not share in one plan; a work sample is its own story."""
    return item.story if isinstance(item, Question) else item.id


def _ordered(bank: Bank, pieces: Iterable[Piece]) -> list[Piece]:
    """Return an easy opening, the hardest in the middle, and an easy end."""
    front: list[Piece] = []
    back: list[Piece] = []
    for rank, piece in enumerate(sorted(pieces, key=lambda piece: _ease(bank[piece.id]))):
        (back if rank % 2 else front).append(piece)
    return front + back[::-1]


def _ease(item: Asked) -> tuple[int, bool, str]:
    if isinstance(item, WorkSample):
        return SAMPLE_DIFFICULTY, True, item.id
    return item.difficulty, item.kind != "motivation", item.id


def _shortfall(pieces: tuple[Piece, ...], request: Request, locked: frozenset[str]) -> CannotPlan:
    questions = [piece for piece in pieces if not piece.sample]
    shortest = {
        name: min((piece.minutes for piece in questions if piece.evidence[0][0] == name), default=0)
        for name, _ in request.weights
    }
    missing = [Shortfall(name, "no-question") for name, minutes in shortest.items() if not minutes]
    if missing:
        return CannotPlan(missing)
    held = [piece for piece in pieces if piece.id in locked]
    taken = sum(piece.minutes for piece in held)
    covered = {piece.evidence[0][0] for piece in held if not piece.sample}
    short, left = [], budget(request.minutes) - taken
    for name, minutes in shortest.items():
        if name in covered:
            continue
        left -= minutes
        if left < 0:
            short.append(Shortfall(name, "no-time", minutes))
    return CannotPlan(short, _needed(budget(request.minutes) - left))


def _needed(minutes: int) -> int | None:
    return next((total for total in range(SHORTEST, LONGEST + 1) if budget(total) >= minutes), None)
