"""The words every other feature shares: roles, levels, competencies, kinds of question."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from app.content.dated import Number
from app.content.reading import Entries, Entry, Item
from app.content.text import Text

LevelId = Literal["alternance", "junior", "confirmed", "senior", "lead"]
LEVELS: tuple[LevelId, ...] = ("alternance", "junior", "confirmed", "senior", "lead")
Kind = Literal["behavioural", "situational", "technical", "motivation"]
KINDS: tuple[Kind, ...] = ("behavioural", "situational", "technical", "motivation")

Importance = Annotated[int, Field(ge=0, le=5)]
Fit = Annotated[int, Field(ge=1, le=4)]


class Competency(Entry):
    """What a person shows they can do, and what one sees at each level."""

    code: Annotated[str, Field(pattern=r"^C\d\d$")]
    name: Text
    definition: Text
    levels: dict[LevelId, Text]


class Code(Item):
    """The code of a role in a public nomenclature (ROME, ESCO)."""

    scheme: str
    code: str
    label: Text


class Role(Entry):
    """A job, and how much each competency counts in it (0 to 5)."""

    name: Text
    mission: Text
    codes: tuple[Code, ...]
    weights: dict[str, Importance]


class Level(Entry):
    """A degree of autonomy: what changes in what one expects, and which questions suit it (1 to 4)."""

    id: LevelId
    name: Text
    experience: Text
    definition: Text
    factors: dict[str, Number]
    fit: dict[Kind, Fit]


class Topic(Entry):
    """A subject recruiters ask about, by which questions are found."""

    name: Text


class CompetencyFile(Item):
    """`question_banks/competencies.yaml`."""

    competencies: Entries[Competency]


class RoleFile(Item):
    """`career_paths/roles.yaml`."""

    roles: Entries[Role]


class LevelFile(Item):
    """`career_paths/levels.yaml`."""

    levels: Entries[Level]


class TopicFile(Item):
    """`question_banks/topics.yaml`."""

    topics: Entries[Topic]


def importance(role: Role, level: Level, competency: str) -> Decimal:
    """Return how much `competency` counts for `role` at `level`: importance (0 to 5) times the level's factor."""
    return Decimal(role.weights.get(competency, 0)) * level.factors.get(competency, Decimal(1))
