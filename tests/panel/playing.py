"""A campaign to play with: one kit, three members, two candidates, in a database of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from app.careers.vocabulary import KINDS
from app.config import Settings
from app.kits.kit import Kit, bank, made
from app.kits.plan import default_request, planned
from app.loading import load
from app.panel.campaign import Campaign, Candidate, Member
from app.panel.store.campaigns import add_candidate, add_member, found_campaign, new_campaign
from app.web import database

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DAY = MOMENT.date()


@pytest.fixture(scope="session")
def kit() -> Kit:
    """An hour for a confirmed community manager."""
    library = load(Path(__file__).parents[2])
    choice = bank(library)
    request = default_request(
        choice, library.roles["community-manager"], 60, library.levels["confirmed"], frozenset(KINDS)
    )
    return made(library, planned(choice, request), "Community manager", "fr", DAY)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on an empty database."""
    url = Settings(instance=tmp_path).database
    database.upgrade(url)
    engine = database.engine(url)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


@dataclass(frozen=True)
class Play:
    """A campaign with its owner's token, its members and its candidates."""

    owner: str
    campaign: Campaign
    members: tuple[Member, ...]
    candidates: tuple[Candidate, ...]


@pytest.fixture
def play(session: Session, kit: Kit) -> Play:
    """A campaign with three members and two candidates."""
    owner = new_campaign(session, kit, MOMENT)
    campaign = found_campaign(session, owner, DAY)
    assert campaign is not None
    members = tuple(add_member(session, owner, campaign.record_id, name, DAY) for name in ("AB", "CD", "EF"))
    candidates = tuple(add_candidate(session, owner, campaign.record_id, code) for code in ("C-01", "C-02"))
    return Play(owner, campaign, members, candidates)
