"""The diary file, read back as a diary does."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.careers.calendar import FOLD, Event, calendar

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=1)))
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("é;,\\\n’"), max_size=200)
EVENTS = st.lists(st.builds(Event, st.dates(date(2020, 1, 1), date(2100, 1, 1)), WORDS, WORDS), max_size=5)


def read(text: str) -> list[tuple[str, str]]:
    """Return the properties of a file in order, unfolded and unescaped: RFC 5545, 3.1 and 3.3.11."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    pairs = [line.split(":", 1) for line in lines]
    return [(name, unescaped(value) if name in ("SUMMARY", "DESCRIPTION") else value) for name, value in pairs]


def unescaped(value: str) -> str:
    """Return a text as it was before its signs were escaped."""
    signs = iter(value)
    return "".join({"n": "\n"}.get(after := next(signs), after) if sign == "\\" else sign for sign in signs)


@given(EVENTS)
def test_what_is_written_is_read_back(events: list[Event]) -> None:
    found = read(calendar("Mon plan", events, MADE))
    values = {name: [value for key, value in found if key == name] for name, _ in found}
    assert values.get("SUMMARY", []) == [event.title for event in events]
    assert values.get("DESCRIPTION", []) == [event.words for event in events]
    assert values.get("DTSTART;VALUE=DATE", []) == [event.day.strftime("%Y%m%d") for event in events]
    assert values.get("DTEND;VALUE=DATE", []) == [(event.day + timedelta(1)).strftime("%Y%m%d") for event in events]


@given(EVENTS)
def test_lines_are_short_and_end_as_they_must(events: list[Event]) -> None:
    text = calendar("Mon plan", events, MADE)
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= FOLD for line in text.split("\r\n"))


def test_the_file_has_its_parts_in_order() -> None:
    event = Event(date(2026, 12, 31), "Prouver", "Une page")
    names = [name for name, _ in read(calendar("Mon plan", [event], MADE))]
    assert names[:3] == ["BEGIN", "VERSION", "PRODID"]
    assert names[-2:] == ["END", "END"]
    assert {"UID", "DTSTAMP"} <= set(names)


def test_the_moment_is_in_universal_time() -> None:
    found = dict(read(calendar("Mon plan", [Event(date(2026, 12, 31), "a", "b")], MADE)))
    assert found["DTSTAMP"] == MADE.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") == "20261122T083000Z"


@pytest.mark.parametrize(("title", "same"), [("a", True), ("b", False)])
def test_an_event_keeps_its_name(title: str, same: bool) -> None:
    day = date(2026, 12, 31)
    one, two = (dict(read(calendar("", [event], MADE))) for event in (Event(day, "a", "x"), Event(day, title, "y")))
    assert (one["UID"] == two["UID"]) is same
