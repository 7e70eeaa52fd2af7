"""The three clocks: the day before, the day and the day after; and nothing left of what was erased."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playing import DAY, MOMENT, Play
from sqlmodel import Session, SQLModel

from app.config import Settings
from app.panel import clocks
from app.panel.campaign import Edit, Mark
from app.panel.clocks import Consent, Times, after_months
from app.panel.fields import Field, field
from app.panel.store import campaigns, cards, changes
from app.panel.store.retention import Purged, purge

ENDED = date(2026, 3, 31)
ERASED = date(2026, 6, 30)
MARK = "MARKER"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 3, 31), 3, date(2026, 6, 30)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 10, 1), 3, date(2027, 1, 1)),
        (date(2026, 1, 15), 60, date(2031, 1, 15)),
    ],
)
def test_months_end_where_they_must(day: date, months: int, expected: date) -> None:
    assert after_months(day, months) == expected


days = st.dates(date(2025, 1, 1), date(2035, 1, 1))


@given(ended=days, until=st.none() | days, on=days)
def test_nothing_outlives_its_clock(ended: date, until: date | None, on: date) -> None:
    found = clocks.state(Times(on, ended, until), on)
    if found == "archived":
        assert until
        assert clocks.erased_on(ended) <= on < min(until, clocks.longest_archive(ended))
    if found == "ended" and until:
        assert on < clocks.erased_on(ended)
    assert found != "running"


@given(ended=days, consent=st.none() | days, contact=st.none() | days)
def test_consent_never_shortens_and_is_needed_to_lengthen(
    ended: date, consent: date | None, contact: date | None
) -> None:
    found = clocks.candidate_erased_on(ended, Consent(consent, contact))
    assert found >= clocks.erased_on(ended)
    if consent is None:
        assert found == clocks.erased_on(ended)
    else:
        last = max(day for day in (consent, contact) if day)
        assert found <= max(clocks.erased_on(ended), after_months(last, 24))


def test_training_lapses_after_five_years() -> None:
    trained = date(2021, 3, 2)
    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)]
    assert [clocks.training_lapsed(trained, day) for day in days] == [False, False, True]
    assert not clocks.training_lapsed(None, days[0])


def write_everywhere(session: Session, play: Play) -> None:
    """Put the marker in every field that takes words, about both candidates."""
    for number, candidate in enumerate(play.candidates, 1):
        told = f"{MARK}-{number}"
        changes.change_candidate(
            session, candidate, {"code": told, "reason": told, "feedback": told, "decided_by": told}
        )
    for member in play.members:
        changes.change_member(session, member, f"{MARK}-member", None)
    number = play.campaign.record_id
    changes.describe(session, play.campaign, f"{MARK}-title", f"{MARK}-pay")
    for candidate in campaigns.candidates(session, number):
        card = cards.opened(session, play.campaign, play.members[0], candidate, MOMENT)
        for name in ("an-item.notes", "an-item.judgement", "an-item.skipped", "card.general"):
            known = field(name)
            assert known
            cards.write(session, card, "before", [Edit(known, Mark(9, "t", f"{candidate.code}-new"))])
            cards.write(session, card, "before", [Edit(known, Mark(5, "t", f"{candidate.code}-late"))])
        cards.submit(session, play.campaign, card, MOMENT, candidate.code)
        reason = Field("an-item", "reason", "a-competency")
        cards.write(session, card, "after", [Edit(reason, Mark(20, "t", f"{candidate.code}-after"))])
        changes.note(session, play.campaign, MOMENT, "decided", candidate.code, f"{candidate.code}-detail")
    changes.close(session, play.campaign, MOMENT, f"AB: {MARK}-1")


def left(session: Session) -> dict[str, int]:
    """Return how many rows there are in each table that holds some."""
    counts = {
        table.name: session.connection().exec_driver_sql(f'SELECT count(*) FROM "{table.name}"').scalar_one()
        for table in SQLModel.metadata.sorted_tables
    }
    session.rollback()
    return {name: count for name, count in counts.items() if count}


def on_disk(tmp_path: Path) -> int:
    """Return how often the marker stands in the files of the database."""
    stem = Settings(instance=tmp_path).database.rpartition("/")[2]
    return sum(path.read_bytes().count(MARK.encode()) for path in tmp_path.rglob(f"{stem}*"))


def ended(session: Session, play: Play, until: date | None = None) -> None:
    """End the process."""
    changes.end(session, play.campaign, MOMENT, ENDED, until)


def test_three_months_after_the_end_nothing_is_left(session: Session, play: Play, tmp_path: Path) -> None:
    write_everywhere(session, play)
    ended(session, play)
    assert on_disk(tmp_path)
    before = left(session)
    assert purge(session, ERASED - timedelta(1)) == Purged(0, 0)
    assert left(session) == before
    assert purge(session, ERASED) == Purged(1, 2)
    assert left(session) == {}
    assert on_disk(tmp_path) == 0
    assert purge(session, ERASED + timedelta(1)) == Purged(0, 0)


@pytest.mark.parametrize("late", [0, 1])
def test_an_address_past_its_time_leads_nowhere_even_before_the_purge(session: Session, play: Play, late: int) -> None:
    ended(session, play)
    seat = campaigns.address(play.owner, play.members[0].reference, 1)
    notice = campaigns.address(play.owner, play.candidates[0].reference, 1)
    before, after = ERASED - timedelta(1), ERASED + timedelta(late)
    assert campaigns.found_seat(session, seat, before)
    assert campaigns.found_candidate(session, notice, before)
    assert campaigns.found_campaign(session, play.owner, before)
    assert campaigns.found_seat(session, seat, after) is None
    assert left(session) == {}
    assert campaigns.found_candidate(session, notice, after) is None
    assert campaigns.found_campaign(session, play.owner, after) is None


def test_who_agreed_stays_until_24_months_after_the_last_contact(session: Session, play: Play, tmp_path: Path) -> None:
    write_everywhere(session, play)
    _, second = campaigns.candidates(session, play.campaign.record_id)
    changes.change_candidate(session, second, {"consent_on": date(2026, 4, 1), "contact_on": date(2026, 5, 10)})
    ended(session, play)
    assert purge(session, ERASED) == Purged(0, 1)
    (kept,) = campaigns.candidates(session, play.campaign.record_id)
    assert kept.record_id == second.record_id
    assert {event.about for event in campaigns.events(session, play.campaign.record_id)} == {f"{MARK}-2", ""}
    assert f"{MARK}-1".encode() not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    last = date(2028, 5, 10)
    assert campaigns.found_campaign(session, play.owner, date(2027, 6, 1))
    assert purge(session, last - timedelta(1)) == Purged(0, 0)
    assert purge(session, last) == Purged(1, 1)
    assert left(session) == {}
    assert on_disk(tmp_path) == 0


def test_the_archive_is_out_of_sight_and_ends_on_its_day(session: Session, play: Play, tmp_path: Path) -> None:
    write_everywhere(session, play)
    until = date(2030, 1, 1)
    ended(session, play, until)
    assert campaigns.found_archive(session, play.owner, ERASED - timedelta(1)) is None
    assert campaigns.found_campaign(session, play.owner, ERASED - timedelta(1))
    notice = campaigns.address(play.owner, play.candidates[0].reference, 1)
    seat = campaigns.address(play.owner, play.members[0].reference, 1)
    assert purge(session, ERASED) == Purged(0, 0)
    assert campaigns.found_campaign(session, play.owner, ERASED) is None
    assert campaigns.found_seat(session, seat, ERASED) is None
    assert campaigns.found_candidate(session, notice, ERASED) is None
    archive = campaigns.found_archive(session, play.owner, until - timedelta(1))
    assert archive
    kept = campaigns.candidates(session, archive.record_id)
    assert [(each.reason, each.feedback) for each in kept] == [(f"{MARK}-1", ""), (f"{MARK}-2", "")]
    assert "mark_aside" not in left(session)
    assert purge(session, until) == Purged(1, 2)
    assert left(session) == {}
    assert on_disk(tmp_path) == 0


def test_what_nobody_opens_for_two_years_is_erased(session: Session, play: Play) -> None:
    last = DAY + timedelta(days=clocks.UNOPENED_DAYS)
    assert purge(session, last - timedelta(1)) == Purged(0, 0)
    assert purge(session, last) == Purged(1, 2)
    assert left(session) == {}


def test_a_member_at_work_counts_as_opening(session: Session, play: Play) -> None:
    seat = campaigns.address(play.owner, play.members[0].reference, 1)
    assert campaigns.found_seat(session, seat, DAY + timedelta(days=100))
    assert purge(session, DAY + timedelta(days=clocks.UNOPENED_DAYS)) == Purged(0, 0)


def test_erasing_one_candidate_leaves_no_word_of_them(session: Session, play: Play, tmp_path: Path) -> None:
    write_everywhere(session, play)
    first, _ = campaigns.candidates(session, play.campaign.record_id)
    changes.erase_candidate(session, play.campaign, first, datetime(2026, 4, 1, tzinfo=UTC))
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert f"{MARK}-1".encode() not in written
    assert written.count(f"{MARK}-2".encode()) > 10
