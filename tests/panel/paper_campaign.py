"""A campaign whose references never change: scorecards filled once and kept as files stay those of its panel."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session
from visiting import Page
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from app.kits.kit import Kit
from app.kits.service import printed
from app.panel.campaign import Campaign
from app.panel.models import CandidateRecord, MemberRecord
from app.panel.sheets import stamp
from app.panel.store.campaigns import address, found_campaign, new_campaign
from app.paper.press import Press
from app.web import clock
from app.web.security import token_hash

TESTS = Path(__file__).resolve().parents[1]
FOLDER = TESTS / "cases" / "filled"
KIT = Kit.model_validate_json((TESTS / "kits" / "stored.json").read_text(encoding="utf-8").strip())
MEMBERS = (("aB-cD_eF0123", "Élodie Noël"), ("zZ-yY_xX9876", "KL"))
CANDIDATES = (("Cand_idat-01", "C-01"), ("Cand_idat-02", "C-02"))
NOTES = "A dit : « j’ai gardé les accès », puis s’est tue."
# What is written in a scorecard, by the end of each field's name.
VALUES = {
    "last-admin-has-left_law-ethics-security_rating": "4",
    "last-admin-has-left_law-ethics-security_notes": NOTES,
    "liked-member-hurtful-remark_moderation-and-conflict_rating": "not-observed",
    "any_any_notes": "Rappelle la charte.\nGraduée et calme.",
}


def paper_campaign(app: Flask, noticed: bool = True) -> tuple[str, Campaign]:
    """Return a new campaign of the service: its owner's token and what it is."""
    today: date = clock.today()
    with Session(app.extensions["database"]) as session:
        owner = new_campaign(session, KIT, clock.now())
        campaign = found_campaign(session, owner, today)
        assert campaign is not None
        for reference, name in MEMBERS:
            hashed = token_hash(address(owner, reference, 1))
            until = today + timedelta(days=180)
            session.add(
                MemberRecord(
                    campaign_id=campaign.record_id, reference=reference, token_hash=hashed, name=name, expires_on=until
                )
            )
        for reference, code in CANDIDATES:
            hashed = token_hash(address(owner, reference, 1))
            session.add(
                CandidateRecord(
                    campaign_id=campaign.record_id,
                    reference=reference,
                    token_hash=hashed,
                    code=code,
                    notice_on=today if noticed else None,
                )
            )
        session.commit()
    return owner, campaign


def dropped(client: FlaskClient, form: str, reading: str, *files: tuple[str, bytes]) -> TestResponse:
    """Send files, by name, with the token of the page at `form`; return the answer."""
    token = Page(client, client.get(form)).one("input[name=csrf_token]")["value"]
    sent = {"csrf_token": token, "files": [FileStorage(BytesIO(data), name) for name, data in files]}
    boundary, body = encode_multipart(sent)
    return client.post(reading, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def plain(kit: Kit) -> bytes:
    """Return the plain scorecard of a kit, inside a context of the service."""
    return printed(kit, "scorecard", "fr").data


def printed_for(app: Flask, kit: Kit, rater: tuple[str, str], candidate: tuple[str, str]) -> tuple[bytes, str]:
    """Return a scorecard printed for someone, and how the names of its fields begin."""
    press: Press = app.extensions["press"]
    wanted = stamp(kit, rater, candidate)
    return press.stamped(printed(kit, "scorecard", "fr"), wanted).data, wanted.after
