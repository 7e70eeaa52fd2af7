"""Days to remember as an iCalendar file (RFC 5545), which any diary reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

FOLD = 75  # Octets in a line, its end not counted.
PRODUCT = "-//Tremplin//Plan//FR"


@dataclass(frozen=True)
class Event:
    """A whole day to remember: what in a few words, and the rest."""

    day: date
    title: str
    words: str


def calendar(name: str, events: Iterable[Event], made: datetime) -> str:
    """Return the file that holds `events` under `name`; `made` is a moment with its time zone.

    The same day and title keep the same name, so that a file imported twice does not double them.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{escaped(name)}")
    for event in events:
        lines += _event(event, made)
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in folded(line))


def _event(event: Event, made: datetime) -> Iterator[str]:
    name = sha256(f"{event.day}\0{event.title}".encode()).hexdigest()[:32]
    yield "BEGIN:VEVENT"
    yield f"UID:{name}@tremplin"
    yield f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    yield f"DTEND;VALUE=DATE:{_day(event.day + timedelta(1))}"
    yield f"SUMMARY:{escaped(event.title)}"
    yield f"DESCRIPTION:{escaped(event.words)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def escaped(text: str) -> str:
    """Return a text with its signs escaped."""
    for sign, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, escaped)
    return text


def folded(line: str) -> Iterator[str]:
    """Yield a line cut into lines of 75 octets at most, those after the first led by a space, no sign cut in two."""
    start, held = "", ""
    for sign in line:
        if len(f"{start}{held}{sign}".encode()) > FOLD:
            yield start + held
            start, held = " ", ""
        held += sign
    yield start + held
