"""What an interview is made of, what may be written in a card, and when; nothing here touches the service."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kits.kit import Kit
from app.panel.after import changes
from app.panel.campaign import Campaign, Candidate, Card, KitVersion, Mark, Member
from app.panel.edits import cleaned, digest, received, typed
from app.panel.fields import Field
from app.panel.interview import END, GENERAL, done, fields, gaps, reason, turns
from app.panel.rules import is_compared, may_open, may_write

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NOTICED = date(2026, 3, 1)
RATING = Field("an-item", "rating", "a-competency")
NOTES = Field("an-item", "notes")
KNOWN = frozenset((RATING, NOTES, GENERAL))


def mark(value: str) -> Mark:
    """Return a mark of a value."""
    return Mark(1, "tablet", value)


@pytest.fixture
def campaign(kit: Kit) -> Campaign:
    """A campaign that runs."""
    version = KitVersion(1, kit, AT, "")
    return Campaign(1, kit.title, "", "fr", AT, version, None, None, None, None)


CANDIDATE = Candidate(7, "ref", 1, "C-01", None, 0, NOTICED, None, None, "", "", "", None, "")
CARD = Card(3, 1, 7, 1, "screen", AT, None)
MEMBERS = tuple(Member(number, f"m{number}", 1, f"M{number}", date(2026, 9, 1), None, None) for number in (1, 2))


@pytest.mark.parametrize(
    ("notice_on", "closed_at", "expected"),
    [
        (NOTICED, None, None),
        (AT.date(), None, None),
        (None, None, "no-notice"),
        (date(2026, 3, 3), None, "before-notice"),
        (NOTICED, AT, "closed"),
    ],
)
def test_a_card_opens_once_the_notice_was_handed_over(
    campaign: Campaign, notice_on: date | None, closed_at: datetime | None, expected: str | None
) -> None:
    asked = replace(campaign, closed_at=closed_at), replace(CANDIDATE, notice_on=notice_on)
    assert may_open(*asked, AT.date()) == expected
    assert may_write((*asked, CARD), "before", False, AT.date()) == expected


def test_a_sent_card_changes_after_discussion_only(campaign: Campaign) -> None:
    sent = replace(CARD, submitted_at=AT)
    assert may_write((campaign, CANDIDATE, sent), "before", True, AT.date()) == "submitted"
    assert may_write((campaign, CANDIDATE, sent), "after", True, AT.date()) is None
    assert may_write((campaign, CANDIDATE, sent), "after", False, AT.date()) == "not-compared"
    assert may_write((campaign, CANDIDATE, CARD), "after", True, AT.date()) == "not-compared"


def test_ratings_are_compared_when_every_member_has_sent_or_the_owner_closed(campaign: Campaign) -> None:
    first, second = (replace(CARD, member_id=each.record_id, submitted_at=AT) for each in MEMBERS)
    assert not is_compared(campaign, CANDIDATE, MEMBERS, (first, replace(second, submitted_at=None)))
    assert not is_compared(campaign, CANDIDATE, MEMBERS, (first, replace(second, candidate_id=8)))
    assert not is_compared(campaign, CANDIDATE, (), ())
    assert is_compared(campaign, CANDIDATE, MEMBERS, (first, second))
    assert is_compared(campaign, CANDIDATE, (MEMBERS[0], replace(MEMBERS[1], revoked_at=AT)), (first,))
    assert is_compared(replace(campaign, closed_at=AT), CANDIDATE, MEMBERS, ())


@given(extra=st.sampled_from((0, 15, 33, 50)))
def test_turns_follow_each_other_and_last_longer_for_who_needs_it(kit: Kit, extra: int) -> None:
    found = turns(kit, extra)
    assert [turn.item for turn in found if turn.item] == list(kit.items)
    assert found[-1].name == END
    assert all(one.start + one.seconds == other.start for one, other in itertools.pairwise(found))
    last = kit.schedule[-1]
    assert found[-1].start == (last.start + last.minutes) * 60 * (100 + extra) // 100
    ratings = {scale.field for turn in found for scale in turn.scales}
    assert {(share.item, share.competency) for share in kit.shares} == {
        (field.item, field.competency) for field in ratings
    }


def test_gaps_say_what_is_missing(kit: Kit) -> None:
    found = turns(kit, 0)
    first, second, third = [turn for turn in found if turn.item][:3]
    one, two, three = (turn.scales[0].field for turn in (first, second, third))
    marks = {
        one: mark("4"),
        first.field("notes"): mark("A cité trois chiffres."),
        two: mark("2"),
        third.field("skipped"): mark("Le temps manquait."),
    }
    said = [(gap.turn.number, gap.what) for gap in gaps(found, marks)]
    assert said[0] == (2, "notes")
    assert 1 not in dict(said)
    assert 3 not in dict(said)
    assert [done(turn, marks) for turn in (first, second, third)] == [True, True, True]
    assert (3, "both") in [(gap.turn.number, gap.what) for gap in gaps(found, {**marks, three: mark("1")})]
    assert GENERAL in fields(kit, "before")
    assert reason(one) in fields(kit, "after")
    assert reason(one) not in fields(kit, "before")


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        ({"field": str(RATING), "value": "6"}, "value"),
        ({"field": str(RATING), "value": "4 "}, "value"),
        ({"field": "other.notes", "value": ""}, "unknown"),
        ({"field": "an-item.age", "value": "30"}, "unknown"),
        ({"field": "../x", "value": ""}, "unknown"),
        ({"field": str(NOTES), "value": "x" * 4001}, "too-long"),
    ],
)
def test_a_bad_value_is_refused_and_the_others_are_kept(sent: dict[str, str], refused: str) -> None:
    good = {"field": str(RATING), "value": "3", "at": 5, "device": "tablet"}
    found = received([{**sent, "at": 5, "device": "tablet"}, good], KNOWN, 10)
    assert found is not None
    assert dict(found.refused) == {sent["field"]: refused}
    assert [edit.mark.value for edit in found.edits] == ["3"]


GOOD = {"field": str(NOTES), "value": "a", "at": 5, "device": "tablet"}


@pytest.mark.parametrize(
    "sent",
    [
        None,
        {},
        [],
        "x",
        [GOOD] * 201,
        [{**GOOD, "at": "5"}],
        [{**GOOD, "at": True}],
        [{**GOOD, "at": 5.5}],
        [{**GOOD, "value": 5}],
        [{**GOOD, "device": "../" * 20}],
        [{"field": str(NOTES)}],
        [[]],
    ],
)
def test_what_is_no_list_of_marks_is_refused(sent: object) -> None:
    assert received(sent, KNOWN, 10) is None


def test_nothing_is_typed_in_the_future() -> None:
    found = received([{**GOOD, "at": 99}, {**GOOD, "at": -1}], KNOWN, 10)
    assert found is not None
    assert [edit.mark.at for edit in found.edits] == [10, 0]


@given(st.text(st.characters(), max_size=30))
def test_a_cleaned_text_can_be_stored(text: str) -> None:
    once = cleaned(text + "\r\na\x00\ud800")
    assert cleaned(once) == once
    assert once.endswith("\na")
    once.encode()


def test_a_form_changes_what_a_hand_changed() -> None:
    form = {str(NOTES): "Deux\r\nlignes", "was." + str(NOTES): digest("Deux\nlignes"), str(RATING): "4"}
    found = typed({**form, "was." + str(RATING): digest("")}, KNOWN, 10)
    assert [(edit.field, edit.mark.value) for edit in found.edits] == [(RATING, "4")]
    assert typed({str(RATING): "9"}, KNOWN, 10).refused == {str(RATING): "value"}


@pytest.mark.parametrize(
    ("value", "why", "edits", "refused"),
    [
        ("2", "Le chiffre cité était faux.", ["2", "Le chiffre cité était faux."], []),
        ("2", "Trop court", [], ["reason"]),
        ("2", "x" * 301, [], ["reason"]),
        ("9", "Le chiffre cité était faux.", [], ["value"]),
        ("4", "Comme avant, finalement.", ["", ""], []),
        ("", "", [], []),
    ],
)
def test_a_change_after_discussion_needs_a_reason(
    kit: Kit, value: str, why: str, edits: list[str], refused: list[str]
) -> None:
    rating = turns(kit, 0)[1].scales[0].field
    names = str(rating), str(reason(rating))
    form = {names[0]: value, names[1]: why} | {f"was.{name}": digest("") for name in names}
    found = changes(form, kit, {"before": {rating: mark("4")}, "after": {}}, 10)
    assert [edit.mark.value for edit in found.edits] == edits
    assert list(found.refused.values()) == refused
