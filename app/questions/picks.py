"""Questions chosen one by one: a selection that lives in an address, in the order one gave it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from app.careers.vocabulary import LEVELS
from app.questions.bank import Question

MOST = 20
MOST_COMPETENCIES = 8  # More than a kit can weigh.
AROUND = 20  # Minutes of an interview that are not for its questions, at most, up to two hours; a break comes after.
SHORTEST, LONGEST, BREAK_AFTER, BREAK = 15, 180, 120, 10

Picks = tuple[str, ...]


def picked(asked: Iterable[str], order: Iterable[str], known: Collection[str]) -> Picks:
    """Return the known ids among those asked for, once each, those that `order` names first; it may be over MOST."""
    wanted = [name for name in dict.fromkeys(asked) if name in known]
    first = [name for name in dict.fromkeys(order) if name in wanted]
    return (*first, *(name for name in wanted if name not in first))


def moved(picks: Picks, name: str, step: int) -> Picks:
    """Return the selection with one question earlier (-1) or later (1); unchanged at its ends."""
    start = picks.index(name)
    end = start + step
    if not 0 <= end < len(picks):
        return picks
    found = list(picks)
    found[start], found[end] = found[end], found[start]
    return tuple(found)


def without(picks: Picks, name: str) -> Picks:
    """Return the selection without one question."""
    return tuple(other for other in picks if other != name)


def followed(picks: Picks, name: str, follower: str) -> Picks:
    """Return the selection with `follower` just after `name`, which joins it at its end when it is not there."""
    kept = tuple(other for other in picks if other != follower)
    if name not in kept:
        return (*kept, name, follower)
    place = kept.index(name) + 1
    return (*kept[:place], follower, *kept[place:])


def twins(questions: Iterable[Question]) -> tuple[tuple[Question, Question], ...]:
    """Return the pairs that fetch the same story, which a kit never holds together."""
    return tuple((one, other) for one, other in combinations(questions, 2) if one.story == other.story)


@dataclass(frozen=True)
class Wanted:
    """An interview that may hold a selection: role, level, minutes (15 to 180), minutes of each competency."""

    role: str
    level: str
    minutes: int
    weights: Mapping[str, int]


def wanted(questions: Collection[Question]) -> Wanted | None:
    """Return the interview that a selection asks for, at the middle of the levels that suit it, or None.

    None when nothing is chosen, two are twins, no role or level suits all, or there are too many competencies.
    """
    roles = dict.fromkeys(role for each in questions for role in each.roles)
    role = next((name for name in roles if all(name in each.roles for each in questions)), None)
    levels = [name for name in LEVELS if all(name in each.levels for each in questions)]
    weights: dict[str, int] = {}
    for each in questions:
        weights[each.competency] = weights.get(each.competency, 0) + each.minutes
    if not role or not levels or twins(questions) or len(weights) > MOST_COMPETENCIES:
        return None
    return Wanted(role, levels[len(levels) // 2], length(sum(weights.values())), weights)


def length(asked: int) -> int:
    """Return the minutes of an interview that surely has `asked` minutes for its questions, by steps of five."""
    needed = asked + AROUND
    needed += BREAK if needed > BREAK_AFTER else 0
    return max(SHORTEST, min(LONGEST, -(-needed // 5) * 5))
