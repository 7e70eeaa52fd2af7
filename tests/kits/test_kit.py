"""A frozen kit: its hash, its shares, and its texts, which outlive the bank's."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.careers.vocabulary import KINDS, LEVELS
from app.careers.weights import default_competencies
from app.content.text import Text
from app.kits.changes import removed
from app.kits.kit import Kit, bank, default_title, made
from app.kits.plan import CannotPlan, default_request, planned
from app.kits.request import LONGEST, SHORTEST, VARIANTS, Request
from app.loading import load

LIBRARY = load(Path(__file__).parents[2])
BANK = bank(LIBRARY)
DAY = date(2026, 3, 2)
CLASSIC = default_request(BANK, LIBRARY.roles["community-manager"], 60, LIBRARY.levels["confirmed"], frozenset(KINDS))
KIT = made(LIBRARY, planned(BANK, CLASSIC), "Community manager, Lyon", "fr", DAY)


@st.composite
def kits(draw: st.DrawFn) -> Kit:
    """Draw a kit of any role, level, duration and version."""
    role = LIBRARY.roles[draw(st.sampled_from(list(LIBRARY.roles)))]
    name = draw(st.sampled_from(LEVELS))
    level = LIBRARY.levels[name]
    weights = default_competencies(role, level, draw(st.integers(1, 8)))
    minutes, variant = draw(st.integers(SHORTEST, LONGEST)), draw(st.sampled_from(VARIANTS))
    request = Request(role.id, name, minutes, tuple(weights.items()), frozenset(KINDS), variant=variant)
    try:
        plan = planned(BANK, request)
    except CannotPlan:
        assume(False)
    for item in draw(st.sets(st.sampled_from(plan.ids), max_size=len(plan.ids) - 1)):
        plan = removed(plan, item)
    return made(LIBRARY, plan, draw(st.text(min_size=1, max_size=120)), "fr", DAY, pay=draw(st.text(max_size=9)))


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_a_kit_read_back_is_the_same(data: st.DataObject) -> None:
    kit = data.draw(kits())
    read = Kit.model_validate_json(kit.model_dump_json())
    assert read == kit
    assert read.hash == kit.hash
    assert read.plan == kit.plan
    assert read.schedule == kit.schedule


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_ratings_share_each_weight(data: st.DataObject) -> None:
    """A competency's ratings count as much as its weight, to the rounding, and all of them at most 100 %."""
    kit = data.draw(kits())
    totals = dict.fromkeys((entry.competency.id for entry in kit.weights), 0)
    for share in kit.shares:
        totals[share.competency] += share.basis_points
    counts = {name: sum(share.competency == name for share in kit.shares) for name in totals}
    assert sum(totals.values()) <= 10_000
    for entry in kit.weights:
        name = entry.competency.id
        assert totals[name] == 0 if not counts[name] else 0 <= entry.weight * 100 - totals[name] < counts[name]


def test_the_weights_of_a_whole_kit_add_up_to_a_hundred() -> None:
    assert sum(entry.weight for entry in KIT.weights) == 100
    assert 10_000 - sum(share.basis_points for share in KIT.shares) < len(KIT.shares)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Community manager, Lyon "},
        {"language": "en"},
        {"minutes": 61},
        {"samples": False},
        {"variant": "B"},
        {"items": KIT.items[::-1]},
        {"items": KIT.items[:-1]},
        {"locked": (KIT.items[0].id,)},
        {"kinds": KIT.kinds[:-1]},
        {"weights": KIT.weights[::-1]},
        {"grounds": KIT.grounds[:-1]},
        {"made_on": date(2026, 3, 3)},
        {"bank_version": "000000000000"},
        {"number": 2},
        {"pay": "De 26 000 € à 30 000 € bruts par an."},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_hash_changes_with_anything(change: dict[str, Any]) -> None:
    assert KIT.model_copy(update=change).hash != KIT.hash


def test_a_kit_stored_before_pay_was_announced_keeps_its_hash() -> None:
    """The file is a document as it was stored then, and the hash is the one stored beside it."""
    document = (Path(__file__).parent / "stored.json").read_text(encoding="utf-8").strip()
    read = Kit.model_validate_json(document)
    assert read.pay == ""
    assert read.model_dump_json() == document
    assert read.hash == "b321dfbc7df29c0a410cfe7009a580752dd26642a13931ec176941ae6aa85d94"


def test_announced_pay_is_stored_with_the_kit() -> None:
    kit = made(LIBRARY, planned(BANK, CLASSIC), "Community manager", "fr", DAY, pay="26 000 € par an.")
    read = Kit.model_validate_json(kit.model_dump_json())
    assert (read, read.hash) == (kit, kit.hash)
    assert read.pay == "26 000 € par an."


def test_one_letter_of_one_anchor_changes_the_hash() -> None:
    first = KIT.questions[0]
    anchors = {**first.anchors, 3: Text(fr=first.anchors[3].fr + " x", en=first.anchors[3].en)}
    question = first.model_copy(update={"anchors": anchors})
    assert KIT.model_copy(update={"items": (question, *KIT.items[1:])}).hash != KIT.hash


def test_the_same_choices_make_the_same_kit() -> None:
    again = made(load(Path(__file__).parents[2]), planned(BANK, CLASSIC), "Community manager, Lyon", "fr", DAY)
    assert again.hash == KIT.hash


def test_a_kit_keeps_its_words_when_the_bank_changes() -> None:
    """The bank rewrites a question: the stored kit does not move, and acting on it keeps its own text."""
    old = KIT.questions[0]
    new = old.model_copy(update={"ask": Text(fr="Autre chose.", en="Something else.")})
    stored = Kit.model_validate_json(KIT.model_dump_json())
    assert stored.questions[0].ask == old.ask
    changed = bank(LIBRARY).holding([new])
    assert changed[old.id] == new
    assert bank(LIBRARY, stored.items)[old.id] == old


def test_a_kit_outlives_a_question_that_left_the_bank() -> None:
    left = KIT.items[0].id
    smaller = {name: question for name, question in LIBRARY.questions.items() if name != left}
    empty = type(BANK)(smaller, LIBRARY.samples, LIBRARY.levels)
    assert left not in empty
    assert left in empty.holding(KIT.items)


def test_a_kit_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        KIT.title = "Other"  # type: ignore[misc]


def test_a_kit_without_title_bears_the_name_of_the_job() -> None:
    assert default_title(LIBRARY, CLASSIC, "fr") == "Community manager, confirmé"
    assert default_title(LIBRARY, CLASSIC, "en") == "Community manager, experienced"


def test_every_rating_has_a_weight_above_zero() -> None:
    assert all(Decimal(share.basis_points) > 0 for share in KIT.shares)
