"""What a member's address leads to: their seat, and the card they fill for a candidate."""

from dataclasses import dataclass

from flask import abort

from app.kits.kit import Kit
from app.panel.campaign import Candidate, Card, Seat
from app.panel.fields import Stage
from app.panel.interview import Turn, turns
from app.panel.rules import Refusal, is_compared, may_open, may_write
from app.panel.store import campaigns, cards
from app.web import clock
from app.web.database import session


@dataclass(frozen=True)
class Desk:
    """A member before a card, opened already; `kit` is the version it was opened with."""

    seat: Seat
    candidate: Candidate
    card: Card
    kit: Kit

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The steps of the interview."""
        return turns(self.kit, self.candidate.extra)

    @property
    def compared(self) -> bool:
        """Whether the candidate's ratings may be read side by side."""
        number = self.seat.campaign.record_id
        return is_compared(
            self.seat.campaign,
            self.candidate,
            campaigns.members(session(), number),
            cards.cards(session(), number),
        )

    def refusal(self, stage: Stage) -> Refusal | None:
        """Return why the card takes no mark at a stage, or None when it does."""
        compared = stage == "after" and self.compared
        return may_write((self.seat.campaign, self.candidate, self.card), stage, compared, clock.today())


def seated(token: str) -> Seat:
    """Return what a member's address leads to; anything else is not found."""
    return campaigns.found_seat(session(), token, clock.today()) or abort(404)


def before(token: str, reference: str) -> tuple[Seat, Candidate, Card | None]:
    """Return a seat, a candidate of its campaign, and the member's card, if it is opened."""
    seat = seated(token)
    found = campaigns.candidates(session(), seat.campaign.record_id)
    candidate = next((each for each in found if each.reference == reference), None) or abort(404)
    return seat, candidate, cards.mine(session(), seat.member).get(candidate.record_id)


def desk(token: str, reference: str) -> Desk | None:
    """Return a member's card for a candidate, or None when it is not opened."""
    seat, candidate, card = before(token, reference)
    return Desk(seat, candidate, card, _kit(seat, card.kit_number)) if card else None


def refused_opening(seat: Seat, candidate: Candidate) -> Refusal | None:
    """Return why a card may not be opened today, or None."""
    return may_open(seat.campaign, candidate, clock.today())


def milliseconds() -> int:
    """Return the present moment in milliseconds since 1970."""
    return int(clock.now().timestamp() * 1000)


def _kit(seat: Seat, number: int) -> Kit:
    if number == seat.campaign.version.number:
        return seat.campaign.kit
    return next(each.kit for each in campaigns.versions(session(), seat.campaign.record_id) if each.number == number)
