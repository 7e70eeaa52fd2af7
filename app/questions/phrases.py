"""Phrases as people write them in a content file, turned into patterns that find them in a sentence.

A phrase is words in lower case, without accents or punctuation; an apostrophe or a hyphen is written as a space:

- `...` stands for up to six words, `word?` for a word that may be missing;
- `enfant~` for any word that starts so;
- `(age|annee de naissance)` for either, and parentheses may hold others;
- `{you}` for any phrase of the list named `you`;
- `^` for the start of the sentence, `$` for its end.
"""

import re
from collections.abc import Iterable, Mapping

from app.search.words import folded

GAP = 6
_TOKEN = re.compile(r"\(|\)\??|\||[^\s()|]+")
_SIGNS = {"...": rf"(?: [^ ]+){{0,{GAP}}}?", "^": r"\A", "$": r"(?= \Z)"}
_NOT_WORD = re.compile(r"[^a-z0-9€$£%@+]+")
_SENTENCE = re.compile(r"(?<=[.?!;])\s+|\n+")


class BadPhrase(Exception):
    """A phrase that cannot be read; the message says how to write it."""


def plain(text: str) -> str:
    """Return a text as phrases see it: lower case, no accents, words apart by one space, a space at both ends."""
    return f" {_NOT_WORD.sub(' ', folded(text)).strip()} "


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, as they were typed."""
    return tuple(part for each in _SENTENCE.split(text) if (part := each.strip()))


def pattern(phrases: Iterable[str], lists: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """Return what finds any of `phrases` in a plain text; raises BadPhrase."""
    return re.compile("|".join(f"(?:{_phrase(phrase, lists, frozenset())})" for phrase in phrases) or r"(?!)")


def _phrase(phrase: str, lists: Mapping[str, tuple[str, ...]], inside: frozenset[str]) -> str:
    """Return a regular expression for a phrase; each of its words takes the space before it."""
    tokens = _TOKEN.findall(phrase)
    written = _either(tokens, lists, inside)
    if tokens:
        raise BadPhrase(f"“{phrase}” closes a parenthesis that it did not open")
    if re.match(f"(?:{written})\\Z", ""):
        raise BadPhrase(f"“{phrase}” finds everything: every word of it may be missing")
    return written


def _either(tokens: list[str], lists: Mapping[str, tuple[str, ...]], inside: frozenset[str]) -> str:
    """Return what is written up to the parenthesis that closes, which stays; `tokens` loses what was read."""
    ways = [""]
    while tokens and not tokens[0].startswith(")"):
        token = tokens.pop(0)
        if token == "|":
            ways.append("")
        elif token == "(":
            group = f"(?:{_either(tokens, lists, inside)})"
            if not tokens:
                raise BadPhrase("a parenthesis is not closed")
            ways[-1] += group + ("?" if tokens.pop(0) == ")?" else "")
        else:
            ways[-1] += _token(token, lists, inside)
    return "|".join(ways)


def _token(token: str, lists: Mapping[str, tuple[str, ...]], inside: frozenset[str]) -> str:
    if token in _SIGNS:
        return _SIGNS[token]
    if token.endswith("?"):
        return f"(?:{_token(token[:-1], lists, inside)})?"
    if token.startswith("{"):
        name = token[1:-1]
        if name not in lists:
            raise BadPhrase(f"“{token}” names no list: write one of {', '.join(lists)}")
        if name in inside:
            raise BadPhrase(f"“{token}” holds itself: take it out of its own list")
        return f"(?:{'|'.join(_phrase(phrase, lists, inside | {name}) for phrase in lists[name])})"
    word, any_ending = token.removesuffix("~"), token.endswith("~")
    if not word or plain(word).strip() != word:
        raise BadPhrase(f"“{token}” has signs that a sentence loses: write “{plain(word).strip()}”")
    return f" {re.escape(word)}" + ("[^ ]*" if any_ending else "(?= )")
