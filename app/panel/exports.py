"""A whole campaign as data: JSON, and its ratings as CSV for a French spreadsheet. Keys and headings are codes."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from app.content.spreadsheet import harmless, table
from app.panel.access import Case, Data
from app.panel.fields import STAGES

COLUMNS = ("candidate", "member", "kit", "item", "competency", "what", "stage", "value", "at", "device")
KEPT_OUT = {"record_id", "reference", "turn", "version"}


def as_data(case: Case) -> Data:
    """Return everything about a campaign, ready for JSON; cards that are not submitted hold no marks."""
    codes = {candidate.record_id: candidate.code for candidate in case.candidates}
    names = {member.record_id: member.name for member in case.members}
    return {
        "campaign": _plain(case.campaign),
        "kits": [
            {
                "number": version.number,
                "hash": version.kit.hash,
                "made_at": version.made_at.isoformat(),
                "reason": version.reason,
                "kit": version.kit.model_dump(mode="json"),
            }
            for version in case.versions
        ],
        "members": [_plain(member) for member in case.members],
        "candidates": [_plain(candidate) for candidate in case.candidates],
        "scorecards": [
            {
                "candidate": codes[card.candidate_id],
                "member": names[card.member_id],
                **{name: value for name, value in _plain(card).items() if not name.endswith("_id")},
                "marks": [
                    {"field": str(field), "stage": stage, **asdict(mark)}
                    for stage in STAGES
                    for field, mark in sorted(case.marks[stage].get(card.record_id, {}).items(), key=str)
                ],
                "aside": [
                    {"field": str(field), "stage": stage, **asdict(mark)}
                    for stage, field, mark in case.late.get(card.record_id, ())
                ],
            }
            for card in case.cards
        ],
        "events": [_plain(event) for event in case.events],
    }


def as_csv(case: Case) -> str:
    """Return what stands in the submitted cards, a line each; no cell runs as a formula."""
    codes = {candidate.record_id: candidate.code for candidate in case.candidates}
    names = {member.record_id: member.name for member in case.members}
    rows = [
        (
            harmless(codes[card.candidate_id]),
            harmless(names[card.member_id]),
            card.kit_number,
            field.item,
            field.competency,
            field.what,
            stage,
            harmless(mark.value),
            mark.at,
            mark.device,
        )
        for card in case.cards
        for stage in STAGES
        for field, mark in sorted(case.marks[stage].get(card.record_id, {}).items(), key=str)
    ]
    return table(COLUMNS, rows)


def _plain(value: Any) -> Data:
    return {
        name: held.isoformat() if isinstance(held, date | datetime) else held
        for name, held in vars(value).items()
        if name not in KEPT_OUT
    }
