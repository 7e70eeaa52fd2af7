"""Stored campaigns: addresses, the freeze, marks that nothing older replaces, ratings nobody reads too early."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playing import DAY, MOMENT, Play
from sqlmodel import Session, SQLModel, select

from app.kits.kit import Kit
from app.panel.campaign import Edit, Mark
from app.panel.fields import Field
from app.panel.models import AsideRecord, MemberRecord
from app.panel.scoring import Rating
from app.panel.store import cards, changes
from app.panel.store.campaigns import (
    ADDRESS_DAYS,
    address,
    change_kit,
    erase_campaign,
    events,
    found_campaign,
    found_candidate,
    found_seat,
    members,
    renew,
    versions,
)
from app.panel.store.paper import Brought, Note, merge

RATING = Field("an-item", "rating", "a-competency")
NOTES = Field("an-item", "notes")


def edit(value: str, at: int = 1, device: str = "tablet", field: Field = RATING) -> Edit:
    """Return something typed."""
    return Edit(field, Mark(at, device, value))


def test_each_address_leads_to_its_own(session: Session, play: Play) -> None:
    owner, member, candidate = play.owner, play.members[0], play.candidates[0]
    seat = found_seat(session, address(owner, member.reference, 1), DAY)
    assert seat is not None
    assert (seat.member, seat.campaign.record_id) == (member, play.campaign.record_id)
    assert found_candidate(session, address(owner, candidate.reference, 1), DAY) == (play.campaign, candidate)
    assert found_seat(session, owner, DAY) is None
    assert found_seat(session, address(owner, candidate.reference, 1), DAY) is None
    assert found_candidate(session, address(owner, member.reference, 1), DAY) is None
    assert found_campaign(session, address(owner, member.reference, 1), DAY) is None


def test_an_address_ends_or_is_replaced(session: Session, play: Play) -> None:
    member = play.members[0]
    token = address(play.owner, member.reference, 1)
    last = DAY + timedelta(days=ADDRESS_DAYS)
    assert found_seat(session, token, last) is not None
    assert found_seat(session, token, last + timedelta(days=1)) is None
    renew(session, play.owner, member)
    assert found_seat(session, token, DAY) is None
    assert found_seat(session, address(play.owner, member.reference, 2), DAY) is not None
    record = session.get_one(MemberRecord, member.record_id)
    record.revoked_at = MOMENT
    session.add(record)
    session.commit()
    assert found_seat(session, address(play.owner, member.reference, 2), DAY) is None


def test_the_first_card_freezes_the_kit(session: Session, play: Play, kit: Kit) -> None:
    other = kit.model_copy(update={"title": "Autre"})
    assert change_kit(session, play.campaign, other, MOMENT, "") == 1
    changed = found_campaign(session, play.owner, DAY)
    assert changed is not None
    assert changed.kit.title == "Autre"
    card = cards.opened(session, changed, play.members[0], play.candidates[0], MOMENT)
    frozen = found_campaign(session, play.owner, DAY)
    assert frozen is not None
    assert frozen.frozen_at == MOMENT
    assert change_kit(session, frozen, kit, MOMENT, "Une question ne servait plus.") == 2
    assert [(each.number, each.reason) for each in versions(session, frozen.record_id)] == [
        (1, ""),
        (2, "Une question ne servait plus."),
    ]
    again = cards.opened(session, frozen, play.members[0], play.candidates[0], MOMENT)
    assert again == card
    assert card.kit_number == 1
    assert [each.what for each in events(session, frozen.record_id)] == ["frozen", "kit-changed"]


marks = st.builds(
    edit,
    value=st.sampled_from(["1", "2", "3", "", "not-observed"]),
    at=st.integers(1, 4),
    device=st.sampled_from(["phone", "tablet"]),
    field=st.sampled_from([RATING, NOTES]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.lists(marks, max_size=4), max_size=5))
def test_the_newest_stands_whatever_the_order(session: Session, play: Play, batches: list[list[Edit]]) -> None:
    """Two devices, packets late or twice: what was typed last stands, and what it did not replace is kept aside."""
    card = cards.opened(session, play.campaign, play.members[0], play.candidates[0], MOMENT)
    expected: dict[Field, Mark] = {}
    for batch in batches:
        told = cards.write(session, card, "before", batch)
        for each in batch:
            standing = expected.get(each.field)
            if standing is None or (each.mark.at, each.mark.device) > (standing.at, standing.device):
                expected[each.field] = each.mark
        assert told == {each.field: expected[each.field] for each in batch}
    assert cards.marks(session, card)["before"] == expected
    kept = {(field, mark.value) for field, mark in cards.aside(session, card)}
    lost = {(each.field, each.mark.value) for batch in batches for each in batch}
    assert kept <= lost
    for table in ("mark", "mark_aside", "scorecard"):
        session.connection().exec_driver_sql(f"DELETE FROM {table}")
    session.commit()
    session.expunge_all()


def test_nobody_reads_a_card_before_it_is_submitted(session: Session, play: Play) -> None:
    first, second = play.members[:2]
    candidate = play.candidates[0]
    mine = cards.opened(session, play.campaign, first, candidate, MOMENT)
    theirs = cards.opened(session, play.campaign, second, candidate, MOMENT)
    cards.write(session, mine, "before", [edit("4")])
    cards.write(session, theirs, "before", [edit("2"), edit("Un secret", field=NOTES)])
    assert cards.ratings(session, play.campaign.record_id, "before") == ()
    assert cards.submit(session, play.campaign, mine, MOMENT, "C-01")
    expected = Rating(first.reference, candidate.reference, "an-item", "a-competency", 4)
    assert cards.ratings(session, play.campaign.record_id, "before") == (expected,)
    assert set(cards.submitted_marks(session, play.campaign.record_id, "before")) == {mine.record_id}


def test_a_submitted_card_takes_changes_after_discussion_only(session: Session, play: Play) -> None:
    card = cards.opened(session, play.campaign, play.members[0], play.candidates[0], MOMENT)
    cards.write(session, card, "before", [edit("4", at=5)])
    assert cards.submit(session, play.campaign, card, MOMENT, "C-01")
    assert not cards.submit(session, play.campaign, card, MOMENT, "C-01")
    with pytest.raises(cards.Closed):
        cards.write(session, card, "before", [edit("5", at=9)])
    cards.write(session, card, "after", [edit("3", at=9)])
    values = {
        stage: [each.value for each in cards.ratings(session, play.campaign.record_id, stage)]
        for stage in ("before", "after")
    }
    assert values == {"before": [4], "after": [3]}


def test_closed_ratings_take_nothing(session: Session, play: Play) -> None:
    """Even from someone who passed the door before it closed."""
    card = cards.opened(session, play.campaign, play.members[0], play.candidates[0], MOMENT)
    assert changes.close(session, play.campaign, MOMENT, "")
    with pytest.raises(cards.Closed):
        cards.write(session, card, "before", [edit("5")])
    with pytest.raises(cards.Closed):
        merge(session, play.campaign, card, [Brought(RATING, "5")], "paper", Note(MOMENT, "AB · C-01", "a.pdf"))
    assert not cards.submit(session, play.campaign, card, MOMENT, "C-01")
    assert changes.reopen(session, play.campaign, MOMENT)
    cards.write(session, card, "before", [edit("5")])
    assert cards.submit(session, play.campaign, card, MOMENT, "C-01")


def test_erasing_leaves_nothing(session: Session, play: Play) -> None:
    card = cards.opened(session, play.campaign, play.members[0], play.candidates[0], MOMENT)
    cards.write(session, card, "before", [edit("4", at=5), edit("3", at=2)])
    erase_campaign(session, play.campaign.record_id)
    counts: dict[str, Any] = {
        table.name: session.connection().exec_driver_sql(f'SELECT count(*) FROM "{table.name}"').scalar()
        for table in SQLModel.metadata.sorted_tables
    }
    assert not any(counts.values()), counts
    assert members(session, play.campaign.record_id) == ()
    assert session.exec(select(AsideRecord)).all() == []
