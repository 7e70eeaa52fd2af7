"""“May I ask this question?”: what is typed is checked line by line, answered in private, and kept nowhere."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from visiting import Fetch, Page, plain, press
from whole_bank import LIBRARY

from app.content.text import LANGUAGES, Language
from app.library import Library
from app.questions.lawful import Finding
from app.questions.routes.lawful import LONGEST, examples
from app.web.language import speaking

PAGE = "/fr/entretiens/questions-interdites"
AGE = "Quel âge avez-vous ?"
FINE = "Comment préparez-vous un calendrier ?"


class StandIn:
    """A check that finds the word “âge”, so that the page is tested apart from the words of the real one."""

    silence = LIBRARY.lawful.silence

    def findings(self, text: str, language: Language) -> tuple[Finding, ...]:
        """Return a finding for what holds the word."""
        if "signe" in text:
            return (Finding("age", "art. L1132-1", "Rien n’y oblige.", self.silence[language], text),)
        if "âge" not in text:
            return ()
        return (Finding("age", "art. L1132-1", "L’âge ne dit rien.", "Racontez un apprentissage.", text),)


@pytest.fixture(autouse=True)
def _checked(app: Flask, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in: Any = StandIn()
    monkeypatch.setitem(app.extensions, "library", replace(library, lawful=stand_in))


def checked(page: Fetch, text: str) -> Page:
    """Type a text and press the button."""
    return press(page, page(PAGE), "form.lawful", "", text=text)


def test_a_question_that_touches_a_ground_says_which_why_and_what_to_ask(page: Fetch) -> None:
    here = checked(page, AGE)
    (found,) = here.soup.select(".verdict__found")
    assert here.soup.select(".verdict__ground a[href='#age']")
    assert here.soup.select("li#age")
    assert "Racontez un apprentissage." in here.one("#verdict textarea").get_text()
    assert here.one("#verdict [data-copy]")["data-copy"] == here.one("#verdict textarea")["id"]
    assert "art. L1132-1" in found.get_text()
    assert here.one("#text").get_text().strip() == AGE


def test_where_nothing_replaces_a_question_there_is_nothing_to_copy(page: Fetch) -> None:
    here = checked(page, "De quel signe êtes-vous ?")
    assert plain(StandIn.silence.fr) in plain(here.words(".verdict__found"))
    assert not here.soup.select("#verdict textarea")


def test_each_line_has_its_verdict(page: Fetch) -> None:
    here = sent(page, f"{FINE}\r\n\r\n{AGE}", 200)
    texts = [each.get_text() for each in here.soup.select(".verdict__text")]
    assert len(texts) == 2
    assert [bool(each.select(".verdict__found")) for each in here.soup.select(".verdict__one")] == [False, True]


def test_nothing_found_says_what_it_means(page: Fetch) -> None:
    here = checked(page, FINE)
    assert "capacité à tenir le poste" in plain(here.words(".verdict__one"))
    assert not here.soup.select(".verdict__found")


def test_what_is_typed_stays_private(page: Fetch) -> None:
    here = checked(page, AGE)
    assert "no-store" in here.answer.headers["Cache-Control"]
    assert here.answer.request.query_string == b""
    assert "no-store" not in page(PAGE).answer.headers.get("Cache-Control", "")


def test_too_long_a_text_is_refused_and_kept(page: Fetch) -> None:
    text = "a" * (LONGEST + 1)
    here = sent(page, text, 422)
    assert here.one("#text").get_text().strip() == text
    assert str(LONGEST + 1) in here.words("#verdict [role=alert]")
    assert not sent(page, "é\r\n" * (LONGEST // 2), 200).soup.select("#verdict [role=alert]")


def sent(page: Fetch, text: str, status: int) -> Page:
    """Send a text as the form does."""
    token = page(PAGE).one("form.lawful input[name=csrf_token]")["value"]
    shown = (text.strip(), text.replace("\r\n", "\n").strip(), " ".join(text.split()))
    return page(PAGE, status, shown, method="POST", data={"csrf_token": token, "text": text})


def test_examples_can_be_tried(page: Fetch) -> None:
    here = page(PAGE)
    links = [str(link["href"]) for link in here.soup.select(".lawful__try a")]
    assert len(links) >= 4
    found = [bool(page(link).soup.select(".verdict__found")) for link in links]
    assert found[0]
    assert page(f"{PAGE}?try=nothing").one("#text").get_text().strip() == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_real_check_tells_the_examples_apart(language: Language) -> None:
    """Three are unlawful, three look like them and are not: whoever tries them must not be misled."""
    with speaking(language):
        found = {name: bool(LIBRARY.lawful.findings(text, language)) for name, text in examples().items()}
    assert [name for name, touched in found.items() if touched] == ["age", "children", "pay"]


def test_grounds_are_all_there_and_can_be_filtered(page: Fetch, library: Library) -> None:
    everything = {str(item["id"]) for item in page(PAGE).soup.select("li.swap")}
    assert everything == {*library.grounds, *library.traps}
    few = {str(item["id"]) for item in page(f"{PAGE}?q=ETAT+de+sante").soup.select("li.swap")}
    assert "health-status" in few
    assert few < everything
    assert "Aucune entrée" in page(f"{PAGE}?q=zzzz").words("#barred")
