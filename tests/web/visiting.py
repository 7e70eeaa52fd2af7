"""Looking at pages and pressing their buttons, as a browser without JavaScript does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import parse_qs

import sqlalchemy
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

INLINE = frozenset(("a", "abbr", "b", "em", "span", "strong", "code", "i", "cite", "label"))
BUILDER = {"fr": "/fr/entretiens", "en": "/en/interviews"}
COMPOSE = {"fr": "/fr/entretiens/composer", "en": "/en/interviews/compose"}
BANK = {"fr": "/fr/entretiens/questions", "en": "/en/interviews/questions"}
COMPOSER = "form.composer"


@dataclass(frozen=True)
class Page:
    """An answer of the service, read as HTML. `typed` is what a person wrote, which is shown as it is."""

    client: FlaskClient
    answer: TestResponse
    typed: tuple[str, ...] = ()

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page, parsed."""
        return BeautifulSoup(self.answer.text, "lxml")

    @cached_property
    def tags(self) -> list[Tag]:
        """Every element of the page, in order: quicker to go through than to select from, again and again."""
        return self.soup.find_all(True)

    def named(self, *names: str) -> list[Tag]:
        """Return the elements that have one of these names, in order."""
        return [tag for tag in self.tags if tag.name in names]

    def having(self, attribute: str) -> list[Tag]:
        """Return the elements that have an attribute, in order."""
        return [tag for tag in self.tags if attribute in tag.attrs]

    @property
    def path(self) -> str:
        """The path at which the page stands."""
        return self.answer.request.path

    @property
    def language(self) -> str:
        """The language of the page's address, French for addresses that have none."""
        first = self.path.split("/")[1]
        return first if first in ("fr", "en") else str(self.tags[0]["lang"])

    def one(self, selector: str) -> Tag:
        """Return the only element that matches."""
        (found,) = self.soup.select(selector)
        return found

    def words(self, selector: str = "body") -> str:
        """Return the text of the elements that match, with every run of spaces made one plain space."""
        return " ".join(" ".join(part.get_text(" ").split()) for part in self.soup.select(selector))

    @cached_property
    def passages(self) -> list[tuple[str, str]]:
        """What is written, block by block, as it would be read on one line, each with its language."""
        return [(language, text) for language, text in self._passages(self.soup) if text]

    def texts(self, language: str) -> list[str]:
        """Return what is written in `language`."""
        return [text for spoken, text in self.passages if spoken == language]

    def passages_of(self, within: Tag) -> list[str]:
        """Return what is written in one part of the page."""
        return [text for _, text in self._passages(within)]

    def _passages(self, within: Tag) -> Iterator[tuple[str, str]]:
        pieces: dict[tuple[int, str], list[str]] = {}
        for block, language, text in _walk(within, id(within), ""):
            pieces.setdefault((block, language), []).append(text)
        for (_, language), written in pieces.items():
            text = re.sub(r"[ \t\r\n]+", " ", "".join(written)).strip()
            for typed in self.typed:
                text = text.replace(typed, "…")
            yield language, text


def _walk(tag: Tag, block: int, language: str) -> Iterator[tuple[int, str, str]]:
    """Return every text with the block it stands in and its language."""
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name == "br":
                yield block, language, " "
            if child.name not in ("script", "style"):
                inside = block if child.name in INLINE else id(child)
                yield from _walk(child, inside, str(child.get("lang", language)))
        elif type(child) is NavigableString:
            yield block, language, str(child)


class Fetch(Protocol):
    """Fetch an address, check what its page owes, and return the page: the `page` fixture."""

    def __call__(self, address: str, status: int = 200, typed: tuple[str, ...] = (), **request: Any) -> Page:
        """Send `request` (data, method, headers) to `address`; fail unless the page has `status`."""


def pressed(form: Tag, button: str = "", **typed: str | list[str]) -> MultiDict[str, str]:
    """Return what a browser without JavaScript sends when the button that reads or is worth `button` is pressed.

    `typed` replaces what the form holds; a name it does not hold is added.
    """
    pairs: list[tuple[str, str]] = []
    found = not button
    for control in form.select("input[name], select[name], textarea[name], button[name]"):
        name, value = str(control["name"]), str(control.get("value", ""))
        if control.name == "button":
            if button and button in (value, " ".join(control.get_text().split())):
                pairs.append((name, value))
                found = True
        elif control.name == "select":
            chosen = control.select_one("option[selected]") or control.select_one("option")
            pairs.append((name, str(chosen["value"]) if chosen else ""))
        elif control.get("type") not in ("checkbox", "radio") or control.has_attr("checked"):
            pairs.append((name, value))
    assert found, f"no button {button}"
    sent = MultiDict(pairs)
    for name, values in typed.items():
        sent.setlist(name.replace("_", "-") if name.startswith("weight") else name, _listed(values))
    return sent


def _listed(values: str | list[str]) -> list[str]:
    return values if isinstance(values, list) else [values]


def rows(app: Flask) -> tuple[int, int]:
    """Return how many kits and editions are stored."""
    with app.extensions["database"].connect() as connection:
        kits = connection.execute(sqlalchemy.text("SELECT count(*) FROM kit")).scalar_one()
        return kits, connection.execute(sqlalchemy.text("SELECT count(*) FROM kit_edition")).scalar_one()


def press(page: Fetch, here: Page, form: str, button: str, **typed: Any) -> Page:
    """Press a button of a form as a browser without JavaScript does; return the page it leads to."""
    found = here.one(form)
    address = str(found.get("action") or here.path)
    words = tuple(value for value in typed.values() if isinstance(value, str))
    return page(address, method="POST", data=pressed(found, button, **typed), typed=words)


def create(page: Fetch, language: str = "fr", **typed: Any) -> Page:
    """Compose a kit and freeze it; return its page."""
    return press(page, page(BUILDER[language]), COMPOSER, "create", **typed)


def asked(page: Page) -> list[str]:
    """Return the ids of the items of a plan, in order."""
    return [str(step["id"]).removeprefix("step-") for step in page.soup.select(".steps .step[id]")]


def query(page: Page) -> dict[str, list[str]]:
    """Return the arguments of a page's address."""
    return parse_qs(page.answer.request.query_string.decode())


def plain(text: str) -> str:
    """Return a text with plain spaces and apostrophes, to compare words."""
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()
