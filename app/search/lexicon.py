"""What the search is told by hand: the tools and pages in words, the words that mean the same, the form of titles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, field_validator

from app.content.reading import Entries, Entry, Item, Origin, Problem, Reader
from app.content.text import LANGUAGES, Language, Text

NAME = "{name}"


class Words(Item):
    """Words or short phrases, as people type them, in each language."""

    fr: Annotated[tuple[str, ...], Field(min_length=1)]
    en: Annotated[tuple[str, ...], Field(min_length=1)]

    def __getitem__(self, language: Language) -> tuple[str, ...]:
        return self.fr if language == "fr" else self.en


class Place(Entry):
    """A page of the site: what it gives, and how people ask for it.

    `endpoint` is its view; `query` and `anchor` lead to the part that answers. A point of law takes its text from
    the `notes` of rate_tables/law/notes.yaml it names, and needs no `text` of its own.
    """

    kind: Literal["tool", "page", "law"]
    endpoint: str
    query: dict[str, str] = Field(default_factory=dict)
    anchor: str = ""
    title: Text
    text: Text | None = None
    notes: tuple[str, ...] = ()
    asked: Words


class Titles(Item):
    """How an entry of a kind is called, `{name}` standing for its name, and how people ask for a guide."""

    guide: Words
    role: Text
    salary: Text
    unlawful: Text
    rate: Text

    @field_validator("*")
    @classmethod
    def _named(cls, title: Text | Words) -> Text | Words:
        phrases = ((title.fr, title.en),) if isinstance(title, Text) else (title.fr, title.en)
        if not all(NAME in phrase for said in phrases for phrase in said):
            raise ValueError(f"must hold {NAME} in each language, where the name goes")
        return title


class PlaceFile(Item):
    """question_banks/places.yaml."""

    titles: Titles
    places: Entries[Place]


class Synonyms(Entry, Words):
    """Words and phrases that stand for each other."""


class SynonymFile(Item):
    """question_banks/synonyms.yaml."""

    groups: Entries[Synonyms]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Both files together."""

    titles: Titles
    places: Mapping[str, Place]
    synonyms: Mapping[str, Synonyms]


def load_lexicon(read: Reader, notes: Mapping[str, object]) -> tuple[Lexicon | None, tuple[Problem, ...]]:
    """Return the lexicon read with `read`, None when a file cannot be read, and what is wrong in it.

    `notes` are the notes of law that places may quote.
    """
    places = read("question_banks/places.yaml", PlaceFile)
    synonyms = read("question_banks/synonyms.yaml", SynonymFile)
    if not (places and synonyms):
        return None, ()
    lexicon = Lexicon(places.value.titles, places.value.places, synonyms.value.groups)
    return lexicon, (
        *place_problems(places.value, places.origin, notes),
        *synonym_problems(synonyms.value, synonyms.origin),
    )


def place_problems(file: PlaceFile, origin: Origin, notes: Mapping[str, object]) -> Iterator[Problem]:
    """Yield the notes of law that do not exist, and the places that say nothing."""
    for place in file.places.values():
        key = ("places", place.id)
        for rank, note in enumerate(place.notes):
            yield from origin.unknown((*key, "notes", rank), note, notes)
        if not (place.text or place.notes):
            yield origin.problem((*key, "text"), "is missing: say what the page gives, or name notes of law")


def synonym_problems(file: SynonymFile, origin: Origin) -> Iterator[Problem]:
    """Yield the words that stand in two groups of a language: they would mean two things."""
    for language in LANGUAGES:
        first: dict[str, str] = {}
        for group in file.groups.values():
            for rank, word in enumerate(group[language]):
                if word in first:
                    place = ("groups", group.id, language, rank)
                    yield origin.problem(place, f"“{word}” is already in {first[word]}: keep one")
                first.setdefault(word, group.id)
