"""A campaign of the service whose panel has rated: what comparison, discussion and decision pages start from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session

from app.kits.kit import Kit
from app.panel.campaign import Campaign, Candidate, Edit, Mark, Member
from app.panel.fields import Field
from app.panel.interview import scales
from app.panel.store import campaigns, cards

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = MOMENT.date()

Value = Callable[[int, int, int], str]
"""(candidate, member, rated line), each from 0, to what is written as the rating."""


@dataclass(frozen=True)
class Judged:
    """A campaign, its owner's token, its members and candidates."""

    owner: str
    campaign: Campaign
    members: tuple[Member, ...]
    candidates: tuple[Candidate, ...]

    def token(self, rank: int = 0) -> str:
        """Return the token of a member's address."""
        return campaigns.address(self.owner, self.members[rank].reference, self.members[rank].turn)


def usual(candidate: int, member: int, line: int) -> str:
    """Return ratings in which candidates differ, and raters do on the first line of the first candidate."""
    if candidate == 0 and line == 0:
        return "135"[member % 3]
    return str(min(5, max(1, 4 - candidate % 4 + (line + member) % 2)))


def judged(
    session: Session,
    kit: Kit,
    people: int = 4,
    raters: int = 3,
    value: Value = usual,
    silent: Sequence[tuple[int, int]] = (),
) -> Judged:
    """Return a campaign whose cards are all submitted, but for the (candidate, member) pairs that are `silent`."""
    owner = campaigns.new_campaign(session, kit, MOMENT)
    campaign = campaigns.found_campaign(session, owner, TODAY)
    assert campaign
    number = campaign.record_id
    for name in ("Camille", "Dominique", "Eden", "Fanny", "Gaël", "Hana")[:raters]:
        campaigns.add_member(session, owner, number, name, TODAY)
    for rank in range(people):
        campaigns.add_candidate(session, owner, number, f"C-{rank + 1:02}")
    members, candidates = campaigns.members(session, number), campaigns.candidates(session, number)
    for rank, candidate in enumerate(candidates):
        for place, member in enumerate(members):
            card = cards.opened(session, campaign, member, candidate, MOMENT)
            cards.write(session, card, "before", _edits(kit, rank, place, value))
            if (rank, place) not in silent:
                cards.submit(session, campaign, card, MOMENT, f"{member.name} · {candidate.code}")
    return Judged(owner, campaign, members, candidates)


def _edits(kit: Kit, rank: int, place: int, value: Value) -> list[Edit]:
    lines = [scale.field for item in kit.items for scale in scales(kit, item)]
    given = {about: value(rank, place, line) for line, about in enumerate(lines)}
    said = {Field(item.id, "notes"): f"dit {rank} {place} {item.id}" for item in kit.items}
    return [Edit(about, Mark(1, "t", text)) for about, text in (given | said).items() if text]
