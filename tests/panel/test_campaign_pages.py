"""An owner's pages, from a kit to the end, with JavaScript off; and what they refuse."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session
from visiting import Fetch, Page, plain, press, pressed

from app.content.text import LANGUAGES
from app.kits.kit import Kit
from app.kits.store import erase, found, save
from app.panel.campaign import Campaign, Candidate, Edit, Mark, Member
from app.panel.fields import Field
from app.panel.store import campaigns, cards, changes

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = MOMENT.date()
BOARD = {"fr": "/fr/entretiens/campagnes/", "en": "/en/interviews/campaigns/"}
START = {"fr": "/fr/entretiens/campagnes", "en": "/en/interviews/campaigns"}


@pytest.fixture(autouse=True)
def _day(at: Callable[..., None]) -> None:
    at(2026, 3, 2, 9, 30)


@pytest.fixture
def stored(app: Flask) -> Any:
    """A session on the service's own database."""
    with Session(app.extensions["database"]) as session:
        yield session


@pytest.fixture
def quick(client: FlaskClient) -> Fetch:
    """Fetch pages without checking what every page owes: other tests do, for the same ones."""

    def fetch(address: str, status: int = 200, typed: tuple[str, ...] = (), **request: Any) -> Page:
        answer = client.open(address, follow_redirects=True, **request)
        assert answer.status_code == status
        return Page(client, answer, typed)

    return fetch


@pytest.fixture
def owner(stored: Session, kit: Kit) -> str:
    """The address of a campaign with two members and two candidates, one of whom has the notice."""
    owner = campaigns.new_campaign(stored, kit, MOMENT)
    number = held(stored, owner).record_id
    for name in ("AB", "CD"):
        campaigns.add_member(stored, owner, number, name, TODAY)
    for code in ("C-01", "C-02"):
        campaigns.add_candidate(stored, owner, number, code)
    return owner


def held(stored: Session, owner: str) -> Campaign:
    """Return a campaign as it is stored now."""
    stored.expire_all()
    campaign = campaigns.found_campaign(stored, owner, TODAY)
    assert campaign
    return campaign


def people(stored: Session, owner: str) -> tuple[tuple[Member, ...], tuple[Candidate, ...]]:
    """Return the members and the candidates of a campaign as they are stored now."""
    number = held(stored, owner).record_id
    return campaigns.members(stored, number), campaigns.candidates(stored, number)


