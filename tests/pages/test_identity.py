"""What pages say of themselves to machines: an address of their own, a card, data."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import Tag
from flask import Flask
from flask.testing import FlaskClient
from visiting import Fetch, Page, create

from app.web.identity import linked_data

STATIC = Path(__file__).parents[2] / "app" / "static"
CARDS = ("home", "recruit", "freelance", "career")
HEAVIEST = 60_000  # Bytes.


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/fr/freelance/tarif-journalier?net=2500&status=sasu", "/fr/freelance/tarif-journalier"),
        ("/en/interviews/questions?q=crisis&level=lead", "/en/interviews/questions"),
        ("/fr/entretiens?role=moderator&level=junior&minutes=30", "/fr/entretiens"),
    ],
)
def test_what_is_typed_is_not_another_page(page: Fetch, address: str, expected: str) -> None:
    assert page(address).one("link[rel=canonical]")["href"] == f"http://localhost{expected}"


def test_a_secret_address_is_told_to_nobody(page: Fetch) -> None:
    kit = create(page)
    token = kit.path.rsplit("/", 1)[-1]
    for found in (kit, page(f"{kit.path}/effacer")):
        head = found.one("head")
        assert not head.select("link[rel=canonical], meta[property='og:url']")
        assert not [tag for tag in head.select("meta") if token in str(tag)]


@pytest.mark.parametrize("address", ["/nothing", "/fr/rien", "/en/interviews/questions/no-such"])
def test_what_is_not_there_has_no_address(page: Fetch, address: str) -> None:
    assert not page(address, 404).soup.select("link[rel=canonical], meta[property='og:url']")


def test_descriptions_tell_pages_apart(client: FlaskClient) -> None:
    addresses = ("", "sources", "methode", "competences", "entretiens", "entretiens/questions", "freelance/forfaits")
    questions = ("entretiens/questions/own-words-bad-buzz", "entretiens/epreuves/crisis-thread", "devis")
    found = [Page(client, client.get(f"/fr/{address}")) for address in (*addresses, *questions)]
    assert {each.answer.status_code for each in found} == {200}
    descriptions = [str(each.one("meta[name=description]")["content"]) for each in found]
    assert len(set(descriptions)) == len(descriptions)


@pytest.mark.parametrize(
    ("address", "card"),
    [
        ("/fr/", "home"),
        ("/fr/entretiens", "recruit"),
        ("/en/quotes", "freelance"),
        ("/fr/salaires", "career"),
        ("/en/faq", "career"),
    ],
)
def test_each_door_has_its_card(page: Fetch, address: str, card: str) -> None:
    picture = str(page(address).one("meta[property='og:image']")["content"])
    assert picture.startswith(f"http://localhost/static/card-{card}.png?v=")


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_a_light_picture_of_the_size_told(page: Fetch, name: str) -> None:
    written = (STATIC / f"card-{name}.png").read_bytes()
    size = [str(page("/fr/").one(f"meta[property='og:image:{side}']")["content"]) for side in ("width", "height")]
    assert [str(int.from_bytes(written[start : start + 4], "big")) for start in (16, 20)] == size
    assert len(written) < HEAVIEST


def test_home_says_what_the_site_is(page: Fetch) -> None:
    found = page("/en/").one('script[type="application/ld+json"]')
    assert isinstance(found, Tag)
    said = json.loads(found.get_text())
    assert (said["@type"], said["name"], said["url"]) == ("WebSite", "Tremplin", "http://localhost/en/")
    asked = said["potentialAction"]["target"]["urlTemplate"]
    assert asked == "http://localhost/en/search?q={question}"
    assert page(urlsplit(asked).path + "?q=crisis").one("main h1")


def test_home_asks_the_search_and_gives_examples_that_find(client: FlaskClient, page: Fetch) -> None:
    door = page("/fr/").one("main [data-door=career]")
    assert door.select("form[action='/fr/recherche'] input[name=q]")
    examples = [str(link["href"]) for link in door.select(".chips a")]
    assert len(examples) == 4
    for address in examples:
        assert Page(client, client.get(address)).soup.select("main .hits li"), address


def test_data_cannot_leave_its_element(app: Flask) -> None:
    said = {"@type": "Thing", "name": "</script><script>alert('« é »')</script>&"}
    written = str(linked_data(said))
    assert written.count("<") == 2
    inside = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(inside) == {"@context": "https://schema.org", **said}
