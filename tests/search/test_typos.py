"""The known word that a hurried hand meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.typos import Spelling, distance

WORDS = st.text("abcdefgh", min_size=1, max_size=9)
KNOWN = Spelling({"salaire": 9, "salarie": 2, "community": 5, "moderation": 4, "tarif": 3, "tarot": 1, "prix": 2})


@pytest.mark.parametrize(
    ("first", "second", "slips"),
    [
        ("tarif", "tarif", 0),
        ("tarrif", "tarif", 1),
        ("trif", "tarif", 1),
        ("tatif", "tarif", 1),
        ("trаif".replace("а", "a"), "tarif", 1),
        ("comunty", "community", 2),
        ("", "abc", 3),
    ],
)
def test_slips_are_counted(first: str, second: str, slips: int) -> None:
    assert distance(first, second) == slips


@given(WORDS, WORDS)
def test_slips_are_the_same_both_ways_and_none_between_equals(first: str, second: str) -> None:
    assert distance(first, second) == distance(second, first)
    assert (distance(first, second) == 0) is (first == second)
    assert distance(first, second) <= max(len(first), len(second))


@given(st.text("abcdefgh", min_size=5, max_size=9), st.data())
def test_one_letter_too_many_too_few_or_wrong_is_forgiven(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    spelling = Spelling({word: 1})
    for typed in (
        word[:place] + word[place + 1 :],
        word[:place] + "z" + word[place:],
        f"{word[:place]}z{word[place + 1 :]}",
    ):
        assert spelling.meant(typed) == (word if len(typed) >= 4 else None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("comunity", "community"),
        ("moderasion", "moderation"),
        ("tairf", "tarif"),
        ("salaire", "salaire"),
        ("salairie", "salaire"),
        ("pri", None),
        ("2026", None),
        ("xylophone", None),
    ],
)
def test_the_nearest_known_word_is_meant_the_most_common_first(typed: str, meant: str | None) -> None:
    assert KNOWN.meant(typed) == meant
