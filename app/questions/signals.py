"""Signals: the words by which a sentence touches a subject, as they stand in the files of `question_banks/lawful/`."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from app.content.reading import Entry, Item, Key, Problem, Read
from app.questions.phrases import BadPhrase, Phrases, Reader, plain
from app.questions.steps import Words

Written = tuple[str, ...]
Lists = Mapping[str, Written]


class Wording(Item):
    """A sentence holds one of `any`, with one of `near` if given, and none of `unless`.

    `why` and `rewrite` replace those of the subject, where the wording calls for its own.
    """

    any: Annotated[Written, Field(min_length=1)]
    near: Written = ()
    unless: Written = ()
    why: str = ""
    rewrite: str = ""


class Signal(Wording):
    """A wording, and the subject that it touches: a ground, a trap, or what a note should not say."""

    ground: str


class ListFile(Item):
    """`question_banks/lawful/<language>/lists.yaml`: lists of phrases, and phrases that are always harmless."""

    lists: dict[str, Written]
    harmless: Written = ()


class SubjectFile(Entry):
    """`question_banks/lawful/<language>/<subject>.yaml`: the wordings by which a sentence touches one subject.

    `lists` are those that no other subject uses.
    """

    lists: dict[str, Written] = Field(default_factory=dict)
    signals: Annotated[tuple[Wording, ...], Field(min_length=1)]


class SignalFile(ListFile):
    """Lists and signals in one: what `question_banks/lawful/notes.yaml` holds for each language."""

    signals: Annotated[tuple[Signal, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _readable(self) -> Self:
        try:
            _ = self.read
        except BadPhrase as error:
            raise ValueError(str(error)) from error
        return self

    @cached_property
    def read(self) -> "Signals":
        """The signals, ready to read sentences; raises BadPhrase, but not once the file is loaded."""
        return Signals(self, self.signals)


class Signals:
    """The signals of a language, ready to read sentences."""

    def __init__(self, file: ListFile, signals: Iterable[Signal]) -> None:
        """Read every phrase; raises BadPhrase."""
        read = Reader(file.lists)
        self.harmless = read.phrases(file.harmless)
        self.read: tuple[tuple[Signal, Phrases, Phrases, Phrases], ...] = tuple(
            (signal, read.phrases(signal.any), read.phrases(signal.near), read.phrases(signal.unless))
            for signal in signals
        )

    def found(self, sentence: str) -> Iterator[Signal]:
        """Yield the signals that a sentence gives."""
        words = self.harmless.without(Words(tuple(plain(sentence).split())))
        for signal, wanted, near, unless in self.read:
            if wanted.found(words) and (not signal.near or near.found(words)) and not unless.found(words):
                yield signal


def signals_of(shared: Read[ListFile], files: Iterable[Read[SubjectFile]]) -> tuple[Signals | None, list[Problem]]:
    """Return the signals of a language, or None and the place of everything that cannot be read."""
    files = tuple(files)
    lists = {**shared.value.lists}
    twice = [problem for file in files for problem in _added(lists, file)]
    if twice:
        return None, twice
    every = ListFile(lists=lists, harmless=shared.value.harmless)
    signals = [Signal(ground=file.value.id, **dict(wording)) for file in files for wording in file.value.signals]
    try:
        return Signals(every, signals), []
    except BadPhrase:
        broken = [*_bad_lists(lists, (shared, *files)), *_bad(lists, shared, ("harmless",), every.harmless)]
        return None, broken or [problem for file in files for problem in _bad_wordings(lists, file)]


def _added(lists: dict[str, Written], file: Read[SubjectFile]) -> Iterator[Problem]:
    for name, phrases in file.value.lists.items():
        if name in lists:
            yield file.origin.problem(("lists", name), "is the name of another list too: give it one of its own")
        lists[name] = phrases


def _bad_lists(lists: Lists, files: Iterable[Read[ListFile] | Read[SubjectFile]]) -> Iterator[Problem]:
    for file in files:
        for name, phrases in file.value.lists.items():
            yield from _bad(lists, file, ("lists", name), phrases)


def _bad_wordings(lists: Lists, file: Read[SubjectFile]) -> Iterator[Problem]:
    for rank, wording in enumerate(file.value.signals):
        for part, phrases in (("any", wording.any), ("near", wording.near), ("unless", wording.unless)):
            yield from _bad(lists, file, ("signals", rank, part), phrases)


def _bad(lists: Lists, file: Read[Any], place: Key, phrases: Written) -> Iterator[Problem]:
    for rank, phrase in enumerate(phrases):
        try:
            Reader(lists).phrases([phrase])
        except BadPhrase as error:
            yield file.origin.problem((*place, rank), str(error))
