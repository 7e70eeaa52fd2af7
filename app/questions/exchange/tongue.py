"""Telling plain English from plain French, by the small words that only one of them has."""

import re

from app.content.text import Language

FEWEST_WORDS = 8
_PLAIN = 3  # So many small words of the other language, and as many times more than of its own.
_FRENCH = """
au aux avec avez c ce cela ces cette comment d dans de des du elle est et fait fois il j l la le les leur leurs n ne
nous ou où par pas plus pour qu quand que quel quelle qui s sa sans se ses son sont sous sur un une vos votre vous à été
être
"""
_ENGLISH = """
about an and are as at but by did do does for from has have how in is it its not of our that the their them these they
this those to was we were what when which who will with without would you your
"""
_SMALL: dict[Language, frozenset[str]] = {"fr": frozenset(_FRENCH.split()), "en": frozenset(_ENGLISH.split())}


def plain_language(text: str) -> Language | None:
    """Return the language that a text of 8 words or more is plainly in, or None when that cannot be said."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if len(words) < FEWEST_WORDS:
        return None
    counts = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    if counts["en"] >= max(_PLAIN, _PLAIN * counts["fr"]):
        return "en"
    if counts["fr"] >= max(_PLAIN, _PLAIN * counts["en"]):
        return "fr"
    return None
