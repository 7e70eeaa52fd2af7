"""An interview kit, frozen when it is made: the full texts, in both languages, of all that gets printed."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from operator import not_
from typing import Annotated

from pydantic import Field

from app.careers.vocabulary import Competency, Kind, Level, Role
from app.content.reading import Item
from app.content.text import Language
from app.kits.plan import Asked, Bank, Plan, competencies
from app.kits.request import Request, Variant
from app.kits.schedule import Slot, schedule
from app.library import Library
from app.questions.bank import Component, Question, WorkSample
from app.questions.grounds import Ground, Trap

TITLE_LENGTH = 120
PAY_LENGTH = 400


class Weighted(Item):
    """A competency and its weight, in per cent."""

    competency: Competency
    weight: Annotated[int, Field(ge=1, le=100)]


class Share(Item):
    """How much one rating counts in the total, in hundredths of a per cent."""

    item: str
    competency: str
    basis_points: int


class Kit(Item):
    """Everything one interview needs; two candidates who get the same kit get the same questions.

    `pay` is what the notice announces. Empty, it is not written: a kit stored before it existed keeps its hash.
    """

    title: str
    language: Language
    role: Role
    level: Level
    minutes: int
    kinds: tuple[Kind, ...]
    samples: bool
    variant: Variant
    weights: tuple[Weighted, ...]
    items: tuple[Question | WorkSample, ...]
    locked: tuple[str, ...]
    grounds: tuple[Ground, ...]
    traps: tuple[Trap, ...]
    components: tuple[Component, ...]
    bank_version: str
    made_on: date
    number: int = 1
    pay: Annotated[str, Field(exclude_if=not_)] = ""

    @property
    def hash(self) -> str:
        """SHA-256 of the kit, in hexadecimal: the same for the same kit, on every machine."""
        return sha256(self.model_dump_json().encode()).hexdigest()

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in the order in which they are asked."""
        return tuple(item for item in self.items if isinstance(item, Question))

    @property
    def work_samples(self) -> tuple[WorkSample, ...]:
        """The work samples, in the order in which they are given."""
        return tuple(item for item in self.items if isinstance(item, WorkSample))

    @property
    def request(self) -> Request:
        """The request this kit answers."""
        weights = tuple((entry.competency.id, entry.weight) for entry in self.weights)
        kinds = frozenset(self.kinds)
        return Request(self.role.id, self.level.id, self.minutes, weights, kinds, self.samples, self.variant)

    @property
    def plan(self) -> Plan:
        """The plan this kit was made of."""
        return Plan(self.request, self.items, frozenset(self.locked))

    @property
    def schedule(self) -> tuple[Slot, ...]:
        """The interview minute by minute."""
        return schedule(self.plan)

    def rated(self, item: Asked) -> tuple[Weighted, ...]:
        """Return the competencies of this kit on which an item is rated."""
        names = competencies(item)
        return tuple(entry for entry in self.weights if entry.competency.id in names)

    @property
    def shares(self) -> tuple[Share, ...]:
        """How much each rating counts: a competency's weight is shared evenly among the items that bear on it."""
        pairs = [(item, entry) for item in self.items for entry in self.rated(item)]
        counts = {entry.competency.id: 0 for entry in self.weights}
        for _, entry in pairs:
            counts[entry.competency.id] += 1
        return tuple(
            Share(
                item=item.id,
                competency=entry.competency.id,
                basis_points=entry.weight * 100 // counts[entry.competency.id],
            )
            for item, entry in pairs
        )


def made(library: Library, plan: Plan, title: str, language: Language, on: date, number: int = 1, pay: str = "") -> Kit:
    """Return the kit made of `plan` on a day; `number` tells its editions apart, from 1; `pay` is announced."""
    request = plan.request
    return Kit(
        title=title,
        language=language,
        role=library.roles[request.role],
        level=library.levels[request.level],
        minutes=request.minutes,
        kinds=tuple(sorted(request.kinds)),
        samples=request.samples,
        variant=request.variant,
        weights=tuple(
            Weighted(competency=library.competencies[name], weight=weight) for name, weight in request.weights
        ),
        items=plan.items,
        locked=tuple(sorted(plan.locked)),
        grounds=tuple(library.grounds.values()),
        traps=tuple(library.traps.values()),
        components=tuple(library.components.values()),
        bank_version=library.version,
        made_on=on,
        number=number,
        pay=pay,
    )


def bank(library: Library, frozen: Iterable[Asked] = ()) -> Bank:
    """Return what kits choose from: the library's bank, with the texts of `frozen` instead of its own."""
    return Bank(library.questions, library.samples, library.levels).holding(frozen)


def default_title(library: Library, request: Request, language: Language) -> str:
    """Return the title of a kit to which none was given: the role and the level."""
    role, level = library.roles[request.role], library.levels[request.level]
    return f"{role.name[language]}, {level.name[language].lower()}"
