"""What the comparison of a campaign is made of, read from what is stored."""

from sqlmodel import Session

from app.panel.board import Given, kits, readable
from app.panel.campaign import Campaign, Candidate, Member
from app.panel.store import campaigns, cards
from app.panel.store.evidence import both_ratings


def given(session: Session, campaign: Campaign, reader: Member | None = None) -> tuple[Given, tuple[Candidate, ...]]:
    """Return what is compared, for the owner or for a member, and all the candidates of the campaign."""
    number = campaign.record_id
    everyone, members = campaigns.candidates(session, number), campaigns.members(session, number)
    held = cards.cards(session, number)
    shown = readable(campaign, members, everyone, held, reader)
    wanted = {each.record_id for each in shown}
    mine = tuple(card for card in held if card.candidate_id in wanted and card.submitted_at)
    ratings = both_ratings(session, number, mine, (*members, *shown))
    return Given(kits(campaigns.versions(session, number)), members, shown, mine, ratings), everyone
