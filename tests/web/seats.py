"""A service with a campaign in it, for tests that go through the pages of the panel's members."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session

from app.careers.vocabulary import KINDS
from app.kits.kit import Kit, made
from app.kits.plan import default_request, planned
from app.panel.campaign import Candidate, Member
from app.panel.store.campaigns import (
    add_candidate,
    add_member,
    address,
    candidates,
    found_campaign,
    members,
    new_campaign,
)
from app.panel.store.changes import change_candidate
from app.web import clock


@dataclass(frozen=True)
class Played:
    """A campaign of the service: its owner's token, two members, candidates whose notice was handed over."""

    app: Flask
    owner: str
    campaign_id: int
    kit: Kit
    members: tuple[Member, ...]
    candidates: tuple[Candidate, ...]

    def token(self, rank: int = 0) -> str:
        """Return the token of a member's address."""
        return address(self.owner, self.members[rank].reference, self.members[rank].turn)

    def seat(self, rank: int = 0, candidate: int | None = None, part: str = "") -> str:
        """Return a member's address, or that of their card for a candidate."""
        base = f"/fr/entretiens/panel/{self.token(rank)}"
        return base if candidate is None else f"{base}/{self.candidates[candidate].reference}{part}"

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a session on the service's database."""
        with Session(self.app.extensions["database"]) as opened:
            yield opened


def played(app: Flask, kit: Kit, codes: tuple[str, ...] = ("C-01", "C-02"), noticed: bool = True) -> Played:
    """Return a new campaign of two members; the notice of each candidate was handed over today, or has no date."""
    today: date = clock.today()
    with Session(app.extensions["database"]) as session:
        owner = new_campaign(session, kit, clock.now())
        campaign = found_campaign(session, owner, today)
        assert campaign is not None
        number = campaign.record_id
        for name in ("Camille", "Dominique"):
            add_member(session, owner, number, name, today)
        for code in codes:
            person = add_candidate(session, owner, number, code)
            if noticed:
                change_candidate(session, person, {"notice_on": today - timedelta(days=1)})
        return Played(app, owner, number, kit, members(session, number), candidates(session, number))


def an_hour(app: Flask) -> Kit:
    """Return a kit of an hour for a confirmed community manager."""
    library, choice = app.extensions["library"], app.extensions["bank"]
    role, level = library.roles["community-manager"], library.levels["confirmed"]
    request = default_request(choice, role, 60, level, frozenset(KINDS))
    return made(library, planned(choice, request), "Community manager", "fr", clock.today())


def form_token(client: FlaskClient, marks: str) -> str:
    """Return the token of a form, as the page of an interview asks for it."""
    return str(client.get(marks).get_json()["token"])
