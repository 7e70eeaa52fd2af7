"""From the first form to the last address of a kit, with JavaScript off."""

import io
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import text
from visiting import BUILDER, COMPOSE, COMPOSER, Fetch, Page, asked, create, plain, press, pressed, query, rows

from app.content.text import LANGUAGES
from app.kits import service
from app.kits.store import Overtaken

# From the home page to a kit.


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_button_makes_a_kit(app: Flask, page: Fetch, language: str) -> None:
    before = rows(app)
    kit = press(page, page(f"/{language}/"), "main form[method=post]", "create")
    assert re.fullmatch(r"/\w+/\w+/kits/[\w-]{32}", kit.path)
    assert kit.path.startswith(f"/{language}/")
    assert len(asked(kit)) >= 5
    assert rows(app) == (before[0] + 1, before[1] + 1)


def test_making_a_kit_redirects_so_that_a_reload_makes_no_other(app: Flask, client: FlaskClient) -> None:
    here = Page(client, client.get("/fr/"))
    answer = client.post(COMPOSE["fr"], data=pressed(here.one("main form[method=post]"), "create"))
    assert answer.status_code == 303
    before = rows(app)
    for _ in range(2):
        assert client.get(answer.location).status_code == 200
    assert rows(app) == before


def test_adjusting_first_leads_to_the_composer(app: Flask, page: Fetch) -> None:
    before = rows(app)
    typed = {"role": "moderator", "level": "junior", "minutes": "45"}
    composer = press(page, page("/fr/"), "main form[method=post]", "see", **typed)
    assert composer.path == BUILDER["fr"]
    assert {name: query(composer)[name] for name in typed} == {name: [value] for name, value in typed.items()}
    assert rows(app) == before


@pytest.mark.parametrize("level", ["alternance", "junior", "confirmed", "senior", "lead"])
def test_a_kit_of_every_level_can_be_opened(page: Fetch, level: str) -> None:
    kit = press(page, page("/fr/"), "main form[method=post]", "create", level=level, minutes="120")
    assert asked(kit)


def test_the_same_kit_in_the_other_language(page: Fetch) -> None:
    french = create(page, title="Community manager")
    english = page(str(french.one("link[hreflang=en]")["href"]), typed=("Community manager",))
    assert asked(english) == asked(french)
    assert english.words(".title li.figure") == french.words(".title li.figure")


# The composer.


def test_the_address_holds_the_plan(page: Fetch) -> None:
    first = page(BUILDER["fr"])
    moved = press(page, first, COMPOSER, f"down:{asked(first)[0]}")
    assert asked(moved)[:2] == asked(first)[1::-1]
    again = page(moved.answer.request.full_path)
    assert asked(again) == asked(moved)


def test_actions_of_the_composer(page: Fetch) -> None:
    here = page(BUILDER["fr"])
    first, second, *_ = asked(here)
    here = press(page, here, COMPOSER, f"up:{second}")
    assert asked(here)[:2] == [second, first]
    swap = here.soup.select("button[value^='swap:']")[0]
    name = str(swap["value"]).removeprefix("swap:")
    here = press(page, here, COMPOSER, str(swap["value"]))
    assert name not in asked(here)
    kept = asked(here)[0]
    here = press(page, here, COMPOSER, f"lock:{kept}")
    assert not here.soup.select(f"button[value='swap:{kept}'], button[value='remove:{kept}']")
    gone = asked(here)[1]
    here = press(page, here, COMPOSER, f"remove:{gone}")
    assert gone not in asked(here)
    assert "libre" in here.words(".plan__sum")
    here = press(page, here, COMPOSER, f"unlock:{kept}")
    assert here.soup.select(f"button[value='lock:{kept}']")


def test_planning_anew_around_kept_questions(page: Fetch) -> None:
    """After changes, the button forgets them, but for the questions that were kept."""
    best = page(BUILDER["fr"])
    swap = str(best.soup.select("button[value^='swap:']")[0]["value"])
    changed = press(page, best, COMPOSER, swap)
    new = next(name for name in asked(changed) if name not in asked(best))
    changed = press(page, changed, COMPOSER, f"lock:{new}")
    removed = next(name for name in asked(changed) if name != new)
    changed = press(page, changed, COMPOSER, f"remove:{removed}")
    fresh = press(page, changed, COMPOSER, "Recalculer autour des questions gardées")
    assert new in asked(fresh)
    assert "item" not in query(fresh)
    assert len(asked(fresh)) > len(asked(changed))


