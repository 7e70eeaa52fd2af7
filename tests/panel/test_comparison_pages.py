"""Comparison, discussion, decision, its file and the feedback, as pages, in both languages."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from judged import MOMENT, Judged, judged, usual
from pypdf import PdfReader
from sqlmodel import Session, col, update
from ua_gate import broken_rules
from visiting import Fetch, Page, plain, press

from app.content.text import LANGUAGES, Language
from app.kits.kit import Kit
from app.panel.campaign import Edit, Mark
from app.panel.interview import reason, scales
from app.panel.models import MarkRecord
from app.panel.service import decision as service
from app.panel.service.compared import read
from app.panel.store import campaigns, cards, changes
from app.paper.order import HTML_BYTES

REASON = "Les réponses sur la gestion de crise sont précises et répondent au poste."


@pytest.fixture(autouse=True)
def _day(at: Callable[..., None]) -> None:
    at(2026, 3, 2, 9, 30)


@pytest.fixture
def quick(client: FlaskClient) -> Fetch:
    """Fetch pages without checking what every page owes: the first test does."""

    def fetch(address: str, status: int = 200, typed: tuple[str, ...] = (), **request: Any) -> Page:
        answer = client.open(address, follow_redirects=True, **request)
        assert answer.status_code == status
        return Page(client, answer, typed)

    return fetch


@pytest.fixture(scope="module")
def stored(app: Flask) -> Iterator[Session]:
    with Session(app.extensions["database"]) as session:
        yield session


@pytest.fixture(scope="module")
def play(stored: Session, kit: Kit) -> Judged:
    """Four candidates, three raters; one rater has not sent the last candidate's card."""
    return judged(stored, kit, silent=[(3, 2)])


def base(language: str, owner: str) -> str:
    return (f"/fr/entretiens/campagnes/{owner}", f"/en/interviews/campaigns/{owner}")[language == "en"]


