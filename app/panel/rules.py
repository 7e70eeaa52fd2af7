"""When a scorecard may be opened and written, and when a candidate's ratings are compared; refusals are codes."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from app.panel.campaign import Campaign, Candidate, Card, Member
from app.panel.fields import Stage

Refusal = Literal["closed", "no-notice", "before-notice", "submitted", "not-compared"]


def may_open(campaign: Campaign, candidate: Candidate, on: date) -> Refusal | None:
    """Return why a card may not be opened or filled on a day, or None when it may.

    A candidate is told of the methods before they are used (art. L1221-8 du code du travail): without a notice, and
    before its day, nothing is rated.
    """
    if campaign.closed_at is not None:
        return "closed"
    if candidate.notice_on is None:
        return "no-notice"
    return "before-notice" if on < candidate.notice_on else None


def may_write(desk: tuple[Campaign, Candidate, Card], stage: Stage, compared: bool, on: date) -> Refusal | None:
    """Return why a card takes no mark at a stage, or None when it does; `compared`: its candidate's ratings are."""
    campaign, candidate, card = desk
    if stage == "after":
        return None if compared and card.submitted_at is not None else "not-compared"
    return "submitted" if card.submitted_at is not None else may_open(campaign, candidate, on)


def is_compared(campaign: Campaign, candidate: Candidate, members: Iterable[Member], cards: Iterable[Card]) -> bool:
    """Return whether a candidate's ratings may be read side by side.

    They may once every member whose address holds has submitted, or when the owner closed the ratings.
    """
    if campaign.closed_at is not None:
        return True
    owed = {member.record_id for member in members if member.revoked_at is None}
    sent = {card.member_id for card in cards if card.candidate_id == candidate.record_id and card.submitted_at}
    return bool(owed) and owed <= sent
