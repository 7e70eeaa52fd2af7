"""The diary of a member of the panel, read by an independent library."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.panel.calendar import Sitting, calendar, minutes_with

MADE = datetime(2026, 3, 1, 8, tzinfo=UTC)
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")) | st.sampled_from("é;,\\\n"), max_size=120)
SITTINGS = st.lists(
    st.builds(
        Sitting,
        st.from_regex(r"[\w-]{12}-[\w-]{12}", fullmatch=True, alphabet=st.characters(max_codepoint=127)),
        st.integers(0, 10**8).map(lambda seconds: MADE + timedelta(seconds=seconds)),
        st.integers(15, 270),
    ),
    max_size=4,
)


@given(title=WORDS, words=WORDS, sittings=SITTINGS)
def test_a_diary_reads_it_back(title: str, words: str, sittings: list[Sitting]) -> None:
    link = "https://example.org/fr/entretiens/panel/abc"
    text = calendar(title, words, link, sittings, MADE)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [str(event["UID"]) for event in events] == [f"{each.name}@tremplin" for each in sittings]
    for event, sitting in zip(events, sittings, strict=True):
        assert event.decoded("DTSTART") == sitting.start
        assert event.decoded("DTEND") - sitting.start == timedelta(minutes=sitting.minutes)
        assert event.decoded("DTSTAMP") == MADE
        assert str(event["SUMMARY"]) == title
        assert str(event["DESCRIPTION"]) == f"{words}\n{link}"


def test_a_moved_interview_keeps_its_name() -> None:
    one, other = (
        Calendar.from_ical(calendar("t", "w", "l", [Sitting("a-b", at, 60)], MADE))
        for at in (MADE, MADE + timedelta(1))
    )
    assert one.walk("VEVENT")[0]["UID"] == other.walk("VEVENT")[0]["UID"]


def test_extra_time_is_rounded_up() -> None:
    assert [minutes_with(45, extra) for extra in (0, 15, 33, 50)] == [45, 52, 60, 68]
