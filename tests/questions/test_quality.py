"""What keeps a question out of the bank: each slip, on a question that is otherwise right."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.content.text import LANGUAGES, Text
from app.library import Library
from app.questions.bank import Question
from app.questions.quality import NEAR, alike, near_pairs, readability, slips, vague

COPIES = Path(__file__).parents[1] / "cases" / "paraphrases.yaml"
NAME = "contested-moderation-call"
LONG = "Voici une phrase " + "qui continue encore et encore " * 8 + "sans jamais finir."


def anchors(question: Question, mark: int, text: str) -> dict[str, Any]:
    """Return the change that gives an anchor another text, in both languages."""
    return {"anchors": {**question.anchors, mark: Text(fr=text, en=text)}}


@pytest.fixture
def copies(library: Library) -> dict[str, Question]:
    """Questions of the bank in other words, under other ids, and no longer twins of anything."""
    written = yaml.safe_load(COPIES.read_text(encoding="utf-8"))
    return {name: _copy(library.questions[name], said) for name, said in written.items()}


def _copy(question: Question, said: dict[str, Any]) -> Question:
    texts = {key: Text(fr=said[key], en=said[key]) for key in ("ask", "reveals")}
    probes = tuple(Text(fr=probe, en=probe) for probe in said["probes"])
    return question.model_copy(update={**texts, "probes": probes, "id": f"copy-{question.id}", "twin": None})


SLIPS: dict[str, tuple[Callable[[Question], dict[str, Any]], str]] = {
    "too short": (lambda q: {"ask": Text(fr="Et alors ?", en="So what?")}, "has 2 words: write 10 to 45"),
    "a sentence too long": (lambda q: {"ask": Text(fr=LONG, en=LONG)}, "has a sentence of"),
    "hard to take in": (
        lambda q: {"ask": Text(fr="Expliquez " + "institutionnalisation communautaire " * 5, en=q.ask.en)},
        "is hard to take in by ear",
    ),
    "one language says more": (
        lambda q: {"reveals": Text(fr=q.reveals.fr, en="It shows how someone keeps to a rule in a calm way, I think.")},
        "say the same in both",
    ),
    "a masculine by default": (
        lambda q: {
            "reveals": Text(
                fr="Montre si le candidat applique une règle, explique sa décision et protège les personnes visées.",
                en=q.reveals.en,
            )
        },
        "“le candidat” supposes a man or a woman",
    ),
    "a masculine in English": (
        lambda q: {"reveals": Text(fr=q.reveals.fr, en=q.reveals.en.rstrip(".") + ", and whether he documents it.")},
        "“he” supposes a man or a woman",
    ),
    "an anchor that is a degree": (
        lambda q: anchors(q, 5, "Une très bonne réponse, plutôt complète et vraiment bien maîtrisée sur le sujet."),
        "says a degree",
    ),
    "two anchors alike": (lambda q: anchors(q, 5, q.anchors[3].fr), "says the same as anchor 3"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_found(library: Library, slip: str) -> None:
    question = library.questions[NAME]
    assert list(slips(question)) == []
    change, said = SLIPS[slip]
    found = [remedy for _, remedy in slips(question.model_copy(update=change(question)))]
    assert any(said in remedy for remedy in found), found


@pytest.mark.parametrize(
    "anchor",
    [
        "Très bien",
        "Bonne réponse",
        "Maîtrise parfaitement le sujet",
        "Réponse assez moyenne, peu satisfaisante",
        "Excellent niveau",
    ],
)
def test_an_adverb_is_no_anchor(anchor: str) -> None:
    assert vague(anchor, "fr")


def test_no_anchor_of_the_bank_is_vague(library: Library) -> None:
    for question in library.questions.values():
        for text in question.anchors.values():
            assert not any(vague(text[language], language) for language in LANGUAGES)


def test_readability_grows_with_words_and_sentences() -> None:
    assert readability("Que faites-vous ?") < readability("Que faites-vous dans cette situation précise ?")
    assert readability("Un deux trois. Un deux trois.") == readability("Un deux trois.")


def test_likeness_goes_from_nothing_to_the_same() -> None:
    assert alike("Une règle écrite", "Une règle écrite", "fr") == 1
    assert alike("Une règle écrite", "Le budget mensuel", "fr") == 0


def test_rewritten_copies_are_near_and_the_bank_holds_none(library: Library, copies: dict[str, Question]) -> None:
    """Each copy says a question of the bank again in other words: the threshold stands between them and the rest."""
    assert list(near_pairs(library.questions.values(), "fr")) == []
    known = {**library.questions, **{f"copy-{name}": copy for name, copy in copies.items()}}
    found = {(one.id, other.id) for _, one, other in near_pairs(known.values(), "fr")}
    assert {(name, f"copy-{name}") for name in copies} <= found
    assert 0 < NEAR < 1
