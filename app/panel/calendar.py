"""The interviews of a member of the panel as an iCalendar file (RFC 5545), without a word about candidates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.careers.calendar import escaped, folded

PRODUCT = "-//Tremplin//Panel//FR"


@dataclass(frozen=True)
class Sitting:
    """An interview: `name` tells it apart and stays the same when the interview moves."""

    name: str
    start: datetime
    minutes: int


def calendar(title: str, words: str, link: str, sittings: Iterable[Sitting], made: datetime) -> str:
    """Return the file: each sitting under the same title, with `words` and the link; moments have a time zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for sitting in sittings:
        lines += _event(sitting, title, f"{words}\n{link}", made)
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in folded(line))


def minutes_with(minutes: int, extra: int) -> int:
    """Return a duration with `extra` per cent more, rounded up to the minute."""
    return -(-minutes * (100 + extra) // 100)


def _event(sitting: Sitting, title: str, words: str, made: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{sitting.name}@tremplin"
    yield f"DTSTAMP:{_moment(made)}"
    yield f"DTSTART:{_moment(sitting.start)}"
    yield f"DTEND:{_moment(sitting.start + timedelta(minutes=sitting.minutes))}"
    yield f"SUMMARY:{escaped(title)}"
    yield f"DESCRIPTION:{escaped(words)}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
