"""What the comparison of a campaign is made of, read from what is stored."""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session

from app.kits.kit import Kit
from app.panel.access import Case
from app.panel.board import Board, Given, kits, readable
from app.panel.campaign import Campaign, Candidate, Card, Member
from app.panel.store import campaigns, cards
from app.panel.store.evidence import both_ratings


def case(session: Session, campaign: Campaign) -> Case:
    """Return all that is stored about a campaign, but for cards that are not submitted."""
    number = campaign.record_id
    held = cards.cards(session, number)
    return Case(
        campaign=campaign,
        versions=campaigns.versions(session, number),
        members=campaigns.members(session, number),
        candidates=campaigns.candidates(session, number),
        cards=held,
        marks={stage: cards.submitted_marks(session, number, stage) for stage in ("before", "after")},
        late=cards.submitted_asides(session, number),
        events=campaigns.events(session, number),
    )


def given(session: Session, campaign: Campaign, reader: Member | None = None) -> tuple[Given, tuple[Candidate, ...]]:
    """Return what is compared, for the owner or for a member, and all the candidates of the campaign."""
    number = campaign.record_id
    versions, members = campaigns.versions(session, number), campaigns.members(session, number)
    everyone, held = campaigns.candidates(session, number), cards.cards(session, number)
    shown = readable(campaign, members, everyone, held, reader)
    return _given(session, campaign, kits(versions), members, shown, held), everyone


def read(session: Session, campaign: Campaign) -> tuple[Case, Board | None]:
    """Return what is stored about a campaign, without the cards that may not be read yet, and its comparison.

    There is no comparison while no rating may be read.
    """
    whole = case(session, campaign)
    shown = readable(campaign, whole.members, whole.candidates, whole.cards)
    compared = _given(session, campaign, kits(whole.versions), whole.members, shown, whole.cards)
    people = {each.record_id for each in shown}
    kept = tuple(card for card in whole.cards if card.submitted_at is None or card.candidate_id in people)
    sent = {card.record_id for card in kept}
    marks = {
        stage: {number: held for number, held in of.items() if number in sent} for stage, of in whole.marks.items()
    }
    late = {number: held for number, held in whole.late.items() if number in sent}
    return replace(whole, cards=kept, marks=marks, late=late), Board(compared, "after", "kit") if shown else None


def _given(
    session: Session,
    campaign: Campaign,
    versions: Mapping[int, Kit],
    members: tuple[Member, ...],
    shown: tuple[Candidate, ...],
    held: tuple[Card, ...],
) -> Given:
    people = {each.record_id for each in shown}
    mine = tuple(card for card in held if card.candidate_id in people and card.submitted_at)
    ratings = both_ratings(session, campaign.record_id, mine, (*members, *shown))
    return Given(versions, members, shown, mine, ratings)
