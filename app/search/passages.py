"""The passage of a text that answers a query, with the words found told apart."""

import re
from collections.abc import Collection
from typing import NamedTuple

from app.content.text import Language
from app.search.words import folded, stem

LENGTH = 190  # Signs of a passage, about two lines.
BEFORE = 50  # Signs kept before the first word found.
_WORD = re.compile(r"[^\W_]+")


class Piece(NamedTuple):
    """A part of a passage; `found` when it is a word that was looked for."""

    text: str
    found: bool


def passage(text: str, sought: Collection[str], language: Language) -> tuple[Piece, ...]:
    """Return the stretch of `text` that holds the most of the stems `sought`; its beginning when it holds none."""
    hits = [(word.start(), word.end()) for word in _WORD.finditer(text) if _root(word.group(), language) in sought]
    start, end = _window(text, hits)
    pieces, place = [Piece("… ", False)] if start else [], start
    for first, last in hits:
        if start <= first and last <= end:
            pieces += [Piece(text[place:first], False), Piece(text[first:last], True)]
            place = last
    pieces += [Piece(text[place:end].rstrip(), False), Piece(" …" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece.text)


def _root(word: str, language: Language) -> str:
    return stem(folded(word), language)


def _window(text: str, hits: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the two ends of the passage, between words: it starts a little before the densest group of hits."""
    counted = [sum(first <= other < first + LENGTH - BEFORE for other, _ in hits) for first, _ in hits]
    first = hits[counted.index(max(counted))][0] if hits else 0
    start = 0 if first <= BEFORE else _between(text, first - BEFORE)
    if len(text) - start <= LENGTH:
        return start, len(text)
    end = text.rfind(" ", start, start + LENGTH)
    return start, end if end > start else start + LENGTH


def _between(text: str, place: int) -> int:
    """Return the first place from `place` on that begins a word."""
    space = text.find(" ", place)
    return place if space < 0 else space + 1
