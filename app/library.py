"""Everything read from the content folders, checked as a whole, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.careers.guides import Actions, Guide, Steps
from app.careers.vocabulary import Competency, Level, Role, Topic
from app.content.dated import Dated, Publication, Source
from app.faq.faq import Faq
from app.freelance.market import Market
from app.pages.unknown import Unknown
from app.questions.bank import Component, Finding, Question, WorkSample
from app.questions.grounds import Ground, Trap
from app.questions.lawful import LawfulCheck
from app.questions.notes import NoteCheck
from app.salaries.pay import Salaries
from app.search.lexicon import Lexicon
from app.subject.subject import Subject
from app.taxes.law import Law


@dataclass(frozen=True, eq=False, repr=False)
class Library:
    """What the content folders say; `version` changes with any of their bytes."""

    roles: Mapping[str, Role]
    levels: Mapping[str, Level]
    competencies: Mapping[str, Competency]
    topics: Mapping[str, Topic]
    guides: Mapping[str, Guide]
    steps: Steps
    actions: Mapping[str, Actions]
    questions: Mapping[str, Question]
    samples: Mapping[str, WorkSample]
    grounds: Mapping[str, Ground]
    traps: Mapping[str, Trap]
    lawful: LawfulCheck
    notes: NoteCheck
    sources: Mapping[str, Source]
    figures: Mapping[str, Dated]
    findings: tuple[Finding, ...]
    components: Mapping[str, Component]
    law: Law
    publications: Mapping[str, Publication]
    market: Market
    salaries: Salaries
    lexicon: Lexicon
    unknown: Mapping[str, Unknown]
    faq: Faq
    subject: Subject
    version: str
