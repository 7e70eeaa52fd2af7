"""Real queries to the whole site find the answer that a person would point at."""

from pathlib import Path

import pytest
import yaml

from app.content.text import LANGUAGES, Language
from app.library import Library
from app.search.site import Site, site

CASES: dict[Language, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "relevance.yaml").read_text(encoding="utf-8")
)
FEWEST = 60
FIRST, AMONG_THREE = 0.90, 0.97


def answers(here: Site, query: str) -> list[str]:
    """Return the first three answers, as “kind id”."""
    entries, _ = here.find(query)
    return [f"{entry.kind} {entry.id}" for entry in entries[:3]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_queries_and_what_they_expect_exists(library: Library, language: Language) -> None:
    known = {f"{entry.kind} {entry.id}" for entry in site(library, language).entries}
    assert len(CASES[language]) >= FEWEST
    assert {name for expected in CASES[language].values() for name in expected} <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_expected_answer_comes_first(library: Library, language: Language) -> None:
    found = {query: answers(site(library, language), query) for query in CASES[language]}
    missed = {query: names for query, names in found.items() if not set(names[:1]) & set(CASES[language][query])}
    assert 1 - len(missed) / len(found) >= FIRST, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_expected_answer_is_among_the_first_three(library: Library, language: Language) -> None:
    found = {query: answers(site(library, language), query) for query in CASES[language]}
    missed = {query: names for query, names in found.items() if not set(names) & set(CASES[language][query])}
    assert 1 - len(missed) / len(found) >= AMONG_THREE, missed
