"""Everything public is there, once, in both languages, at an address that exists and speaks of it."""

from collections.abc import Mapping
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app.content.text import LANGUAGES, Language
from app.library import Library
from app.search.routes import address
from app.search.site import BOOSTS, Entry, entries
from app.web.language import speaking


def same(entry: Entry) -> tuple[Any, ...]:
    """Return what does not depend on the language."""
    return entry.kind, entry.id, entry.endpoint, dict(entry.arguments), entry.anchor


def test_each_entry_is_there_once_and_in_both_languages(library: Library) -> None:
    french, english = ([same(entry) for entry in entries(library, language)] for language in LANGUAGES)
    assert french == english
    assert len({each[:2] for each in french}) == len(french)


def test_everything_public_is_there(library: Library) -> None:
    names: Mapping[str, set[str]] = {
        kind: {entry.id for entry in entries(library, "fr") if entry.kind == kind} for kind in BOOSTS
    }
    assert all(names.values())
    assert names["question"] == set(library.questions)
    assert names["sample"] == set(library.samples)
    assert names["faq"] == set(library.faq.questions)
    assert names["guide"] == set(library.guides)
    assert names["salary"] == set(library.salaries.roles)
    assert names["role"] == set(library.roles)
    assert names["competency"] == set(library.competencies)
    assert names["kpi"] == set(library.subject.formulas)
    assert names["chapter"] == set(library.subject.guide.sections)
    assert names["unlawful"] == {*library.grounds, *library.traps}
    assert names["law"] >= set(library.law.statuses)


def test_every_page_without_arguments_is_a_place(app: Flask, library: Library) -> None:
    """But the search itself, the home page, and what is not a page: files to download, forms that start something."""
    known = {place.endpoint for place in library.lexicon.places.values()} | {"pages.home", "search.results"}
    known |= {"questions.selection", "questions.comparison"}  # Empty until something is chosen.
    known |= {"questions.own_write"}  # One step into questions.own_start.
    templates = set(app.jinja_env.list_templates())
    open_ = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.arguments == {"language"} and f"{rule.endpoint.replace('.', '/')}.html" in templates
    }
    assert open_ - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_exists_and_holds_its_part(
    app: Flask, client: FlaskClient, library: Library, language: Language
) -> None:
    pages: dict[str, str] = {}
    with app.test_request_context(), speaking(language):
        addresses = [address(entry) for entry in entries(library, language)]
    for whole in addresses:
        path, _, anchor = whole.partition("#")
        if path not in pages:
            answer = client.get(path)
            assert answer.status_code == 200, path
            pages[path] = answer.text
        assert not anchor or f' id="{anchor}"' in pages[path], whole
        assert whole.startswith(f"/{language}/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_points_of_law_lead_to_pages_that_say_them(
    app: Flask, client: FlaskClient, library: Library, language: Language
) -> None:
    told = [place for place in library.lexicon.places.values() if place.notes and place.query]
    assert told
    with app.test_request_context(), speaking(language):
        found = {entry.id: address(entry) for entry in entries(library, language) if entry.kind == "law"}
    for place in told:
        page = BeautifulSoup(client.get(found[place.id]).text, "html.parser").get_text(" ", strip=True)
        assert any(library.law.notes[name].text[language] in page for name in place.notes), place.id
