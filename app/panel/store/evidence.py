"""What a comparison reads: the ratings of submitted cards, before and after discussion, in one go."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select as columns
from sqlmodel import Session, col

from app.panel.campaign import Candidate, Card, Member
from app.panel.fields import NOT_OBSERVED, STAGES, Stage
from app.panel.models import CandidateRecord, CardRecord, MarkRecord
from app.panel.scoring import Rating

Ratings = Mapping[Stage, tuple[Rating, ...]]


def both_ratings(
    session: Session, campaign_id: int, cards: Sequence[Card], people: Collection[Member | Candidate]
) -> Ratings:
    """Return the observed ratings of some submitted cards of a campaign, stage by stage.

    At “after” stand those before where nothing changed. Raters and candidates go by their references. What the cards
    given do not hold is not read into anything; a card that is not submitted gives nothing.
    """
    members = {each.record_id: each.reference for each in people if isinstance(each, Member)}
    candidates = {each.record_id: each.reference for each in people if isinstance(each, Candidate)}
    whose = {
        card.record_id: (members[card.member_id], candidates[card.candidate_id]) for card in cards if card.submitted_at
    }
    query = (
        columns(col(MarkRecord.card_id), col(MarkRecord.stage), col(MarkRecord.field), col(MarkRecord.value))
        .join(CardRecord, col(CardRecord.id) == MarkRecord.card_id)
        .join(CandidateRecord, col(CandidateRecord.id) == CardRecord.candidate_id)
        .where(col(CandidateRecord.campaign_id) == campaign_id, col(CardRecord.submitted_at).is_not(None))
        .where(col(MarkRecord.field).endswith(".rating"))
    )
    found: dict[str, dict[tuple[int, str], str]] = {stage: {} for stage in STAGES}
    for card, stage, name, value in session.connection().execute(query):
        if card in whose and (value or stage == "before"):
            found[stage][card, name] = value
    before = _ratings(whose, found["before"])
    if not found["after"]:
        return {"before": before, "after": before}
    return {"before": before, "after": _ratings(whose, found["before"] | found["after"])}


def _ratings(whose: Mapping[int, tuple[str, str]], values: Mapping[tuple[int, str], str]) -> tuple[Rating, ...]:
    cells = {name: name.split(".") for _, name in values}
    return tuple(
        Rating(*whose[card], cells[name][0], cells[name][1], int(value))
        for (card, name), value in values.items()
        if value and value != NOT_OBSERVED
    )
