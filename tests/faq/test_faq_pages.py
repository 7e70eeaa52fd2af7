"""The pages of questions, as people and machines read them."""

import json
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from flask.testing import FlaskClient
from visiting import Fetch, Page, plain

from app.content.text import LANGUAGES, Language
from app.faq.faq import FrequentQuestion
from app.faq.feed import ATOM
from app.library import Library

LIST = {"fr": "/fr/questions-frequentes", "en": "/en/faq"}
FEED = {"fr": "/fr/questions-frequentes/flux.xml", "en": "/en/faq/feed.xml"}
every_language = pytest.mark.parametrize("language", LANGUAGES)


def structured(page: Page) -> dict[str, Any]:
    """Return what the page says for machines."""
    found: dict[str, Any] = json.loads(page.one('script[type="application/ld+json"]').get_text())
    assert (found["@context"], found["@type"]) == ("https://schema.org", "FAQPage")
    assert found["inLanguage"] == page.language
    return found


def words_of(pair: dict[str, Any]) -> tuple[str, str]:
    """Return a question and its answer."""
    assert (pair["@type"], pair["acceptedAnswer"]["@type"]) == ("Question", "Answer")
    return pair["name"], pair["acceptedAnswer"]["text"]


@every_language
def test_the_list_opens_on_the_short_answers(page: Fetch, library: Library, language: Language) -> None:
    here = page(LIST[language])
    for name, asked in library.faq.questions.items():
        item = here.one(f"#q-{name}")
        assert item.find_parent("section").find("h2")["id"] == asked.theme  # type: ignore[union-attr, index]
        assert plain(item.find("summary").get_text()) == plain(asked.question[language])  # type: ignore[union-attr]
        assert plain(asked.short[language]) in plain(item.get_text())
    anchors = [str(link["href"]) for link in here.soup.select(".faq__menu ul a")]
    assert anchors == [f"#{theme}" for theme in library.faq.themes]


@every_language
def test_the_list_tells_machines_what_it_shows(page: Fetch, library: Library, language: Language) -> None:
    said = [words_of(pair) for pair in structured(page(LIST[language]))["mainEntity"]]
    asked = library.faq.questions.values()
    assert said == [(each.question[language], each.short[language]) for each in asked]


def test_every_question_shows_all_it_has(client: FlaskClient, library: Library) -> None:
    for asked in library.faq.questions.values():
        for language in LANGUAGES:
            here = Page(client, client.get(f"{LIST[language]}/{asked.id}"))
            assert here.answer.status_code == 200
            check(here, asked, library, language)


def check(here: Page, asked: FrequentQuestion, library: Library, language: Language) -> None:
    """Fail unless a page says what a question holds, to people and to machines."""
    assert plain(here.words("h1")) == plain(asked.question[language])
    assert plain(here.words(".faq__short")) == plain(asked.short[language])
    shown = plain(here.words(".faq__answer"))
    assert all(plain(paragraph) in shown for paragraph in asked.paragraphs(language))
    assert len(here.soup.select(".faq__tools a")) == len(asked.tools)
    related = [str(link["href"]).rpartition("/")[2] for link in here.soup.select(".faq__links a")]
    assert related == list(asked.related)
    sources = [str(item["id"]) for item in here.soup.select("section[aria-labelledby=sources] li")]
    assert sources == [f"source-{name}" for name in asked.sources]
    question, answer = words_of(structured(here)["mainEntity"][0])
    assert question == asked.question[language]
    assert plain(answer) == plain(f"{asked.short[language]} {asked.answer[language]}")


@every_language
def test_a_question_gives_what_every_page_owes(page: Fetch, library: Library, language: Language) -> None:
    for theme in library.faq.themes:
        page(f"{LIST[language]}/{library.faq.of(theme)[0].id}")


@every_language
def test_a_question_that_does_not_exist_gives_the_list(page: Fetch, library: Library, language: Language) -> None:
    here = page(f"{LIST[language]}/une-question-effacee", 404)
    links = {str(link["href"]).rpartition("/")[2] for link in here.soup.select(".faq__links a")}
    assert links == set(library.faq.questions)


@every_language
def test_the_feed_leads_to_every_question(client: FlaskClient, library: Library, language: Language) -> None:
    answer = client.get(FEED[language])
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    entries = fromstring(answer.data).findall(f"{{{ATOM}}}entry")
    addresses = [entry.findtext(f"{{{ATOM}}}id", "") for entry in entries]
    assert {address.rpartition("/")[2] for address in addresses} == set(library.faq.questions)
    assert all(address.startswith(f"http://localhost{LIST[language]}/") for address in addresses)
    assert client.get(addresses[0]).status_code == 200
