"""How well the bank serves usual kits: four parallel versions for each role, level and usual duration."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from app.careers.vocabulary import KINDS, LevelId, Role
from app.kits.plan import Bank, CannotPlan, Plan, default_request, planned
from app.kits.request import VARIANTS
from app.questions.bank import Question

USUAL_MINUTES = (45, 60)
MOST_SHARED = 1
MOST_EXPOSED = 3


@dataclass(frozen=True)
class Cell:
    """The parallel kits of a role, a level and a duration, at the role's default competencies; none if none fits."""

    role: str
    level: LevelId
    minutes: int
    plans: tuple[Plan, ...]

    @property
    def questions(self) -> tuple[int, ...]:
        """How many questions each version holds, work samples apart."""
        return tuple(len(_stories(plan)) for plan in self.plans)

    @property
    def shared(self) -> int:
        """The most stories that two of its versions have in common: a question and its twin are one story."""
        return max((len(_stories(one) & _stories(other)) for one, other in combinations(self.plans, 2)), default=0)

    @property
    def shared_samples(self) -> int:
        """The most work samples that two of its versions have in common."""
        return max((len(_samples(one) & _samples(other)) for one, other in combinations(self.plans, 2)), default=0)


def coverage(bank: Bank, roles: Iterable[Role]) -> tuple[Cell, ...]:
    """Return the default kits of every role and level, at 45 and 60 minutes, in versions A to D."""
    return tuple(
        Cell(role.id, level.id, minutes, _versions(bank, role, level.id, minutes))
        for role in roles
        for level in bank.levels.values()
        for minutes in USUAL_MINUTES
    )


def exposure(cells: Iterable[Cell]) -> Mapping[str, float]:
    """Return the share of the kits of `cells` in which each question stands, from 0 to 1."""
    plans = [plan for cell in cells for plan in cell.plans]
    seen = Counter(item.id for plan in plans for item in plan.items if isinstance(item, Question))
    return {name: times / len(plans) for name, times in seen.items()}


def _versions(bank: Bank, role: Role, level: LevelId, minutes: int) -> tuple[Plan, ...]:
    try:
        request = default_request(bank, role, minutes, bank.levels[level], KINDS)
    except CannotPlan:
        return ()
    return tuple(planned(bank, request.but(variant=variant)) for variant in VARIANTS)


def _stories(plan: Plan) -> set[str]:
    return {item.story for item in plan.items if isinstance(item, Question)}


def _samples(plan: Plan) -> set[str]:
    return {item.id for item in plan.items if not isinstance(item, Question)}
