"""A team's own questions to test with, and a check that knows two sentences."""

from typing import Any

from whole_bank import LIBRARY

from app.content.text import Language
from app.questions.bank import Own, Question
from app.questions.exchange.parsed import Row
from app.questions.lawful import LawfulCheck
from app.questions.signals import ListFile, Signal, Signals

CHECK = LawfulCheck(
    LIBRARY.grounds,
    LIBRARY.traps,
    LIBRARY.lawful.silence,
    {
        "fr": Signals(ListFile(lists={}), [Signal(ground="age", any=("quel age",))]),
        "en": Signals(ListFile(lists={}), [Signal(ground="age", any=("how old",))]),
    },
)
FIRST = next(question for question in LIBRARY.questions.values() if question.competency == "copywriting-and-tone")
UNLAWFUL: dict[Language, str] = {"fr": "Quel âge avez-vous ?", "en": "How old are you?"}
REASON = "Poste d'alternance : la loi fixe un âge."
TYPED = {
    "language": "fr",
    "competency": "copywriting-and-tone",
    "kind": "situational",
    "ask_fr": "Une marque vous confie dix légendes à relire avant midi : comment vous y prenez-vous ?",
    "anchor_1_fr": "Relit tout d'un coup, sans méthode, et ne vérifie ni les noms ni les liens.",
    "anchor_3_fr": "Relit chaque texte à voix haute et corrige l'orthographe, mais oublie les mentions.",
    "anchor_5_fr": "Trie par heure de parution, relit avec une liste et fait vérifier les plus risquées.",
    "job_link_fr": "Le poste publie dix textes par jour pour trois marques.",
}


def own(name: str = "own-one", ask: str = "", language: Language | None = "fr", **changes: Any) -> Question:
    """Return an own question, made from one of the bank."""
    said = FIRST.ask.model_copy(update={"fr": ask, "en": ask}) if ask else FIRST.ask
    return FIRST.model_copy(update={"id": name, "twin": None, "ask": said, "own": Own(language=language), **changes})


def rows(*questions: Question) -> tuple[Row, ...]:
    """Return questions as the rows of a spreadsheet."""
    return tuple(Row(place, question) for place, question in enumerate(questions, 2))
