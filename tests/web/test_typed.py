"""What hands type: one line of text, a positive number."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.fields import one_line, positive_number


@given(st.text(alphabet=st.characters(), max_size=200))
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert not any(unicodedata.category(sign).startswith(("C", "Zl", "Zp")) for sign in line)
    assert line == line.strip()
    assert "  " not in line
    assert one_line(line) == line
    line.encode()


@given(st.text(alphabet="abcé ’œ!?-", max_size=80))
def test_ordinary_words_stay(text: str) -> None:
    assert one_line(text).split() == unicodedata.normalize("NFC", text).split()


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (None, ""),
        ("", ""),
        ("  a \t b\r\nc ", "a b c"),
        ("e\u0301", "é"),
        ("a\u202eb\u200fc", "a b c"),
        ("\ud800", ""),
        ("a\u2028b\u0000c", "a b c"),
        ("Chargé·e de com’", "Chargé·e de com’"),
    ],
)
def test_one_line(typed: str | None, line: str) -> None:
    assert one_line(typed) == line


@pytest.mark.parametrize("emoji", ["👩‍💻", "👩🏽‍💻 recrutement", "🏳️‍🌈"])
def test_joined_emoji_stay_whole(emoji: str) -> None:
    """An emoji made of several signs is joined by an invisible one, which is part of it."""
    assert one_line(emoji) == emoji


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("20", "20"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        (" 1 000 ", "1000"),
        ("1\u202f000", "1000"),
        ("35 %", "35"),
        ("+7", "7"),
        ("٣", "3"),
    ],
)
def test_positive_numbers(typed: str, number: str) -> None:
    assert positive_number(typed, 1000) == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["", "beaucoup", "0", "0,0", "-3", "nan", "sNaN", "inf", "-Infinity", "1e400", "1001", "1,2,3", "1.2,3"]
)
def test_what_is_no_positive_number(typed: str) -> None:
    assert positive_number(typed, 1000) is None


@given(st.text(max_size=40), st.integers(1, 10_000))
def test_any_text_gives_a_number_within_bounds_or_nothing(text: str, most: int) -> None:
    value = positive_number(text, most)
    assert value is None or 0 < value <= most


@given(st.decimals("0.01", 1000, places=2))
def test_a_comma_is_a_point(value: Decimal) -> None:
    assert positive_number(str(value).replace(".", ","), 1000) == value
