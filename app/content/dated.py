"""Where a figure comes from, and from when to when it may be shown."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, HttpUrl

from app.content.reading import Entry
from app.content.text import Text

Grade = Literal["A", "B", "C"]
Number = Annotated[Decimal, BeforeValidator(lambda value: Decimal(value) if type(value) is int else value)]


class NotYet(LookupError):
    """A figure was asked for a day before its first one."""


class Source(Entry):
    """A publication or a text of law. Grades: A read at the source, B abstract or press, C relayed."""

    title: str
    authors: str
    publisher: str
    year: int
    grade: Grade
    checked: date
    url: Annotated[HttpUrl | None, Field(strict=False)] = None
    note: Text | None = None


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