def compared(language: str, owner: str) -> str:
    return base(language, owner) + ("/comparaison", "/comparison")[language == "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page(page: Fetch, play: Judged, language: str) -> None:
    french = language == "fr"
    names = tuple(each.name for each in play.members)
    candidates = base(language, play.owner) + ("/candidatures/" if french else "/candidates/")
    first = candidates + play.candidates[0].reference
    page(compared(language, play.owner), typed=names)
    page(compared(language, play.owner) + "?stage=before&weights=equal", typed=names)
    page(first + "/discussion", typed=(*names, "dit"))
    page(base(language, play.owner) + "/decision", typed=names)
    page(first + "/decision", typed=names)
    page(first + ("/retour" if french else "/feedback"), typed=names)
    seat = ("/fr/entretiens/panel/" if french else "/en/interviews/panel/") + play.token()
    page(seat + ("/comparaison" if french else "/comparison"), typed=names)
    page(f"{seat}/{play.candidates[0].reference}/discussion", typed=(*names, "dit"))


def test_a_candidate_is_hidden_until_every_card_is_in(quick: Fetch, play: Judged) -> None:
    here = quick(compared("fr", play.owner))
    assert [title.get_text() for title in here.soup.select(".standing h3")] == ["C-01", "C-02", "C-03"]
    assert "C-04" in here.words("main")
    talk = quick(f"{base('fr', play.owner)}/candidatures/{play.candidates[3].reference}/discussion")
    assert "dit 3" not in talk.answer.text
    assert "ne se lisent pas encore" in talk.words("main")


def test_a_member_sees_what_they_have_sent(quick: Fetch, stored: Session, kit: Kit) -> None:
    mine = judged(stored, kit, people=2, silent=[(1, 2)])
    changes.close(stored, mine.campaign, MOMENT, "")
    seats = [quick(f"/fr/entretiens/panel/{mine.token(rank)}/comparaison") for rank in (0, 2)]
    assert [len(here.soup.select(".standing h3")) for here in seats] == [2, 1]
    quick(f"/fr/entretiens/panel/{mine.token(2)}/{'x' * 12}/discussion", 404)
    other = judged(stored, kit, people=1)
    quick(f"/fr/entretiens/panel/{mine.token(0)}/{other.candidates[0].reference}/discussion", 404)
    quick(f"/fr/entretiens/campagnes/{mine.token(0)}/comparaison", 404)


def test_formula_change_and_undecided_order_are_told(quick: Fetch, stored: Session, kit: Kit) -> None:
    play = judged(stored, kit, people=2, value=lambda candidate, member, line: str(3 + (candidate + member + line) % 2))
    card = cards.mine(stored, play.members[0])[play.candidates[0].record_id]
    about = scales(kit, kit.items[0])[0].field
    why = Edit(reason(about), Mark(2, "t", "Un exemple oublié est revenu."))
    cards.write(stored, card, "after", [Edit(about, Mark(2, "t", "5")), why])
    here = quick(compared("fr", play.owner))
    words = plain(here.words("main"))
    assert "Avant discussion" in words
    assert "Départage non établi" in words
    weights = sum(entry.weight for entry in kit.weights)
    assert f"/ {weights} =" in words
    talk = quick(f"{base('fr', play.owner)}/candidatures/{play.candidates[0].reference}/discussion")
    assert "Un exemple oublié est revenu." in talk.words("main")


def test_the_widest_question_comes_first(quick: Fetch, play: Judged, kit: Kit) -> None:
    here = quick(f"{base('fr', play.owner)}/candidatures/{play.candidates[0].reference}/discussion")
    assert here.soup.select(".talk h2")[0]["id"] == kit.items[0].id
    assert "Le jury diffère de 4 points" in plain(here.words(".talk:first-of-type, .talk"))


def test_candidates_on_another_kit_are_marked(quick: Fetch, stored: Session, kit: Kit) -> None:
    play = judged(stored, kit, people=2)
    held = campaigns.found_campaign(stored, play.owner, MOMENT.date())
    assert held
    campaigns.change_kit(stored, held, kit.model_copy(update={"title": "Autre"}), MOMENT, "Une question a fuité.")
    late = campaigns.add_candidate(stored, play.owner, held.record_id, "C-09")
    again = campaigns.found_campaign(stored, play.owner, MOMENT.date())
    assert again
    for member in play.members:
        card = cards.opened(stored, again, member, late, MOMENT)
        edits = [Edit(scales(kit, item)[0].field, Mark(1, "t", "3")) for item in kit.items]
        cards.write(stored, card, "before", edits)
        cards.submit(stored, again, card, MOMENT, late.code)
    words = plain(quick(compared("fr", play.owner)).words("main"))
    assert "Autre version du kit (2)" in words
    assert "n'ont pas eu les mêmes questions" in words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"decision": "retained", "reason": "Trop court.", "decided_by": "AB"}, "40 caractères"),
        ({"decision": "best", "reason": REASON, "decided_by": "AB"}, "Choisissez"),
        ({"decision": "retained", "reason": REASON, "decided_by": ""}, "Remplissez"),
        (
            {
                "decision": "not-retained",
                "reason": "Elle est enceinte et nous avons besoin de quelqu'un toute l'année.",
                "decided_by": "AB",
            },
            "À retirer",
        ),
    ],
)
def test_decisions_refused(quick: Fetch, play: Judged, typed: dict[str, str], told: str) -> None:
    address = f"{base('fr', play.owner)}/candidatures/{play.candidates[1].reference}/decision"
    form = quick(address)
    token = form.one("form.panel-form [name=csrf_token]")["value"]
    here = quick(address, 422, method="POST", data={**typed, "csrf_token": token}, typed=tuple(typed.values()))
    assert told in plain(here.words("main"))
    assert typed["reason"] in plain(here.one("[name=reason]").get_text())


