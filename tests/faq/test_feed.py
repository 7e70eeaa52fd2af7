"""The feed of what changed: Atom as RFC 4287 wants it."""

from datetime import date
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.faq.feed import ATOM, News, atom

HERE, PAGE = "https://example.org/feed.xml", "https://example.org/questions"
WORDS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)
NEWS = st.builds(
    News, WORDS, st.from_regex(r"https://example\.org/[a-z]{1,9}", fullmatch=True), WORDS, WORDS, st.dates()
)


def text(parent: Element, name: str) -> str:
    """Return the text of the only element of this name."""
    (found,) = parent.findall(f"{{{ATOM}}}{name}")
    return found.text or ""


def feed(*news: News) -> Element:
    """Return a feed, read back."""
    return fromstring(atom("Title", "Author", HERE, PAGE, "fr", news))


@given(st.lists(NEWS, min_size=1, max_size=8))
def test_everything_is_there_the_latest_first(news: list[News]) -> None:
    root = feed(*news)
    entries = root.findall(f"{{{ATOM}}}entry")
    assert root.tag == f"{{{ATOM}}}feed"
    days = [text(entry, "updated")[:10] for entry in entries]
    assert days == sorted((each.checked.isoformat() for each in news), reverse=True)
    assert text(root, "updated")[:10] == days[0]
    said = [(text(each, "id"), text(each, "title"), text(each, "summary")) for each in entries]
    assert sorted(said) == sorted((each.address, each.title, each.summary) for each in news)


def test_a_feed_says_where_it_is_and_who_writes_it() -> None:
    root = feed(News("A & B <c>", "https://example.org/a", "Theme", "Short.", date(2026, 11, 22)))
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{{{ATOM}}}link")}
    assert links == {"self": HERE, "alternate": PAGE}
    assert text(root, "id") == HERE
    assert text(root.find(f"{{{ATOM}}}author") or root, "name") == "Author"
    assert text(root.find(f"{{{ATOM}}}entry") or root, "title") == "A & B <c>"
    assert text(root, "updated") == "2026-11-22T00:00:00Z"


def test_an_empty_feed_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        feed()
