"""The files of salaries, as they are written: every figure names its sources and its year."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from app.careers.vocabulary import LevelId
from app.content.dated import Figure, Grade, Number
from app.content.reading import Entries, Entry, Item
from app.content.text import Text

Unit = Literal["EUR/year", "EUR/month", "%"]
Sources = Annotated[tuple[str, ...], Field(min_length=1)]


class Step(Item):
    """Pay at a level of a role, in gross euros a year at full time; `meaning` says what the bounds are.

    With `floor`, it begins at the SMIC of the day; without `high`, the source says “from”. Grades: B study or
    platform, C one voice.
    """

    floor: bool = False
    low: Number | None = None
    usual: Number | None = None
    high: Number | None = None
    grade: Grade
    year: int
    sources: Sources
    meaning: Text

    @model_validator(mode="after")
    def _begins_once(self) -> "Step":
        if self.floor == (self.low is not None):
            raise ValueError("write either “low” or “floor: true”")
        return self


class Median(Item):
    """What half of the people of a role earn less than, all levels together, in gross euros a year."""

    amount: Number
    year: int
    sources: Sources
    note: Text


class RolePay(Entry):
    """What is known of the pay of a role; `none` says why nothing is, `families` are the official ones nearby."""

    label: Text
    median: Median | None = None
    levels: dict[LevelId, Step] = Field(default_factory=dict)
    families: tuple[str, ...] = ()
    none: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _known_or_not(self) -> "RolePay":
        if bool(self.levels) == bool(self.none):
            raise ValueError("write the levels, or say in “none” why there are none")
        return self


class Family(Entry):
    """Official pay of a family of trades, in gross euros a month, full-time equivalent; `about` is rounded."""

    label: Text
    holds: Text
    beginner: Number | None = None
    average: Number
    experienced: Number | None = None
    about: bool = False
    year: int
    sources: Sources
    note: Text | None = None


class Survey(Entry):
    """One edition of the trade's survey, in gross euros a year; `label` says who answered, `about` a rounded mean."""

    label: Text
    year: int
    answers: int | None = None
    mean: Number | None = None
    median: Number | None = None
    first_quartile: Number | None = None
    third_quartile: Number | None = None
    about: bool = False
    sources: Sources
    note: Text | None = None


class Seen(Entry):
    """One figure seen, or two bounds, gross; `onwards` means “from”, `about` a figure the source rounds.

    An `outlier` is shown apart and used nowhere.
    """

    label: Text
    low: Number
    high: Number | None = None
    unit: Unit
    onwards: bool = False
    about: bool = False
    outlier: bool = False
    roles: tuple[str, ...] = ()
    year: int | None
    sources: Sources
    note: Text | None = None


class Shares(Entry):
    """Least pay in per cent of the SMIC, from one year of the contract, or one level reached, to the next."""

    label: Text
    shares: tuple[Number, ...]
    sources: Sources
    note: Text | None = None


class Transparency(Item):
    """What must be said of pay when one recruits, and where French law stands on the day of `checked`."""

    directive: Text
    due: date
    asks: tuple[Text, ...]
    status: Text
    checked: date
    recheck: date
    sources: Sources


class RangesFile(Item):
    """ranges.yaml."""

    roles: Entries[RolePay]


class FamiliesFile(Item):
    """families.yaml."""

    families: Entries[Family]


class SurveysFile(Item):
    """surveys.yaml."""

    surveys: Entries[Survey]


class EmployersFile(Item):
    """employers.yaml."""

    employers: Entries[Seen]


class RegionsFile(Item):
    """regions.yaml."""

    regions: Entries[Seen]


class SeenFile(Item):
    """seen.yaml."""

    seen: Entries[Seen]


class FloorsFile(Item):
    """floors.yaml: apprentices by age, work-study contracts by age, and amounts with their history."""

    apprentices: Entries[Shares]
    contracts: Entries[Shares]
    figures: Entries[Figure]
