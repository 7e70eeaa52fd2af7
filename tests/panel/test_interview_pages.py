"""A member's pages: their seat, the interview without a script, the card that is sent, what is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from owed import foreign
from seats import Played, form_token, played
from visiting import Fetch, Page, press, pressed

from app.kits.kit import Kit
from app.panel.interview import turns
from app.panel.store import cards
from app.panel.store.campaigns import change_kit, found_campaign, renew
from app.panel.store.changes import change_candidate, close, revoke
from app.web import clock

FRENCH = "A raconté la crise du 3 mars, messages à l'appui."


@pytest.fixture
def play(app: Flask, kit: Kit) -> Played:
    """A campaign of the service."""
    return played(app, kit)


@pytest.fixture
def visit(client: FlaskClient) -> Fetch:
    """Fetch pages without looking at all they owe, which one test does: each leads to every step of an interview."""

    def fetch(address: str, status: int = 200, typed: tuple[str, ...] = (), **request: Any) -> Page:
        found = Page(client, client.open(address, follow_redirects=True, **request), typed)
        assert found.answer.status_code == status, found.words("h1")
        return found

    return fetch


@pytest.fixture
def send(client: FlaskClient, play: Played) -> Callable[..., Any]:
    """Send marks to the first candidate's card, as a script does: `send({field: value}, at=5)`."""

    def post(values: dict[str, str], at: int = 0, device: str = "tablet", rank: int = 0) -> Any:
        path = play.seat(rank, 0, "/marks")
        headers = {"X-CSRFToken": form_token(client, path)}
        moment = at or int(clock.now().timestamp() * 1000)
        sent = [{"field": name, "value": value, "at": moment, "device": device} for name, value in values.items()]
        return client.post(path, json=sent, headers=headers)

    return post


def begun(visit: Fetch, play: Played, rank: int = 0) -> None:
    """Open the first candidate's card from a member's seat."""
    press(visit, visit(play.seat(rank)), f"#seat-{play.candidates[0].reference} form", "")


def first_rating(kit: Kit) -> str:
    """Return the name of the first rating of a card."""
    return str(turns(kit, 0)[1].scales[0].field)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_owes_what_pages_owe(page: Fetch, visit: Fetch, play: Played, language: str) -> None:
    begun(visit, play)
    paths = [play.seat(), play.seat(0, 0), play.seat(0, 0, "/envoyer"), play.seat(0, 0, "/grille")]
    for path in paths:
        if language == "en":
            path = path.replace("/fr/entretiens/", "/en/interviews/").replace("/envoyer", "/submit")
            path = path.replace("/grille", "/scorecard")
        found = page(path)
        assert "no-store" in found.answer.headers["Cache-Control"]
        if language == "fr":
            assert foreign(found) == []


def test_an_interview_without_a_script(visit: Fetch, play: Played) -> None:
    """Each step is a page, each button keeps what is typed and goes on; reread, then sent."""
    begun(visit, play)
    here = visit(play.seat(0, 0))
    assert "Accueil" in here.words(".turn:not([hidden])")
    here = press(visit, here, ".turn:not([hidden]) form", "Enregistrer et continuer")
    item, name = play.kit.items[0], first_rating(play.kit)
    assert here.one(".turn:not([hidden])")["data-turn"] == item.id
    here = press(
        visit, here, ".turn:not([hidden]) form", "Enregistrer et continuer", **{name: "4", f"{item.id}.notes": FRENCH}
    )
    here = visit(play.seat(0, 0, f"?step={item.id}"), typed=(FRENCH,))
    assert here.one(f'input[name="{name}"][checked]')["value"] == "4"
    assert FRENCH in here.words(f'textarea[name="{item.id}.notes"]')
    sent = press(visit, visit(play.seat(0, 0, "/envoyer")), "form[data-send]", "")
    assert sent.path.endswith("/grille")
    assert "Envoyée" in sent.words(".lead")
    assert "4" in sent.words(".reread__value")
    assert visit(play.seat(0, 0)).path.endswith("/grille")


def test_an_older_page_does_not_undo_what_was_written_since(
    visit: Fetch, play: Played, send: Callable[..., Any]
) -> None:
    """Two tabs without a script: what a form holds as it was shown is not typed anew."""
    begun(visit, play)
    item, name = play.kit.items[0], first_rating(play.kit)
    old = visit(play.seat(0, 0, f"?step={item.id}"))
    assert send({name: "5"}).status_code == 200
    press(visit, old, ".turn:not([hidden]) form", "Enregistrer et continuer", **{f"{item.id}.notes": FRENCH})
    here = visit(play.seat(0, 0, f"?step={item.id}"), typed=(FRENCH,))
    assert here.one(f'input[name="{name}"][checked]')["value"] == "5"
    assert FRENCH in here.words(f'textarea[name="{item.id}.notes"]')


