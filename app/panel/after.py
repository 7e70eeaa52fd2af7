"""Ratings changed after discussion: each with its reason; the ratings before it stay as they were."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.kits.kit import Kit
from app.panel.campaign import CardMarks, Edit, Mark
from app.panel.edits import FORM, WAS, cleaned, digest, value_of
from app.panel.fields import LONGEST, RATINGS, Field
from app.panel.interview import reason, scales

LEAST_REASON = 15


@dataclass(frozen=True)
class Changes:
    """What a form changes, and the ratings whose change cannot be kept, by the name of their field."""

    edits: tuple[Edit, ...]
    refused: Mapping[str, str]


def changes(form: Mapping[str, str], kit: Kit, marks: CardMarks, now: int) -> Changes:
    """Return what a form changes; a rating set back to what it was before discussion is no change any more.

    A reason is 15 to 300 characters long; what is wrong is `reason` or `value`. `now`: milliseconds since 1970.
    """
    edits: list[Edit] = []
    refused: dict[str, str] = {}
    for rating in (scale.field for item in kit.items for scale in scales(kit, item)):
        value, why = _said(form, rating)
        if value is None or _as_shown(form, rating, value, why):
            continue
        if value == value_of(marks["before"], rating):
            value = ""
        if trouble := _trouble(value, why):
            refused[str(rating)] = trouble
        else:
            kept = why if value else ""
            edits += [Edit(rating, Mark(now, FORM, value)), Edit(reason(rating), Mark(now, FORM, kept))]
    return Changes(tuple(edits), refused)


def _said(form: Mapping[str, str], rating: Field) -> tuple[str | None, str]:
    return form.get(str(rating)), " ".join(cleaned(form.get(str(reason(rating)), "")).split())


def _as_shown(form: Mapping[str, str], rating: Field, value: str, why: str) -> bool:
    pairs = ((rating, value), (reason(rating), why))
    return all(form.get(WAS + str(field)) == digest(said) for field, said in pairs)


def _trouble(value: str, why: str) -> str:
    if value not in ("", *RATINGS):
        return "value"
    return "reason" if value and not LEAST_REASON <= len(why) <= LONGEST["reason"] else ""
