"""Whether a note says what is not written down about a candidate: a check of words, which never keeps from saving.

Two things are looked for, sentence by sentence: what touches a person's private life (art. 9 of the GDPR, art. L1221-6
and L1132-1 du code du travail), and a judgement that stands alone, without what was said or done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from app.content.reading import Entries, Entry, Item
from app.content.text import Language, Text
from app.questions.phrases import sentences
from app.questions.signals import SignalFile


class Subject(Entry):
    """What a note touches, and what to write instead."""

    kind: Literal["private", "judgement"]
    name: Text
    instead: Text


class NoteFile(Item):
    """`question_banks/lawful/notes.yaml`: subjects, and in each language the words by which a note touches them.

    The `ground` of a signal is one of the subjects.
    """

    subjects: Annotated[Entries[Subject], Field(min_length=1)]
    fr: SignalFile
    en: SignalFile

    @model_validator(mode="after")
    def _known(self) -> "NoteFile":
        unknown = {signal.ground for file in (self.fr, self.en) for signal in file.signals} - set(self.subjects)
        if unknown:
            raise ValueError(f"{', '.join(sorted(unknown))}: write one of {', '.join(self.subjects)}")
        return self


@dataclass(frozen=True)
class Advice:
    """What a note touches, and the sentence that does."""

    subject: Subject
    sentence: str


@dataclass(frozen=True, eq=False)
class NoteCheck:
    """The check, in both languages."""

    file: NoteFile

    def advice(self, text: str, language: Language) -> tuple[Advice, ...]:
        """Return what to say of a note, once for each subject, in the order of its sentences."""
        found: dict[str, Advice] = {}
        for sentence in sentences(text):
            for name in self._touched(sentence, language):
                found.setdefault(name, Advice(self.file.subjects[name], sentence))
        return tuple(found.values())

    def _touched(self, sentence: str, language: Language) -> Iterator[str]:
        file = self.file.fr if language == "fr" else self.file.en
        return (signal.ground for signal in file.read.found(sentence))
