"""The page of results and the suggestions: grouped, with the passage, calm whatever is typed."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from owed import foreign
from visiting import Fetch, Page

SEARCH = {"fr": "/fr/recherche", "en": "/en/search"}
SUGGEST = {"fr": "/fr/recherche/suggestions", "en": "/en/search/suggestions"}
CALM = (
    '"bad buzz"',
    '"bad',
    "bad AND (buzz OR NOT modération) NEAR/2 ton*",
    "* ^ : - ( ) { } [ ] ~ \\ % _",
    "🔥🔥 👩🏽‍💻",
    "'; DROP TABLE entry; --",
    "bad " * 1250,
    "a" * 5000,
    "bad\0buzz\x1b",
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }} %(query)s",
)


def hits(page: Page) -> list[str]:
    """Return the addresses of the answers, in order."""
    return [str(link["href"]) for link in page.soup.select(".hits__group .hits a")]


@pytest.mark.parametrize(("language", "query"), [("fr", "salaire"), ("en", "day rate"), ("fr", "crise")])
def test_answers_are_grouped_by_kind_with_their_passage(page: Fetch, language: str, query: str) -> None:
    found = page(f"{SEARCH[language]}?q={query}")
    headings = [tag.get_text(strip=True) for tag in found.soup.select(".hits__group h3")]
    assert len(headings) == len(set(headings)) > 1
    assert found.soup.select(".hits__group mark")
    assert found.one("#q")["value"] == query
    assert found.answer.headers["X-Robots-Tag"] == "noindex"
    assert foreign(found) == []


def test_a_kind_can_be_seen_whole(page: Fetch) -> None:
    found = page("/fr/recherche?q=moderation")
    questions = next(link for link in found.soup.select(".hits__kinds a") if "kind=question" in str(link["href"]))
    whole = page(str(questions["href"]))
    assert len(hits(whole)) == int(questions.select("span")[0].get_text())
    assert all("/questions/" in address for address in hits(whole))
    assert len(whole.soup.select(".hits__group")) == 1


def test_an_unknown_kind_shows_everything(page: Fetch) -> None:
    assert hits(page("/fr/recherche?q=crise&kind=potato")) == hits(page("/fr/recherche?q=crise"))


def test_a_slip_is_said(page: Fetch) -> None:
    assert "« comunity »" in page("/fr/recherche?q=comunity").words("#found").replace("\u00a0", " ")


@pytest.mark.parametrize("language", SEARCH)
def test_without_a_query_it_shows_where_to_start(page: Fetch, language: str) -> None:
    found = page(SEARCH[language])
    assert len(found.soup.select("#found .hits a")) >= 8
    assert "X-Robots-Tag" not in found.answer.headers


@pytest.mark.parametrize("language", SEARCH)
def test_nothing_found_helps(page: Fetch, language: str) -> None:
    found = page(f"{SEARCH[language]}?q=zzyzx")
    assert "zzyzx" in found.words("#found")
    assert len(found.soup.select("#found .hits a")) >= 8


@pytest.mark.parametrize("language", SEARCH)
@pytest.mark.parametrize("query", CALM, ids=[query[:20] for query in CALM])
def test_whatever_is_typed_is_answered(client: FlaskClient, page: Fetch, language: str, query: str) -> None:
    found = page(SEARCH[language], query_string={"q": query}, typed=(query,))
    assert "\x1b" not in found.answer.text
    assert not found.soup.select("svg[onload]")
    assert client.get(SUGGEST[language], query_string={"q": query}).status_code == 200


@pytest.mark.parametrize(("language", "query"), [("fr", "sal"), ("en", "day r"), ("fr", "tj")])
def test_suggestions_are_options_that_lead_somewhere(client: FlaskClient, language: str, query: str) -> None:
    part = BeautifulSoup(client.get(SUGGEST[language], query_string={"q": query}).text, "html.parser")
    options = part.select("ul[role=listbox] > li[role=option]")
    assert 1 <= len(options) <= 7
    assert str(len(options)) in str(part.select("ul")[0]["data-said"])
    assert len({option["id"] for option in options}) == len(options)
    assert all(client.get(str(option["data-address"])).status_code == 200 for option in options)


def test_no_suggestion_is_an_empty_list(client: FlaskClient) -> None:
    part = BeautifulSoup(client.get(SUGGEST["fr"], query_string={"q": "zzyzx"}).text, "html.parser")
    assert part.select("ul[role=listbox]")
    assert not part.select("li")
