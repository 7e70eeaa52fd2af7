"""Scorecards on paper and back: printed for a panel, filled by real programs, dropped, read, stored."""

import re
import time
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from zipfile import ZipFile

import pikepdf
import pytest
from bad_pdfs import GOOD, rewritten, zipped
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from paper_campaign import CANDIDATES, FOLDER, KIT, MEMBERS, NOTES, dropped, paper_campaign, printed_for
from sqlmodel import Session
from ua_gate import broken_rules
from visiting import Page, plain, pressed

from app.careers.vocabulary import KINDS
from app.kits.fields import field_name
from app.kits.kit import Kit, made
from app.kits.plan import Bank, default_request, planned
from app.library import Library
from app.panel.campaign import Card, CardMarks, Edit, Mark
from app.panel.fields import Field
from app.panel.sheets import Misfit, coded, marks, sheet, stamp
from app.panel.store import campaigns, cards
from app.paper.fields import filled_fields
from app.web import clock

RATING = Field("last-admin-has-left", "rating", "law-ethics-security")
SECOND = Field("liked-member-hurtful-remark", "rating", "moderation-and-conflict")
WRITTEN = {
    RATING: "4",
    Field("last-admin-has-left", "notes"): NOTES,
    SECOND: "not-observed",
    Field("card", "general"): "Rappelle la charte.\nGraduée et calme.",
}
FILES = {path.stem: path.read_bytes() for path in sorted(FOLDER.glob("*.pdf"))}
PROGRAMS = ("pdfium", "pikepdf", "pypdf")


class Paper:
    """A campaign and a browser, to drop files into the one with the other."""

    def __init__(self, app: Flask, client: FlaskClient) -> None:
        self.app, self.client = app, client
        self.owner, self.campaign = paper_campaign(app)
        self.base = f"/fr/entretiens/campagnes/{self.owner}/papier"
        self.reading = f"{self.base}/lecture"

    def seated(self) -> "Paper":
        """Go on as the first member."""
        token = campaigns.address(self.owner, MEMBERS[0][0], 1)
        self.base = self.reading = f"/fr/entretiens/panel/{token}/papier"
        return self

    def drop(self, *files: bytes) -> Page:
        """Send files and return the dry run."""
        named = [(f"{rank}.pdf", data) for rank, data in enumerate(files)]
        answer = dropped(self.client, self.base, self.reading, *named)
        assert answer.status_code == 200
        return Page(self.client, answer)

    def confirm(
        self, dry: Page, typed: Mapping[str, str | None] = MappingProxyType({}), do: str = "confirm", status: int = 200
    ) -> Page:
        """Press a button of the dry run; None unticks a box."""
        form = dry.one("main form")
        sent = pressed(form, do, **{name: value for name, value in typed.items() if value is not None})
        for name in [name for name, value in typed.items() if value is None]:
            sent.poplist(name)
        answer = self.client.post(self.reading, data=sent)
        assert answer.status_code == status
        return Page(self.client, answer)

    def held(self) -> dict[tuple[str, str], tuple[Card, CardMarks]]:
        """Return the cards with their marks, by name and code."""
        with Session(self.app.extensions["database"]) as session:
            number = self.campaign.record_id
            names = {each.record_id: each.name for each in campaigns.members(session, number)}
            codes = {each.record_id: each.code for each in campaigns.candidates(session, number)}
            return {
                (names[card.member_id], codes[card.candidate_id]): (card, cards.marks(session, card))
                for card in cards.cards(session, number)
            }

    def type(self, value: str) -> None:
        """Rate the first candidate on screen, as the first member."""
        with Session(self.app.extensions["database"]) as session:
            found = campaigns.found_campaign(session, self.owner, clock.today())
            assert found
            member = campaigns.members(session, found.record_id)[0]
            candidate = campaigns.candidates(session, found.record_id)[0]
            card = cards.opened(session, found, member, candidate, clock.now())
            cards.write(session, card, "before", [Edit(RATING, Mark(5, "tablet", value))])

    def asides(self) -> list[tuple[str, str]]:
        """Return what was put aside on the first card: field and value."""
        (card, _) = self.held()["Élodie Noël", "C-01"]
        with Session(self.app.extensions["database"]) as session:
            return [(str(field), mark.value) for field, mark in cards.aside(session, card)]

    def events(self) -> list[tuple[str, str]]:
        """Return what the campaign's record says, but for the freeze."""
        with Session(self.app.extensions["database"]) as session:
            lines = campaigns.events(session, self.campaign.record_id)
            return [(line.what, line.detail) for line in lines if line.what != "frozen"]