def test_equal_weights(page: Fetch) -> None:
    here = press(page, page(BUILDER["fr"]), COMPOSER, "equal")
    weights = [int(value[0]) for name, value in query(here).items() if name.startswith("weight-")]
    assert weights == [20] * 5


def test_typed_weights_count(page: Fetch) -> None:
    here = press(page, page(BUILDER["fr"]), COMPOSER, "see", **{"weight-copywriting-and-tone": "70 %"})
    assert query(here)["weight-copywriting-and-tone"] == ["35"]


def test_another_role_proposes_its_own_competencies(page: Fetch) -> None:
    here = press(page, page(BUILDER["fr"]), COMPOSER, "see", role="head-of-social")
    assert "team-leadership" in query(here)["competency"]


def on_first(here: Page, button: str) -> str:
    """Return the value of a button, which names the first question of the plan when it acts on one."""
    return f"{button}:{asked(here)[0]}" if button in ("down", "lock") else button


def test_a_title_survives_every_button(page: Fetch) -> None:
    title = "Responsable « réseaux & communautés »"
    here = page(BUILDER["fr"])
    for button in ("down", "see", "equal", "lock"):
        here = press(page, here, COMPOSER, on_first(here, button), title=title)
        assert here.one("#title")["value"] == title


def test_announced_pay_survives_every_button_and_every_edition(page: Fetch, client: FlaskClient) -> None:
    """From an address to the composer, the kit, its notice, an edit, and back to the composer."""
    pay = "De 26 000 € à 30 000 € & « prime » <annuelle>."
    here = page(BUILDER["fr"], typed=(pay,), query_string={"pay": pay, "role": "moderator", "level": "junior"})
    assert here.one("#pay")["value"] == pay
    for button in ("down", "see", "equal", "lock"):
        here = press(page, here, COMPOSER, on_first(here, button), pay=pay)
        assert here.one("#pay")["value"] == pay
    kit = press(page, here, COMPOSER, "create", pay=pay)
    assert announced(client, kit, pay)
    edited = press(page, kit, "main form[method=post]", f"down:{asked(kit)[0]}")
    assert "édition 2" in plain(edited.words(".chips"))
    assert announced(client, edited, pay)
    composer = page(str(edited.one("main a[href*='base=']")["href"]), typed=(pay,))
    assert composer.one("#pay")["value"] == pay
    saved = press(page, composer, COMPOSER, "create", pay="")
    assert "édition 3" in plain(saved.words(".chips"))
    assert not announced(client, saved, pay)


def test_announced_pay_is_one_paragraph(page: Fetch) -> None:
    """Control characters, direction marks and ends of lines are gone from what is shown, printed and stored."""
    typed = {"pay": "26 000\u202f€\0\r\n\r\npar\x1b \u202ean"}
    assert page(BUILDER["fr"], query_string=typed).one("#pay")["value"] == "26 000 € par an"


def announced(client: FlaskClient, kit: Page, pay: str) -> bool:
    """Say whether the notice of a kit, as PDF, holds the pay and its heading; both or neither."""
    data = client.get(f"{kit.path}/pdf/fr/notice").data
    text = "".join("".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(data)).pages).split())
    found = ["".join(words.split()) in text for words in ("La rémunération annoncée", pay)]
    assert found[0] == found[1]
    return found[0]


def test_too_short_a_duration_says_how_long_it_takes(page: Fetch, app: Flask) -> None:
    before = rows(app)
    form = page(BUILDER["fr"]).one(COMPOSER)
    names = [str(box["value"]) for box in form.select("input[name=competency]")][:7]
    answer = page(COMPOSE["fr"], 422, method="POST", data=pressed(form, "create", minutes="15", competency=names))
    assert re.search(r"Il faut au moins \d+ minutes", plain(answer.words("#plan")))
    assert rows(app) == before


