"""What a short file leaves out, and what stands there instead."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from app.careers.vocabulary import Kind
from app.content.text import Text
from app.questions.bank import Question
from app.questions.exchange.words import NOT_OBSERVED, PROBES, REVEALS

KIND: Kind = "situational"
DIFFICULTY = 2
MINUTES: Mapping[Kind, int] = {"behavioural": 6, "situational": 5, "technical": 4, "motivation": 3}
TEXTS: Mapping[str, Text] = {
    "probe_1": PROBES[0],
    "probe_2": PROBES[1],
    "reveals": REVEALS,
    "not_observed": NOT_OBSERVED,
}


def default_topics(questions: Iterable[Question]) -> dict[str, str]:
    """Return the most frequent topic of each competency in a bank; among equals, the one met first."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for question in questions:
        counted[question.competency][question.topic] += 1
    return {competency: topics.most_common(1)[0][0] for competency, topics in counted.items()}
