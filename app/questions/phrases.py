"""Phrases as people write them in a content file, and how they are found in a sentence.

A phrase is words in lower case, without accents or punctuation; an apostrophe or a hyphen is written as a space:

- `...` stands for up to six words, `word?` for a word that may be missing;
- `enfant~` for any word that starts so;
- `(age|annee de naissance)` for either, and parentheses may hold others;
- `{you}` for any phrase of the list named `you`;
- `^` for the start of the sentence, `$` for its end.

A phrase is read into steps. Each step takes a set of places in a sentence to the places that can be reached from
them: the time a search takes grows with the phrase and the sentence, never faster. See steps.py.
"""

import re
from collections.abc import Iterable, Mapping

from app.questions.steps import SIGNS, Optional, Step, Way, Word, Words, among, either
from app.search.words import folded

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


def pieces(text: str) -> tuple[str, ...]:
    """Return what a text asks, to be read piece by piece: questions alone, then statements with what comes after them.

    “Your children are small. Who looks after them?” says nothing in either half. The last sentence is read alone too.
    """
    parts = sentences(text)
    questions = [part.rstrip(' »”"').endswith("?") for part in parts]
    alone = [part for part, question in zip(parts, questions, strict=True) if question or part is parts[-1]]
    pairs = zip(parts, parts[1:], questions, strict=False)
    return (*alone, *(f"{part} {after}" for part, after, question in pairs if not question))


class Phrases:
    """Some phrases, any of which may be found."""

    def __init__(self, step: Step) -> None:
        self.step = step

    def found(self, sentence: Words) -> bool:
        """Return whether one of the phrases stands in a sentence."""
        return self.step.may(sentence) and self.step.take(sentence, sentence.everywhere) > 0

    def without(self, sentence: Words) -> Words:
        """Return a sentence with a blank in place of every word of a phrase found: no phrase finds a blank."""
        if not self.found(sentence):
            return sentence
        words = list(sentence.words)
        for start in range(len(words)):
            if reached := self.step.take(sentence, 1 << start):
                end = reached.bit_length() - 1
                words[start:end] = [""] * (end - start)
        return Words(words)


class Reader:
    """Reads phrases; a word, or a list, is read once, however many phrases hold it."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.lists = lists
        self.known = dict(SIGNS)
        self.inside: list[str] = []

    def phrases(self, written: Iterable[str]) -> Phrases:
        """Return what finds any of some phrases; raises BadPhrase."""
        return Phrases(self._any(written))

    def _any(self, written: Iterable[str]) -> Step:
        return either([way for phrase in written for way in self._phrase(phrase)])

    def _phrase(self, phrase: str) -> list[Way]:
        tokens = _TOKEN.findall(phrase)
        ways = self._ways(tokens)
        if tokens:
            raise BadPhrase(f"“{phrase}” closes a parenthesis that it did not open")
        if any(all(step.bare for step in way) for way in ways) and not {"^", "$"} & set(phrase.split()):
            raise BadPhrase(f"“{phrase}” finds everything: every word of it may be missing")
        return ways

    def _ways(self, tokens: list[str]) -> list[Way]:
        """Return the ways up to the parenthesis that closes, which stays; `tokens` loses what was read."""
        ways: list[Way] = [[]]
        while tokens and not tokens[0].startswith(")"):
            token = tokens.pop(0)
            if token == "|":
                ways.append([])
            elif token == "(":
                step = either(self._ways(tokens))
                if not tokens:
                    raise BadPhrase("a parenthesis is not closed")
                ways[-1].append(Optional(step) if tokens.pop(0) == ")?" else step)
            else:
                ways[-1].append(self._token(token))
        return ways

    def _token(self, token: str) -> Step:
        if token not in self.known:
            self.known[token] = self._read(token)
        return self.known[token]

    def _read(self, token: str) -> Step:
        if token.endswith("?"):
            return Optional(self._token(token[:-1]))
        if token.startswith("{"):
            return self._list(token[1:-1])
        if not _WORD.fullmatch(token):
            raise BadPhrase(f"“{token}” has signs that a sentence loses: write “{plain(token)}”")
        return among(frozenset([token])) if token.endswith("~") else Word(token)

    def _list(self, name: str) -> Step:
        if name not in self.lists:
            raise BadPhrase(f"“{{{name}}}” names no list: write one of {', '.join(self.lists)}")
        if name in self.inside:
            raise BadPhrase(f"“{{{name}}}” holds itself: take it out of its own list")
        self.inside.append(name)
        step = self._any(self.lists[name])
        self.inside.pop()
        return step
