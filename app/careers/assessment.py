"""Where one stands for a role at a level, and what to do about it: expected ranks, gaps, a plan of some months.

Ranks go from 1 (alternance) to 5 (lead), like the levels by which each competency is described.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.careers.guides import MOMENTS, Guide, Moment
from app.careers.paths import Way
from app.careers.vocabulary import LEVELS, Importance, Level, LevelId, Role, importance
from app.careers.weights import default_competencies

Standing = Literal["unrated", "missing", "met", "beyond"]

MONTHS = (3, 6, 12)
LEAST, MOST = 5, 8
COUNTS = 4
PER_RANK = 3  # Months at most spent on each rank that is missing: longer, and the thread is lost.


@dataclass(frozen=True)
class Gap:
    """A competency that counts: its weight in per cent, the rank expected, the one rated, if it was."""

    competency: str
    weight: int
    expected: int
    rated: int | None

    @property
    def missing(self) -> int:
        """How many ranks lack; none where nothing is rated."""
        return 0 if self.rated is None else max(0, self.expected - self.rated)

    @property
    def priority(self) -> int:
        """Weight times gap: what comes first in a plan."""
        return self.weight * self.missing

    @property
    def standing(self) -> Standing:
        """Return in a word where one stands."""
        if self.rated is None:
            return "unrated"
        if self.missing:
            return "missing"
        return "met" if self.rated == self.expected else "beyond"


@dataclass(frozen=True)
class Task:
    """One of the three actions of a competency, with its first and last days."""

    moment: Moment
    begins: date
    ends: date


@dataclass(frozen=True)
class Stage:
    """The part of a plan that a gap takes, from its first to its last day."""

    gap: Gap
    begins: date
    ends: date
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Plan:
    """Stages one after the other from a day on; `later` holds the gaps for which the months were too few."""

    start: date
    months: int
    stages: tuple[Stage, ...]
    later: tuple[Gap, ...]

    @property
    def ends(self) -> date:
        """The last day: it may come before the months are over."""
        return self.stages[-1].ends if self.stages else self.start


def expected(count: Importance, level: LevelId) -> int:
    """Return the rank (1 to 5) expected at `level` of a competency that counts so much (0 to 5) in the role.

    Our judgement, not a survey's: the level itself for what counts most (4 and 5), one rank less for what counts
    somewhat (2 and 3), two ranks less for the rest.
    """
    allowance = 0 if count >= 4 else 1 if count >= 2 else 2
    return max(1, LEVELS.index(level) + 1 - allowance)


def weighed(role: Role, level: Level) -> dict[str, int]:
    """Return the competencies to rate, those that count most first, with their weights in per cent.

    They are those whose importance at this level is 4 or more: five of them at least, eight at most.
    """
    strong = sum(importance(role, level, name) >= COUNTS for name in role.weights)
    found = default_competencies(role, level, max(LEAST, min(MOST, strong)))
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def gaps(role: Role, level: Level, ratings: Mapping[str, int]) -> tuple[Gap, ...]:
    """Return where `ratings` (1 to 5, by competency) stand for `role` at `level`, heaviest competency first."""
    return tuple(
        Gap(name, weight, expected(role.weights[name], level.id), ratings.get(name))
        for name, weight in weighed(role, level).items()
    )


def plan(found: Sequence[Gap], months: int, start: date) -> Plan:
    """Return what to do in so many months from `start`: gaps by weight times size, whole months for each.

    Every gap kept has a month at least, and three at most for each rank; those left over wait.
    """
    urgent = sorted((gap for gap in found if gap.missing), key=lambda gap: -gap.priority)
    kept, later = urgent[:months], urgent[months:]
    stages, reached = [], 0
    for gap, length in zip(kept, _lengths(kept, months), strict=True):
        begins, ends = _after(start, reached), _after(start, reached + length)
        stages.append(Stage(gap, begins, ends, _tasks(begins, ends)))
        reached += length
    return Plan(start, months, tuple(stages), tuple(later))


def _lengths(kept: Sequence[Gap], months: int) -> list[int]:
    """Return how many months each gap takes: after the first, each month goes where it is most wanted."""
    lengths = [1] * len(kept)
    for _month in range(months - len(kept)):
        open_ones = [rank for rank, gap in enumerate(kept) if lengths[rank] < PER_RANK * gap.missing]
        if not open_ones:
            break
        lengths[max(open_ones, key=lambda rank: (kept[rank].priority / (lengths[rank] + 1), -rank))] += 1
    return lengths


def _tasks(begins: date, ends: date) -> tuple[Task, ...]:
    """Return the three actions of a stage, each with a third of its days."""
    days = (ends - begins).days
    edges = [begins + timedelta(days * rank // len(MOMENTS)) for rank in range(len(MOMENTS) + 1)]
    return tuple(Task(moment, edges[rank], edges[rank + 1]) for rank, moment in enumerate(MOMENTS))


def _after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Assessment:
    """A target, where one stands for it, and what to do; `ways` are the shortest chains of steps that lead to it."""

    target: Guide
    level: Level
    gaps: tuple[Gap, ...]
    plan: Plan
    ways: tuple[Way, ...]

    def standing(self, standing: Standing) -> tuple[Gap, ...]:
        """Return the competencies that stand so."""
        return tuple(gap for gap in self.gaps if gap.standing == standing)


def nearest_level(guide: Guide, level: LevelId) -> LevelId:
    """Return the level, among those that exist for a role, that is nearest to the one asked; the lower of two."""
    asked = LEVELS.index(level)
    return min(guide.levels, key=lambda each: (abs(LEVELS.index(each) - asked), LEVELS.index(each)))