def told(stored: Session, owner: str) -> list[tuple[str, str, str]]:
    """Return what the record says."""
    return [(e.what, e.about, e.detail) for e in campaigns.events(stored, held(stored, owner).record_id)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kit_becomes_a_campaign_once(page: Fetch, stored: Session, kit: Kit, language: str) -> None:
    token = save(stored, kit, MOMENT)
    here = page(START[language])
    chosen = page(here.path + f"?kit=http://localhost/fr/entretiens/kits/{token}")
    board = press(page, chosen, ".panel-launch form", "")
    again = press(page, chosen, ".panel-launch form", "")
    assert board.path == again.path
    assert board.path.startswith(BOARD[language])
    owner = board.path.rpartition("/")[2]
    kit_found = found(stored, token, TODAY)
    assert kit_found
    erase(stored, kit_found.record_id)
    assert held(stored, owner).kit == kit
    page(board.path)


def test_an_unknown_kit_is_told_and_kept(page: Fetch) -> None:
    here = page(START["fr"] + "?kit=" + "x" * 32, 422)
    assert here.one("#address")["value"] == "x" * 32
    assert "Il n'y a pas de kit" in plain(here.words("#address-error"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_an_owner(page: Fetch, stored: Session, owner: str, language: str) -> None:
    (member, *_), (candidate, *_) = people(stored, owner)
    base = BOARD[language] + owner
    french = language == "fr"
    names = (
        ("/poste", "/kit", "/cloture", "/fin", "/effacer", "/jury", "/candidatures")
        if french
        else ("/job", "/kit", "/close", "/end", "/delete", "/panel", "/candidates")
    )
    for name in ("", *names):
        page(base + name, typed=("AB", "CD"))
    page(f"{base}{names[5]}/{member.reference}", typed=("AB",))
    page(f"{base}{names[6]}/{candidate.reference}")
    page(f"{base}{names[6]}/{candidate.reference}{names[4]}")
    notice = ("/fr/entretiens/notice/", "/en/interviews/notice/")[not french]
    page(notice + campaigns.address(owner, candidate.reference, 1), typed=("Community manager",))


def test_the_board_says_how_far_and_never_what(page: Fetch, stored: Session, owner: str) -> None:
    (first, second), (candidate, _) = people(stored, owner)
    for member in (first, second):
        card = cards.opened(stored, held(stored, owner), member, candidate, MOMENT)
        cards.write(stored, card, "before", [Edit(Field("an-item", "notes"), Mark(1, "t", "SECRET-NOTE"))])
    cards.submit(stored, held(stored, owner), card, MOMENT, candidate.code)
    board = page(BOARD["fr"] + owner)
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in board.soup.select("tbody tr")]
    assert rows == [["1 / 2", "en cours", "envoyée"], ["0 / 2", "pas commencée", "pas commencée"]]
    assert "SECRET-NOTE" not in board.answer.text
    assert "Figé depuis le" in board.words("section[aria-labelledby=kit]")


def test_members_come_and_go(quick: Fetch, stored: Session, owner: str) -> None:
    board = quick(BOARD["fr"] + owner)
    board = press(quick, board, "form[aria-labelledby=add-member]", "", name=" E <b>F ", trained_on="2020-01-01")
    members, _ = people(stored, owner)
    assert members[2].name == "E <b>F"
    assert "Plus de cinq ans" in plain(board.words(".panel-people li:nth-child(3)"))
    press(quick, board, "form[aria-labelledby=add-member]", "", name="E <b>F")
    assert len(people(stored, owner)[0]) == 3
    member = people(stored, owner)[0][2]
    here = quick(f"{BOARD['fr']}{owner}/jury/{member.reference}", typed=("E <b>F",))
    link = here.one("#link")["value"]
    press(quick, here, "section form", "renew")
    assert people(stored, owner)[0][2].turn == 2
    here = quick(here.path, typed=("E <b>F",))
    assert here.one("#link")["value"] != link
    press(quick, here, "section form", "revoke")
    press(quick, here, "section form", "revoke")
    assert told(stored, owner) == [("member-revoked", "E <b>F", "")]
    press(quick, here, "section form", "remove")
    assert [each.name for each in people(stored, owner)[0]] == ["AB", "CD"]


def test_a_panel_holds_six(quick: Fetch, client: FlaskClient, stored: Session, owner: str) -> None:
    here = quick(BOARD["fr"] + owner + "/jury")
    for name in ("C", "D", "E", "F"):
        press(quick, here, "form.panel-form", "save", name=name)
    refused = sent(quick, here, 422, name="G")
    assert "six membres" in plain(refused.words("#name-error"))
    assert len(people(stored, owner)[0]) == 6


def sent(page: Fetch, here: Page, status: int, button: str = "", **typed: str) -> Page:
    """Send the page's main form with what is typed; check the status and that all of it is kept."""
    data = pressed(here.one("form.panel-form"), button, **typed)
    answer = page(here.path, status, method="POST", data=data, typed=tuple(typed.values()))
    for name, value in typed.items():
        control = answer.one(f"form.panel-form [name={name}]")
        chosen = control.select_one("option[selected]")
        assert value in (control.get("value"), chosen and chosen["value"], control.get_text())
    return answer


@pytest.mark.parametrize(
    ("page_name", "typed", "wrong"),
    [
        ("jury", {"name": "", "trained_on": "2030-01-01"}, {"name", "trained_on"}),
        ("jury", {"name": "x" * 61}, {"name"}),
        ("candidatures", {"code": ""}, {"code"}),
        ("candidatures", {"code": "C-01"}, {"code"}),
        ("candidatures", {"code": "x" * 41, "extra": "7"}, {"code", "extra"}),
        ("candidatures", {"code": "C-9", "day": "31/02/2026", "start": "25:00"}, {"day", "start"}),
        ("candidatures", {"code": "C-9", "day": "2026-03-05"}, {"start"}),
        ("candidatures", {"code": "C-9", "start": "10:00"}, {"start"}),
        ("candidatures", {"code": "C-9", "notice_on": "2026-03-03", "consent_on": "hier"}, {"notice_on", "consent_on"}),
        ("poste", {"title": "", "pay": "x" * 401}, {"title", "pay"}),
        ("kit", {"address": "nowhere"}, {"address"}),
        ("fin", {"ended_on": "2026-03-03"}, {"ended_on"}),
        ("fin", {"ended_on": "2025-12-31"}, {"ended_on"}),
        ("fin", {"archived_until": "2027-01-01"}, {"archived_until"}),
        ("fin", {"ended_on": "2026-03-02", "archived_until": "2026-06-02"}, {"archived_until"}),
        ("fin", {"ended_on": "2026-03-02", "archived_until": "2031-03-03"}, {"archived_until"}),
    ],
)
def test_what_is_wrong_is_told_and_kept(
    page: Fetch, quick: Fetch, stored: Session, owner: str, page_name: str, typed: dict[str, str], wrong: set[str]
) -> None:
    before = people(stored, owner), held(stored, owner)
    answer = sent(page, quick(f"{BOARD['fr']}{owner}/{page_name}"), 422, **typed)
    assert {str(each["id"]).removesuffix("-error") for each in answer.soup.select(".field__error")} == wrong
    assert (people(stored, owner), held(stored, owner)) == before


def test_a_candidate_with_everything(quick: Fetch, stored: Session, owner: str) -> None:
    here = quick(BOARD["fr"] + owner + "/candidatures")
    assert here.one("#code")["value"] == "C-03"
    typed = {"code": "C-03", "day": "2026-03-29", "start": "14 h 30", "extra": "33", "notice_on": "01/03/2026"}
    board = press(quick, here, "form.panel-form", "", **typed)
    person = people(stored, owner)[1][2]
    assert person.starts_at == datetime(2026, 3, 29, 12, 30, tzinfo=UTC)
    assert (person.extra, str(person.notice_on)) == (33, "2026-03-01")
    assert "29 mars 2026 à 14 h 30" in plain(board.words("tbody tr:last-child th"))
    assert "33" not in board.words("#main tbody")
    here = quick(f"{BOARD['fr']}{owner}/candidatures/{person.reference}")
    assert here.one("#start")["value"] == "14:30"
    taken = sent(quick, here, 422, code="C-01")
    assert "déjà pris" in taken.words("#code-error")


def test_a_name_for_a_code_is_warned_of(quick: Fetch, stored: Session, owner: str) -> None:
    here = quick(BOARD["fr"] + owner + "/candidatures")
    press(quick, here, "form.panel-form", "", code="Marie Dupont")
    person = people(stored, owner)[1][2]
    shown = quick(f"{BOARD['fr']}{owner}/candidatures/{person.reference}", typed=("Marie Dupont",))
    assert "pseudonyme" in shown.words(".notice--alert")


def test_a_code_told_in_the_record_stays(quick: Fetch, stored: Session, owner: str) -> None:
    (member, _), (candidate, _) = people(stored, owner)
    cards.opened(stored, held(stored, owner), member, candidate, MOMENT)
    here = quick(f"{BOARD['fr']}{owner}/candidatures/{candidate.reference}")
    assert "ne change plus" in plain(sent(quick, here, 422, code="C-77").words("#code-error"))


def test_closing_says_who_is_missing_once(quick: Fetch, stored: Session, owner: str) -> None:
    (first, _), (candidate, _) = people(stored, owner)
    card = cards.opened(stored, held(stored, owner), first, candidate, MOMENT)
    cards.submit(stored, held(stored, owner), card, MOMENT, candidate.code)
    here = quick(BOARD["fr"] + owner + "/cloture", typed=("AB", "CD"))
    assert [plain(each.get_text()) for each in here.soup.select(".panel-owed li")] == ["AB : C-02", "CD : C-01, C-02"]
    press(quick, here, "main form", "")
    press(quick, here, "main form", "")
    assert told(stored, owner)[2:] == [("closed", "", "AB: C-02; CD: C-01, C-02")]
    board = quick(BOARD["fr"] + owner)
    press(quick, board, "section[aria-labelledby=ratings] form", "reopen")
    assert held(stored, owner).closed_at is None
    assert told(stored, owner)[3:] == [("reopened", "", "")]


def test_another_kit_before_and_after_the_freeze(quick: Fetch, stored: Session, owner: str, kit: Kit) -> None:
    first, second = (save(stored, kit.model_copy(update={"title": title}), MOMENT) for title in ("Un", "Deux"))
    here = quick(BOARD["fr"] + owner + "/kit")
    press(quick, here, "form.panel-form", "", address=f"http://localhost/fr/entretiens/kits/{first}")
    assert (held(stored, owner).kit.title, held(stored, owner).version.number) == ("Un", 1)
    (member, _), (candidate, _) = people(stored, owner)
    cards.opened(stored, held(stored, owner), member, candidate, MOMENT)
    here = quick(here.path)
    address = f"http://localhost/fr/entretiens/kits/{second}"
    refused = sent(quick, here, 422, address=address, reason="Court")
    assert {str(each["id"]) for each in refused.soup.select(".field__error")} == {"reason-error"}
    for _ in range(2):
        press(quick, here, "form.panel-form", "", address=address, reason="Une question ne servait plus.")
    versions = campaigns.versions(stored, held(stored, owner).record_id)
    assert [(each.number, each.kit.title) for each in versions] == [(1, "Un"), (2, "Deux")]


def test_wrong_addresses_all_give_the_same_page(client: FlaskClient, stored: Session, owner: str) -> None:
    """Foreign, revoked, expired, replaced: the same bytes but for the address itself."""
    (first, second), (candidate, _) = people(stored, owner)
    revoked, replaced = (campaigns.address(owner, each.reference, 1) for each in (first, candidate))
    expired = campaigns.address(owner, second.reference, 1)
    changes.revoke(stored, held(stored, owner), first, MOMENT)
    campaigns.renew(stored, owner, candidate)
    changes.extend(stored, second, TODAY - timedelta(days=1))
    bodies = {
        pattern: {
            (answer.status_code, answer.text.replace(token, "…"))
            for token in (revoked, replaced, expired, "z" * 32, owner if "campagnes" not in pattern else revoked)
            for answer in [client.get(pattern % token)]
        }
        for pattern in (
            "/fr/entretiens/campagnes/%s",
            "/fr/entretiens/notice/%s",
            "/fr/entretiens/panel/%s/calendrier.ics",
        )
    }
    assert [len(found) for found in bodies.values()] == [1, 1, 1], bodies.keys()
    assert {status for found in bodies.values() for status, _ in found} == {404}


def test_people_of_another_campaign_are_not_found(client: FlaskClient, stored: Session, owner: str, kit: Kit) -> None:
    other = campaigns.new_campaign(stored, kit, MOMENT)
    (member, _), (candidate, _) = people(stored, owner)
    for name in (f"jury/{member.reference}", f"candidatures/{candidate.reference}"):
        for method in ("GET", "POST"):
            assert client.open(f"{BOARD['fr']}{other}/{name}", method=method, data={"do": "revoke"}).status_code in (
                400,
                404,
            )
    assert told(stored, owner) == []


def test_erasing_asks_then_erases(quick: Fetch, client: FlaskClient, stored: Session, owner: str) -> None:
    _, (candidate, _) = people(stored, owner)
    here = quick(f"{BOARD['fr']}{owner}/candidatures/{candidate.reference}/effacer")
    press(quick, here, "main form", "")
    assert [each.code for each in people(stored, owner)[1]] == ["C-02"]
    press(quick, quick(BOARD["fr"] + owner + "/effacer"), "main form", "")
    assert client.get(BOARD["fr"] + owner).status_code == 404
