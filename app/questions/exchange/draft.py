"""One row read for itself: every problem it has, and the defaults that complete it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.careers.vocabulary import Kind
from app.content.text import LANGUAGES, Language, Text
from app.questions.bank import Own
from app.questions.exchange import defaults
from app.questions.exchange.cells import one_line, same_in_both, several_lines
from app.questions.exchange.columns import LISTS, PLAIN, REQUIRED, TEXTS, heading
from app.questions.exchange.parsed import Problem
from app.questions.exchange.raw import Raw
from app.questions.exchange.tongue import plain_language
from app.questions.exchange.vocabulary import Vocabulary

LONGEST = 1000  # Signs in a cell.
LONGEST_ASK = 300
LONGEST_ID = 64
MINUTES = (1, 45)
DIFFICULTY = (1, 3)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ONE_LINE = {*PLAIN, "reason", "ask", "probe_1", "probe_2"} - set(LISTS)
_LONGEST = {"ask": LONGEST_ASK}


@dataclass(frozen=True)
class Draft:
    """What a row says.

    `id` is "" when it gives none; `asks` is the question in each of its languages, the reader's first; `values` are
    those of a Question but for its id.
    """

    place: int
    id: str
    asks: tuple[str, ...]
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    filled: tuple[str, ...]


def draft(raw: Raw, language: Language, vocabulary: Vocabulary) -> Draft:
    """Return a row with all that is wrong in it, whatever the other rows say; `language` is its reader's."""
    if raw.shapeless:
        return Draft(raw.place, "", (), {"twin": None, "own": Own(language=None)}, raw.problems, ())
    return _Reading(raw, language, vocabulary).draft()


