"""What a decision file says: how the campaign went, where it departed from the same for all, and what was decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.kits.kit import Kit
from app.kits.plan import Asked
from app.panel.access import Case
from app.panel.campaign import Candidate, Card, Event
from app.panel.codes import named
from app.panel.edits import value_of
from app.panel.fields import Field

What = Literal["skipped", "kit-changed", "other-kit", "paper", "late", "closed", "reopened", "missing"]


@dataclass(frozen=True)
class Deviation:
    """How the interviews were not the same for all: codes, names and numbers; `detail` is what a person wrote."""

    what: What
    candidate: str = ""
    member: str = ""
    number: int = 0
    detail: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class AskedOf:
    """A question of a kit, to how many candidates it was asked, of how many, on submitted cards."""

    number: int
    item: Asked
    count: int
    of: int


@dataclass(frozen=True)
class Former:
    """A decision as it was written at a moment."""

    at: datetime
    decision: str
    reason: str
    by: str


def asked(case: Case, kit: Kit, number: int) -> tuple[AskedOf, ...]:
    """Return the questions of a version of the kit; one was asked to a candidate when a card does not say otherwise."""
    sent = [card for card in case.cards if card.submitted_at and card.kit_number == number]
    people = {card.candidate_id for card in sent}
    found = []
    for place, item in enumerate(kit.items, 1):
        got = {card.candidate_id for card in sent if not _skipped(case, card, item)}
        found.append(AskedOf(place, item, len(got), len(people)))
    return tuple(found)


def deviations(case: Case, kits: Mapping[int, Kit], only: Candidate | None = None) -> tuple[Deviation, ...]:
    """Return how the interviews departed from the same for all, for the campaign or for one candidate."""
    cards = [card for card in case.cards if only is None or card.candidate_id == only.record_id]
    return (*_of_the_campaign(case, only), *_of_the_cards(case, kits, cards))


def formers(events: Iterable[Event], candidate: Candidate) -> tuple[Former, ...]:
    """Return the decisions written about a candidate, the first one first."""
    found = []
    for event in events:
        if event.what == "decided" and named(candidate.code, event.about):
            decision, _, reason = event.detail.partition(": ")
            found.append(Former(event.at, decision, reason, event.about.partition(" · ")[2]))
    return tuple(found)


def _of_the_campaign(case: Case, only: Candidate | None) -> Iterator[Deviation]:
    for version in case.versions[1:]:
        yield Deviation("kit-changed", number=version.number, detail=version.reason, at=version.made_at)
    others = [each.code for each in case.candidates if each != only]
    for event in case.events:
        if event.what in ("closed", "reopened"):
            told = only is not None and any(named(code, event.detail) for code in others)
            what: What = "closed" if event.what == "closed" else "reopened"
            yield Deviation(what, detail="" if told else event.detail, at=event.at)


def _of_the_cards(case: Case, kits: Mapping[int, Kit], cards: Sequence[Card]) -> Iterator[Deviation]:
    codes = {each.record_id: each.code for each in case.candidates}
    names = {each.record_id: each.name for each in case.members}
    usual = case.usual_version
    for card in cards:
        code, name = codes[card.candidate_id], names[card.member_id]
        if card.submitted_at is None:
            yield Deviation("missing", code, name)
            continue
        if card.kit_number != usual:
            yield Deviation("other-kit", code, name, card.kit_number)
        if card.origin != "screen":
            yield Deviation("paper", code, name)
        if late := len(case.late.get(card.record_id, ())):
            yield Deviation("late", code, name, late)
        for place, item in enumerate(kits[card.kit_number].items, 1):
            if why := _skipped(case, card, item):
                yield Deviation("skipped", code, name, place, why)


def _skipped(case: Case, card: Card, item: Asked) -> str:
    return value_of(case.marks["before"].get(card.record_id, {}), Field(item.id, "skipped")).strip()