@pytest.fixture
def paper(app: Flask, client: FlaskClient) -> Paper:
    """A campaign of two members and two candidates, whose cards were filled by several programs."""
    return Paper(app, client)


def values(found: CardMarks) -> dict[Field, str]:
    """Return what stands in a card."""
    return {field: mark.value for field, mark in found["before"].items()}


def test_three_programs_fill_and_all_is_read(paper: Paper) -> None:
    dry = paper.drop(*(FILES[name] for name in PROGRAMS))
    assert [plain(each.get_text()) for each in dry.soup.select(".sheets-file__what")] == ["Nouvelle"] * 3
    assert "2 notes nouvelles, 2 textes." in plain(dry.words(".sheets-file"))
    assert paper.held() == {}
    done = paper.confirm(dry)
    assert "3 grilles ont été prises." in plain(done.words("main"))
    held = paper.held()
    assert set(held) == {("KL", "C-01"), ("Élodie Noël", "C-01"), ("Élodie Noël", "C-02")}
    for card, found in held.values():
        assert values(found) == WRITTEN
        assert (card.origin, card.kit_number, card.submitted_at is not None) == ("paper", 1, True)
        assert {mark.device for mark in found["before"].values()} == {"paper"}


def test_a_zip_is_as_good_as_its_files(paper: Paper) -> None:
    dry = paper.drop(zipped(*((f"a/{name}.pdf", FILES[name]) for name in PROGRAMS), ("__MACOSX/._a.pdf", b"x")))
    assert [plain(each.get_text()) for each in dry.soup.select(".sheets-file__what")] == ["Nouvelle"] * 3


def test_what_is_not_ticked_is_not_taken_and_not_sent(paper: Paper) -> None:
    dry = paper.drop(FILES["pikepdf"], FILES["pypdf"])
    paper.confirm(dry, {"take-0": None, "send-1": None})
    ((whose, (card, _)),) = paper.held().items()
    assert whose == ("Élodie Noël", "C-02")
    assert card.submitted_at is None


def test_an_incomplete_card_waits(paper: Paper) -> None:
    dry = paper.drop(rewritten("moderation-and-conflict_rating", ""))
    assert not dry.one("input[name=send-0]").has_attr("checked")
    paper.confirm(dry)
    assert paper.held()["Élodie Noël", "C-01"][0].submitted_at is None


def test_the_owner_learns_nothing_of_what_stands_on_screen(paper: Paper) -> None:
    """Neither from the page nor by asking: a wrong value and the right one get the same answer."""
    paper.type("4")
    pages = [paper.drop(rewritten("law-ethics-security_rating", value)) for value in "134"]
    told = [re.sub(r"Prendre le papier \d", "", plain(page.words("main"))) for page in pages]
    assert told[0] == told[1] == told[2]
    assert "C'est peut-être la même" in told[0] or "c'est peut-être la même" in told[0]
    assert len({page.one("input[name=seen-0]")["value"] for page in pages}) == 3  # Of what the file says alone.


@pytest.mark.parametrize(("choice", "stands", "aside"), [("card", "2", "4"), ("paper", "4", "2")])
def test_the_value_that_gives_way_is_put_aside(paper: Paper, choice: str, stands: str, aside: str) -> None:
    paper.type("2")
    dry = paper.seated().drop(GOOD)
    assert "Garder l'écran 2" in plain(dry.words(".sheets-pair"))
    paper.confirm(dry, {f"pair-0-{RATING}": choice})
    (_, found) = paper.held()["Élodie Noël", "C-01"]
    assert values(found) == {**WRITTEN, RATING: stands}
    assert paper.asides() == [(str(RATING), aside)]
    assert paper.events()[0] == ("paper", "0.pdf · 4 · 1")


def test_without_a_choice_the_screen_stays(paper: Paper) -> None:
    paper.type("2")
    paper.confirm(paper.drop(GOOD))
    assert values(paper.held()["Élodie Noël", "C-01"][1])[RATING] == "2"


def test_what_changes_between_reading_and_confirming_is_shown_again(paper: Paper) -> None:
    dry = paper.drop(GOOD)
    paper.type("2")
    again = paper.confirm(dry, status=409)
    assert "Rien n'a été gardé" in plain(again.words("[role=alert]"))
    assert set(values(paper.held()["Élodie Noël", "C-01"][1])) == {RATING}


