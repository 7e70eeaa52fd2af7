"""The table of files that cannot be taken: each is told why, and nothing is stored."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from bad_pdfs import GOOD, made, zipped
from flask import Flask
from flask.testing import FlaskClient
from paper_campaign import KIT, NOTES, TESTS, dropped, paper_campaign
from sqlmodel import Session
from visiting import Page, plain
from yaml import safe_load

from app.panel.campaign import Edit, Mark
from app.panel.fields import Field
from app.panel.service.compared import case
from app.panel.store import campaigns, cards, changes
from app.panel.store.cards import opened
from app.web import clock

CASES: list[dict[str, str]] = safe_load((TESTS / "cases" / "bad_pdfs.yaml").read_text(encoding="utf-8"))
BY_ITSELF = [each for each in CASES if "when" not in each]
AFTER = [each for each in CASES if "when" in each]
Drop = Callable[..., Page]


@pytest.fixture
def drop(client: FlaskClient) -> Drop:
    """Drop files as the owner: (name, content)…"""

    def send(owner: str, *files: tuple[str, bytes], status: int = 200) -> Page:
        address = f"/fr/entretiens/campagnes/{owner}/papier"
        answer = dropped(client, address, f"{address}/lecture", *files)
        assert answer.status_code == status
        return Page(client, answer)

    return send


def said(page: Page) -> list[str]:
    """Return what the page says of each file, in order."""
    return [plain(each.get_text(" ")) for each in page.soup.select(".sheets-file")]


def test_each_wrong_file_is_told_why_and_the_good_one_is_taken(app: Flask, drop: Drop) -> None:
    owner, _ = paper_campaign(app)
    files = [(f"{each['made']}.pdf", made(each["made"])) for each in BY_ITSELF if each["made"] != "bomb"]
    told = said(drop(owner, *files, ("juste.pdf", GOOD)))
    for each, text in zip([each for each in BY_ITSELF if each["made"] != "bomb"], told, strict=False):
        assert each["says"] in text, each["what"]
        assert ("À compléter" if each["made"] == "nameless" else "Refusée") in text
    assert "Nouvelle" in told[-1]
    assert len(told) == len(files) + 1


def test_a_bomb_stops_the_reading(app: Flask, drop: Drop) -> None:
    owner, _ = paper_campaign(app)
    (bomb,) = (each for each in BY_ITSELF if each["made"] == "bomb")
    first, last = said(drop(owner, ("a.pdf", GOOD), ("b.zip", made("bomb")), ("c.pdf", GOOD)))
    assert "Nouvelle" in first
    assert bomb["says"] in last


@pytest.mark.parametrize("wrong", AFTER, ids=lambda each: each["what"])
def test_a_good_file_at_the_wrong_moment(wrong: dict[str, str], app: Flask, drop: Drop) -> None:
    owner, campaign = paper_campaign(app, noticed=wrong["when"] != "no-notice")
    with Session(app.extensions["database"]) as session:
        before = happen(session, owner, wrong["when"])
    assert wrong["says"] in said(drop(owner, ("grille.pdf", made(wrong["made"]))))[0]
    with Session(app.extensions["database"]) as session:
        assert case(session, campaign).cards == before


def happen(session: Session, owner: str, what: str) -> Any:
    """Make something happen in a campaign, and return its cards."""
    campaign = campaigns.found_campaign(session, owner, clock.today())
    assert campaign
    member = campaigns.members(session, campaign.record_id)[0]
    candidate = campaigns.candidates(session, campaign.record_id)[0]
    if what == "revoked":
        changes.revoke(session, campaign, member, clock.now())
    if what == "closed":
        changes.close(session, campaign, clock.now(), "")
    if what == "opened-later":
        opened(session, campaign, member, campaigns.candidates(session, campaign.record_id)[1], clock.now())
        frozen = campaigns.found_campaign(session, owner, clock.today())
        assert frozen
        campaigns.change_kit(session, frozen, KIT.model_copy(update={"number": 2}), clock.now(), "Une autre question")
        later = campaigns.found_campaign(session, owner, clock.today())
        assert later
        opened(session, later, member, candidate, clock.now())
    if what == "sent":
        card = opened(session, campaign, member, candidate, clock.now())
        cards.write(session, card, "before", _edits())
        cards.submit(session, campaign, card, clock.now() + timedelta(minutes=1), "")
    return cards.cards(session, campaign.record_id)


def _edits() -> list[Edit]:
    said = {
        Field("last-admin-has-left", "rating", "law-ethics-security"): "4",
        Field("last-admin-has-left", "notes"): NOTES,
        Field("liked-member-hurtful-remark", "rating", "moderation-and-conflict"): "not-observed",
        Field("card", "general"): "Rappelle la charte.\nGraduée et calme.",
    }
    return [Edit(field, Mark(1, "tablet", value)) for field, value in said.items()]


def test_200_megabytes_are_refused_before_they_are_read(client: FlaskClient, app: Flask) -> None:
    owner, _ = paper_campaign(app)

    class Unread(BytesIO):
        """A body that nobody may read."""

        def read(self, *_: Any) -> bytes:
            raise AssertionError("read")

    announced = {"CONTENT_LENGTH": "200000000", "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    address = f"/fr/entretiens/campagnes/{owner}/papier/lecture"
    answer = client.post(address, environ_overrides={**announced, "wsgi.input": Unread()})
    assert answer.status_code == 413


def test_the_fifty_first_file_is_not_read(app: Flask, drop: Drop) -> None:
    owner, _ = paper_campaign(app)
    files = zipped(*((f"{rank}.pdf", b"no") for rank in range(60)))
    told = said(drop(owner, ("tout.zip", files)))
    assert len(told) == 51
    assert "Plus de 50 fichiers" in told[-1]


def test_no_file_at_all(app: Flask, drop: Drop) -> None:
    owner, _ = paper_campaign(app)
    assert "Aucun fichier n'est venu" in plain(drop(owner, status=422).words("main"))