class _Reading:
    """Reads the columns of one row one after the other, and gathers problems and defaults on the way."""

    def __init__(self, raw: Raw, language: Language, vocabulary: Vocabulary) -> None:
        self.raw, self.language, self.vocabulary = raw, language, vocabulary
        self.cells = {name: _clean(name, text) for name, text in raw.cells.items()}
        self.flawed = {problem.column for problem in raw.problems}
        self.problems = list(raw.problems)
        self.filled: list[str] = []
        for name in (*PLAIN, "reason"):
            self._shorten(name)

    def draft(self) -> Draft:
        identity, competency = self._id(), self._named("competency")
        values = self._plain(competency)
        texts, only = self._texts()
        values |= _nested(texts) | {"own": Own(language=only, reason=self.cells.get("reason", ""))}
        spoken = sorted(_languages(only), key=lambda each: each != self.language)
        asks = tuple(texts["ask"][each] for each in spoken if "ask" in texts)
        return Draft(self.raw.place, identity, asks, values, tuple(self.problems), tuple(self.filled))

    def _problem(self, code: str, column: str = "", **arguments: str | int) -> None:
        self.problems.append(Problem(code, column, arguments))

    def _shorten(self, column: str) -> None:
        """Refuse what is too long for a short value, before anything looks at it."""
        if self._too_long(column, self.cells.get(column, "")):
            self.flawed.add(column)
            del self.cells[column]

    def _id(self) -> str:
        typed = self.cells.get("id", "")
        if typed and not (_ID.fullmatch(typed) and len(typed) <= LONGEST_ID):
            self._problem("bad-id", "id", typed=typed[:LONGEST_ID], most=LONGEST_ID)
            return ""
        return typed

    def _plain(self, competency: str) -> dict[str, Any]:
        kind = self._named("kind", defaults.KIND)
        minutes = defaults.MINUTES.get(_kind(kind), 0)
        return {
            "competency": competency,
            "kind": kind,
            "topic": self._named("topic", self.vocabulary.default_topics.get(competency, "")),
            "levels": self._list("levels", tuple(self.vocabulary.levels)),
            "roles": self._list("roles", tuple(self.vocabulary.roles)),
            "minutes": self._number("minutes", *MINUTES, minutes),
            "difficulty": self._number("difficulty", *DIFFICULTY, defaults.DIFFICULTY),
            "twin": self.cells.get("twin") or None,
        }

    def _empty(self, column: str, has_default: bool) -> bool:
        """Return whether a column says nothing; it is then filled, or missing."""
        if self.cells.get(column) or column in self.flawed:
            return False
        if has_default:
            self.filled.append(column)
        else:
            self._problem("missing", column)
        return True

    def _values(self, column: str, typed: list[str]) -> tuple[str, ...]:
        """Return the ids of the values that a column names; those unknown make one problem."""
        unknown = [name for name in typed if not self.vocabulary.meant(column, name)]
        if unknown:
            near = self.vocabulary.nearest(column, unknown[0][:LONGEST_ID], self.language)
            self._problem("unknown-value", column, typed=", ".join(unknown)[:LONGEST_ASK], nearest=near)
            return ()
        return tuple(dict.fromkeys(self.vocabulary.meant(column, name) for name in typed))

    def _named(self, column: str, default: str = "") -> str:
        competency_unknown = column == "topic" and not default and not self.cells.get("topic")
        if competency_unknown and any(problem.column == "competency" for problem in self.problems):
            return ""
        if self._empty(column, bool(default)):
            return default
        found = self._values(column, [self.cells[column]]) if self.cells.get(column) else ()
        return found[0] if found else ""

    def _list(self, column: str, default: tuple[str, ...]) -> tuple[str, ...]:
        typed = [name for name in map(one_line, re.split("[,;\n]", self.cells.get(column, ""))) if name]
        if not typed:
            return default if self._empty(column, has_default=True) else ()
        return self._values(column, typed)

    def _number(self, column: str, least: int, most: int, default: int) -> int:
        if self._empty(column, has_default=True):
            return default
        typed = self.cells.get(column, "")
        if re.fullmatch("[0-9]{1,3}", typed) and least <= int(typed) <= most:
            return int(typed)
        if typed:
            self._problem("bad-number", column, typed=typed[:LONGEST_ID], least=least, most=most)
        return default

    def _texts(self) -> tuple[dict[str, Text], Language | None]:
        """Return the texts that could be read, and the only language they are in, None for both."""
        used = [each for each in LANGUAGES if any(self._given(text, each) for text in TEXTS)]
        only = None if len(used) > 1 else used[0] if used else self.language
        asked = self.language if only is None else only
        found: dict[str, Text] = {}
        missing: dict[Language, list[str]] = {}
        for name in TEXTS:
            given = [each for each in used if self._given(name, each)]
            if not given:
                self._absent(name, asked, only, found)
            elif len(given) < len(used):
                absent = next(each for each in used if each not in given)
                missing.setdefault(absent, []).append(heading(f"{name}_{absent}", self.language))
            elif not any(f"{name}_{each}" in self.flawed for each in given):
                found[name] = self._text(name, only)
        for each, columns in missing.items():
            self._problem("half-filled", "", missing=", ".join(columns), language=each)
        return found, only

    def _given(self, text: str, language: Language) -> bool:
        column = f"{text}_{language}"
        return bool(self.cells.get(column)) or column in self.flawed

    def _absent(self, name: str, asked: Language, only: Language | None, found: dict[str, Text]) -> None:
        if name in REQUIRED:
            self._problem("missing", f"{name}_{asked}")
            return
        self.filled.append(name)
        default = defaults.TEXTS[name]
        found[name] = same_in_both(default[only], only) if only else default

    def _text(self, name: str, only: Language | None) -> Text:
        said = {each: self.cells.get(f"{name}_{each}", "") for each in LANGUAGES}
        text = same_in_both(said[only], only) if only else Text(fr=said["fr"], en=said["en"])
        for each in _languages(only):
            column = f"{name}_{each}"
            self._too_long(column, text[each], _LONGEST.get(name, LONGEST))
            if (plain := plain_language(text[each])) not in (None, each):
                self._problem("wrong-language", column, found=str(plain), expected=each)
        return text

    def _too_long(self, column: str, text: str, most: int = LONGEST) -> bool:
        if len(text) > most:
            self._problem("too-long", column, count=len(text), most=most)
        return len(text) > most


def _clean(name: str, text: str) -> str:
    base = name.rpartition("_")[0] if name.endswith(("_fr", "_en")) else name
    if base in LISTS and not re.sub("[,;\\s]", "", text):
        return ""
    return one_line(text) if base in _ONE_LINE else several_lines(text)


def _kind(name: str) -> Kind:
    return next((kind for kind in defaults.MINUTES if kind == name), defaults.KIND)


def _languages(only: Language | None) -> Iterator[Language]:
    yield from (only,) if only else LANGUAGES


def _nested(texts: Mapping[str, Text]) -> dict[str, Any]:
    """Return texts as the fields of a Question hold them; only meant for rows without problem when some lack."""
    if len(texts) < len(TEXTS):
        return {}
    return {
        **{name: texts[name] for name in ("ask", "reveals", "not_observed", "job_link")},
        "probes": (texts["probe_1"], texts["probe_2"]),
        "anchors": {1: texts["anchor_1"], 3: texts["anchor_3"], 5: texts["anchor_5"]},
    }
