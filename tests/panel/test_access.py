"""What leaves a campaign: one candidate's file, with one marker a field, and the whole export."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlmodel import Session
from visiting import Fetch, plain, press

from app.kits.kit import Kit
from app.panel.campaign import Candidate, Edit, Mark
from app.panel.fields import LONGEST, Field
from app.panel.routes import archive, people
from app.panel.service import decision
from app.panel.store import campaigns, cards, changes
from app.paper.order import Printed

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BASE = "/fr/entretiens/campagnes/"


@pytest.fixture
def stored(app: Flask, at: Callable[..., None]) -> Iterator[Session]:
    """A session on the service's own database, on a day that holds still."""
    at(2026, 3, 2, 9, 30)
    with Session(app.extensions["database"]) as session:
        yield session


@pytest.fixture
def owner(stored: Session, kit: Kit) -> str:
    """A campaign of two members and two candidates, all of it written, one marker a field: ONE-… and TWO-…."""
    owner = campaigns.new_campaign(stored, kit, MOMENT)
    campaign = campaigns.found_campaign(stored, owner, MOMENT.date())
    assert campaign
    number = campaign.record_id
    members = [campaigns.add_member(stored, owner, number, name, MOMENT.date()) for name in ("RATER-1", "RATER-2")]
    for code in ("ONE", "TWO"):
        candidate = campaigns.add_candidate(stored, owner, number, f"{code}-code")
        words = {name: f"{code}-{name}" for name in ("decision", "reason", "decided_by", "feedback")}
        days = {"notice_on": date(2026, 2, 1 + len(words)), "starts_at": MOMENT, "extra": 33, "decided_at": MOMENT}
        changes.change_candidate(stored, candidate, {**words, **days})
        (candidate,) = [each for each in campaigns.candidates(stored, number) if each.code.startswith(code)]
        for place in range(len(members)):
            fill(stored, owner, candidate, place, code, kit)
        changes.note(stored, campaign, MOMENT, "decided", candidate.code, f"{code}-event")
    changes.close(stored, campaign, MOMENT, "RATER-1: ONE-code, TWO-code")
    return owner


def fill(stored: Session, owner: str, candidate: Candidate, place: int, code: str, kit: Kit) -> None:
    """Fill the card of a member; the second one's is not submitted."""
    campaign = campaigns.found_campaign(stored, owner, MOMENT.date())
    assert campaign
    member = campaigns.members(stored, campaign.record_id)[place]
    card = cards.opened(stored, campaign, member, candidate, MOMENT)
    item = kit.items[0].id
    prefix = f"{code}-" if not place else f"UNSENT-{code}-"
    edits = [Edit(Field(item, what), Mark(9, "dev", prefix + what)) for what in ("notes", "judgement", "skipped")]
    edits += [Edit(Field("card", "general"), Mark(9, "dev", prefix + "general"))]
    for each in kit.items:
        edits += [Edit(Field(each.id, "rating", entry.competency.id), Mark(9, "dev", "4")) for entry in kit.rated(each)]
    cards.write(stored, card, "before", edits)
    cards.write(stored, card, "before", [Edit(Field(item, "notes"), Mark(3, "dev", prefix + "late"))])
    if not place:
        cards.submit(stored, campaign, card, MOMENT, candidate.code)
        competency = kit.rated(kit.items[0])[0].competency.id
        after = [Edit(Field(item, "reason", competency), Mark(30, "dev", f"{code}-because"))]
        after += [Edit(Field(item, "rating", competency), Mark(30, "dev", "2"))]
        cards.write(stored, card, "after", after)


@pytest.fixture
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFs are the words of their page: how they are printed is tested elsewhere."""
    monkeypatch.setattr(archive, "printed", lambda *_: Printed(b"%PDF-", 1))
    monkeypatch.setattr(decision, "printed", lambda html: Printed(plain(html).encode(), 1))


def opened(client: FlaskClient, address: str) -> dict[str, str]:
    """Return the texts of a zip."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    with ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


MARKED = (
    *LONGEST.keys() - {"rating", "reason"},
    "because",
    "late",
    "decision",
    "reason",
    "decided_by",
    "feedback",
    "event",
    "code",
)


def test_one_action_gives_all_of_one_and_nothing_of_another(
    client: FlaskClient, stored: Session, owner: str, kit: Kit
) -> None:
    campaign = campaigns.found_campaign(stored, owner, MOMENT.date())
    assert campaign
    for one, other in (("ONE", "TWO"), ("TWO", "ONE")):
        (candidate,) = [each for each in campaigns.candidates(stored, campaign.record_id) if each.code.startswith(one)]
        found = opened(client, f"{BASE}{owner}/candidatures/{candidate.reference}/acces.zip")
        assert set(found) == {"dossier.html", "data.json"}
        for text in found.values():
            assert [name for name in MARKED if f"{one}-{name}" not in text] == []
            assert f"{other}-" not in text
            assert "UNSENT" not in text
            assert "RATER" not in text
        data = json.loads(found["data.json"])
        assert data["not_submitted"] == 1
        ratings = [row for row in data["scorecards"][0]["written"] if row["what"] == "rating"]
        assert len(ratings) == len(kit.shares) + 1
        before, after = data["calculations"]
        assert before["total"] == "4.0000"
        assert after["total"] < "4"
        assert data["candidate"]["extra_time_percent"] == 33


