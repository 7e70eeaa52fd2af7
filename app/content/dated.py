"""Where a figure comes from, and from when to when it may be shown."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BeforeValidator, Field, HttpUrl, field_validator, model_validator

from app.content.reading import Entries, Entry, Item
from app.content.text import Language, Text, typeset

Grade = Literal["A", "B", "C"]


def _number(value: object) -> object:
    """Read whole numbers, and the texts by which JSON keeps decimal ones exact."""
    try:
        return Decimal(value) if type(value) in (int, str) else value  # type: ignore[arg-type]
    except InvalidOperation as error:
        raise ValueError(f"“{value}” is not a number") from error


Number = Annotated[Decimal, BeforeValidator(_number)]


class NotYet(LookupError):
    """A figure was asked for a day before its first one."""


class Cited(Entry):
    """What facts and figures are read in; its names are typeset in its own language."""

    title: str
    publisher: str
    language: Language = "en"
    grade: Grade
    checked: date
    url: Annotated[HttpUrl | None, Field(strict=False)] = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _typeset(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        asked = data.get("language", cls.model_fields["language"].default)
        language: Language = "fr" if asked == "fr" else "en"
        named = {name: data[name] for name in ("title", "authors", "publisher") if isinstance(data.get(name), str)}
        return data | {name: typeset(text, language) for name, text in named.items()}


class Source(Cited):
    """A publication or a text of law. Grades: A read at the source, B abstract or press, C relayed."""

    authors: str
    year: int


class Publication(Cited):
    """A page or a survey that shows figures or facts. `year` is theirs, None when the page does not say.

    `about` marks a year that was inferred. Grades: A large survey or official text, B study or platform, C one voice.
    """

    language: Language = "fr"
    year: int | None
    about: bool = False
    sample: Text | None = None


class PublicationFile(Item):
    """rate_tables/sources.yaml: what every table but those of law cites."""

    sources: Entries[Publication]


class Dated(Entry):
    """A figure with its unit, source, grade, first day, day of check and day by which to check again."""

    value: Number
    unit: str
    label: Text
    source: str
    grade: Grade
    since: date
    checked: date
    recheck: date

    def on(self, day: date) -> Decimal:
        """Return the value as of `day`; raises NotYet, naming the figure, before its first day."""
        if day < self.since:
            raise NotYet(f"{self.id} is known from {self.since}, not on {day}")
        return self.value

    def stale(self, day: date) -> bool:
        """Return whether `day` is past the day by which the figure had to be checked again."""
        return day > self.recheck


ValueT = TypeVar("ValueT")


class History(Entry, Generic[ValueT]):
    """A figure of law through time: what it was worth from each of the days in `values`, in order.

    `article` is where the law says it, `source` where it was read.
    """

    label: Text
    unit: Literal["EUR", "%", "h", "ratio"]
    article: Text
    source: str
    grade: Grade
    checked: date
    recheck: date
    values: dict[date, ValueT] = Field(min_length=1)

    @field_validator("values")
    @classmethod
    def _in_order(cls, values: dict[date, ValueT]) -> dict[date, ValueT]:
        if list(values) != sorted(values):
            raise ValueError("write the days from the oldest to the latest")
        return values

    def on(self, day: date) -> ValueT:
        """Return the value in force on `day`; raises NotYet, naming the figure, before its first day."""
        for since in reversed(self.values):
            if since <= day:
                return self.values[since]
        raise NotYet(f"{self.id} is known from {min(self.values)}, not on {day}")


class Figure(History[Number]):
    """One number of law; percentages are written as the law writes them: 25.6 for 25.6 %."""


class Scale(History[tuple[tuple[Number, Number], ...]]):
    """Thresholds and rates of law, from the lowest: pairs (from so much on, this rate)."""

    @field_validator("values")
    @classmethod
    def _rising(
        cls, values: dict[date, tuple[tuple[Decimal, Decimal], ...]]
    ) -> dict[date, tuple[tuple[Decimal, Decimal], ...]]:
        for steps in values.values():
            thresholds = [threshold for threshold, _ in steps]
            if not steps or thresholds != sorted(set(thresholds)):
                raise ValueError("write the thresholds from the lowest to the highest, each once")
        return values