def test_a_changed_decision_keeps_the_former(quick: Fetch, stored: Session, kit: Kit) -> None:
    play = judged(stored, kit, people=1)
    address = f"{base('fr', play.owner)}/candidatures/{play.candidates[0].reference}/decision"
    for code, reason_given in (("again", REASON), ("again", REASON), ("retained", REASON + " Revue le 3 mars.")):
        press(quick, quick(address), "form.panel-form", "", decision=code, reason=reason_given, decided_by="AB")
    lines = [each for each in campaigns.events(stored, play.campaign.record_id) if each.what == "decided"]
    assert [each.detail.partition(":")[0] for each in lines] == ["again", "retained"]
    here = quick(address)
    assert len(here.soup.select("section[aria-labelledby=formers] li")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_speaks_anchors_and_nothing_else(
    app: Flask, quick: Fetch, stored: Session, kit: Kit, language: Language
) -> None:
    play = judged(stored, kit, people=2, value=lambda candidate, member, line: "5" if line % 2 else "1")
    with app.app_context():
        text = service.feedback_draft(stored, play.campaign, play.candidates[0], language)
    anchors = [scale.anchors[5][language] for item in kit.items for scale in scales(kit, item)]
    assert any(anchor in text for anchor in anchors)
    assert "C-02" not in text
    assert not any(word in text for word in ("&#39;", "1/5", "None", "dit 0"))
    address = f"{base('fr', play.owner)}/candidatures/{play.candidates[0].reference}/retour"
    kept = "Bonjour,\n\nMerci de votre temps.\n- un <b>point</b>"
    press(quick, quick(address), "form.panel-form", "", feedback=kept)
    assert quick(address, typed=(kept,)).one("textarea").get_text().strip() == kept
    token = quick(address, typed=(kept,)).one("form.panel-form [name=csrf_token]")["value"]
    bad = "Elle est enceinte, et le poste demande de voyager."
    refused = quick(address, 422, method="POST", data={"feedback": bad, "csrf_token": token}, typed=(bad,))
    assert "À retirer" in plain(refused.words("main"))


def test_the_files_are_printed_tagged_and_kept_nowhere(
    app: Flask, client: FlaskClient, stored: Session, kit: Kit, tmp_path: Path
) -> None:
    play = judged(stored, kit, people=2)
    paper = app.extensions["settings"].instance / "paper"
    kept = set(paper.rglob("*.kept"))
    first, made = play.candidates[0].reference, {}
    for language in LANGUAGES:
        ending = ("dossier-de-decision.pdf", "decision-file.pdf")[language == "en"]
        people = ("candidatures", "candidates")[language == "en"]
        for name, part in (("campaign", ""), ("candidate", f"{people}/{first}/")):
            answer = client.get(f"{base(language, play.owner)}/{part}{ending}")
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "private, no-store"
            reader = PdfReader(BytesIO(answer.data))
            text = " ".join(sheet.extract_text() for sheet in reader.pages)
            assert reader.metadata
            assert kit.title in str(reader.metadata.title)
            assert reader.outline
            assert "C-01" in text
            assert "None" not in text
            assert ("C-02" in text) == (name == "campaign")
            assert ("dit 0 0" in text) == (name == "candidate")
            assert "dit 1" not in text
            made[f"{name}-{language}"] = answer.data
    assert broken_rules(made, tmp_path) == {name: [] for name in made}
    assert set(paper.rglob("*.kept")) <= kept


def test_a_file_holds_no_rating_that_may_not_be_read(app: Flask, stored: Session, play: Judged) -> None:
    with app.test_request_context("/fr/"):
        html = service.candidate_html(*read(stored, play.campaign), play.candidates[3], "fr")
        whole = service.campaign_html(*read(stored, play.campaign), "fr")
    assert "dit 3" not in html
    assert "pas lisible" in whole


def test_the_largest_files_can_be_printed(app: Flask, stored: Session, kit: Kit) -> None:
    play = judged(stored, kit, people=1, raters=6)
    stored.exec(update(MarkRecord).where(col(MarkRecord.field).endswith(".notes")).values(value="é" * 3_999))
    stored.commit()
    with app.test_request_context("/fr/"):
        html = service.candidate_html(*read(stored, play.campaign), play.candidates[0], "fr")
    assert len(html.encode()) <= HTML_BYTES
    assert "suite dans l" in html


def test_ratings_of_the_usual_panel_are_what_they_seem() -> None:
    assert [usual(0, member, 0) for member in range(3)] == ["1", "3", "5"]