def test_the_same_file_dropped_again_has_nothing_to_do(paper: Paper) -> None:
    paper.confirm(paper.drop(GOOD), {"send-0": None})
    assert "Rien à faire" in plain(paper.drop(GOOD).words(".sheets-file"))


def test_confirming_twice_stores_once(paper: Paper) -> None:
    dry = paper.drop(GOOD)
    paper.confirm(dry)
    paper.confirm(dry, status=409)
    assert [what for what, _ in paper.events()] == ["paper", "submitted"]


def test_two_files_for_one_card(paper: Paper) -> None:
    alike = paper.drop(GOOD, GOOD)
    assert [plain(each.get_text()) for each in alike.soup.select(".sheets-file__what")] == ["Nouvelle", "En double"]
    differ = paper.drop(GOOD, rewritten("law-ethics-security_rating", "1"))
    assert plain(differ.words(".sheets-file")).count("N'en envoyez qu'un.") == 2


def test_a_plain_scorecard_takes_its_candidate_from_what_was_typed_and_its_rater_from_the_page(paper: Paper) -> None:
    dry = paper.drop(FILES["pdfium-plain"])
    chosen = paper.confirm(dry, {"member-0": MEMBERS[1][0]}, "again")
    assert "Par KL · pour C-02" in plain(chosen.words(".sheets-file"))
    paper.confirm(chosen)
    assert values(paper.held()["KL", "C-02"][1]) == WRITTEN


def test_an_older_version_of_the_kit_is_taken_only_on_purpose(paper: Paper) -> None:
    with Session(paper.app.extensions["database"]) as session:
        found = campaigns.found_campaign(session, paper.owner, clock.today())
        assert found
        members, people = (get(session, found.record_id) for get in (campaigns.members, campaigns.candidates))
        cards.opened(session, found, members[1], people[1], clock.now())  # type: ignore[arg-type]
        frozen = campaigns.found_campaign(session, paper.owner, clock.today())
        assert frozen
        campaigns.change_kit(session, frozen, KIT.model_copy(update={"number": 2}), clock.now(), "Une autre question")
    dry = paper.drop(GOOD)
    assert "la version 1 du kit, la campagne en est à la version 2" in plain(dry.words(".sheets-file"))
    assert not dry.one("input[name=take-0]").has_attr("checked")
    paper.confirm(dry, {"take-0": "yes"})
    assert paper.held()["Élodie Noël", "C-01"][0].kit_number == 1


def test_a_member_brings_no_card_of_another(paper: Paper) -> None:
    text = plain(paper.seated().drop(FILES["pdfium"]).words(".sheets-file"))
    assert "C'est la grille d'une autre personne du jury." in text
    assert "KL" not in text


@pytest.mark.parametrize("carried", ["", "x", "eJw=", "W10=", "eJyLjgUAARUAuQ=="])
def test_what_a_page_carries_may_be_anything(paper: Paper, carried: str) -> None:
    token = Page(paper.client, paper.client.get(paper.base)).one("input[name=csrf_token]")["value"]
    answer = paper.client.post(paper.reading, data={"csrf_token": token, "carried": carried, "do": "confirm"})
    assert answer.status_code in (400, 422)


@pytest.mark.parametrize("erased", ["/candidatures/Cand_idat-01/effacer", "/effacer"])
def test_what_bears_names_goes_with_whom_it_names(paper: Paper, erased: str) -> None:
    named = paper.app.extensions["settings"].instance / "paper" / "named"
    campaign = paper.base.removesuffix("/papier")
    seat = campaigns.address(paper.owner, MEMBERS[0][0], 1)
    assert paper.client.get(f"/fr/entretiens/panel/{seat}/Cand_idat-01/grille.pdf").data.startswith(b"%PDF-")
    assert list(named.iterdir())
    page = Page(paper.client, paper.client.get(campaign + erased))
    token = page.one("main input[name=csrf_token]")["value"]
    assert paper.client.post(campaign + erased, data={"csrf_token": token}).status_code in (200, 303)
    assert not list(named.iterdir())