def test_a_plan_that_cannot_be_made_keeps_what_was_ticked(page: Fetch) -> None:
    form = page(BUILDER["fr"]).one(COMPOSER)
    ticked = ["team-leadership", "social-listening", "tools-and-ai", "crisis-and-reputation"]
    weights = {f"weight-{name}": "25" for name in ticked}
    answer = page(
        COMPOSE["fr"], 422, method="POST", data=pressed(form, "see", minutes="15", competency=ticked, **weights)
    )
    again = pressed(answer.one(COMPOSER))
    assert set(again.getlist("competency")) == set(ticked)
    assert {name: again[name] for name in weights} == weights


def test_kept_questions_that_no_longer_fit_are_explained(page: Fetch, app: Flask) -> None:
    """Everything is kept, then the interview is shortened: the page says so, and how long it would take."""
    form = page(BUILDER["fr"]).one(COMPOSER)
    kept = [str(button["value"]).removeprefix("lock:") for button in form.select("button[value^='lock:']")]
    answer = page(COMPOSE["fr"], 422, method="POST", data=pressed(form, "see", minutes="30", lock=kept))
    assert answer.soup.select("#plan .notice li")
    assert re.search(r"Il faut au moins \d+ minutes", plain(answer.words("#plan")))
    found = pressed(answer.one(COMPOSER))
    assert set(found.getlist("lock")) == set(kept)


# A stored kit.


def test_editing_makes_a_second_edition_and_keeps_the_first(app: Flask, page: Fetch) -> None:
    kit = create(page)
    before = rows(app)
    edited = press(page, kit, "main form[method=post]", f"down:{asked(kit)[0]}")
    assert edited.path == kit.path
    assert asked(edited)[:2] == asked(kit)[1::-1]
    assert "édition 2" in plain(edited.words(".chips"))
    assert rows(app) == (before[0], before[1] + 1)
    with app.extensions["database"].connect() as connection:
        last = connection.execute(text("SELECT number, hash FROM kit_edition ORDER BY id DESC LIMIT 2")).all()
    assert [number for number, _ in last] == [2, 1]
    assert last[1][1].startswith(kit.one(".title li.figure").text)


def test_what_changes_nothing_makes_no_edition(app: Flask, page: Fetch) -> None:
    kit = create(page)
    before = rows(app)
    data = pressed(kit.one("main form[method=post]"))
    for button in ("", f"up:{asked(kit)[0]}", "swap:no-such-item", "explode:x"):
        page(f"{kit.path}/modifier", method="POST", data={**data, "do": button})
    assert rows(app) == before


