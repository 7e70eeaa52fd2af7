"""Where a figure comes from, and from when to when it may be shown."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, HttpUrl, model_validator

from app.content.reading import Entry
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


class Source(Entry):
    """A publication or a text of law. Grades: A read at the source, B abstract or press, C relayed."""

    title: str
    authors: str
    publisher: str
    year: int
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
        language: Language = "fr" if data.get("language") == "fr" else "en"
        named = {name: data[name] for name in ("title", "authors", "publisher") if isinstance(data.get(name), str)}
        return data | {name: typeset(text, language) for name, text in named.items()}


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
