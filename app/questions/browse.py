"""Browsing the bank: filters that add up, how many questions each choice would leave, the order, the page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256

from app.questions.bank import Question

FACETS = ("role", "level", "competency", "kind", "topic", "difficulty")
DIFFICULTIES = ("1", "2", "3")
SORTS = ("shortest", "hardest")
PAGE = 24

Values = tuple[str, ...]


@dataclass(frozen=True)
class Filters:
    """The values asked for in each facet: a question needs one of them; none means any."""

    role: Values = ()
    level: Values = ()
    competency: Values = ()
    kind: Values = ()
    topic: Values = ()
    difficulty: Values = ()

    def failing(self, question: Question) -> Values:
        """Return the facets that a question does not pass."""
        return tuple(
            facet
            for facet, wanted in self.chosen.items()
            if not any(value in wanted for value in values(question, facet))
        )

    def keep(self, question: Question) -> bool:
        """Return whether a question passes every filter."""
        return not self.failing(question)

    @property
    def chosen(self) -> dict[str, Values]:
        """The facets that ask for something, with what they ask for."""
        return {each.name: wanted for each in fields(self) if (wanted := getattr(self, each.name))}


@dataclass(frozen=True)
class Asked:
    """What an address of the list asks for: filters, words, order, page from 1, questions chosen."""

    filters: Filters = Filters()
    query: str = ""
    sort: str = ""
    page: int = 1
    picks: Values = ()

    def arguments(self) -> dict[str, object]:
        """Return the arguments of the address, without those that say nothing."""
        said = {
            "q": self.query,
            **{facet: list(wanted) for facet, wanted in self.filters.chosen.items()},
            "sort": self.sort,
            "page": self.page if self.page > 1 else None,
            "pick": list(self.picks),
        }
        return {name: value for name, value in said.items() if value}

    def at(self, page: int) -> "Asked":
        """Return the same list at another page."""
        return replace(self, page=page)

    def without(self, facet: str, value: str) -> "Asked":
        """Return the first page of the list without one of the values asked for."""
        kept = tuple(other for other in getattr(self.filters, facet) if other != value)
        return replace(self, filters=replace(self.filters, **{facet: kept}), page=1)

    def worded(self, query: str) -> "Asked":
        """Return the first page of the list for other words."""
        return replace(self, query=query, page=1)

    def cleared(self) -> "Asked":
        """Return the first page of the whole bank; what is chosen stays."""
        return Asked(sort=self.sort, picks=self.picks)

    @property
    def mark(self) -> str:
        """A short mark of the list itself: a page holds only for the list on which it was turned."""
        filters = {facet: sorted(wanted) for facet, wanted in self.filters.chosen.items()}
        return sha256(repr((filters, self.query, self.sort)).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Leaf:
    """One page of a list: its questions, its number from 1, and how many pages and questions there are in all."""

    questions: tuple[Question, ...]
    number: int
    last: int
    total: int


def values(question: Question, facet: str) -> Values:
    """Return the values of a question in a facet."""
    match facet:
        case "role":
            return question.roles
        case "level":
            return question.levels
        case "competency":
            return (question.competency,)
        case "kind":
            return (question.kind,)
        case "topic":
            return (question.topic,)
        case _:
            return (str(question.difficulty),)


def counts(questions: Iterable[Question], filters: Filters) -> Mapping[str, Counter[str]]:
    """Return, for each facet, how many questions each of its values would leave with the other facets as they are."""
    found: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for question in questions:
        failing = filters.failing(question)
        for facet in FACETS if not failing else failing if len(failing) == 1 else ():
            found[facet].update(values(question, facet))
    return found


def ordered(questions: Iterable[Question], sort: str) -> list[Question]:
    """Return questions in the order asked for; those that are equal, and all of them without one, stay as they are."""
    if sort == "shortest":
        return sorted(questions, key=lambda question: question.minutes)
    if sort == "hardest":
        return sorted(questions, key=lambda question: -question.difficulty)
    return list(questions)


def leaf(questions: Sequence[Question], number: int) -> Leaf | None:
    """Return a page of a list, or None when the list has no such page; an empty list has one, empty."""
    last = max(1, -(-len(questions) // PAGE))
    if not 1 <= number <= last:
        return None
    return Leaf(tuple(questions[(number - 1) * PAGE : number * PAGE]), number, last, len(questions))
