"""The guides to each role, the steps from one role to the next, and what strengthens a competency."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from app.careers.vocabulary import Code, Importance, LevelId, Role
from app.content.reading import Entries, Entry, Item, Read
from app.content.text import Text

Direction = Literal["up", "side"]
Moment = Literal["start", "practise", "prove"]
MOMENTS: tuple[Moment, ...] = ("start", "practise", "prove")


def _said_twice(value: object) -> object:
    """Read a name that is the same in both languages."""
    return {"fr": value, "en": value} if isinstance(value, str) else value


Name = Annotated[Text, BeforeValidator(_said_twice)]


class Tool(Item):
    """A tool of the trade, by the name of one of its kind, and what it is for."""

    name: Name
    use: Text


class Course(Item):
    """A degree or a registered title; `rncp` is its number in the French register, `level` that of the register.

    `ends` is the last day of its registration.
    """

    label: Text
    rncp: str | None = None
    level: Annotated[int, Field(ge=3, le=8)] | None = None
    ends: date | None = None
    source: str

    def registered(self, on: date) -> bool:
        """Return whether the title, if it is one, may still be prepared on a day."""
        return self.ends is None or on <= self.ends


class Week(Item):
    """A real week, day by day."""

    monday: Text
    tuesday: Text
    wednesday: Text
    thursday: Text
    friday: Text


class FirstDays(Item):
    """What to do in the first thirty, sixty and ninety days."""

    thirty: Text
    sixty: Text
    ninety: Text


class Pay(Item):
    """The id under which the tables of salaries hold this role."""

    role: str


class Guide(Entry):
    """A role told by someone who has done it. `levels` are those that exist for it, in order.

    `weights` says how much each competency counts (0 to 5): those of the role of the kits, or our judgement.
    """

    name: Text
    summary: Text
    missions: tuple[Text, ...]
    week: Week
    levels: dict[LevelId, Text] = Field(min_length=1)
    weights: dict[str, Importance] = Field(default_factory=dict)
    tools: tuple[Tool, ...]
    training: tuple[Course, ...]
    codes: tuple[Code, ...]
    entry: Text
    portfolio: tuple[Text, ...]
    first_days: FirstDays
    pitfalls: tuple[Text, ...]
    asked: tuple[str, ...]
    pay: Pay
    gaps: Text | None = None
    sources: tuple[str, ...]
    checked: date

    @property
    def role(self) -> Role:
        """The same as a role, to be weighed as those of the kits are."""
        return Role(id=self.id, name=self.name, mission=self.summary, codes=self.codes, weights=self.weights)


class Place(Item):
    """Where a role stands on the map: `column` is its family, from 0; `row` its seniority, 0 at the bottom."""

    column: Annotated[int, Field(ge=0)]
    row: Annotated[int, Field(ge=0)]


class Step(Item):
    """A way from one role to another: usual years, what one must add, the competencies to strengthen."""

    origin: Annotated[str, Field(alias="from")]
    to: str
    kind: Direction
    years: Text | None = None
    add: Text
    competencies: Annotated[tuple[str, ...], Field(min_length=1, max_length=4)]
    sources: tuple[str, ...] = ()
    ours: bool = False


class Steps(Item):
    """`career_paths/steps.yaml`: the map."""

    places: dict[str, Place]
    columns: tuple[Text, ...]
    steps: tuple[Step, ...]


class Actions(Entry):
    """What strengthens a competency in a few weeks: how to start, how to practise, what proves it."""

    start: Text
    practise: Text
    prove: Text

    def at(self, moment: Moment) -> Text:
        """Return one of the three actions."""
        found: Text = getattr(self, moment)
        return found


class ActionFile(Item):
    """`career_paths/actions.yaml`."""

    actions: Entries[Actions]


def gathered(files: Mapping[str, Read[Guide] | None], roles: Mapping[str, Role]) -> dict[str, Guide]:
    """Return the guides that were read: first the roles of the kits, in their order, with their weights."""
    read = {name: file.value for name, file in files.items() if file}
    known = {name: read[name].model_copy(update={"weights": roles[name].weights}) for name in roles if name in read}
    return known | {name: guide for name, guide in read.items() if name not in known}
