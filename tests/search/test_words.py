"""Words as one looks for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.text import LANGUAGES, Language
from app.search.words import corrected, folded, stem, stems, words


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_words_are_plain_letters_and_figures(text: str, language: Language) -> None:
    assert all(word.isascii() and word.isalnum() for word in words(text, language))


@pytest.mark.parametrize(
    ("typed", "read"), [("ÉTÉ", "ete"), ("Cœur", "coeur"), ("L’élève", "l’eleve"), ("naïve", "naive"), ("ﬁn", "fin")]
)
def test_folded(typed: str, read: str) -> None:
    assert folded(typed) == read


def test_words_without_meaning_are_left_out() -> None:
    assert words("Que faites-vous de la modération ?", "fr") == ["faites", "moderation"]
    assert words("What do you do about the moderation?", "en") == ["about", "moderation"]


def test_near_words() -> None:
    known = stems("modération calendrier influence", "fr")
    assert corrected(stem("calendrer", "fr"), known) == [stem("calendrier", "fr")]
    assert corrected("xyz", known) == []
    assert corrected("zzzzzzzz", known) == []
