"""Own questions in kits: put in, weighed, kept when the notebook is gone."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlmodel import Session
from visiting import BUILDER, COMPOSER, Fetch, asked, press, query

from app.careers.vocabulary import KINDS
from app.kits.changes import added, widened
from app.kits.draft import Draft
from app.kits.kit import bank
from app.kits.plan import Plan, default_request, planned
from app.library import Library
from app.questions import store
from app.questions.bank import Own, Question

MOMENT = datetime(2026, 3, 2, tzinfo=UTC)
IN_KIT, OUTSIDE = "copywriting-and-tone", "team-leadership"


def own(library: Library, name: str, competency: str = IN_KIT, **changes: Any) -> Question:
    """Return an own question on a competency, made from one of the bank, written in English."""
    model = next(each for each in library.questions.values() if each.competency == competency)
    update = {"id": name, "twin": None, "minutes": 5, "own": Own(language="en"), **changes}
    return model.model_copy(update=update)


@pytest.fixture
def book(app: Flask, library: Library) -> str:
    """The address of a notebook with a question of a usual kit and one of another competency."""
    reason = "A written reason, long enough."
    mine = (own(library, "own-in", own=Own(language="en", reason=reason)), own(library, "own-out", OUTSIDE))
    with Session(app.extensions["database"]) as session:
        return store.new_book(session, MOMENT, mine).token


def usual(library: Library) -> Plan:
    """Return the plan of a usual hour."""
    choice = bank(library)
    role, level = library.roles["community-manager"], library.levels["confirmed"]
    return planned(choice, default_request(choice, role, 60, level, frozenset(KINDS)))


@settings(max_examples=40)
@given(st.data())
def test_an_added_question_is_held_and_moves_nothing_that_is_locked(library: Library, data: st.DataObject) -> None:
    plan = usual(library)
    competencies = [name for name, _ in plan.request.weights]
    locked = frozenset(data.draw(st.sets(st.sampled_from(plan.ids))))
    question = own(library, "own-x", data.draw(st.sampled_from(competencies)), minutes=data.draw(st.integers(1, 30)))
    after = added(Plan(plan.request, plan.items, locked), question)
    assert after.locked == locked | {"own-x"}
    gone = set(plan.ids) - set(after.ids)
    assert len(gone) <= 1
    assert not gone & locked
    assert [name for name in after.ids if name != "own-x"] == [name for name in plan.ids if name not in gone]
    assert after.spare >= min(plan.spare, 0) or not gone
    assert added(after, question) == after


def test_a_question_takes_the_place_of_its_twin(library: Library) -> None:
    plan = usual(library)
    here = next(item for item in plan.items if isinstance(item, Question))
    twin = own(library, "own-twin", here.competency, twin=here.id)
    twinned = here.model_copy(update={"twin": "own-twin"})
    items = tuple(twinned if item is here else item for item in plan.items)
    after = added(Plan(plan.request, items, frozenset({here.id})), twin)
    assert after.ids == tuple("own-twin" if name == here.id else name for name in plan.ids)
    assert after.locked == {"own-twin"}


def test_a_wider_request_still_weighs_a_hundred(library: Library) -> None:
    request = usual(library).request
    wider = widened(request, OUTSIDE)
    assert dict(wider.weights).keys() == {*dict(request.weights), OUTSIDE}
    assert sum(weight for _, weight in wider.weights) == 100
    assert widened(wider, OUTSIDE) is wider
    for name in library.competencies:
        wider = widened(wider, name)
    assert len(wider.weights) == 8


def test_only_questions_of_the_bank_and_of_the_competencies_are_added(library: Library) -> None:
    choice = bank(library, (own(library, "own-out", OUTSIDE),))
    draft = Draft(usual(library).request)
    for action, name in (("add", "own-out"), ("add", "x"), ("widen", "x"), ("add", next(iter(library.samples)))):
        assert draft.after(choice, action, name) is draft  # type: ignore[arg-type]
    assert "own-out" in draft.after(choice, "widen", "own-out").plan(choice).ids


def test_a_locked_question_whose_competency_leaves_the_kit_leaves_with_it(library: Library) -> None:
    """It would stand there without a rating."""
    choice = bank(library)
    outside = next(each.id for each in library.questions.values() if each.competency == OUTSIDE)
    draft = Draft(usual(library).request, locked=frozenset({outside}))
    assert outside not in draft.plan(choice).ids


def test_from_the_notebook_to_a_kit_that_keeps_its_questions(
    app: Flask, page: Fetch, client: FlaskClient, book: str
) -> None:
    here = page(BUILDER["fr"], query_string={"own": book})
    assert here.answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    here = press(page, here, COMPOSER, "add:own-in")
    here = press(page, here, COMPOSER, "widen:own-out")
    assert {"own-in", "own-out"} <= set(asked(here))
    assert query(here)["own"] == [book]
    assert OUTSIDE in query(here)["competency"]
    here = press(page, here, COMPOSER, "see", minutes="75")
    kit = press(page, here, COMPOSER, "create")
    assert kit.words().count("question de votre équipe") == 2
    assert "A written reason, long enough." in kit.words("#step-own-in")
    assert kit.one("#step-own-in .step__ask")["lang"] == "en"
    assert book not in kit.answer.text
    printed = client.get(f"{kit.path}/pdf/fr/interviewer").data
    text = " ".join("".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(printed)).pages).split())
    assert text.count("Question de votre équipe") == 2
    assert "A written reason, long enough." in text
    with Session(app.extensions["database"]) as session:
        found = store.found_book(session, book, MOMENT.date())
        assert found
        store.erase_book(session, found)
    back = page(str(kit.one("main a[href*='/entretiens?'][href*='kit=']")["href"]), typed=("Community manager",))
    assert {"own-in", "own-out"} <= set(asked(back))
    saved = press(page, back, COMPOSER, "create")
    assert {"own-in", "own-out"} <= set(asked(saved))
    assert "n’existe plus" in page(BUILDER["fr"], query_string={"own": book}).words("#plan")


def test_writing_a_question_comes_back_to_the_composer_as_it_was(page: Fetch, client: FlaskClient) -> None:
    here = press(page, page(BUILDER["fr"]), COMPOSER, "see", minutes="90", title="Un titre à garder")
    form = press(page, here, COMPOSER, "write", title="Un titre à garder")
    back = str(form.one("input[name=back]")["value"])
    assert "minutes=90" in back
    texts = {
        "ask_fr": "Une marque vous confie dix légendes à relire avant midi : comment vous y prenez-vous ?",
        "anchor_1_fr": "Relit tout d'un coup, sans vérifier les liens.",
        "anchor_3_fr": "Relit à voix haute, oublie les mentions.",
        "anchor_5_fr": "Trie par heure, relit avec une liste de contrôle.",
        "job_link_fr": "Le poste publie dix textes par jour.",
    }
    there = press(page, form, "form.long-form", "save", **texts)
    name = next(each for each in asked(there) if each.startswith("own-"))
    assert there.one(f"#step-{name}.step--held")
    assert (there.one("#minutes")["value"], there.one("#title")["value"]) == ("90", "Un titre à garder")
    assert asked(press(page, there, COMPOSER, "see")) == asked(there)


@pytest.mark.parametrize("format", ["xlsx", "csv", "json", "md", "docx", "xml"])
def test_the_questions_of_a_kit_are_exported(page: Fetch, client: FlaskClient, format: str) -> None:
    kit = press(page, page(BUILDER["fr"]), COMPOSER, "create")
    answer = client.get(f"{kit.path}/export.{format}")
    assert answer.headers["Content-Disposition"].endswith(f'-confirmed.{format}"')
    assert "no-store" in answer.headers["Cache-Control"]
    if format == "json":
        named = [each["id"] for each in answer.get_json()["questions"]]
        assert named == [name for name in asked(kit) if name in named]
        assert len(named) >= 5


def test_what_is_no_format_and_no_kit_is_not_exported(page: Fetch) -> None:
    kit = press(page, page(BUILDER["fr"]), COMPOSER, "create")
    page(f"{kit.path}/export.pdf", 404)
    page(f"{kit.path[:-2]}/export.csv", 404)
