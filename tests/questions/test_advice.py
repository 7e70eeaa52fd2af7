"""Hints while a question is written."""

import pytest

from app.content.text import Language
from app.questions.advice import hints

GOOD = {
    "ask": "Une marque vous confie dix légendes à relire avant midi : comment vous y prenez-vous ?",
    "anchor_1": "Relit tout d'un coup et ne vérifie ni les noms ni les liens.",
    "anchor_3": "Relit chaque texte à voix haute, corrige l'orthographe, oublie les mentions.",
    "anchor_5": "Trie par heure de parution et fait contrôler les deux plus risquées.",
}


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("fr", {}, []),
        ("fr", {"ask": "Pourquoi ?"}, [("short-ask", "ask")]),
        ("fr", {"ask": "mot " * 46}, [("long-ask", "ask"), ("long-sentence", "ask")]),
        ("fr", {"anchor_5": "Très bonne réponse"}, [("vague-anchor", "anchor_5")]),
        ("en", {"anchor_5": "A very good answer"}, [("vague-anchor", "anchor_5")]),
        ("fr", {"anchor_3": GOOD["anchor_1"]}, [("alike-anchors", "anchor_3")]),
        ("fr", dict.fromkeys(GOOD, ""), []),
    ],
)
def test_hints(language: Language, typed: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert [(hint.code, hint.field) for hint in hints(GOOD | typed, language)] == expected
