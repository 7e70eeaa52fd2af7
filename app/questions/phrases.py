"""Phrases as people write them in a content file, and how they are found in a sentence.

A phrase is words in lower case, without accents or punctuation; an apostrophe or a hyphen is written as a space:

- `...` stands for up to six words, `word?` for a word that may be missing;
- `enfant~` for any word that starts so;
- `(age|annee de naissance)` for either, and parentheses may hold others;
- `{you}` for any phrase of the list named `you`;
- `^` for the start of the sentence, `$` for its end.

A phrase is read into steps. Each step takes a set of places in a sentence, the bits of a number, to the places that
can be reached from them: the time a search takes grows with the phrase and the sentence, never faster.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_

from app.search.words import folded

GAP = 6
_TOKEN = re.compile(r"\(|\)\??|\||[^\s()|]+")
_NOT_WORD = re.compile(r"[^a-z0-9€$£%@+]+")
_WORD = re.compile(r"[a-z0-9€$£%@+]+~?")
_SENTENCE = re.compile(r"(?<=[.?!;])\s+|\n+")


class BadPhrase(Exception):
    """A phrase that cannot be read; the message says how to write it."""


def plain(text: str) -> str:
    """Return a text as phrases see it: words in lower case, without accents, one space apart."""
    return _NOT_WORD.sub(" ", folded(text)).strip()


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, as they were typed."""
    return tuple(part for each in _SENTENCE.split(text) if (part := each.strip()))


class Words:
    """The words of a sentence, and where each of them stands: bit 0 before the first, bit n after the nth."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self.everywhere = (2 << len(self.words)) - 1
        self.reached: dict[tuple[object, int], int] = {}
        self.at: dict[str, int] = {}
        for place, word in enumerate(self.words):
            self.at[word] = self.at.get(word, 0) | 1 << place

    def places(self, whole: frozenset[str], starts: tuple[str, ...]) -> int:
        """Return the places of the words that are one of `whole`, or start in one of the ways of `starts`."""
        return reduce(
            or_, (at for word, at in self.at.items() if word in whole or (starts and word.startswith(starts))), 0
        )


Step = Callable[[Words, int], int]
Way = list[Step | str]


class Phrases:
    """Some phrases, any of which may be found."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.steps = tuple(steps)

    def found(self, sentence: Words) -> bool:
        """Return whether one of the phrases stands in a sentence."""
        return any(step(sentence, sentence.everywhere) for step in self.steps)

    def without(self, sentence: Words) -> Words:
        """Return a sentence with a blank in place of every word of a phrase found: no phrase finds a blank."""
        words = list(sentence.words)
        for step in self.steps:
            if step(sentence, sentence.everywhere):
                for start in range(len(words)):
                    if reached := step(sentence, 1 << start):
                        end = reached.bit_length() - 1
                        words[start:end] = [""] * (end - start)
        return Words(words)


