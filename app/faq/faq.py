"""What a question asked about the job is, and what is wrong between the questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from app.content.dated import Cited
from app.content.reading import Entries, Entry, Item, Origin, Problem, Read
from app.content.text import LANGUAGES, Language, Text

FOLDER = "question_banks/faq"
ThemeId = Literal[
    "metier",
    "conditions",
    "salaire",
    "freelance",
    "formation",
    "competences",
    "droit",
    "recrutement",
    "performance",
    "carriere",
]
THEMES: tuple[ThemeId, ...] = (
    "metier",
    "conditions",
    "salaire",
    "freelance",
    "formation",
    "competences",
    "droit",
    "recrutement",
    "performance",
    "carriere",
)
Tool = Literal[
    "builder",
    "bank",
    "samples",
    "unlawful",
    "method",
    "vocabulary",
    "day-rate",
    "statuses",
    "packages",
    "market",
    "quotes",
    "ranges",
    "gross-net",
    "offer",
    "hire-or-freelance",
    "map",
    "guides",
    "assessment",
    "subject",
    "kpis",
    "kpi-calculators",
]
FEWEST_WORDS, MOST_WORDS = 60, 180
LONGEST_QUESTION, LONGEST_SHORT = 110, 240  # Signs.
Known = Mapping[str, Cited]


class Asked(Item):
    """Other words in which people ask the same thing: the search knows them, pages do not show them."""

    fr: Annotated[tuple[str, ...], Field(min_length=1)]
    en: Annotated[tuple[str, ...], Field(min_length=1)]

    def __getitem__(self, language: Language) -> tuple[str, ...]:
        return self.fr if language == "fr" else self.en


class FrequentQuestion(Entry):
    """A question, its short answer, the rest in paragraphs, and where both come from."""

    theme: ThemeId
    question: Text
    short: Text
    answer: Text
    tools: Annotated[tuple[Tool, ...], Field(min_length=1, max_length=3)]
    related: Annotated[tuple[str, ...], Field(min_length=2, max_length=4)]
    asked: Asked
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    checked: date

    @field_validator("question")
    @classmethod
    def _brief(cls, text: Text) -> Text:
        return _no_longer(text, LONGEST_QUESTION)

    @field_validator("short")
    @classmethod
    def _short(cls, text: Text) -> Text:
        return _no_longer(text, LONGEST_SHORT)

    @field_validator("answer")
    @classmethod
    def _measured(cls, text: Text) -> Text:
        for language in LANGUAGES:
            count = len(text[language].split())
            if not FEWEST_WORDS <= count <= MOST_WORDS:
                raise ValueError(f"has {count} words in “{language}”: write {FEWEST_WORDS} to {MOST_WORDS}")
        return text

    def paragraphs(self, language: Language) -> list[str]:
        """Return the answer, after its short form, cut where its lines are."""
        return [line for line in self.answer[language].split("\n") if line]


class Theme(Item):
    """What gathers questions."""

    name: Text


class ThemeFile(Item):
    """`question_banks/faq/<theme>.yaml`: the theme is the name of the file, for all its questions."""

    id: ThemeId
    theme: Theme
    questions: Annotated[Entries[FrequentQuestion], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(questions := data.get("questions"), dict):
            shared = {"theme": data.get("id")}
            spread = {k: {**q, **shared} if isinstance(q, dict) else q for k, q in questions.items()}
            return {**data, "questions": spread}
        return data


@dataclass(frozen=True, eq=False)
class Faq:
    """Every question, in the order of the themes."""

    themes: Mapping[str, Theme]
    questions: Mapping[str, FrequentQuestion]

    def of(self, theme: str) -> list[FrequentQuestion]:
        """Return the questions of a theme."""
        return [question for question in self.questions.values() if question.theme == theme]


def faq_of(files: Sequence[Read[ThemeFile]]) -> Faq:
    """Return the questions of all the files together."""
    values = sorted((file.value for file in files), key=lambda value: THEMES.index(value.id))
    return Faq(
        themes={value.id: value.theme for value in values},
        questions={question.id: question for value in values for question in value.questions.values()},
    )


def problems(faq: Faq, files: Sequence[Read[ThemeFile]], known: Known) -> Iterator[Problem]:
    """Yield what is wrong between the files: ids taken twice, questions and sources that do not exist."""
    first: dict[str, str] = {}
    for file in files:
        for question in file.value.questions.values():
            key = ("questions", question.id)
            if question.id in first:
                yield file.origin.problem(key, f"this id is taken in {first[question.id]}: choose another")
            first.setdefault(question.id, file.origin.file)
            yield from _unknown(faq, file.origin, key, question, known)


def _unknown(
    faq: Faq, origin: Origin, key: tuple[str, str], question: FrequentQuestion, known: Known
) -> Iterator[Problem]:
    for rank, name in enumerate(question.related):
        yield from origin.unknown((*key, "related", rank), name, faq.questions)
        if name == question.id:
            yield origin.problem((*key, "related", rank), "is the question itself: name another")
    for rank, name in enumerate(question.sources):
        yield from origin.unknown((*key, "sources", rank), name, known)


def _no_longer(text: Text, most: int) -> Text:
    for language in LANGUAGES:
        if len(text[language]) > most:
            raise ValueError(f"has {len(text[language])} signs in “{language}”: write {most} at most")
    return text
