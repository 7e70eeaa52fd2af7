"""What one candidate's file holds: everything about them, and nothing about another (RGPD art. 15; CJEU C-434/16).

Members of the panel go by their number. A card that is not submitted stays unread until it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.content.text import Language
from app.kits.kit import Kit
from app.kits.plan import Asked
from app.panel.campaign import Campaign, Candidate, Card, Event, KitVersion, Mark, Marks, Member
from app.panel.codes import named
from app.panel.fields import NOT_OBSERVED, STAGES, Field, Stage
from app.panel.scoring import Rating, Score, scores
from app.questions.bank import Question

Data = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """All that is stored about a campaign, from which the part about one candidate is taken.

    `marks`: what stands in each submitted card, by stage. `late`: the values put aside in each.
    """

    campaign: Campaign
    versions: tuple[KitVersion, ...]
    members: tuple[Member, ...]
    candidates: tuple[Candidate, ...]
    cards: tuple[Card, ...]
    marks: Mapping[Stage, Mapping[int, Marks]]
    late: Mapping[int, tuple[tuple[Stage, Field, Mark], ...]]
    events: tuple[Event, ...]

    @property
    def usual_version(self) -> int:
        """The version of the kit of most submitted cards, the first of those when several are; 0 without a card."""
        numbers = Counter(card.kit_number for card in self.cards if card.submitted_at)
        return max(numbers, key=lambda number: (numbers[number], -number), default=0)


def access(case: Case, candidate: Candidate, language: Language) -> Data:
    """Return the file of a candidate, ready for JSON; texts of the kit are in `language`."""
    mine = [card for card in case.cards if card.candidate_id == candidate.record_id]
    return {
        "candidate": _person(candidate),
        "campaign": {
            "title": case.campaign.title,
            "pay": case.campaign.pay,
            "made_at": case.campaign.made_at.isoformat(),
            "ended_on": _day(case.campaign.ended_on),
        },
        "scorecards": [_card(case, card, language) for card in mine if card.submitted_at],
        "not_submitted": sum(card.submitted_at is None for card in mine),
        "calculations": list(_calculations(case, candidate, mine, language)),
        "decision": {
            "decision": candidate.decision,
            "reason": candidate.reason,
            "decided_by": candidate.decided_by,
            "decided_at": candidate.decided_at.isoformat() if candidate.decided_at else None,
        },
        "feedback": candidate.feedback,
        "events": list(_events(case, candidate)),
    }


def _person(candidate: Candidate) -> Data:
    return {
        "code": candidate.code,
        "starts_at": candidate.starts_at.isoformat() if candidate.starts_at else None,
        "extra_time_percent": candidate.extra,
        "notice_on": _day(candidate.notice_on),
        "consent_on": _day(candidate.consent_on),
        "contact_on": _day(candidate.contact_on),
    }


def _card(case: Case, card: Card, language: Language) -> Data:
    kit = _kit(case.versions, card.kit_number)
    numbers = {member.record_id: number for number, member in enumerate(case.members, 1)}
    said = [
        {**_written(known, kit, language), "stage": stage, "value": mark.value, "aside": False}
        for stage in STAGES
        for known, mark in case.marks[stage].get(card.record_id, {}).items()
    ]
    said += [
        {**_written(known, kit, language), "stage": stage, "value": mark.value, "aside": True}
        for stage, known, mark in case.late.get(card.record_id, ())
    ]
    places = {item.id: place for place, item in enumerate(kit.items)}
    return {
        "member": numbers[card.member_id],
        "kit_version": card.kit_number,
        "origin": card.origin,
        "opened_at": card.opened_at.isoformat(),
        "submitted_at": card.submitted_at.isoformat() if card.submitted_at else None,
        "written": sorted(said, key=lambda row: places.get(row["item"], len(places))),
    }


def _written(known: Field, kit: Kit, language: Language) -> Data:
    item = next((item for item in kit.items if item.id == known.item), None)
    names = {entry.competency.id: entry.competency.name[language] for entry in kit.weights}
    return {
        "item": known.item,
        "asked": asked(item, language) if item else "",
        "what": known.what,
        "competency": names.get(known.competency, known.competency),
    }


def asked(item: Asked, language: Language) -> str:
    """Return a question as it is asked, or the title of a work sample."""
    return item.ask[language] if isinstance(item, Question) else item.title[language]


def ratings(case: Case, stage: Stage, cards: Iterable[Card]) -> tuple[Rating, ...]:
    """Return the observed ratings of submitted cards; at “after”, those before where nothing changed."""
    found: dict[tuple[int, Field], str] = {}
    members = {card.record_id: str(card.member_id) for card in cards}
    people = {card.record_id: str(card.candidate_id) for card in case.cards}
    for each in STAGES[: STAGES.index(stage) + 1]:
        for number in members:
            for known, mark in case.marks[each].get(number, {}).items():
                if known.what == "rating" and (mark.value or each == "before"):
                    found[number, known] = mark.value
    return tuple(
        Rating(members[number], people[number], known.item, known.competency, int(value))
        for (number, known), value in found.items()
        if value and value != NOT_OBSERVED
    )


def _calculations(case: Case, candidate: Candidate, mine: Sequence[Card], language: Language) -> Iterator[Data]:
    if not mine:
        return
    kit = _kit(case.versions, max(card.kit_number for card in mine))
    weights = [(entry.competency.id, entry.weight) for entry in kit.weights]
    names = {entry.competency.id: entry.competency.name[language] for entry in kit.weights}
    for stage in STAGES:
        found = scores(ratings(case, stage, mine), weights, kit.shares)
        if score := found.get(str(candidate.record_id)):
            yield {"stage": stage, **_calculation(score, dict(weights), names)}


def _calculation(score: Score, weights: Mapping[str, int], names: Mapping[str, str]) -> Data:
    return {
        "total": None if score.total is None else f"{score.total:.4f}",
        "covered_percent": f"{score.covered / 100:.2f}",
        "competencies": [
            {
                "competency": names[name],
                "weight_percent": weights[name],
                "score": None if mean is None else f"{mean:.4f}",
            }
            for name, mean in score.competencies.items()
        ],
        "questions": [
            {
                "item": item,
                "competency": names[competency],
                "mean": f"{mean:.4f}",
                "ratings": score.counts[item, competency],
            }
            for (item, competency), mean in score.items.items()
        ],
    }


def _events(case: Case, candidate: Candidate) -> Iterator[Data]:
    others = [other.code for other in case.candidates if other.record_id != candidate.record_id]
    members = [member.name for member in case.members]
    for event in case.events:
        mine = named(candidate.code, event.about)
        if not mine and any(named(code, event.about) for code in others):
            continue
        about = candidate.code if mine else ""
        told = any(named(each, event.detail) for each in (*others, *members))
        detail = "" if told or event.about in members else event.detail
        yield {"at": event.at.isoformat(), "what": event.what, "about": about, "detail": detail}


def _kit(versions: Iterable[KitVersion], number: int) -> Kit:
    return next(version.kit for version in versions if version.number == number)


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
