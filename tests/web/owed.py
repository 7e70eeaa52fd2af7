"""What every page of the service owes its readers; each check yields what is missing, in words."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import cast
from urllib.parse import parse_qsl, urljoin, urlsplit

from bs4 import Tag
from flask import Flask
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
    if (language := page.tags[0].get("lang")) != page.language:
        yield f"html lang is {language}, the address is {page.language}"


def _headings(page: Page) -> Iterator[str]:
    headings = page.named("h1", "h2", "h3", "h4", "h5", "h6")
    levels = [int(tag.name[1]) for tag in headings]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    for before, after in pairwise([0, *levels]):
        if after > before + 1:
            yield f"h{after} comes after h{before}: {levels}"
    for tag in headings:
        if not tag.get_text(strip=True):
            yield f"empty {tag.name}"


def _ids(page: Page) -> Iterator[str]:
    ids = Counter(str(tag["id"]) for tag in page.having("id"))
    yield from (f"id {name} twice" for name, times in ids.items() if times > 1)
    for attribute in ("aria-labelledby", "aria-describedby", "for", "aria-controls"):
        for tag in page.having(attribute):
            for name in str(tag[attribute]).split():
                if name not in ids:
                    yield f"{attribute} names {name}, which is not there"
    for link in page.named("a"):
        address = str(link.get("href", ""))
        if address.startswith("#") and address[1:] not in ids:
            yield f"link to {address}, which is not there"


def _landmarks(page: Page) -> Iterator[str]:
    for name in ("header", "main", "footer"):
        if len(page.named(name)) != 1:
            yield f"{len(page.named(name))} {name}"
    names = [nav.get("aria-label") for nav in page.named("nav")]
    if not names or len(set(names)) < len(names) or not all(names):
        yield f"navigations named {names}"
    skip = next((link for link in page.named("a") if link.get("href")), None)
    if skip is None or skip["href"] != f"#{page.named('main')[0].get('id')}":
        yield "the first link does not skip to the content"


def _controls(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.named("label")} - {None}
    for field in page.named("input", "select", "textarea"):
        by_label = field.find_parent("label") or field.get("id") in labelled or field.get("type") == "hidden"
        if not (by_label or field.get("aria-label") or field.get("aria-labelledby")):
            yield f"field without a label: {field}"
    for control in page.named("button", "a", "summary", "legend"):
        if not (control.get_text(strip=True) or control.get("aria-label")):
            yield f"nameless control: {control}"
    for group in page.named("fieldset"):
        if not group.find("legend"):
            yield "fieldset without a legend"


def _forms(page: Page) -> Iterator[str]:
    for form in page.named("form"):
        tokens = [field for field in form.find_all("input") if field.get("name") == "csrf_token"]
        if str(form.get("method", "get")).lower() == "post":
            if len(tokens) != 1 or not tokens[0].get("value"):
                yield f"POST form to {form.get('action')} with {len(tokens)} csrf tokens"
        elif tokens:
            yield "GET form that puts the csrf token in the address"


def _nothing_inline(page: Page) -> Iterator[str]:
    for tag in page.tags:
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
    yield from (f"picture without alt: {picture}" for picture in page.named("img") if "alt" not in picture.attrs)
    for drawing in page.named("svg"):
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
    for tag in page.named("a", "link", "script"):
        address = str(tag.get("href") or tag.get("src", "")).split("#")[0]
        whole = urljoin(page.answer.request.url, address)
        if address and urlsplit(whole).netloc == urlsplit(HOST).netloc and not PRINTED.search(whole):
            status = status_of(page.client, whole)
            if status >= 400 and not (status == page.answer.status_code and tag.get("hreflang")):
                yield f"{whole} answers {status}"


def _alternates(page: Page) -> Iterator[str]:
    found = {str(tag["hreflang"]) for tag in page.named("link") if tag.get("hreflang") and _is(tag, "alternate")}
    asked = page.answer.request.method == "GET"
    if page.answer.status_code == 200 and asked and found != {"fr", "en"}:
        yield f"hreflang alternates: {found}"
    ways = [link for link in page.named("a") if link.get("hreflang") and link.find_parent(class_="tools")]
    if len(ways) != 1:
        yield "no way to the other language"


def _is(link: Tag, relation: str) -> bool:
    return relation in (link.get("rel") or ())


def _address(page: Page) -> Iterator[str]:
    """Look for the one address of a public page, without what was typed; a secret one is told to nobody."""
    found = [str(tag["href"]) for tag in page.named("link") if _is(tag, "canonical")]
    told = [str(tag["content"]) for tag in page.named("meta") if tag.get("property") == "og:url"]
    public = page.answer.request.method == "GET" and not KEPT.search(page.path)
    fine = [[HOST + page.path]] if public and page.answer.status_code == 200 else [[], [HOST + page.path]]
    if found not in (fine if public else [[]]) or told != found:
        yield f"canonical {found}, og:url {told}"


def _card(page: Page) -> Iterator[str]:
    tags = page.named("meta")
    said = {str(tag.get("property") or tag.get("name")): str(tag.get("content", "")) for tag in tags}
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
    for tag in (tag for tag in page.named("script") if tag.get("type") == LINKED_DATA):
        said = json.loads(tag.get_text())
        if said.get("@context") != "https://schema.org" or "@type" not in said:
            yield f"linked data without its vocabulary or its type: {tag.get_text()[:80]}"


SECRETS = "kits|carnets|books|recus|received|campagnes|campaigns|panel|notice"
KEPT = re.compile(rf"/({SECRETS})/")
SECRET = re.compile(rf"/({SECRETS})/[\w-]{{20,}}|[?&](kit|own)=[\w-]{{20,}}")
_statuses: dict[tuple[int, str, tuple[tuple[str, str], ...]], int] = {}


def status_of(client: FlaskClient, address: str) -> int:
    """Return the status of an internal address, asked once an application; that of a kit or a quote, each time."""
    key = _key(client.application, address)
    if key not in _statuses or KEPT.search(address):
        with client.get(address) as answer:
            _statuses[key] = answer.status_code
    return _statuses[key]


def expect(app: Flask, pages: Iterable[tuple[str, int]]) -> None:
    """Take the statuses of these addresses for granted: tests/test_pages.py asks each of them."""
    _statuses.update({_key(app, HOST + address): status for address, status in pages})


@cache
def _key(app: Flask, address: str) -> tuple[int, str, tuple[tuple[str, str], ...]]:
    """Return what stands for an address: those that differ by a question of the bank in their query are one."""
    path, _, query = address.partition("?")
    known = app.extensions["library"].questions
    pairs = ((name, "a question" if value in known else value) for name, value in parse_qsl(query))
    return id(app), path, tuple(pairs)


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
