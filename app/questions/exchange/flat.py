"""A question as cells: what spreadsheets and Markdown write of it."""

from app.content.text import LANGUAGES, Text
from app.questions.bank import Question


def texts(question: Question) -> dict[str, Text]:
    """Return the texts of a question by the names of columns.TEXTS, in their order."""
    first, second = question.probes
    return {
        "ask": question.ask,
        "probe_1": first,
        "probe_2": second,
        "reveals": question.reveals,
        "anchor_1": question.anchors[1],
        "anchor_3": question.anchors[3],
        "anchor_5": question.anchors[5],
        "not_observed": question.not_observed,
        "job_link": question.job_link,
    }


def cells(question: Question) -> dict[str, str]:
    """Return a question by the names of columns.NAMES, in their order; what it lacks is "".

    A question written in one language has no cell in the other.
    """
    only = question.own.language if question.own else None
    return {
        "id": question.id,
        "competency": question.competency,
        "kind": question.kind,
        "topic": question.topic,
        "levels": ", ".join(question.levels),
        "roles": ", ".join(question.roles),
        "minutes": str(question.minutes),
        "difficulty": str(question.difficulty),
        "twin": question.twin or "",
        **{
            f"{name}_{language}": text[language] if only in (None, language) else ""
            for name, text in texts(question).items()
            for language in LANGUAGES
        },
        "reason": question.own.reason if question.own else "",
    }