def test_marks_answer_what_stands_and_put_the_older_aside(visit: Fetch, play: Played, send: Callable[..., Any]) -> None:
    begun(visit, play)
    name = first_rating(play.kit)
    told = send({name: "4"}, at=2_000).get_json()
    assert told["fields"] == {name: {"value": "4", "at": 2_000, "device": "tablet"}}
    late = send({name: "1"}, at=1_000, device="phone").get_json()
    assert late["fields"][name]["value"] == "4"
    end = visit(play.seat(0, 0, "?step=end"))
    assert "1" in end.words("#aside .asides__value")
    taken = visit(
        play.seat(0, 0, "?step=end"), method="POST", data=pressed(end.one(".turn:not([hidden]) form"), "0", take="0")
    )
    assert taken.one(f'input[name="{name}"][checked]')["value"] == "1"


def test_a_note_is_checked_as_one_types(visit: Fetch, play: Played, send: Callable[..., Any]) -> None:
    begun(visit, play)
    field = f"{play.kit.items[0].id}.notes"
    told = send({field: "Enceinte de 5 mois."}).get_json()
    assert [each["kind"] for each in told["advice"][field]] == ["private"]
    shown = visit(play.seat(0, 0, f"?step={play.kit.items[0].id}"), typed=("Enceinte de 5 mois.",))
    assert "Ne pas consigner" in shown.words(f'[id="{field}-advice"]')
    assert send({field: FRENCH}).get_json()["advice"][field] == []


def test_a_card_waits_for_the_notice(app: Flask, client: FlaskClient, visit: Fetch, kit: Kit) -> None:
    play = played(app, kit, noticed=False)
    here = visit(play.seat())
    assert not here.soup.select(".seat form")
    assert "L1221-8" in here.words(".seat__why")
    token = str(Page(client, client.get("/fr/")).one("main input[name=csrf_token]")["value"])
    refused = visit(play.seat(0, 0, "/commencer"), 409, method="POST", data={"csrf_token": token})
    assert "notice" in refused.words(".lead")
    with play.session() as session:
        change_candidate(session, play.candidates[0], {"notice_on": clock.today() + timedelta(days=1)})
    assert "s'ouvre ce jour-là" in visit(play.seat()).words(".seat__why").replace("’", "'")
    with play.session() as session:
        assert cards.cards(session, play.campaign_id) == ()


