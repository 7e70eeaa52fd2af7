"""Whether a question may be asked: a check of words, the same for everyone, without any model of language.

A question that touches one of the 24 grounds of article L1132-1 du code du travail, past pay, or data that the job does
not need (article L1221-6) gets a finding. The check reads sentence by sentence; it errs, and says so where it is shown.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, model_validator

from app.content.reading import Item
from app.content.text import LANGUAGES, Language, Text, typeset
from app.questions.grounds import Ground, Trap
from app.questions.phrases import BadPhrase, Reader, pieces, plain
from app.questions.steps import Words

LONGEST_LINE = 20_000
ARTICLE = {"fr": "art. {} du code du travail", "en": "art. {} of the French Labour Code"}

Written = tuple[str, ...]


class Signal(Item):
    """Words by which a sentence touches a subject: one of `any`, with one of `near` if given, and none of `unless`.

    `why` and `rewrite` replace those of the ground, where a subject calls for its own.
    """

    ground: str
    any: Annotated[Written, Field(min_length=1)]
    near: Written = ()
    unless: Written = ()
    why: str = ""
    rewrite: str = ""


class SignalFile(Item):
    """`question_banks/lawful/<language>.yaml`: lists of phrases, phrases that are always harmless, and signals."""

    lists: dict[str, Written]
    harmless: Written = ()
    signals: tuple[Signal, ...]

    @model_validator(mode="after")
    def _readable(self) -> "SignalFile":
        try:
            if not self.read.signals:
                raise ValueError("no signal: write at least one")
        except BadPhrase as error:
            raise ValueError(str(error)) from error
        return self

    @cached_property
    def read(self) -> "Signals":
        """The signals, ready to read sentences; raises BadPhrase, but not once the file is loaded."""
        return Signals(self)


class Signals:
    """The signals of a language, ready to read sentences."""

    def __init__(self, file: SignalFile) -> None:
        """Read every phrase; raises BadPhrase."""
        read = Reader(file.lists)
        self.harmless = read.phrases(file.harmless)
        self.signals = tuple(
            (signal, read.phrases(signal.any), read.phrases(signal.near), read.phrases(signal.unless))
            for signal in file.signals
        )

    def found(self, sentence: str) -> Iterator[Signal]:
        """Yield the signals that a sentence gives."""
        words = self.harmless.without(Words(tuple(plain(sentence).split())))
        for signal, wanted, near, unless in self.signals:
            if wanted.found(words) and (not signal.near or near.found(words)) and not unless.found(words):
                yield signal


@dataclass(frozen=True)
class Finding:
    """What a text touches: the ground or trap, its article, why it is not asked, what to ask instead, the sentence."""

    ground: str
    article: str
    why: str
    rewrite: str
    sentence: str


@dataclass(frozen=True, eq=False)
class LawfulCheck:
    """The check, in both languages; `silence` is what to do where nothing replaces a question."""

    grounds: Mapping[str, Ground]
    traps: Mapping[str, Trap]
    silence: Text
    signals: Mapping[Language, SignalFile]

    def findings(self, text: str, language: Language) -> tuple[Finding, ...]:
        """Return what a text touches, one finding for each ground, in the order in which it is asked."""
        found: dict[str, Finding] = {}
        for sentence in pieces(text):
            for signal in self.signals[language].read.found(sentence):
                found.setdefault(signal.ground, self._finding(signal, sentence, language))
        return tuple(found.values())

    def _finding(self, signal: Signal, sentence: str, language: Language) -> Finding:
        entry = self.grounds.get(signal.ground) or self.traps[signal.ground]
        asked = entry.ask[0] if entry.ask else self.silence
        return Finding(
            ground=signal.ground,
            article=ARTICLE[language].format(entry.article) if isinstance(entry, Ground) else entry.basis[language],
            why=typeset(signal.why, language) or entry.why[language],
            rewrite=typeset(signal.rewrite, language) or asked[language],
            sentence=sentence,
        )


def answered(line: str, check: LawfulCheck) -> str:
    """Return the answer to one JSON line {lang, text}: {lang, text, findings}; what is wrong with it is in `error`."""
    try:
        asked = _read(line)
    except ValueError as error:
        return json.dumps({"error": str(error)}, ensure_ascii=False)
    findings = [
        {"ground": each.ground, "article": each.article, "why": each.why, "rewrite": each.rewrite}
        for each in check.findings(asked["text"], asked["lang"])
    ]
    return json.dumps({"lang": asked["lang"], "text": asked["text"], "findings": findings}, ensure_ascii=False)


def _read(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise ValueError(f"the line is longer than {LONGEST_LINE} characters")
    try:
        asked = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError("the line is not JSON") from error
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise ValueError('write an object: {"lang", "text"}')
    if asked.get("lang") not in LANGUAGES:
        raise ValueError(f"lang must be one of {', '.join(LANGUAGES)}")
    return asked