def test_printing_counts_up_to_a_zip_of_readable_names(paper: Paper) -> None:
    chosen = "&".join([*(f"m={each[0]}" for each in MEMBERS), *(f"c={each[0]}" for each in CANDIDATES)])
    address = f"{paper.base}/impression?{chosen}"
    page = Page(paper.client, paper.client.get(address))
    for _ in range(200):
        if "4 sur 4" in plain(page.words("main")):
            break
        assert page.one("[data-again]")
        time.sleep(0.05)
        page = Page(paper.client, paper.client.get(address))
    with ZipFile(BytesIO(paper.client.get(str(page.one("a[href*='.zip']")["href"])).data)) as archive:
        names = archive.namelist()
        held = {name: filled_fields(archive.read(name)) for name in names}
    assert names == ["grille-C-01-EN.pdf", "grille-C-01-KL.pdf", "grille-C-02-EN.pdf", "grille-C-02-KL.pdf"]
    for name, fields in held.items():
        start = f"{KIT.hash[:12]}_{coded(MEMBERS['KL' in name][0])}_{coded(CANDIDATES['C-02' in name][0])}_"
        assert all(each.startswith(start) for each in fields)
        assert fields[f"{start}any_any_candidate"] == name[7:11]
        assert fields[f"{start}any_any_rater"] == MEMBERS["KL" in name][1]
    assert not list((paper.app.extensions["settings"].instance / "paper" / "named").iterdir())


@pytest.mark.parametrize("chosen", ["", "m=aB-cD_eF0123", "m=nobody&c=Cand_idat-01"])
def test_nothing_to_print(paper: Paper, chosen: str) -> None:
    answer = paper.client.get(f"{paper.base}/impression?{chosen}")
    assert answer.status_code == 422
    assert "Cochez au moins" in plain(answer.text)


def test_pages_owe_what_pages_owe(paper: Paper, page: Callable[..., Page]) -> None:
    page(paper.base, typed=("Élodie Noël", "KL"))
    page(paper.base.replace("/fr/entretiens/campagnes/", "/en/interviews/campaigns/").replace("papier", "paper"))
    page(paper.seated().base)


def test_a_member_prints_their_own(paper: Paper) -> None:
    seat = paper.seated().base.removesuffix("papier")
    answer = paper.client.get(f"{seat}Cand_idat-01/grille.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert sheet(filled_fields(answer.data)).rater == coded(MEMBERS[0][0])


@given(
    st.lists(st.text(alphabet=st.characters(max_codepoint=126, min_codepoint=33), min_size=1, max_size=12), unique=True)
)
def test_two_references_never_give_the_same_code(references: list[str]) -> None:
    codes = [coded(each) for each in references]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[a-z0-9-]+", code) for code in codes)


def test_the_fields_of_a_printed_card_are_ours(kit: Kit) -> None:
    made = stamp(kit, MEMBERS[0], CANDIDATES[0])
    name = field_name(f"{made.after}a-question_tone_rating")
    assert name
    assert (name.kit, name.rater) == (kit.hash[:12], coded(MEMBERS[0][0]))
    assert all(each.startswith(made.before) for each in made.values)


def test_notes_of_a_work_sample_are_headed_by_their_competency(library: Library, bank: Bank) -> None:
    role, level = library.roles["moderator"], library.levels["confirmed"]
    plan = planned(bank, default_request(bank, role, 60, level, frozenset(KINDS)))
    kit = made(library, plan, "Modération", "fr", date(2026, 3, 2))
    item = next(each for each in kit.items if len(kit.rated(each)) > 1)
    one, two = (entry.competency for entry in kit.rated(item)[:2])
    start = f"{kit.hash[:12]}_any_any_{item.id}_"
    said = marks(sheet({f"{start}{one.id}_notes": "Un.", f"{start}{two.id}_notes": "Deux."}), kit, "fr")
    assert said == {Field(item.id, "notes"): f"{one.name.fr} : Un.\n\n{two.name.fr} : Deux."}


def test_a_printed_card_is_accessible_and_says_whose_it_is(paper: Paper, tmp_path: Path) -> None:
    with paper.app.test_request_context("/fr/"):
        data, start = printed_for(paper.app, KIT, MEMBERS[0], CANDIDATES[0])
    assert broken_rules({"card": data}, tmp_path) == {"card": []}
    with pikepdf.open(BytesIO(data)) as pdf:
        printed = [each for each in pdf.Root.AcroForm.Fields if str(each.T).endswith(("_rater", "_candidate"))]
        assert [(str(each.V), int(each.Ff) & 1) for each in printed] == [("Élodie Noël", 1), ("C-01", 1)]
        assert all(b" Tj" in each.AP.N.read_bytes() for each in printed)
    assert start.startswith(KIT.hash[:12])


def test_a_form_without_our_fields_is_no_sheet() -> None:
    with pytest.raises(Misfit, match="foreign"):
        sheet({"Texte 1": "a"})
