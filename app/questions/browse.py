"""Browsing the bank: filters that add up, and how many questions each choice would leave."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.questions.bank import Question

FACETS = ("role", "level", "competency", "kind", "topic")


@dataclass(frozen=True)
class Filters:
    """The value asked for in each facet; empty means any."""

    role: str = ""
    level: str = ""
    competency: str = ""
    kind: str = ""
    topic: str = ""

    def keep(self, question: Question, besides: str = "") -> bool:
        """Return whether a question passes every filter, but for the facet named `besides`."""
        return all(
            not (wanted := getattr(self, facet)) or facet == besides or wanted in values(question, facet)
            for facet in FACETS
        )


def values(question: Question, facet: str) -> tuple[str, ...]:
    """Return the values of a question in a facet."""
    match facet:
        case "role":
            return question.roles
        case "level":
            return question.levels
        case "competency":
            return (question.competency,)
        case "kind":
            return (question.kind,)
        case _:
            return (question.topic,)


def counts(questions: Iterable[Question], filters: Filters) -> Mapping[str, Counter[str]]:
    """Return, for each facet, how many questions each of its values would leave with the other filters as they are."""
    questions = tuple(questions)
    return {
        facet: Counter(
            value for question in questions if filters.keep(question, facet) for value in values(question, facet)
        )
        for facet in FACETS
    }
