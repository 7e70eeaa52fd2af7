"""How long the comparison page takes for the largest panel: `make bench`."""

from functools import partial
from random import Random

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert
from sqlmodel import Session
from timing import Table, ms, usual

from app.careers.vocabulary import KINDS
from app.kits.kit import bank, made
from app.kits.plan import default_request, planned
from app.library import Library
from app.panel.campaign import MOST_CANDIDATES, MOST_MEMBERS
from app.panel.interview import scales
from app.panel.models import CandidateRecord, CardRecord, MarkRecord
from app.panel.store import campaigns
from app.web import clock
from app.web.security import new_token, token_hash

pytestmark = pytest.mark.bench

QUESTIONS = 15


def largest(session: Session, library: Library) -> str:
    """Store the largest campaign, every card submitted, and return its owner's token."""
    choice = bank(library)
    role, level = library.roles["head-of-social"], library.levels["lead"]
    plan = planned(choice, default_request(choice, role, 180, level, frozenset(KINDS)))
    kit = made(library, plan, "Head of social", "fr", clock.today())
    lines = [scale.field for item in kit.items for scale in scales(kit, item)][:QUESTIONS]
    owner, now, chance = campaigns.new_campaign(session, kit, clock.now()), clock.now(), Random(2026)
    campaign = campaigns.found_campaign(session, owner, clock.today())
    assert campaign
    number = campaign.record_id
    members = [campaigns.add_member(session, owner, number, f"M{n}", clock.today()) for n in range(MOST_MEMBERS)]
    people = [
        CandidateRecord(
            campaign_id=number, reference=new_token()[:12], token_hash=token_hash(new_token()), code=f"C-{n:03}"
        )
        for n in range(MOST_CANDIDATES)
    ]
    session.add_all(people)
    session.flush()
    cards = [
        CardRecord(member_id=m.record_id, candidate_id=p.id or 0, kit_number=1, opened_at=now, submitted_at=now)
        for p in people
        for m in members
    ]
    session.add_all(cards)
    session.flush()
    rows = [
        {
            "card_id": card.id,
            "stage": "before",
            "field": str(line),
            "value": str(chance.randint(1, 5)),
            "at": 1,
            "device": "t",
        }
        for card in cards
        for line in lines
    ]
    session.connection().execute(insert(MarkRecord), rows)
    session.commit()
    return owner


def test_the_comparison_of_the_largest_panel(app: Flask, client: FlaskClient, library: Library, table: Table) -> None:
    with Session(app.extensions["database"]) as session:
        owner = largest(session, library)
    address = f"/fr/entretiens/campagnes/{owner}/comparaison"
    assert client.get(address).status_code == 200
    table("comparison page", ms(usual(partial(client.get, address))), "200 candidates, 6 raters, 15 ratings a card")
