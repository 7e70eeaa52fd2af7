"""Strict reading of content files: whatever is wrong is said with file, line, key and remedy."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Generic, Protocol, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

Key = tuple[str | int, ...]

FEW = 30


class Item(BaseModel):
    """Base of everything read from a file: immutable, no unknown key, no silent conversion."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Entry(Item):
    """An item named by its key in the file, or by the file's own name."""

    id: str


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in a content file, and what to do about it."""

    file: str
    line: int
    key: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.key or 'whole file'}: {self.remedy}"


class ContentError(Exception):
    """Content that cannot be loaded; `problems` lists everything found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


ModelT = TypeVar("ModelT", bound=BaseModel)
EntryT = TypeVar("EntryT", bound=Entry)
ItemT = TypeVar("ItemT", bound=Item)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _with_ids(value: object) -> object:
    if not isinstance(value, Mapping):
        return value
    for key, entry in value.items():
        if not (isinstance(key, str) and _ID.fullmatch(key)):
            raise ValueError(f"{key!r} is not an id: write lower-case letters, digits and hyphens")
        if isinstance(entry, Mapping) and "id" in entry:
            raise ValueError(f"remove “id” under {key}: the key above is the id")
    return {k: {**v, "id": k} if isinstance(v, Mapping) else v for k, v in value.items()}


Entries = Annotated[dict[str, EntryT], BeforeValidator(_with_ids)]


@dataclass(frozen=True)
class Origin:
    """A file that was read: where each of its keys stands, for checks that come after reading."""

    file: str
    lines: Mapping[Key, int]

    def problem(self, key: Key, remedy: str) -> Problem:
        """Return a problem placed at `key`, or at the nearest key above it that exists."""
        place = key
        while place and place not in self.lines:
            place = place[:-1]
        return Problem(self.file, self.lines.get(place, 1), ".".join(map(str, key)), remedy)

    def unknown(self, key: Key, name: str, known: Mapping[str, object]) -> Iterator[Problem]:
        """Yield a problem at `key` when `name` is none of the names `known`; among many, the nearest are proposed."""
        if name not in known:
            proposed = known if len(known) <= FEW else get_close_matches(name, known, 4, 0)
            yield self.problem(key, f"“{name}” does not exist: write one of {', '.join(proposed)}")


@dataclass(frozen=True)
class Read(Generic[ModelT]):
    """What a file says, and where it says it."""

    value: ModelT
    origin: Origin


class Reader(Protocol):
    """Reads a file of content as a model, or keeps its problems for later and returns None."""

    def __call__(self, name: str, model: type[ItemT], /) -> Read[ItemT] | None:
        """Return the file named from the root of the content."""


def read(path: Path, root: Path, model: type[ModelT], **extra: object) -> Read[ModelT]:
    """Return the file at `path` as a `model`; `extra` adds top-level keys, such as an id made of the name.

    Raises ContentError, with every problem found placed at its line.
    """
    file = path.relative_to(root).as_posix()
    try:
        tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        raise ContentError([Problem(file, 1, "", f"save the file as UTF-8 ({error.reason})")]) from error
    except yaml.YAMLError as error:
        raise ContentError([_syntax_problem(file, error)]) from error
    if tree is None:
        raise ContentError([Problem(file, 1, "", "the file is empty: write its content or remove it")])
    parser = _Parser(file)
    data = parser.value(tree, ())
    if parser.problems:
        raise ContentError(parser.problems)
    origin = Origin(file, parser.lines)
    try:
        return Read(model.model_validate({**data, **extra} if isinstance(data, dict) else data), origin)
    except ValidationError as error:
        raise ContentError(_problem(origin, details) for details in error.errors()) from error


def _syntax_problem(file: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "cannot be read"
    remedy = f"this is not valid YAML ({what}): write texts as blocks after “>-”, indented by two spaces"
    return Problem(file, mark.line + 1 if mark else 1, "", remedy)


class _Parser:
    """Turns YAML nodes into plain values, and remembers the line of every key."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Key, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()
        self._scalars = yaml.constructor.SafeConstructor()

    def value(self, node: yaml.Node, key: Key) -> Any:
        """Return what `node` says, as plain values; what is wrong goes to `problems`."""
        line = node.start_mark.line + 1
        self.lines.setdefault(key, line)
        if id(node) in self._seen:
            self._refuse(line, key, "anchors and aliases (& and *) are not read: write the text again")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, key)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.value(child, (*key, rank)) for rank, child in enumerate(node.value))
        return self._scalar(node, key, line)

    def _mapping(self, node: yaml.MappingNode, key: Key) -> dict[Hashable, Any]:
        values: dict[Hashable, Any] = {}
        for name_node, value_node in node.value:
            line = name_node.start_mark.line + 1
            name = self._scalar(name_node, key, line)
            place = (*key, name)
            if name in values:
                self._refuse(line, place, f"is written twice (first on line {self.lines[place]}): keep one")
                continue
            self.lines[place] = line
            values[name] = self.value(value_node, place)
        return values

    def _scalar(self, node: yaml.Node, key: Key, line: int) -> Any:
        if not isinstance(node, yaml.ScalarNode) or node.tag.startswith("!"):
            self._refuse(line, key, "write a plain text, number or date here")
            return None
        if node.tag == "tag:yaml.org,2002:float":
            return Decimal(node.value)
        try:
            return self._scalars.construct_object(node)
        except (ValueError, yaml.YAMLError):
            self._refuse(line, key, f"“{node.value}” is not a value that exists: correct it")
            return None

    def _refuse(self, line: int, key: Key, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, ".".join(map(str, key)), remedy))


_REMEDIES = {
    "missing": "is missing: add it",
    "extra_forbidden": "is not a key known here: check its spelling or remove it",
    "string_type": "must be a text: write it after “>-” or between quotes",
    "int_type": "must be a whole number",
    "date_type": "must be a date written 2026-11-22",
    "model_type": "must be a group of keys, indented below it",
    "model_attributes_type": "must be a group of keys, indented below it",
    "tuple_type": "must be a list: one “- ” a line",
    "dict_type": "must be a group of keys, indented below it",
}


def _problem(origin: Origin, details: ErrorDetails) -> Problem:
    remedy = _REMEDIES.get(details["type"])
    if remedy is None:
        remedy = details["msg"].removeprefix("Value error, ")
    return origin.problem(tuple(details["loc"]), remedy)
