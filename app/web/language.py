"""The language of a page, its words, and one declaration for both addresses of a page.

A French sentence is its own key. French needs a catalogue for plurals only; English has one in full.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Blueprint, Flask, g, request, url_for

from app.content.text import LANGUAGES, Language, Text, typeset

FOLDER = Path(__file__).resolve().parent.parent / "translations"
NAMES: dict[Language, str] = {"fr": "Français", "en": "English"}

_current: ContextVar[Language] = ContextVar("language", default="fr")
ViewT = TypeVar("ViewT", bound=Callable[..., Any])


def current() -> Language:
    """Return the language being spoken."""
    return _current.get()


def speak(language: Language) -> None:
    """Speak `language` from here to the end of the request."""
    _current.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak another language for a while, such as that of a document."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def catalogue(language: Language) -> Catalog:
    """Return the messages written for `language`."""
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@lru_cache(maxsize=2)
def _translations(language: Language) -> GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache(maxsize=4096)
def _said(language: Language, message: str) -> str:
    return typeset(_translations(language).gettext(message), language)


def gettext(message: str, **values: object) -> str:
    """Return a French sentence in the language being spoken, with `values` filled in."""
    said = _said(current(), message)
    return said % values if values else said


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """Return the sentence that suits `count`, which is also the value `num`."""
    language = current()
    said = typeset(_translations(language).ngettext(one, many, count), language)
    return said % {"num": count, **values}


def say(text: Text) -> str:
    """Return a text of the library in the language being spoken."""
    return text[current()]


class Pages(Blueprint):
    """A blueprint whose pages have an address in each language."""

    def page(self, fr: str, en: str, methods: tuple[str, ...] = ("GET",)) -> Callable[[ViewT], ViewT]:
        """Declare a page: its French address under /fr and its English one under /en."""

        def declare(view: ViewT) -> ViewT:
            for language, path in (("fr", fr), ("en", en)):
                self.add_url_rule(
                    f"/{language}{path}",
                    endpoint=view.__name__,
                    view_func=view,
                    defaults={"language": language},
                    methods=methods,
                )
            return view

        return declare


def negotiated() -> Language:
    """Return the language of the address, or else the one the browser prefers, French if it says nothing."""
    first = request.path.split("/")[1]
    if first in LANGUAGES:
        return first
    return request.accept_languages.best_match(LANGUAGES, "fr")  # type: ignore[return-value]


def alternate(language: Language) -> str | None:
    """Return the absolute address of this page in `language`, or None for what has no translation."""
    endpoint = request.endpoint
    if endpoint is None or request.method == "POST" or "language" not in g.get("arguments", {}):
        return None
    address = url_for(endpoint, _external=True, **{**g.arguments, "language": language})
    query = request.query_string.decode("ascii", "ignore")
    return f"{address}?{query}" if query else address


def install(app: Flask) -> None:
    """Make addresses, templates and dates follow the language of the request."""
    app.url_map.redirect_defaults = False
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters["say"] = say
    app.jinja_env.globals.update(current_language=current, alternate=alternate, language_names=NAMES)

    @app.url_value_preprocessor
    def _listen(endpoint: str | None, arguments: dict[str, Any] | None) -> None:
        g.arguments = dict(arguments or {})
        speak((arguments or {}).pop("language", None) or negotiated())

    @app.url_defaults
    def _speak(endpoint: str, arguments: dict[str, Any]) -> None:
        if "language" not in arguments and app.url_map.is_endpoint_expecting(endpoint, "language"):
            arguments["language"] = current()
