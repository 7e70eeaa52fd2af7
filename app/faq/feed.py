"""A feed of what changed, in Atom (RFC 4287)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

ATOM = "http://www.w3.org/2005/Atom"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
register_namespace("", ATOM)


class News(NamedTuple):
    """Something that has its own address, and the day it was last checked."""

    title: str
    address: str
    theme: str
    summary: str
    checked: date


def atom(title: str, author: str, here: str, page: str, language: str, news: Iterable[News]) -> bytes:
    """Return the feed found at the address `here`, about the page `page`: the latest checked first.

    Raises ValueError when there is no news: a feed owes the day it was updated.
    """
    latest = sorted(news, key=lambda each: each.checked, reverse=True)
    if not latest:
        raise ValueError("a feed needs at least one entry")
    feed = Element(f"{{{ATOM}}}feed", {XML_LANGUAGE: language})
    _texts(feed, (("id", here), ("title", title), ("updated", _moment(latest[0].checked))))
    _texts(SubElement(feed, f"{{{ATOM}}}author"), (("name", author),))
    SubElement(feed, f"{{{ATOM}}}link", {"rel": "self", "type": "application/atom+xml", "href": here})
    SubElement(feed, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": page})
    for each in latest:
        _entry(feed, each)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(feed: Element, news: News) -> None:
    entry = SubElement(feed, f"{{{ATOM}}}entry")
    _texts(entry, (("id", news.address), ("title", news.title), ("updated", _moment(news.checked))))
    SubElement(entry, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": news.address})
    SubElement(entry, f"{{{ATOM}}}category", {"term": news.theme})
    _texts(entry, (("summary", news.summary),))


def _texts(parent: Element, texts: Sequence[tuple[str, str]]) -> None:
    for name, text in texts:
        SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
