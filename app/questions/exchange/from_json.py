"""Questions out of a JSON file: nested keys become columns, and what is of the wrong type is said by key."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from app.content.text import LANGUAGES, Language
from app.questions.exchange.cells import one_line
from app.questions.exchange.columns import LISTS, TEXTS
from app.questions.exchange.decoded import decoded
from app.questions.exchange.parsed import Ignored, Problem, Refused
from app.questions.exchange.raw import LONGEST_HEADER, Gathered, Raw, check_count, check_width

VERSION = 1
DEEPEST = 10

_PLAIN = ("id", "competency", "kind", "topic", "twin")
_NUMBERS = ("minutes", "difficulty")
_KEYS = {
    **{name: name.replace("anchor_", "anchors.") for name in TEXTS if not name.startswith("probe")},
    "probe_1": "probes.0",
    "probe_2": "probes.1",
}
_TOP = ("$schema", "version", "questions")
_KNOWN = (*_PLAIN, *_NUMBERS, *LISTS, "probes", "anchors", "own", *_KEYS.values())


class _Twice(ValueError):
    """A key stands twice in the same group."""


def questions(data: bytes, language: Language) -> Gathered:
    """Return the questions of a JSON file. Raises Refused."""
    text, encoding = decoded(data)
    document = _document(text)
    if not isinstance(document, dict) or not isinstance(document.get("questions"), list):
        raise Refused("json-shape")
    if document.get("version") not in (None, VERSION) or isinstance(document.get("version"), bool):
        raise Refused("json-version", expected=VERSION)
    check_count(len(document["questions"]))
    flat = [_Flattening(place, value) for place, value in enumerate(document["questions"], 1)]
    unknown = {key: "" for key in document if key not in _TOP} | {key: "" for each in flat for key in each.unknown}
    check_width(len(unknown))
    headers = {f"{name}_{each}": f"{key}.{each}" for name, key in _KEYS.items() for each in LANGUAGES}
    headers |= {name: name for name in (*_PLAIN, *_NUMBERS, *LISTS)} | {"reason": "own.reason"}
    return Gathered(
        tuple(each.raw() for each in flat),
        headers,
        tuple(_ignored(one_line(key)[:LONGEST_HEADER] for key in unknown)),
        encoding,
    )


def _ignored(keys: Iterable[str]) -> Iterator[Ignored]:
    for key in keys:
        near = get_close_matches(key, _KNOWN, 1)
        yield Ignored(key, near[0] if near else "")


def _document(text: str) -> Any:
    if _depth(text) > DEEPEST:
        raise Refused("json-depth", most=DEEPEST)
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise Refused("json-syntax", line=error.lineno, column=error.colno) from error
    except _Twice as error:
        raise Refused("json-key-twice", key=one_line(str(error))[:LONGEST_HEADER]) from error
    except ValueError as error:
        raise Refused("json-number") from error


def _depth(text: str) -> int:
    """Return how deep brackets nest, outside texts."""
    depth = deepest = 0
    for sign in re.findall(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|[\[\]{}]', text, re.DOTALL):
        depth += 1 if sign in "[{" else -1 if sign in "]}" else 0
        deepest = max(deepest, depth)
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _constant(name: str) -> Any:
    raise ValueError(name)


class _Flattening:
    """Turns the keys of one question into columns."""

    def __init__(self, place: int, value: object) -> None:
        self.place = place
        self.cells: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.unknown: list[str] = []
        self.shapeless = not isinstance(value, dict)
        self._only: str | None = None
        for key, inside in self._group("", value, "").items():
            if inside is not None:
                self._key(key, inside)

    def raw(self) -> Raw:
        """Return the cells; what a question of one language says again in the other is left out."""
        again = {f"{name}_{each}" for name in TEXTS for each in LANGUAGES if self._only not in (None, each)}
        kept = {column: text for column, text in self.cells.items() if column not in again}
        return Raw(self.place, kept, tuple(self.problems), self.shapeless)

    def _wrong(self, path: str, column: str, expected: str) -> None:
        self.problems.append(Problem("wrong-type", column, {"path": path, "expected": expected}))

    def _group(self, path: str, value: object, column: str) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self._wrong(path, column, "group")
        return {}

    def _key(self, key: str, value: Any) -> None:
        if key in _PLAIN:
            self._text(key, key, value)
        elif key in _NUMBERS:
            self._whole(key, value)
        elif key in LISTS:
            self._names(key, value)
        elif key in TEXTS:
            self._languages(key, key, value)
        elif key == "probes":
            self._probes(value)
        elif key == "anchors":
            self._anchors(value)
        elif key == "own":
            self._own(value)
        else:
            self.unknown.append(key)

    def _text(self, path: str, column: str, value: object) -> None:
        if isinstance(value, str):
            self.cells[column] = value
        elif value is not None:
            self._wrong(path, column, "text")

    def _whole(self, key: str, value: object) -> None:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            self.cells[key] = str(value)
        else:
            self._wrong(key, key, "whole")

    def _names(self, key: str, value: object) -> None:
        if isinstance(value, list) and all(isinstance(name, str) for name in value):
            self.cells[key] = "\n".join(value)
        else:
            self._wrong(key, key, "list")

    def _languages(self, path: str, name: str, value: object) -> None:
        for each, text in self._group(path, value, f"{name}_fr").items():
            if each in LANGUAGES:
                self._text(f"{path}.{each}", f"{name}_{each}", text)
            else:
                self.unknown.append(f"{path}.{each}")

    def _probes(self, value: object) -> None:
        if not isinstance(value, list) or len(value) > 2:
            self._wrong("probes", "probe_1_fr", "two")
            return
        for rank, probe in enumerate(value):
            self._languages(f"probes.{rank}", f"probe_{rank + 1}", probe)

    def _anchors(self, value: object) -> None:
        for mark, text in self._group("anchors", value, "anchor_1_fr").items():
            if f"anchor_{mark}" in TEXTS:
                self._languages(f"anchors.{mark}", f"anchor_{mark}", text)
            else:
                self.unknown.append(f"anchors.{mark}")

    def _own(self, value: object) -> None:
        for key, inside in self._group("own", value, "").items():
            if key == "reason":
                self._text("own.reason", "reason", inside)
            elif key == "language" and (inside is None or inside in LANGUAGES):
                self._only = inside
            elif key == "language":
                self._wrong("own.language", "", "language")
            else:
                self.unknown.append(f"own.{key}")
