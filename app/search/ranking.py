"""Entries of many kinds found by their words, the best answer first.

The full-text search of SQLite proposes; what is proposed is then weighed: a word in the title before the same word
in the text, a word as typed before a synonym or a slip, an entry about the query before one that mentions it.
"""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log
from threading import Lock

from app.content.text import Language
from app.search.query import Reader, Term
from app.search.words import every_word, stems, words

PROPOSED = 200  # Entries weighed for one query.
TITLE, ASKED, BODY = 1.0, 0.9, 0.4  # Where a word stands: in the title, in what people ask, in the text.
ABOUT = 0.5  # How much more an entry counts when its title, or one way of asking for it, is the whole query.
EXACT = 0.05  # How much more a word counts when it is written as typed.
UNKNOWN = 0.5  # How much a word that no entry holds tells; a known one tells 0.7 or more.
WHOLE = 0.15  # How much more an entry counts when its title, or one way of asking for it, is the query word for word.
NEAR = 0.7  # Entries that hold a smaller share of the query than this, next to the fullest one, are left out.


@dataclass(frozen=True)
class Document:
    """What an entry is found by: its kind, its title, the other ways people ask for it, its text."""

    kind: str
    title: str
    asked: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Found:
    """The names of what was found, best first; the stems looked for; what was read instead of unknown words.

    `missing` are the words that nothing holds, and that look like no other.
    """

    names: tuple[int, ...]
    stems: frozenset[str]
    read: Mapping[str, str]
    missing: tuple[str, ...]


class Ranking:
    """Documents found by their words, in one language; a document is named by its place in the list.

    `boosts` multiplies the worth of a kind; `groups` are the words that stand for each other.
    """

    def __init__(
        self,
        documents: Collection[Document],
        language: Language,
        groups: Iterable[tuple[str, ...]] = (),
        boosts: Mapping[str, float] | None = None,
    ) -> None:
        self._language = language
        self._boosts = dict(boosts or {})
        self._size = len(documents)
        self._lock = Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute(
            "CREATE VIRTUAL TABLE entry USING fts5 (kind UNINDEXED, typed UNINDEXED, title, asked, body)"
        )
        counts: Counter[str] = Counter()
        self._frequency: Counter[str] = Counter()
        self._base.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", self._rows(documents, counts))
        self._reader = Reader(counts, tuple(groups), language)

    def _rows(self, documents: Iterable[Document], counts: Counter[str]) -> Iterable[tuple[str, ...]]:
        """Yield what the base keeps of each document, and count its words and stems on the way."""
        for document in documents:
            named = " ".join((document.title, *document.asked))
            counts.update(words(f"{named} {document.text}", self._language))
            asked = " | ".join(" ".join(stems(phrase, self._language)) for phrase in document.asked)
            title, body = (" ".join(stems(text, self._language)) for text in (document.title, document.text))
            self._frequency.update({*title.split(), *asked.split(), *body.split()})
            typed = "".join(f"| {' '.join(every_word(phrase))} |" for phrase in (document.title, *document.asked))
            yield document.kind, typed, title, asked, body

    def find(self, query: str) -> Found:
        """Return the documents that answer `query`, best first; nothing when it holds no word."""
        terms = self._reader.terms(query)
        weights = [self._weight(term) for term in terms]
        read = {word: known for term in terms for word, known in term.read.items()}
        whole = f"| {' '.join(read.get(word, word) for word in every_word(query))} |"
        weighed = [self._weighed(row, terms, weights, whole) for row in self._proposed(terms)]
        least = NEAR * max((share for share, _, _ in weighed), default=0)
        kept = sorted((-score, name) for share, score, name in weighed if share >= least)
        return Found(
            tuple(name - 1 for _, name in kept),
            frozenset(root for term in terms for form in term.forms for root in form.split()),
            read,
            tuple(term.typed for term in terms if not any(map(self._known, term.forms))),
        )

    def _proposed(self, terms: list[Term]) -> list[tuple[int, str, str, str, str, str]]:
        if not terms:
            return []
        expression = " OR ".join(f'"{form}"' for term in terms for form in term.forms)
        with self._lock:
            return self._base.execute(
                "SELECT rowid, kind, typed, title, asked, body FROM entry WHERE entry MATCH ? "
                "ORDER BY bm25(entry, 0, 0, 8, 6, 1), rowid LIMIT ?",
                (expression, PROPOSED),
            ).fetchall()

    def _weighed(
        self, row: tuple[int, str, str, str, str, str], terms: list[Term], weights: list[float], whole: str
    ) -> tuple[float, float, int]:
        """Return the share of the query an entry holds, what it is worth, and its name.

        It is worth how well it holds each term, and how much of its title the query names.
        """
        name, kind, typed, *texts = row
        fields = list(zip((TITLE, ASKED, BODY), (f" {text} " for text in texts), strict=True))
        held = [_held(term, fields, typed) for term in terms]
        total = sum(weights)
        share = sum(weight for weight, worth in zip(weights, held, strict=True) if worth) / total
        worth = sum(weight * worth for weight, worth in zip(weights, held, strict=True)) / total
        title, asked, _body = texts
        about = max(self._about(phrase, terms) for phrase in (title, *asked.split(" | ")))
        return share, worth * (1 + ABOUT * about + WHOLE * (whole in typed)) * self._boosts.get(kind, 1), name

    def _weight(self, term: Term) -> float:
        """Return how much a term tells: the rarer the word typed, or else the commonest of its forms, the more."""
        known = [form for form in term.forms if self._known(form)]
        if not known:
            return term.telling * UNKNOWN
        typed = next(iter(term.forms))
        return term.telling * (self._rarity(typed) if typed in known else min(map(self._rarity, known)))

    def _known(self, phrase: str) -> bool:
        return all(self._frequency[root] for root in phrase.split())

    def _rarity(self, phrase: str) -> float:
        """Return how rare the rarest word of a phrase is, among those that some entry holds."""
        counts = [self._frequency[root] for root in phrase.split()]
        return max((log(1 + self._size / count) for count in counts if count), default=0)

    def _about(self, phrase: str, terms: list[Term]) -> float:
        """Return the share of a phrase, from 0 to 1, that the terms name."""
        whole = f" {phrase} "
        named = {
            root: worth
            for term in terms
            for form, worth in sorted(term.forms.items(), key=lambda item: item[1])
            if f" {form} " in whole
            for root in form.split()
        }
        weights = {root: self._rarity(root) for root in phrase.split()}
        total = sum(weights.values())
        return sum(weights[root] * worth for root, worth in named.items()) / total if total else 0


def _held(term: Term, fields: list[tuple[float, str]], typed: str) -> float:
    """Return how well an entry holds a term: the best of its forms in the best of its places."""
    found = (place * worth for place, text in fields for form, worth in term.forms.items() if f" {form} " in text)
    best = max(found, default=0.0)
    return best + EXACT if best and f" {term.typed} " in typed else best
