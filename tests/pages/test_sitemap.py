"""What search engines are told: every public page once in each language, and what they leave alone."""

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from visiting import Page

from app.content.text import LANGUAGES
from app.library import Library
from app.pages.sitemap import SITEMAP, UNLISTED, XHTML, document, listed, robots

TWO = [{language: f"https://tremplin.example/{language}/{name}" for language in LANGUAGES} for name in ("a", "b?c&d")]


def addresses(said: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Return (address, its languages) for each entry of a sitemap."""
    for url in ElementTree.fromstring(said):
        links = url.findall(f"{{{XHTML}}}link")
        yield str(url.findtext(f"{{{SITEMAP}}}loc")), {link.attrib["hreflang"]: link.attrib["href"] for link in links}


@pytest.fixture(scope="module")
def told(app: Flask) -> dict[str, dict[str, str]]:
    """The sitemap of the service: paths, each with the path of each language."""
    with app.test_client().get("/sitemap.xml") as answer:
        assert answer.content_type == "application/xml; charset=utf-8"
        found = list(addresses(answer.data))
    assert len({address for address, _ in found}) == len(found)
    return {urlsplit(one).path: {key: urlsplit(each).path for key, each in links.items()} for one, links in found}


def test_each_address_names_its_other_language() -> None:
    found = dict(addresses(document(TWO)))
    assert found == {page[language]: page for page in TWO for language in LANGUAGES}


def test_a_page_is_listed_once_for_each_entry_it_can_show(library: Library) -> None:
    asked = {"questions.sample": frozenset({"name"}), "pages.home": frozenset[str]()}
    found = list(listed(asked, library))
    assert found[0] == ("pages.home", {})
    assert found[1:] == [("questions.sample", {"name": name}) for name in library.samples]


def test_a_secret_page_is_never_listed(library: Library) -> None:
    asked = {"kits.kit": frozenset({"token"}), "quotes.quote": frozenset({"token", "reference"})}
    assert list(listed(asked, library)) == []


def test_a_page_of_entries_nobody_declared_is_an_error(library: Library) -> None:
    with pytest.raises(KeyError, match="recipes"):
        list(listed({"recipes.recipe": frozenset({"name"})}, library))


def test_the_service_lists_every_page_and_entry(told: dict[str, dict[str, str]], library: Library) -> None:
    assert {"/fr/", "/en/", "/fr/sources", "/en/what-we-do-not-know", "/fr/freelance/tarif-journalier"} <= set(told)
    for folder, names in (
        ("/fr/entretiens/questions", library.questions),
        ("/fr/entretiens/epreuves", library.samples),
        ("/en/salaries", library.salaries.roles),
        ("/fr/metiers", library.guides),
        ("/en/faq", library.faq.questions),
    ):
        assert {f"{folder}/{name}" for name in names} <= set(told)


def test_one_address_of_each_page_answers_and_says_it_is_its_own(
    app: Flask, client: FlaskClient, told: dict[str, dict[str, str]]
) -> None:
    """One entry stands for all those the same view shows."""
    matcher = app.url_map.bind("localhost")
    firsts: dict[tuple[str, str], str] = {}
    for path in told:
        endpoint, arguments = matcher.match(path)
        firsts.setdefault((endpoint, str(arguments["language"])), path)
    assert len({endpoint for endpoint, _ in firsts}) * 2 == len(firsts)
    for path in firsts.values():
        found = Page(client, client.get(path))
        assert found.answer.status_code == 200, path
        assert "noindex" not in found.answer.headers.get("X-Robots-Tag", ""), path
        assert urlsplit(str(found.one("link[rel=canonical]")["href"])).path == path


def test_files_pieces_of_pages_and_results_are_left_out(app: Flask, told: dict[str, dict[str, str]]) -> None:
    matcher = app.url_map.bind("localhost")
    found = {matcher.match(path)[0] for path in told}
    assert not found & UNLISTED
    assert not {path for path in told if path.endswith(("/csv", "/json", ".xml"))}


def test_robots_leave_secret_addresses_alone() -> None:
    rules = ("/fr/devis", "/fr/kits/<token>", "/fr/kits/<token>/effacer", "/en/kits/<token>")
    assert robots(rules, "https://tremplin.example/sitemap.xml").splitlines() == [
        "User-agent: *",
        "Disallow: /en/kits/",
        "Disallow: /fr/kits/",
        "",
        "Sitemap: https://tremplin.example/sitemap.xml",
    ]


def test_robots_of_the_service(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert "Disallow: /fr/entretiens/kits/\n" in answer.text
    assert "Disallow: /fr/devis/carnets/\n" in answer.text
    assert "Disallow: /fr/\n" not in answer.text
    assert answer.text.endswith("Sitemap: http://localhost/sitemap.xml\n")
