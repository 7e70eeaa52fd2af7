"""Whether a question may be asked: a check of words, the same for everyone, without any model of language.

A question that touches one of the 24 grounds of article L1132-1 du code du travail, past pay, or data that the job does
not need (article L1221-6) gets a finding. The check reads sentence by sentence; it errs, and says so where it is shown.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.content.text import LANGUAGES, Language, Text, typeset
from app.questions.grounds import Ground, Trap
from app.questions.phrases import pieces
from app.questions.signals import Signal, Signals

LONGEST_LINE = 20_000
ARTICLE = {"fr": "art. {} du code du travail", "en": "art. {} of the French Labour Code"}


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
    signals: Mapping[Language, Signals]

    def findings(self, text: str, language: Language) -> tuple[Finding, ...]:
        """Return what a text touches, one finding for each ground, in the order in which it is asked."""
        found: dict[str, Finding] = {}
        for sentence in pieces(text):
            for signal in self.signals[language].found(sentence):
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
