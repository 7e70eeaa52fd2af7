"""Ask this after that: the questions that follow another one well in the same interview, each with its reason.

Whoever is asked both meets one subject twice, from two sides; nobody tells the same story twice. The table of
neighbours is ours: it says how the work itself goes from one competency to the next, and no study backs it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.content.text import LANGUAGES, Language
from app.questions.bank import Question
from app.search.words import stems

Reason = Literal["knowledge", "lived", "harder", "topic", "neighbour"]
Relation = Literal["learn", "frame", "plan", "aim", "people", "voice", "react", "means"]

MOST = 4
ALIKE = 0.4  # Share of common words from which two questions are nearly the same one.
TURNS: tuple[Reason, ...] = ("knowledge", "lived", "harder", "topic", "neighbour", "topic", "neighbour")

NEIGHBOURS: Mapping[str, Mapping[str, Relation]] = {
    "copywriting-and-tone": {"community-engagement": "react", "editorial-planning": "plan"},
    "editorial-planning": {"measurement-and-kpis": "learn", "coordination-and-projects": "people"},
    "visual-and-short-video": {"copywriting-and-tone": "voice", "tools-and-ai": "means"},
    "community-engagement": {"moderation-and-conflict": "react", "measurement-and-kpis": "learn"},
    "moderation-and-conflict": {"law-ethics-security": "frame", "crisis-and-reputation": "react"},
    "customer-response": {"social-listening": "learn", "copywriting-and-tone": "voice"},
    "crisis-and-reputation": {"measurement-and-kpis": "learn", "team-leadership": "people"},
    "social-listening": {"crisis-and-reputation": "react", "social-media-strategy": "aim"},
    "measurement-and-kpis": {"social-media-strategy": "aim", "paid-social-and-budget": "means"},
    "social-media-strategy": {"editorial-planning": "plan", "measurement-and-kpis": "learn"},
    "paid-social-and-budget": {"measurement-and-kpis": "learn", "law-ethics-security": "frame"},
    "influence-and-partnerships": {"law-ethics-security": "frame", "measurement-and-kpis": "learn"},
    "law-ethics-security": {"moderation-and-conflict": "react", "tools-and-ai": "means"},
    "coordination-and-projects": {"team-leadership": "people", "editorial-planning": "plan"},
    "tools-and-ai": {"law-ethics-security": "frame", "coordination-and-projects": "people"},
    "team-leadership": {"coordination-and-projects": "people", "social-media-strategy": "aim"},
}


@dataclass(frozen=True)
class Next:
    """A question to ask next, why, and for a neighbouring competency how the work goes from one to the other."""

    question: Question
    reason: Reason
    relation: Relation | None = None


def after(question: Question, others: Iterable[Question], apart: Collection[str] = ()) -> tuple[Next, ...]:
    """Return up to four questions that follow `question` well, the best first; stories in `apart` are left out.

    Each shares a role and a level with it, tells another story, is no near-duplicate, and differs from the rest by
    its reason or its competency.
    """
    told = {question.story, *apart}
    tied = [(other, tuple(_ways(question, other))) for other in others if other.story not in told]
    tied = [(other, ways) for other, ways in tied if ways and _meets(question, other)]
    tied.sort(key=lambda pair: (pair[0].topic != question.topic, -_closeness(question, pair[0]), pair[0].id))
    found: list[Next] = []
    for reason in TURNS:
        if way := next((way for _, ways in tied for way in ways if way.reason == reason and _brings(way, found)), None):
            found.append(way)
    return tuple(found[:MOST])


def _meets(question: Question, other: Question) -> bool:
    shared = set(question.roles) & set(other.roles) and set(question.levels) & set(other.levels)
    return bool(shared) and all(_alike(question, other, language) < ALIKE for language in LANGUAGES)


def _brings(way: Next, found: Iterable[Next]) -> bool:
    """Return whether a question adds something to those found already."""
    return all(
        way.question.story != other.question.story
        and (way.reason, way.question.competency) != (other.reason, other.question.competency)
        for other in found
    )


def _ways(question: Question, other: Question) -> Iterator[Next]:
    """Yield why `other` would follow `question`, the most telling reason first."""
    if other.competency == question.competency:
        if other.kind == "technical" and question.kind == "behavioural":
            yield Next(other, "knowledge")
        elif other.kind == "behavioural" and question.kind != "behavioural":
            yield Next(other, "lived")
        if other.difficulty == question.difficulty + 1:
            yield Next(other, "harder")
        return
    if other.topic == question.topic:
        yield Next(other, "topic")
    if relation := NEIGHBOURS.get(question.competency, {}).get(other.competency):
        yield Next(other, "neighbour", relation)


def _closeness(question: Question, other: Question) -> float:
    return sum(_alike(question, other, language) for language in LANGUAGES)


def _alike(question: Question, other: Question, language: Language) -> float:
    """Return the share of their words that two questions have in common, from 0 to 1 (Jaccard)."""
    one, two = (_words(f"{each.ask[language]} {each.reveals[language]}", language) for each in (question, other))
    return len(one & two) / max(1, len(one | two))


@lru_cache(maxsize=2048)
def _words(text: str, language: Language) -> frozenset[str]:
    return frozenset(stems(text, language))