def test_what_comes_after_the_end_is_refused_and_shown_to_be_copied(
    visit: Fetch, play: Played, send: Callable[..., Any]
) -> None:
    begun(visit, play)
    item = play.kit.items[0]
    old = visit(play.seat(0, 0, f"?step={item.id}"))
    press(visit, visit(play.seat(0, 0, "/envoyer")), "form[data-send]", "")
    again = visit(play.seat(0, 0, "/envoyer"))
    assert again.path.endswith("/grille")
    answer = send({first_rating(play.kit): "5"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "submitted")
    form = pressed(old.one(".turn:not([hidden]) form"), "", **{f"{item.id}.notes": FRENCH})
    late = visit(play.seat(0, 0), 409, method="POST", data=form, typed=(FRENCH,))
    assert FRENCH in late.words("textarea[readonly]")


def test_ratings_closed_by_the_owner_take_nothing(visit: Fetch, play: Played, send: Callable[..., Any]) -> None:
    begun(visit, play)
    with play.session() as session:
        campaign = found_campaign(session, play.owner, clock.today())
        assert campaign is not None
        close(session, campaign, clock.now(), "")
    answer = send({first_rating(play.kit): "5"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "closed")
    assert "closes" in visit(play.seat(0, 0)).words(".lead")


def test_after_discussion_a_rating_changes_with_a_reason(visit: Fetch, play: Played, send: Callable[..., Any]) -> None:
    name = first_rating(play.kit)
    why = "Le chiffre cité datait de l'année d'avant."
    for rank in (0, 1):
        begun(visit, play, rank)
        assert send({name: "4"}, rank=rank).status_code == 200
        assert not visit(play.seat(0, 0, "/grille")).soup.select(f'select[name="{name}"]')
        press(visit, visit(play.seat(rank, 0, "/envoyer")), "form[data-send]", "")
    here = visit(play.seat(0, 0, "/grille"))
    form = "main form"
    reasoned = name.replace(".rating", ".reason")
    data = pressed(here.one(form), "", **{name: "2", reasoned: "Non."})
    refused = visit(play.seat(0, 0, "/grille"), 422, method="POST", data=data, typed=("Non.",))
    assert refused.one(f'[id="{name}-reason"]')["value"] == "Non."
    assert refused.one(f'select[name="{name}"] option[selected]')["value"] == "2"
    data.setlist(reasoned, [why])
    kept = visit(play.seat(0, 0, "/grille"), method="POST", data=data, typed=(why,))
    assert kept.words(f'[id="{name}"] .reread__value') == "4 2"
    with play.session() as session:
        (before,) = [each for each in cards.ratings(session, play.campaign_id, "before") if rater(play, each.rater)]
        (after,) = [each for each in cards.ratings(session, play.campaign_id, "after") if rater(play, each.rater)]
    assert (before.value, after.value) == (4, 2)


def rater(play: Played, reference: str) -> bool:
    """Return whether a rating is the first member's."""
    return reference == play.members[0].reference


def test_a_member_reads_their_own_card_only(
    client: FlaskClient, visit: Fetch, play: Played, send: Callable[..., Any]
) -> None:
    begun(visit, play)
    begun(visit, play, 1)
    item = play.kit.items[0]
    secret = "Un mot que lit une seule personne."
    assert send({f"{item.id}.notes": secret}).status_code == 200
    for part in ("", "/grille", "/envoyer"):
        assert secret not in visit(play.seat(1, 0, part)).answer.text
    assert client.get(play.seat(1, 0, "/marks")).get_json()["fields"] == {}
    assert secret not in visit(play.seat(1)).answer.text
    assert secret in visit(play.seat(0, 0), typed=(secret,)).answer.text


def test_a_wrong_revoked_or_replaced_address_is_the_same_page(client: FlaskClient, visit: Fetch, play: Played) -> None:
    begun(visit, play)
    old, wrong, new = play.token(0), "x" * 32, play.token(1)
    with play.session() as session:
        campaign = found_campaign(session, play.owner, clock.today())
        assert campaign is not None
        renew(session, play.owner, play.members[1])
        revoke(session, campaign, play.members[0], clock.now())
    for part in ("", f"/{play.candidates[0].reference}", f"/{play.candidates[0].reference}/marks", "/nobody"):
        answers = {token: client.get(f"/fr/entretiens/panel/{token}{part}") for token in (old, wrong, new)}
        assert {answer.status_code for answer in answers.values()} == {404}
        assert len({answer.text.replace(token, "…") for token, answer in answers.items()}) == 1


@pytest.mark.parametrize("body", ["", "null", "[]", "[" * 5000, '{"field": 1}', '[{"field":"a.notes"}]'])
def test_what_is_no_list_of_marks_is_refused(client: FlaskClient, visit: Fetch, play: Played, body: str) -> None:
    begun(visit, play)
    path = play.seat(0, 0, "/marks")
    headers = {"X-CSRFToken": form_token(client, path), "Content-Type": "application/json"}
    assert client.post(path, data=body, headers=headers).status_code == 400
    assert client.post(path, json=[]).status_code == 400


def test_a_changed_kit_leaves_an_opened_card_on_its_own(visit: Fetch, play: Played) -> None:
    begun(visit, play)
    with play.session() as session:
        campaign = found_campaign(session, play.owner, clock.today())
        assert campaign is not None
        other = play.kit.model_copy(update={"items": play.kit.items[1:]})
        change_kit(session, campaign, other, clock.now(), "Une question a été posée ailleurs.")
    assert visit(play.seat(0, 0)).soup.select(f'[data-turn="{play.kit.items[0].id}"]')
    press(visit, visit(play.seat()), f"#seat-{play.candidates[1].reference} form", "")
    assert not visit(play.seat(0, 1)).soup.select(f'[data-turn="{play.kit.items[0].id}"]')


def test_more_time_shows_in_the_plan_alone(visit: Fetch, play: Played) -> None:
    begun(visit, play)
    with play.session() as session:
        change_candidate(session, play.candidates[0], {"extra": 50})
    here = visit(play.seat(0, 0))
    assert "90 min" in here.words(".watch").replace("\u202f", " ").replace("\xa0", " ")
    assert "50" not in here.words(".interview__top")
