"""The language of pages, and how numbers, days and sizes are written in it."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.web.language import current, gettext, ngettext, speaking
from app.web.shown import day, number, share, weight


def test_an_address_decides_whatever_the_browser_prefers(client: FlaskClient) -> None:
    for language, other in (("fr", "en"), ("en", "fr")):
        answer = client.get(f"/{language}/", headers={"Accept-Language": other})
        assert f'<html lang="{language}">' in answer.text


def test_one_request_does_not_decide_for_the_next(client: FlaskClient) -> None:
    client.get("/en/")
    assert '<html lang="fr">' in client.get("/nothing").text


def test_speaking_lasts_as_long_as_it_is_asked() -> None:
    with speaking("en"):
        assert current() == "en"
        with speaking("fr"):
            assert current() == "fr"
        assert current() == "en"
    assert current() == "fr"


def test_speaking_ends_with_an_error_too() -> None:
    with pytest.raises(ZeroDivisionError), speaking("en"):
        print(1 / 0)
    assert current() == "fr"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 question"), (1, "1 question"), (2, "2 questions"), (112, "112 questions")]
)
def test_french_counts_nothing_in_the_singular(count: int, words: str) -> None:
    with speaking("fr"):
        assert ngettext("%(num)s question", "%(num)s questions", count) == words


def test_sentences_are_typeset() -> None:
    with speaking("fr"):
        assert gettext("Effacer « %(title)s » ?", title="l'un") == "Effacer «\u00a0l'un\u00a0»\u202f?"


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("fr", 1234567, "1\u202f234\u202f567"),
        ("en", 1234567, "1,234,567"),
        ("fr", Decimal("0.42"), "0,42"),
        ("en", Decimal("0.42"), "0.42"),
        ("fr", 0, "0"),
        ("fr", -5, "-5"),
    ],
)
def test_numbers(language: str, value: int | Decimal, shown: str) -> None:
    with speaking(language):  # type: ignore[arg-type]
        assert number(value) == shown


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [("fr", 23, "23\u00a0%"), ("en", 23, "23%"), ("fr", Decimal("11.5"), "11,5\u00a0%"), ("fr", 100, "100\u00a0%")],
)
def test_percentages(language: str, value: int | Decimal, shown: str) -> None:
    with speaking(language):  # type: ignore[arg-type]
        assert share(value) == shown


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [("fr", 153_400, "153\u00a0ko"), ("en", 153_400, "153\u00a0kB"), ("fr", 3, "1\u00a0ko"), ("fr", 0, "1\u00a0ko")],
)
def test_sizes(language: str, value: int, shown: str) -> None:
    with speaking(language):  # type: ignore[arg-type]
        assert weight(value) == shown


def test_a_big_size_is_grouped() -> None:
    with speaking("fr"):
        assert weight(2_345_678) == "2\u202f346\u00a0ko"


def test_days() -> None:
    with speaking("fr"):
        assert day(date(2026, 3, 2)).replace("\u00a0", " ") == "2 mars 2026"
        assert day(date(2026, 8, 1)).replace("\u00a0", " ") == "1 août 2026"
    with speaking("en"):
        assert day(date(2026, 3, 2)) == "2 March 2026"


def test_the_day_is_that_of_paris(app: Flask, at: object) -> None:
    """Half past eleven at night in London in winter is tomorrow in Paris."""
    from app.web import clock

    at(2026, 1, 31, 23, 30)  # type: ignore[operator]
    assert clock.today() == date(2026, 2, 1)
    at(2026, 7, 31, 21, 59)  # type: ignore[operator]
    assert clock.today() == date(2026, 7, 31)