@pytest.mark.usefixtures("unprinted")
def test_the_whole_campaign_leaves_in_one_file(client: FlaskClient, owner: str) -> None:
    found = opened(client, f"{BASE}{owner}/export.zip")
    pdfs = [name for name in found if name.endswith(".pdf")]
    decisions = {name: found[name] for name in pdfs if not name.startswith("kit-1/")}
    assert len(pdfs) - len(decisions) == 2
    one, two = (f"{place}-{code}-code/dossier-de-decision.pdf" for place, code in (("001", "ONE"), ("002", "TWO")))
    assert set(decisions) == {"dossier-de-decision.pdf", one, two}
    assert "TWO-" not in found[one]
    assert "ONE-notes" in found[one]
    assert set(found) - set(pdfs) == {"campaign.json", "ratings.csv"}
    data = json.loads(found["campaign.json"])
    assert [candidate["code"] for candidate in data["candidates"]] == ["ONE-code", "TWO-code"]
    assert [len(card["aside"]) for card in data["scorecards"]] == [1, 0, 1, 0]
    assert "UNSENT" not in str(found)
    assert "_hash" not in found["campaign.json"]
    rows = list(csv.DictReader(io.StringIO(found["ratings.csv"].removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert {row["candidate"] for row in rows} == {"ONE-code", "TWO-code"}
    assert len(rows) == sum(len(card["marks"]) for card in data["scorecards"])


@pytest.mark.usefixtures("unprinted")
def test_what_may_not_be_read_yet_does_not_leave(client: FlaskClient, stored: Session, owner: str) -> None:
    campaign = campaigns.found_campaign(stored, owner, MOMENT.date())
    assert campaign
    changes.reopen(stored, campaign, MOMENT)
    found = opened(client, f"{BASE}{owner}/export.zip")
    assert [
        name for name in ("notes", "judgement", "skipped", "general", "late", "because") if f"ONE-{name}" in str(found)
    ] == []
    assert len(json.loads(found["campaign.json"])["scorecards"]) == 2


@pytest.mark.usefixtures("unprinted")
def test_no_cell_runs_as_a_formula(client: FlaskClient, stored: Session, owner: str) -> None:
    campaign = campaigns.found_campaign(stored, owner, MOMENT.date())
    assert campaign
    member = campaigns.members(stored, campaign.record_id)[0]
    changes.change_member(stored, member, "=1+1", None)
    text = opened(client, f"{BASE}{owner}/export.zip")["ratings.csv"]
    assert ";'=1+1;" in text
    assert ";=1+1" not in text


@pytest.mark.usefixtures("unprinted")
def test_the_archive_asks_why_and_notes_it(
    page: Fetch, client: FlaskClient, stored: Session, owner: str, at: Callable[..., None]
) -> None:
    assert client.get(f"{BASE}{owner}/archive").status_code == 404
    campaign = campaigns.found_campaign(stored, owner, MOMENT.date())
    assert campaign
    changes.end(stored, campaign, MOMENT, MOMENT.date(), date(2029, 1, 1))
    at(2026, 7, 1)
    assert client.get(f"{BASE}{owner}/export.zip").status_code == 404
    here = page(BASE + owner)
    assert here.path.endswith("/archive")
    assert "ONE" not in here.answer.text
    refused = page(
        here.path, 422, method="POST", data={"csrf_token": here.one("[name=csrf_token]")["value"], "reason": "Litige"}
    )
    assert "Litige" in refused.words("textarea")
    token = refused.one("[name=csrf_token]")["value"]
    answer = client.post(here.path, data={"csrf_token": token, "reason": "Une action devant les prud'hommes."})
    assert answer.mimetype == "application/zip"
    assert "Une action devant les prud" in page(here.path, typed=("Une action devant les prud'hommes.",)).words(
        "main li"
    )


def test_a_diary_says_nothing_of_candidates(client: FlaskClient, stored: Session, owner: str) -> None:
    campaign = campaigns.found_campaign(stored, owner, MOMENT.date())
    assert campaign
    token = campaigns.address(owner, campaigns.members(stored, campaign.record_id)[0].reference, 1)
    answer = client.get(f"/fr/entretiens/panel/{token}/calendrier.ics")
    assert answer.mimetype == "text/calendar"
    assert "ONE" not in answer.text
    events = Calendar.from_ical(answer.text).walk("VEVENT")
    assert len(events) == 2
    assert str(events[0]["SUMMARY"]) == "Entretien (jury)"
    assert token in str(events[0]["DESCRIPTION"])
    assert (events[0].decoded("DTEND") - MOMENT).total_seconds() == 80 * 60


def test_the_notice_is_a_pdf_too(
    client: FlaskClient, stored: Session, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "printed", lambda *_: Printed(b"%PDF-", 1))
    campaign = campaigns.found_campaign(stored, owner, MOMENT.date())
    assert campaign
    token = campaigns.address(owner, campaigns.candidates(stored, campaign.record_id)[0].reference, 1)
    answer = client.get(f"/fr/entretiens/notice/{token}/pdf/en")
    assert (answer.data, answer.mimetype) == (b"%PDF-", "application/pdf")
    assert client.get(f"/fr/entretiens/notice/{token}/pdf/de").status_code == 404


def test_leaving_the_member_and_candidate_forms_alone_changes_nothing(page: Fetch, stored: Session, owner: str) -> None:
    campaign = campaigns.found_campaign(stored, owner, MOMENT.date())
    assert campaign
    before = campaigns.candidates(stored, campaign.record_id)
    here = page(f"{BASE}{owner}/candidatures/{before[0].reference}", typed=("ONE-code",))
    press(page, here, "form.panel-form", "")
    stored.expire_all()
    assert campaigns.candidates(stored, campaign.record_id) == before
