"""What a query asks for: its words, and what may stand for each of them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.content.text import Language
from app.search.typos import Spelling
from app.search.words import stem, stems, words

LONGEST = 20  # Words; the rest of a longer query is not looked for.
SHORTEST_BEGINNING = 2  # Letters of an unfinished word that stands alone; after other words, one is enough.
BEGINNINGS = 40  # Words at most that an unfinished one may become.

# What a form is worth next to the word itself, most certain first.
STEM = 1.0
SYNONYM = 0.85
BEGINNING = 0.75
TYPO = 0.7

# Words that turn a query into a question: they are looked for, and tell little of what is meant.
ASKING = 0.2
_ASKING_FR = "combien comment pourquoi quoi quand faut peut doit puis avoir faire etre est meilleur exemple besoin"
_ASKING_EN = "how much many why can could should must may does do get make best example need about one use"
_ASKING: dict[Language, frozenset[str]] = {"fr": frozenset(_ASKING_FR.split()), "en": frozenset(_ASKING_EN.split())}


@dataclass(frozen=True)
class Term:
    """A word of a query, or a phrase that has synonyms: the stems that may stand for it, with the worth of each.

    `read` gives the known word that was read instead of each one that nothing holds; `telling`, from 0 to 1, how
    much the term tells of what is meant.
    """

    typed: str
    forms: Mapping[str, float]
    read: Mapping[str, str]
    telling: float = 1


class Reader:
    """Reads queries in one language against the words that are known there."""

    def __init__(self, counts: Counter[str], groups: Iterable[tuple[str, ...]], language: Language) -> None:
        self._language = language
        self._known = sorted(counts)
        self._counts = counts
        self._synonyms = _synonyms(groups, language)
        self._longest = max((phrase.count(" ") + 1 for phrase in self._synonyms), default=1)
        told = Counter(word for group in groups for phrase in group for word in words(phrase, language))
        self._told = frozenset(told)
        self._roots = frozenset(stem(word, language) for word in counts)
        self._spelling = Spelling(counts + told)

    def terms(self, query: str) -> list[Term]:
        """Return the terms of `query`, in order; its last word may be unfinished."""
        typed = words(query, self._language)[:LONGEST]
        read = [self._read(word, place == len(typed) - 1) for place, word in enumerate(typed)]
        roots = [stem(meant or word, self._language) for word, meant in zip(typed, read, strict=True)]
        found, place = [], 0
        while place < len(typed):
            size = self._phrase(roots, place)
            here = slice(place, place + size)
            last = place + size == len(typed)
            begun = self._begun(typed[-1]) if last and (place or len(typed[-1]) >= SHORTEST_BEGINNING) else []
            found.append(self._term(typed[here], roots[here], read[here], begun))
            place += size
        return found

    def _read(self, word: str, last: bool) -> str | None:
        """Return the word meant by one that nothing holds and, for the last one, that begins none."""
        known = word in self._counts or word in self._told or stem(word, self._language) in self._roots
        if known or (last and self._begun(word)):
            return None
        return self._spelling.meant(word)

    def _phrase(self, roots: list[str], place: int) -> int:
        """Return how many words from `place` on make the longest phrase that has synonyms, or 1."""
        for size in range(min(self._longest, len(roots) - place), 1, -1):
            if " ".join(roots[place : place + size]) in self._synonyms:
                return size
        return 1

    def _term(self, typed: list[str], roots: list[str], read: list[str | None], begun: list[str]) -> Term:
        phrase, meant = " ".join(roots), {word: known for word, known in zip(typed, read, strict=True) if known}
        worth = TYPO if meant else STEM
        forms = {phrase: worth}
        for other in self._synonyms.get(phrase, ()):
            forms.setdefault(other, worth * SYNONYM)
        if len(typed) == 1 and not meant:
            for word in begun:
                forms.setdefault(stem(word, self._language), BEGINNING)
        telling = ASKING if len(typed) == 1 and typed[0] in _ASKING[self._language] else 1
        return Term(" ".join(typed), forms, meant, telling)

    def _begun(self, word: str) -> list[str]:
        """Return the known words that begin with `word`, the most common of them when they are many."""
        start = bisect_left(self._known, word)
        stop = bisect_left(self._known, word + "\x7f")
        found = [known for known in self._known[start:stop] if known != word]
        return sorted(found, key=lambda known: (-self._counts[known], known))[:BEGINNINGS]


def _synonyms(groups: Iterable[tuple[str, ...]], language: Language) -> dict[str, tuple[str, ...]]:
    """Return, for each phrase of stems, the phrases that may stand for it."""
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        phrases = tuple(dict.fromkeys(" ".join(stems(phrase, language)) for phrase in group))
        for phrase in phrases:
            others = tuple(other for other in phrases if other not in ("", phrase))
            found[phrase] = tuple(dict.fromkeys((*found.get(phrase, ()), *others)))
    found.pop("", None)
    return found
