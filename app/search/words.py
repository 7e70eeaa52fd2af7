"""Words as one looks for them: without accents or endings, with the typos of a hurried hand."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

import snowballstemmer

from app.content.text import Language

_NAMES: dict[Language, str] = {"fr": "french", "en": "english"}
_STOP_FR = (
    "au aux avec ce ces dans de des du elle en est et il ils je la le les leur lui ma mais me mes mon ne nos notre "
    "nous on ou par pas pour qu que quel quelle qui sa se ses son sur ta te tes ton tu un une vos votre vous y a d l "
    "s c j n m t"
)
_STOP_EN = (
    "a an and are as at be by do for from has have how i in is it of on or our that the their they this to was we "
    "what when which who will with you your s t"
)
_STOP: dict[Language, frozenset[str]] = {"fr": frozenset(_STOP_FR.split()), "en": frozenset(_STOP_EN.split())}
_FRENCH_ENDINGS = ((re.compile(r"eaux$"), "eau"), (re.compile(r"aux$"), "al"), (re.compile(r"(?:es|s|x|e)$"), ""))


def folded(text: str) -> str:
    """Return `text` in lower case, without accents."""
    lower = unicodedata.normalize("NFKD", text).casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(sign for sign in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(sign))


def every_word(text: str) -> list[str]:
    """Return the words of `text`, folded."""
    return re.findall(r"[a-z0-9]+", folded(text))


def words(text: str, language: Language) -> list[str]:
    """Return the words of `text` that carry meaning, folded."""
    return [word for word in every_word(text) if word not in _STOP[language]]


@lru_cache(maxsize=50_000)
def stem(word: str, language: Language) -> str:
    """Return the part of a folded word that its forms share."""
    if language == "fr" and len(word) > 4:
        for ending, replacement in _FRENCH_ENDINGS:
            word = ending.sub(replacement, word)
    return str(snowballstemmer.stemmer(_NAMES[language]).stemWord(word))


def stems(text: str, language: Language) -> list[str]:
    """Return the stems of the words of `text`."""
    return [stem(word, language) for word in words(text, language)]


def corrected(word: str, vocabulary: Iterable[str]) -> list[str]:
    """Return the known stems that look like `word`, for a word nothing holds."""
    return get_close_matches(word, vocabulary, n=2, cutoff=0.8) if len(word) > 3 else []
