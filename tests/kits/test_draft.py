"""A kit being composed: acting on it, and its whole state in the address."""

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.careers.vocabulary import KINDS
from app.kits.changes import alternatives
from app.kits.draft import Draft, action, address, mark
from app.kits.forms import KitForm
from app.kits.kit import bank
from app.kits.plan import default_request
from app.kits.request import Request
from app.loading import load

LIBRARY = load(Path(__file__).parents[2])
BANK = bank(LIBRARY)
REQUEST = default_request(BANK, LIBRARY.roles["moderator"], 45, LIBRARY.levels["junior"], frozenset(KINDS))
START = Draft(REQUEST)
FIRST, SECOND, *_, LAST = START.plan(BANK).ids


def swappable() -> str:
    """Return the item of the first plan with the most alternatives."""
    plan = START.plan(BANK)
    return max(plan.ids, key=lambda name: len(alternatives(BANK, plan, name)))


def test_nothing_is_listed_before_something_is_changed() -> None:
    pairs = address(START, {"title": "", "pay": "", "kit": ""})
    assert not {"item", "lock", "tried", "of", "title", "pay", "kit"} & {name for name, _ in pairs}


def test_each_action_does_what_its_button_says() -> None:
    plan = START.plan(BANK)
    assert START.after(BANK, "down", FIRST).plan(BANK).ids[:2] == (SECOND, FIRST)
    assert START.after(BANK, "up", SECOND).plan(BANK).ids[:2] == (SECOND, FIRST)
    assert START.after(BANK, "up", FIRST).plan(BANK).ids == plan.ids
    assert START.after(BANK, "down", LAST).plan(BANK).ids == plan.ids
    assert START.after(BANK, "remove", FIRST).plan(BANK).ids == plan.ids[1:]
    locked = START.after(BANK, "lock", FIRST)
    assert locked.plan(BANK).locked == {FIRST}
    assert locked.after(BANK, "unlock", FIRST).plan(BANK).locked == frozenset()
    other = START.after(BANK, "swap", swappable())
    assert swappable() not in other.plan(BANK).ids
    assert other.tried == (swappable(),)


@pytest.mark.parametrize("verb", ["swap", "up", "down", "remove", "lock", "unlock"])
def test_an_item_that_is_not_there_changes_nothing(verb: str) -> None:
    wanted = action(f"{verb}:no-such-item")
    assert wanted
    assert START.after(BANK, *wanted) == START


@pytest.mark.parametrize("text", ["", "swap", "swap:", ":x", "drop:x", "SWAP:x", "create", "see", "équal:x"])
def test_what_is_no_action_is_none(text: str) -> None:
    assert action(text) is None


def test_swapping_goes_round_and_round() -> None:
    """Pressing « Échanger » shows every alternative, and a second round shows them all again."""
    draft, place = START, START.plan(BANK).ids.index(swappable())
    seen = [swappable()]
    for _ in range(60):
        draft = draft.after(BANK, "swap", seen[-1])
        seen.append(draft.plan(BANK).ids[place])
    again = seen.index(next(name for rank, name in enumerate(seen) if name in seen[:rank]), 1)
    shown = set(seen)
    assert len(shown) > 2
    assert set(seen[again : again + 2 * len(shown)]) >= shown - {swappable()}


@settings(deadline=None, max_examples=60)
@given(
    presses=st.lists(
        st.tuples(st.sampled_from(["swap", "up", "down", "remove", "lock", "unlock"]), st.integers(0, 9)),
        max_size=6,
    ),
    title=st.text(max_size=30),
)
def test_the_address_gives_the_draft_back(app: Flask, presses: list[tuple[str, int]], title: str) -> None:
    """Whatever was pressed, the address holds the whole state: reload, bookmark, send."""
    draft = START
    for verb, rank in presses:
        ids = draft.plan(BANK).ids
        wanted = action(f"{verb}:{ids[rank % len(ids)]}" if ids else "")
        if wanted:
            draft = draft.after(BANK, *wanted)
    base = f"{REQUEST.role}.{REQUEST.level}"
    with app.test_request_context():
        form = KitForm(MultiDict([*address(draft, {"title": title}), ("base", base)]), LIBRARY, BANK)
        assert form.validate(), form.errors
        read = form.draft()
    assert read.request == draft.request
    assert read.plan(BANK) == draft.plan(BANK)
    assert read.tried == draft.tried


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "community-manager"},
        {"level": "lead"},
        {"minutes": 46},
        {"weights": REQUEST.weights[:-1]},
        {"kinds": frozenset({"technical"})},
        {"samples": False},
        {"variant": "B"},
    ],
)
def test_items_chosen_for_one_request_do_not_hold_for_another(changes: dict[str, object]) -> None:
    assert mark(REQUEST.but(**changes)) != mark(REQUEST)


def test_the_mark_does_not_depend_on_the_order_of_kinds() -> None:
    same = Request(REQUEST.role, REQUEST.level, REQUEST.minutes, REQUEST.weights, frozenset(reversed(KINDS)))
    assert mark(same) == mark(REQUEST)


def test_the_mark_does_not_depend_on_the_order_of_competencies() -> None:
    """A form sends them in the order of the page, a proposal has them by importance: it is the same request."""
    assert mark(REQUEST.but(weights=REQUEST.weights[::-1])) == mark(REQUEST)
