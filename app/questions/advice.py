"""What would make a question better while it is being written: hints, which never keep anyone from saving it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from app.content.text import Language
from app.questions.phrases import sentences
from app.questions.quality import ALIKE_ANCHORS, LENGTHS, LONGEST_SENTENCE, alike, count, vague

Code = Literal["short-ask", "long-ask", "long-sentence", "vague-anchor", "alike-anchors"]
MARKS = ("1", "3", "5")


@dataclass(frozen=True)
class Hint:
    """What could be better: the field it is about, as exchange columns name texts, and the values of its sentence."""

    code: Code
    field: str
    values: Mapping[str, str | int]


def hints(texts: Mapping[str, str], language: Language) -> tuple[Hint, ...]:
    """Return hints on what is typed so far: `texts` by the names of exchange columns without their language."""
    return (*_ask_hints(texts.get("ask", "")), *_anchor_hints(texts, language))


def _ask_hints(ask: str) -> Iterator[Hint]:
    least, most = LENGTHS["ask"]
    words = count(ask)
    if 0 < words < least:
        yield Hint("short-ask", "ask", {"count": words, "least": least})
    if words > most:
        yield Hint("long-ask", "ask", {"count": words, "most": most})
    longest = max(map(count, sentences(ask)), default=0)
    if longest > LONGEST_SENTENCE:
        yield Hint("long-sentence", "ask", {"count": longest, "most": LONGEST_SENTENCE})


def _anchor_hints(texts: Mapping[str, str], language: Language) -> Iterator[Hint]:
    typed = {mark: text for mark in MARKS if (text := texts.get(f"anchor_{mark}", "").strip())}
    for mark, text in typed.items():
        if vague(text, language):
            yield Hint("vague-anchor", f"anchor_{mark}", {"mark": mark})
    for (one, first), (other, second) in combinations(typed.items(), 2):
        if alike(first, second, language) > ALIKE_ANCHORS:
            yield Hint("alike-anchors", f"anchor_{other}", {"first": one, "second": other})