class Reader:
    """Reads phrases; a list is read once, however many phrases name it."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.lists = lists
        self.known: dict[str, Step] = {}
        self.inside: list[str] = []

    def phrases(self, written: Iterable[str]) -> Phrases:
        """Return what finds any of some phrases; raises BadPhrase."""
        written = tuple(written)
        return Phrases([self._any(written)] if written else ())

    def _any(self, written: Iterable[str]) -> Step:
        return _either([self._phrase(phrase) for phrase in written])

    def _phrase(self, phrase: str) -> Way:
        tokens = _TOKEN.findall(phrase)
        ways = self._ways(tokens)
        if tokens:
            raise BadPhrase(f"“{phrase}” closes a parenthesis that it did not open")
        if _either(ways)(Words(()), 1) and not {"^", "$"} & set(phrase.split()):
            raise BadPhrase(f"“{phrase}” finds everything: every word of it may be missing")
        return ways[0] if len(ways) == 1 else [_either(ways)]

    def _ways(self, tokens: list[str]) -> list[Way]:
        """Return the ways up to the parenthesis that closes, which stays; `tokens` loses what was read."""
        ways: list[Way] = [[]]
        while tokens and not tokens[0].startswith(")"):
            token = tokens.pop(0)
            if token == "|":
                ways.append([])
            elif token == "(":
                step = _either(self._ways(tokens))
                if not tokens:
                    raise BadPhrase("a parenthesis is not closed")
                ways[-1].append(_optional(step) if tokens.pop(0) == ")?" else step)
            else:
                ways[-1].append(self._token(token))
        return ways

    def _token(self, token: str) -> Step | str:
        """Return a word as it is, and the step that any other token stands for."""
        if token in _SIGNS:
            return _SIGNS[token]
        if token.endswith("?"):
            return _optional(_either([[self._token(token[:-1])]]))
        if token.startswith("{"):
            return self._list(token[1:-1])
        if not _WORD.fullmatch(token):
            raise BadPhrase(f"“{token}” has signs that a sentence loses: write “{plain(token)}”")
        return token

    def _list(self, name: str) -> Step:
        if name not in self.lists:
            raise BadPhrase(f"“{{{name}}}” names no list: write one of {', '.join(self.lists)}")
        if name in self.inside:
            raise BadPhrase(f"“{{{name}}}” holds itself: take it out of its own list")
        if name not in self.known:
            self.inside.append(name)
            self.known[name] = self._any(self.lists[name])
            self.inside.pop()
        return self.known[name]


def _either(ways: Iterable[Way]) -> Step:
    """Return the step that goes any of these ways; only those whose first word stands in the sentence are tried."""
    single: list[str] = []
    opened: dict[str, list[Step]] = {}
    others: list[Step] = []
    for way in ways:
        first = way[0] if way else ""
        if isinstance(first, str) and len(way) == 1:
            single.append(first)
        elif isinstance(first, str) and first and not first.endswith("~"):
            opened.setdefault(first, []).append(_chain(way))
        else:
            others.append(_chain(way))
    if single:
        others.append(_words(single))
    if len(others) == 1 and not opened:
        return others[0]

    def along(sentence: Words, places: int) -> int:
        tried = [*others, *(step for word in sentence.at for step in opened.get(word, ()))]
        return reduce(or_, (step(sentence, places) for step in tried), 0)

    return _remembered(along)


def _chain(way: Way) -> Step:
    steps = [_words([step]) if isinstance(step, str) else step for step in way]

    def along(sentence: Words, places: int) -> int:
        for step in steps:
            if not places:
                return 0
            places = step(sentence, places)
        return places

    return along


def _words(wanted: list[str]) -> Step:
    """Return the step over one word, any of those `wanted`."""
    if len(wanted) == 1 and not wanted[0].endswith("~"):
        return lambda sentence, places: (places & sentence.at.get(wanted[0], 0)) << 1
    whole = frozenset(word for word in wanted if not word.endswith("~"))
    starts = tuple(word[:-1] for word in wanted if word.endswith("~"))
    standing = _remembered(lambda sentence, places: sentence.places(whole, starts))
    return lambda sentence, places: (places & standing(sentence, 0)) << 1


def _gap(sentence: Words, places: int) -> int:
    return reduce(or_, (places << length for length in range(GAP + 1))) & sentence.everywhere


_SIGNS: dict[str, Step] = {
    "...": _gap,
    "^": lambda sentence, places: places & 1,
    "$": lambda sentence, places: places & (sentence.everywhere + 1) >> 1,
}


def _optional(step: Step) -> Step:
    return lambda sentence, places: places | step(sentence, places)


def _remembered(step: Step) -> Step:
    """Return the same step, taken once for each sentence and set of places."""

    def remembered(sentence: Words, places: int) -> int:
        key = step, places
        if key not in sentence.reached:
            sentence.reached[key] = step(sentence, places)
        return sentence.reached[key]

    return remembered
