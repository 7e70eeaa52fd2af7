"""How structured a campaign was: which of the fifteen components of structure it met (Campion, Palmer & Campion 1997).

What the kit brings is taken from the kit; what depends on the panel is read from what happened. What nothing here can
tell stays unknown rather than met.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from app.kits.kit import Kit
from app.panel.access import Case
from app.panel.campaign import Card
from app.panel.edits import value_of
from app.panel.interview import gaps, turns
from app.questions.bank import Component

State = Literal["met", "partly", "not-met", "unknown"]


@dataclass(frozen=True)
class Part:
    """A component, whether it was met, and the fact that says so: how many out of how many; 0 of 0 without one."""

    component: Component
    state: State
    count: int = 0
    of: int = 0


@dataclass(frozen=True)
class Structure:
    """The components of a campaign."""

    parts: tuple[Part, ...]

    def count(self, state: State) -> int:
        """Return how many components are in a state."""
        return sum(part.state == state for part in self.parts)


@dataclass(frozen=True)
class _Facts:
    """Counts over submitted cards: asked questions, ratings due and given, rated questions and those with notes."""

    same: tuple[int, int]
    rated: tuple[int, int]
    noted: tuple[int, int]
    several: tuple[int, int]
    panel: tuple[int, int]
    trained: tuple[int, int]


def structure(case: Case, kits: Mapping[int, Kit]) -> Structure:
    """Return which components a campaign met; `kits` by the number of their version."""
    facts = _facts(case, kits)
    known: dict[str, tuple[State, int, int]] = {
        "same-questions": _share(facts.same),
        "rate-each-answer": _share(facts.rated),
        "detailed-notes": _share(facts.noted),
        "several-interviewers": _share(facts.several),
        "same-interviewers": _share(facts.panel),
        "interviewer-training": ("partly" if all(facts.trained) else "unknown", *facts.trained),
        "no-discussion-between-interviews": ("partly", 0, 0),
        "statistical-combination": ("met" if facts.rated[1] else "unknown", 0, 0),
    }
    return Structure(tuple(_part(each, known) for each in case.campaign.kit.components))


def _part(component: Component, known: Mapping[str, tuple[State, int, int]]) -> Part:
    if component.id in known:
        return Part(component, *known[component.id])
    brought: dict[str, State] = {"met": "met", "partly": "partly", "panel": "unknown"}
    return Part(component, brought[component.kit])


def _share(counted: tuple[int, int]) -> tuple[State, int, int]:
    count, of = counted
    if not of:
        return "unknown", count, of
    state: State = "met" if count == of else "partly" if 2 * count >= of else "not-met"
    return state, count, of


def _facts(case: Case, kits: Mapping[int, Kit]) -> _Facts:
    sent = [card for card in case.cards if card.submitted_at]
    seats: dict[int, frozenset[int]] = {
        number: frozenset(card.member_id for card in sent if card.candidate_id == number)
        for number in {card.candidate_id for card in sent}
    }
    usual = max(seats.values(), key=lambda seat: (sum(seat == each for each in seats.values()), len(seat)), default=())
    counts = [tuple(_counts(case, card, kits[card.kit_number])) for card in sent]
    rated = sum(each[0] for each in counts), sum(each[1] for each in counts)
    noted = sum(each[2] for each in counts), sum(each[3] for each in counts)
    first = case.usual_version
    same = sum(card.kit_number == first and not each[4] for card, each in zip(sent, counts, strict=True))
    active = [member for member in case.members if member.revoked_at is None]
    return _Facts(
        same=(same, len(sent)),
        rated=rated,
        noted=noted,
        several=(sum(len(seat) > 1 for seat in seats.values()), len(seats)),
        panel=(sum(seat == usual for seat in seats.values()), len(seats)),
        trained=(sum(member.trained_on is not None for member in active), len(active)),
    )


def _counts(case: Case, card: Card, kit: Kit) -> Iterator[int]:
    """Yield ratings given and due, rated questions with notes and in all, and questions that were not asked."""
    marks = case.marks["before"].get(card.record_id, {})
    steps = turns(kit, 0)
    lacking = gaps(steps, marks)
    asked = [turn for turn in steps if turn.item and not value_of(marks, turn.field("skipped")).strip()]
    due = sum(len(turn.scales) for turn in asked)
    yield due - sum(gap.what == "rating" for gap in lacking)
    yield due
    mute = sum(gap.what == "notes" for gap in lacking)
    yield len(asked) - mute
    yield len(asked)
    yield sum(turn.item is not None for turn in steps) - len(asked)
