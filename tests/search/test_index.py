"""The index: real queries find their question, and nothing typed can break it."""

from collections.abc import Mapping
from pathlib import Path
from threading import Thread

import pytest
import yaml
from flask import Flask
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.content.text import LANGUAGES, Language
from app.search.index import LONGEST_QUERY, Index

SEARCHES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "searches.yaml").read_text(encoding="utf-8"))
SMALL = Index(
    {
        "crisis": ("Un bad buzz éclate", "Premier message, rumeur, capture d’écran"),
        "calendar": ("Le calendrier éditorial", "Un mois sans graphiste ni crise"),
        "team": ("Encadrer une équipe", "Relire, déléguer, dire ce qui va"),
    },
    "fr",
)


def index(app: Flask, language: Language) -> Index:
    """Return the index of the questions in a language."""
    indexes: Mapping[str, Index] = app.extensions["question_index"]
    return indexes[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_twenty_five_real_searches(language: Language) -> None:
    assert len(SEARCHES[language]) == 25


@pytest.mark.parametrize(
    ("language", "query", "name"),
    [(language, query, name) for language in LANGUAGES for query, name in SEARCHES[language].items()],
)
def test_real_searches(app: Flask, language: Language, query: str, name: str) -> None:
    first = index(app, language).find(query)[:3]
    assert name in first


@pytest.mark.parametrize("query", ["calendrier", "Calendriers", "CALENDRIER", "calendr", "calandrier", "editoriaux"])
def test_one_entry_for_many_hands(query: str) -> None:
    assert SMALL.find(query) == ["calendar"]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("fr", "modération modérations moderation"),
        ("fr", "publication publications"),
        ("fr", "réseau réseaux"),
        ("fr", "indicateur indicateurs"),
        ("fr", "crise crises"),
        ("fr", "communauté communautés communaute"),
        ("fr", "vidéo vidéos video"),
        ("fr", "éditorial éditoriale éditoriaux éditoriales"),
        ("fr", "influenceur influenceurs"),
        ("en", "community communities"),
        ("en", "post posts posted posting"),
        ("en", "metric metrics"),
        ("en", "crisis crises"),
        ("en", "moderation moderating moderate"),
    ],
)
def test_each_form_of_a_word_finds_the_others(language: Language, forms: str) -> None:
    lost = [
        (written, typed)
        for written in forms.split()
        for typed in forms.split()
        if Index({"entry": (written, "")}, language).find(typed) != ["entry"]
    ]
    assert lost == []


@pytest.mark.parametrize("query", ["réseaux", "beaux"])
def test_a_plural_does_not_find_everything_that_starts_alike(query: str) -> None:
    other = Index({"entry": ("Relire, répondre, canaliser, bénir", "")}, "fr")
    assert other.find(query) == []


def test_a_title_counts_more_than_a_body() -> None:
    both = Index({"body": ("Autre chose", "la crise"), "title": ("La crise", "autre chose")}, "fr")
    assert both.find("crise") == ["title", "body"]


def test_all_words_first_else_most_of_them() -> None:
    assert SMALL.find("bad buzz rumeur") == ["crisis"]
    assert SMALL.find("buzz calendrier graphiste")[0] == "calendar"
    assert SMALL.find("licorne") == []


@pytest.mark.parametrize("query", ["", "   ", "le la les", "?!", "🔥", "\x00"])
def test_nothing_to_look_for_finds_nothing(query: str) -> None:
    assert SMALL.find(query) == []


@settings(deadline=None)
@given(st.text(max_size=200))
@example('"')
@example("a AND OR NOT NEAR(b, 2)")
@example("name:crisis ^buzz -calendar *")
@example("'; DROP TABLE entry; --")
@example("{a b}: (c)")
@example("bad " * 2000)
def test_nothing_typed_breaks_it(query: str) -> None:
    assert set(SMALL.find(query)) <= {"crisis", "calendar", "team"}


def test_operators_are_words_like_any_other() -> None:
    assert SMALL.find("title:calendrier") in ([], ["calendar"])
    assert SMALL.find("NOT calendrier") == ["calendar"]
    assert SMALL.find("name:crisis") == SMALL.find("name crisis")


def test_a_very_long_query_costs_no_more_than_its_first_words(app: Flask) -> None:
    words = " ".join(f"mot{n}" for n in range(LONGEST_QUERY))
    assert index(app, "fr").find(f"{words} modération") == index(app, "fr").find(words)


def test_several_visitors_at_once() -> None:
    found: list[list[str]] = []
    threads = [Thread(target=lambda: found.extend(SMALL.find("crise") for _ in range(50))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 400
    assert all(names == found[0] for names in found)