def test_two_tabs_at_once_do_not_break(
    app: Flask, page: Fetch, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another tab has just made the same edition: by the kit's buttons or by the composer, no error page."""
    kit = create(page)

    def taken(*_: object) -> None:
        raise Overtaken

    composer = page(str(kit.one("main a[href*='base=']")["href"]))
    monkeypatch.setattr(service, "add_edition", taken)
    edit = client.post(f"{kit.path}/modifier", data=pressed(kit.one("main form[method=post]"), f"down:{asked(kit)[0]}"))
    assert edit.status_code == 303
    saved = client.post(COMPOSE["fr"], data=pressed(composer.one(COMPOSER), "create"))
    assert saved.status_code < 500


def test_a_kit_goes_back_to_the_composer_and_keeps_its_address(app: Flask, page: Fetch) -> None:
    kit = create(page, title="Community manager")
    before = rows(app)
    composer = page(str(kit.one("main a[href*='base=']")["href"]), typed=("Community manager",))
    assert asked(composer) == asked(kit)
    assert composer.one("#title")["value"] == "Community manager"
    saved = press(page, composer, COMPOSER, "create", minutes="90", title="Community manager")
    assert saved.path == kit.path
    assert "édition 2" in plain(saved.words(".chips"))
    assert "90 min" in plain(saved.words(".chips"))
    assert rows(app) == (before[0], before[1] + 1)


def test_what_was_changed_by_hand_goes_through_the_composer_untouched(page: Fetch) -> None:
    """A kit is edited, taken to the composer and saved there without a change: its questions are still the same."""
    kit = create(page)
    swap = str(kit.soup.select("button[value^='swap:']")[1]["value"])
    kit = press(page, kit, "main form[method=post]", swap)
    composer = page(str(kit.one("main a[href*='base=']")["href"]), typed=("Community manager",))
    assert asked(composer) == asked(kit)
    assert asked(press(page, composer, COMPOSER, f"lock:{asked(kit)[0]}")) == asked(kit)
    assert asked(press(page, composer, COMPOSER, "create")) == asked(kit)


def reader_address(kit: Page) -> str:
    """Return the address that the owner's page gives for readers."""
    return urlsplit(str(kit.one("#reader")["value"])).path


def test_a_reader_reads_only(app: Flask, page: Fetch) -> None:
    kit = create(page)
    reader = page(reader_address(kit))
    assert asked(reader) == asked(kit)
    for owners in ("form", "button[name]", "#reader", "a[href*='base=']", "a[href*='effacer']"):
        assert not reader.soup.select(f"main {owners}")
    assert kit.path.split("/")[-1] not in reader.answer.text
    before = rows(app)
    data = pressed(kit.one("main form[method=post]"), f"down:{asked(kit)[0]}")
    token = data["csrf_token"]
    page(f"{reader.path}/modifier", 404, method="POST", data=data)
    page(f"{reader.path}/effacer", 404)
    page(f"{reader.path}/effacer", 404, method="POST", data={"csrf_token": token})
    composer = pressed(page(BUILDER["fr"]).one(COMPOSER), "create", kit=reader.path.split("/")[-1])
    page(COMPOSE["fr"], 404, method="POST", data=composer)
    assert rows(app) == before


def test_a_wrong_address_says_no_more_than_any_other(page: Fetch) -> None:
    kit = create(page)
    anything = str(page("/fr/rien", 404).one("main"))
    wrong = kit.path[:-1] + ("A" if kit.path[-1] != "A" else "B")
    for address in (wrong, f"{wrong}/documents", f"{wrong}/effacer", f"{wrong}/pdf/fr/notice"):
        assert str(page(address, 404).one("main")) == anything
    for address in (f"{reader_address(kit)}/effacer", f"{kit.path}/pdf/de/notice", f"{kit.path}/pdf/fr/x"):
        assert str(page(address, 404).one("main")) == anything


def test_deleting_asks_first_and_leaves_nothing(app: Flask, page: Fetch, client: FlaskClient) -> None:
    kit = create(page, title="Community manager")
    reader = reader_address(kit)
    folder = app.extensions["settings"].instance / "paper"
    kept = set(folder.glob("*.kept"))
    assert client.get(f"{kit.path}/pdf/fr/notice").status_code == 200
    assert len(set(folder.glob("*.kept")) - kept) == 1
    edited = press(page, kit, "main form[method=post]", f"down:{asked(kit)[0]}")
    before = rows(app)
    question = page(f"{edited.path}/effacer", typed=("Community manager",))
    assert rows(app) == before
    gone = press(page, question, "main form[method=post]", "")
    assert "effacé" in gone.words("h1")
    assert rows(app) == (before[0] - 1, before[1] - 2)
    assert set(folder.glob("*.kept")) == kept
    for address in (kit.path, reader, f"{kit.path}/documents", f"{kit.path}/pdf/fr/notice", f"{kit.path}/effacer"):
        page(address, 404)


def test_a_kit_can_be_read_two_years_later(page: Fetch, at: Any) -> None:
    at(2026, 3, 2, 9)
    kit = create(page)
    assert "2 mars 2026" in plain(kit.words(".title"))
    at(2028, 3, 1, 9)
    assert "2 mars 2026" in plain(page(kit.path).words(".title"))


def test_documents_before_they_are_printed(page: Fetch, client: FlaskClient) -> None:
    kit = create(page, title="A kit that no other test prints")
    assert len(kit.soup.select("#documents .downloads li")) == 5
    assert "PDF en préparation" in kit.words("#documents")
    news = client.get(str(kit.one("#documents")["data-again"]))
    assert news.status_code == 200
    assert Page(client, news).words("#documents") == kit.words("#documents")


def test_nothing_to_hand_out_without_a_work_sample(page: Fetch) -> None:
    kit = create(page, minutes="30")
    assert len(kit.soup.select("#documents .downloads li")) == 4
    page(f"{kit.path}/pdf/fr/handouts", 404)


def test_a_pdf_and_its_headers(page: Fetch, client: FlaskClient) -> None:
    kit = create(page)
    answer = client.get(f"{kit.path}/pdf/en/notice")
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="notice-community-manager-confirmed-60min-en.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert client.get(f"{reader_address(kit)}/pdf/en/notice").data == answer.data
