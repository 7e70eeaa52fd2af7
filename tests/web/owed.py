"""What every page of the service owes its readers; each check yields what is missing, in words."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import cast
from urllib.parse import parse_qsl, urljoin, urlsplit

from bs4 import Tag
from flask.testing import FlaskClient
from visiting import Page

from app.web.security import HEADERS


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(re.findall(r"\w+", text))


HOST = "http://localhost"
LINKED_DATA = "application/ld+json"
LOCALES = {"fr": "fr_FR", "en": "en_GB"}
SHORTEST_DESCRIPTION = 50
ACCENTED = re.compile(r"\b[\w’'-]*[àâçéèêëîïôùûœ][\w’'-]*", re.I)
FRENCH = words("le la les des une est sont dans pour avec sur aux cette qui que et ou vous votre pas")
ENGLISH = words("the and of is are with this that for your you not by from to an which or it")
# Said in French on purpose in English sentences: names of laws, bodies, degrees, and words both languages share.
KEPT_IN_ENGLISH = words(
    "français française défenseur compétences café résumé épreuve libératoire décote foncière indépendants général "
    "générale impôts sécurité attaché baccalauréat communauté modérateur néologie retouchées rédacteur télétravail à "
    "électroniques évolution expérience école multimédia"
)
CODE = re.compile(r" ?\(code d[^)]*\)")  # The French name of a code, kept after its English one.


def missing(page: Page) -> list[str]:
    """Return everything this page owes and does not give."""
    return [trouble for check in CHECKS for trouble in check(page)]


def _title(page: Page) -> Iterator[str]:
    title = page.soup.title.get_text() if page.soup.title else ""
    if not re.fullmatch(r"\S.*\S · Tremplin", title):
        yield f"title {title!r} does not end in « · Tremplin »"
    if (language := page.one("html").get("lang")) != page.language:
        yield f"html lang is {language}, the address is {page.language}"


def _headings(page: Page) -> Iterator[str]:
    levels = [int(tag.name[1]) for tag in page.soup.find_all(re.compile("^h[1-6]$"))]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    for before, after in pairwise([0, *levels]):
        if after > before + 1:
            yield f"h{after} comes after h{before}: {levels}"
    for tag in page.soup.find_all(re.compile("^h[1-6]$")):
        if not tag.get_text(strip=True):
            yield f"empty {tag.name}"


def _ids(page: Page) -> Iterator[str]:
    ids = [str(tag["id"]) for tag in page.soup.find_all(id=True)]
    yield from (f"id {name} twice" for name in {name for name in ids if ids.count(name) > 1})
    for attribute in ("aria-labelledby", "aria-describedby", "for", "aria-controls"):
        for tag in page.soup.select(f"[{attribute}]"):
            for name in str(tag[attribute]).split():
                if name not in ids:
                    yield f"{attribute} names {name}, which is not there"
    for link in page.soup.select('a[href^="#"]'):
        if str(link["href"])[1:] not in ids:
            yield f"link to {link['href']}, which is not there"


def _landmarks(page: Page) -> Iterator[str]:
    for name in ("header", "main", "footer"):
        if len(page.soup.find_all(name)) != 1:
            yield f"{len(page.soup.find_all(name))} {name}"
    names = [nav.get("aria-label") for nav in page.soup.find_all("nav")]
    if not names or len(set(names)) < len(names) or not all(names):
        yield f"navigations named {names}"
    skip = page.soup.select_one("body a[href]")
    if skip is None or skip["href"] != f"#{page.one('main').get('id')}":
        yield "the first link does not skip to the content"


def _controls(page: Page) -> Iterator[str]:
    for field in page.soup.select("input:not([type=hidden]), select, textarea"):
        by_label = field.find_parent("label") or (
            field.get("id") and page.soup.select_one(f'label[for="{field["id"]}"]')
        )
        if not (by_label or field.get("aria-label") or field.get("aria-labelledby")):
            yield f"field without a label: {field}"
    for control in page.soup.select("button, a[href], summary, legend"):
        if not (control.get_text(strip=True) or control.get("aria-label")):
            yield f"nameless control: {control}"
    for group in page.soup.select("fieldset"):
        if not group.find("legend"):
            yield "fieldset without a legend"


def _forms(page: Page) -> Iterator[str]:
    for form in page.soup.find_all("form"):
        tokens = form.select("input[name=csrf_token]")
        if str(form.get("method", "get")).lower() == "post":
            if len(tokens) != 1 or not tokens[0].get("value"):
                yield f"POST form to {form.get('action')} with {len(tokens)} csrf tokens"
        elif tokens:
            yield "GET form that puts the csrf token in the address"


def _nothing_inline(page: Page) -> Iterator[str]:
    for tag in page.soup.find_all(True):
        yield from (f"{name} on {tag.name}" for name in tag.attrs if name.startswith("on") or name == "style")
        data = tag.name == "script" and tag.get("type") == LINKED_DATA
        if tag.name == "style" or (tag.name == "script" and not tag.get("src") and not data):
            yield f"inline {tag.name}"
        for name in ("href", "src", "action"):
            address = str(tag.get(name, ""))
            if address.lower().strip().startswith(("javascript:", "data:", "file:")):
                yield f"{name}={address!r}"
            if name != "href" and urlsplit(address).netloc:
                yield f"{tag.name} calls another site: {address}"


def _pictures(page: Page) -> Iterator[str]:
    for picture in page.soup.select("img:not([alt])"):
        yield f"picture without alt: {picture}"
    for drawing in page.soup.find_all("svg"):
        named = drawing.get("role") == "img" and (drawing.find("title") or drawing.get("aria-label"))
        if not named and drawing.get("aria-hidden") != "true":
            yield f"drawing without a name: {str(drawing)[:80]}"


def _headers(page: Page) -> Iterator[str]:
    for name, value in HEADERS.items():
        if page.answer.headers.get(name) != value:
            yield f"header {name} is {page.answer.headers.get(name)!r}"
    secret = SECRET.search(page.answer.request.url)
    if secret and page.answer.status_code < 400 and "no-store" not in page.answer.headers.get("Cache-Control", ""):
        yield "a page at an unguessable address may be kept by a cache"


def _typography(page: Page) -> Iterator[str]:
    for text in page.texts("fr"):
        if wrong := re.search(r".{0,30}(?: [?!:;»%€]|« |\w'\w).{0,20}", text):
            yield f"French typography: {wrong[0]!r}"
    for text in (*page.texts("fr"), *page.texts("en")):
        if "—" in text:
            yield f"em dash: {text[:60]!r}"


PRINTED = re.compile(r"/pdf/|\.zip$|/simulation$|/simulation\?|/export\.")


def _links(page: Page) -> Iterator[str]:
    """Look at each address once a session; PDFs and exports, which take long to make, have tests of their own."""
    for tag in page.soup.select("a[href], link[href], script[src]"):
        address = str(tag.get("href") or tag["src"]).split("#")[0]
        whole = urljoin(page.answer.request.url, address)
        if address and urlsplit(whole).netloc == urlsplit(HOST).netloc and not PRINTED.search(whole):
            status = status_of(page.client, whole)
            if status >= 400 and not (status == page.answer.status_code and tag.get("hreflang")):
                yield f"{whole} answers {status}"


def _alternates(page: Page) -> Iterator[str]:
    found = {str(tag["hreflang"]) for tag in page.soup.select("link[rel=alternate][hreflang]")}
    asked = page.answer.request.method == "GET"
    if page.answer.status_code == 200 and asked and found != {"fr", "en"}:
        yield f"hreflang alternates: {found}"
    if len(page.soup.select(".tools a[hreflang]")) != 1:
        yield "no way to the other language"


def _address(page: Page) -> Iterator[str]:
    """Look for the one address of a public page, without what was typed; a secret one is told to nobody."""
    found = [str(tag["href"]) for tag in page.soup.select("link[rel=canonical]")]
    told = [str(tag["content"]) for tag in page.soup.select("meta[property='og:url']")]
    public = page.answer.request.method == "GET" and not KEPT.search(page.path)
    fine = [[HOST + page.path]] if public and page.answer.status_code == 200 else [[], [HOST + page.path]]
    if found not in (fine if public else [[]]) or told != found:
        yield f"canonical {found}, og:url {told}"


def _card(page: Page) -> Iterator[str]:
    tags = page.soup.select("meta[content]")
    said = {str(tag.get("property") or tag.get("name")): str(tag["content"]) for tag in tags}
    if f"{said.get('og:title')} · Tremplin" != titled(page):
        yield f"og:title {said.get('og:title')!r} is not the title"
    description = said.get("description", "")
    if len(description) < SHORTEST_DESCRIPTION or said.get("og:description") != description:
        yield f"description {description!r}, og:description {said.get('og:description')!r}"
    if said.get("og:locale") != LOCALES[page.language]:
        yield f"og:locale {said.get('og:locale')}"
    picture = said.get("og:image", "")
    if not picture.startswith(HOST) or status_of(page.client, picture) >= 400:
        yield f"og:image {picture!r} is not there"


def _linked_data(page: Page) -> Iterator[str]:
    for tag in page.soup.select(f'script[type="{LINKED_DATA}"]'):
        said = json.loads(tag.get_text())
        if said.get("@context") != "https://schema.org" or "@type" not in said:
            yield f"linked data without its vocabulary or its type: {tag.get_text()[:80]}"


SECRETS = "kits|carnets|books|recus|received|campagnes|campaigns|panel|notice"
KEPT = re.compile(rf"/({SECRETS})/")
SECRET = re.compile(rf"/({SECRETS})/[\w-]{{20,}}|[?&](kit|own)=[\w-]{{20,}}")
_statuses: dict[tuple[int, str, tuple[tuple[str, str], ...]], int] = {}


def status_of(client: FlaskClient, address: str) -> int:
    """Return the status of an internal address, asked once an application; that of a kit or a quote, each time.

    Addresses that differ by a question of the bank in their query stand for one another.
    """
    path, _, query = address.partition("?")
    known = client.application.extensions["library"].questions
    pairs = [(name, "a question" if value in known else value) for name, value in parse_qsl(query)]
    key = (id(client.application), path, tuple(pairs))
    if key not in _statuses or KEPT.search(address):
        with client.get(address) as answer:
            _statuses[key] = answer.status_code
    return _statuses[key]


def foreign(page: Page) -> list[str]:
    """Return the passages that are in the other language without saying so.

    A passage is foreign when it holds two common words of the other language; in English, so is a word with a
    French accent, unless it is a name (capital letter) or is kept on purpose, and so is a space before a colon.
    The list of sources is left out: authors, journals and titles keep their own language.
    """
    here = page.language
    other = ENGLISH if here == "fr" else FRENCH
    found, sources = [], page.soup.select("section[aria-labelledby=sources] p")
    names = {text for source in sources for text in page.passages_of(source)}
    for text in page.texts(here):
        if text in names:
            continue
        text = CODE.sub("", text) if here == "en" else text
        plain = set(re.findall(r"[a-zà-ÿœ]+", text.lower()))
        accents = [
            word
            for word in ACCENTED.findall(text)
            if word.islower() and word[word.find("’") + 1 :] not in KEPT_IN_ENGLISH
        ]
        spaced = re.search(r"[ \u00a0\u202f][?!:;](?!\w)", text)
        if len(plain & other) > 1 or (here == "en" and (accents or spaced)):
            found.append(text[:90])
    return found


CHECKS: tuple[Callable[[Page], Iterator[str]], ...] = (
    _title,
    _headings,
    _ids,
    _landmarks,
    _controls,
    _forms,
    _nothing_inline,
    _pictures,
    _headers,
    _typography,
    _links,
    _alternates,
    _address,
    _card,
    _linked_data,
)


def titled(page: Page) -> str:
    """Return the title of a page."""
    return cast(Tag, page.soup.title).get_text()
