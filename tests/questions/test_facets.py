"""Browsing the bank: the number shown beside a filter is what one sees after following it."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from visiting import Fetch, Page

from app.careers.vocabulary import KINDS
from app.content.text import LANGUAGES
from app.loading import load
from app.questions.browse import FACETS, Filters, counts, values

LIBRARY = load(Path(__file__).parents[2])
QUESTIONS = tuple(LIBRARY.questions.values())
CHOICES = {
    "role": tuple(LIBRARY.roles),
    "level": tuple(LIBRARY.levels),
    "competency": tuple(LIBRARY.competencies),
    "kind": KINDS,
    "topic": tuple(LIBRARY.topics),
}
BANK = {"fr": "/fr/entretiens/questions", "en": "/en/interviews/questions"}
filters = st.fixed_dictionaries({facet: st.sampled_from(["", *CHOICES[facet]]) for facet in FACETS})


@settings(deadline=None, max_examples=60)
@given(filters)
def test_a_count_is_what_the_filter_would_leave(asked: dict[str, str]) -> None:
    found = counts(QUESTIONS, Filters(**asked))
    for facet in FACETS:
        for value in CHOICES[facet]:
            wanted = Filters(**{**asked, facet: value})
            assert found[facet][value] == sum(wanted.keep(question) for question in QUESTIONS)


@settings(deadline=None, max_examples=60)
@given(filters)
def test_a_question_is_kept_when_it_has_every_value_asked_for(asked: dict[str, str]) -> None:
    for question in QUESTIONS:
        fits = all(not wanted or wanted in values(question, facet) for facet, wanted in asked.items())
        assert Filters(**asked).keep(question) == fits


def listed(page: Page) -> list[str]:
    """Return the addresses of the questions listed."""
    return [str(link["href"]) for link in page.soup.select("ul.questions > li > a")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["", "q=crise", "kind=technical", "role=moderator&level=junior"])
def test_every_link_lists_as_many_as_it_says(client: FlaskClient, language: str, query: str) -> None:
    here = Page(client, client.get(f"{BANK[language]}?{query}"))
    links = here.soup.select("details.facet a:has(.figure)")
    assert links or not listed(here)
    for link in links:
        there = Page(client, client.get(str(link["href"])))
        figure = link.select_one(".figure")
        assert figure is not None
        assert len(listed(there)) == int(figure.get_text())
        assert link.has_attr("aria-current") == (str(link["href"]).split("?")[1] == query)


def test_all_questions_are_listed_and_reachable(page: Fetch) -> None:
    assert len(listed(page(BANK["fr"]))) == len(QUESTIONS)
    assert len(set(listed(page(BANK["fr"])))) == len(QUESTIONS)


def test_filters_add_up_and_can_be_taken_back(page: Fetch) -> None:
    narrow = page(f"{BANK['fr']}?kind=technical&level=lead&q=crise")
    assert narrow.one("#q")["value"] == "crise"
    hidden = {(field["name"], field["value"]) for field in narrow.soup.select("main input[type=hidden]")}
    assert hidden == {("kind", "technical"), ("level", "lead")}
    back = [str(link["href"]) for link in narrow.soup.select("details[open] a:not(:has(.figure))")]
    assert len(back) == 2
    assert all("q=crise" in address for address in back)
    assert len(listed(page(back[0]))) >= len(listed(narrow))


def test_nothing_found_says_what_to_do_next(page: Fetch) -> None:
    empty = page(f"{BANK['fr']}?q=licorne&kind=technical")
    assert listed(empty) == []
    assert "Essayez un mot plus courant" in empty.words("main")
    assert empty.soup.select(f"main section a[href='{BANK['fr']}']")


def test_an_unknown_filter_is_said_and_left_out(page: Fetch) -> None:
    answer = page(f"{BANK['fr']}?kind=riddle&level=lead", 404)
    assert answer.soup.select("[role=alert]")
    assert listed(answer) == listed(page(f"{BANK['fr']}?level=lead"))


def test_twins_point_at_each_other(client: FlaskClient) -> None:
    for question in QUESTIONS:
        here = Page(client, client.get(f"{BANK['fr']}/{question.id}"))
        twin = [str(link["href"]).rsplit("/", 1)[1] for link in here.soup.select("[aria-labelledby=twin] a")]
        assert twin == ([question.twin] if question.twin else [])
        near = {str(link["href"]).rsplit("/", 1)[1] for link in here.soup.select("[aria-labelledby=near] a")}
        assert question.id not in near
        assert near <= {other.id for other in QUESTIONS if other.competency == question.competency}
