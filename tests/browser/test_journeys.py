"""What people do, from one end to the other, in a real browser."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import monotonic
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from app.kits.documents import DOCUMENTS

Open = Callable[..., Page]

pytestmark = pytest.mark.browser
scripted = pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
KIT = re.compile(r"/fr/entretiens/kits/[\w-]{32}$")


def asked(page: Page) -> list[str]:
    """Return the ids of the items of the plan shown, in order."""
    page.wait_for_load_state()
    found: list[str] = page.locator(".steps .step[id]").evaluate_all(
        "steps => steps.map(step => step.id.slice('step-'.length))"
    )
    return found


@pytest.mark.usefixtures("printing")
def test_from_home_to_a_printed_kit(open_page: Open, site: str) -> None:
    """One button; the documents get their pages and sizes as they are printed; the PDF is what was said."""
    page = open_page(f"{site}/fr/")
    page.get_by_role("button", name="Créer le kit").click()
    expect(page).to_have_url(KIT)
    expect(page.locator("#documents")).to_be_visible()
    expect(page.locator("#documents[data-again]")).to_have_count(0)
    figures = page.locator("#documents .downloads .figure")
    expect(figures).to_have_count(len(DOCUMENTS))
    for number in range(len(DOCUMENTS)):
        expect(figures.nth(number)).to_have_text(re.compile(r"PDF,\s(une\spage|\d+\s+pages?),\s[\d\s]+ko"))
        said = figures.nth(number).inner_text()
        link = page.locator("#documents .downloads li").nth(number).get_by_role("link").first
        answer = page.request.get(site + str(link.get_attribute("href")))
        assert answer.body().startswith(b"%PDF-")
        pages = len(PdfReader(BytesIO(answer.body())).pages)
        assert f"{pages} pages" in " ".join(said.split()) or (pages == 1 and "une page" in said)


@scripted
def test_composing(open_page: Open, site: str, scripts: bool) -> None:
    """Another level, a swap, a move, a question kept and one removed; the title typed first is still there."""
    page = open_page(f"{site}/fr/entretiens", java_script_enabled=scripts)
    page.get_by_label("Intitulé du poste").fill("Chargée de communauté")
    before = asked(page)
    if scripts:
        page.evaluate("window.untouched = true")
    page.get_by_label("Niveau").focus()
    page.get_by_label("Niveau").select_option("junior")
    if not scripts:
        page.get_by_role("button", name="Recalculer le plan").click()
    expect(page).to_have_url(re.compile("level=junior"))
    assert asked(page) != before

    swap = page.locator("button[value^='swap:']").first
    name = str(swap.get_attribute("value")).removeprefix("swap:")
    swap.click()
    expect(page.locator(f"#step-{name}")).to_have_count(0)
    expect(page).to_have_url(re.compile(f"tried={name}"))
    expect(page.get_by_label("Intitulé du poste")).to_have_value("Chargée de communauté")

    first, second, *_, last = asked(page)
    page.locator(f"button[value='down:{first}']").click()
    expect(page.locator(".steps .step[id]").first).to_have_id(f"step-{second}")
    page.locator(f"button[value='lock:{first}']").click()
    expect(page.locator(f"button[value='unlock:{first}']")).to_be_visible()
    page.locator(f"button[value='remove:{last}']").click()
    expect(page.locator(f"#step-{last}")).to_have_count(0)
    expect(page.locator(".plan__sum")).to_contain_text("libre")
    expect(page.get_by_label("Intitulé du poste")).to_have_value("Chargée de communauté")
    if scripts:
        assert page.evaluate("window.untouched") is True

    chosen = asked(page)
    page.reload()
    assert asked(page) == chosen
    page.get_by_role("button", name="Créer ce kit").click()
    expect(page).to_have_url(KIT)
    expect(page.locator("h1")).to_have_text("Chargée de communauté")
    assert asked(page) == chosen


def test_competencies_can_be_chosen_after_another_level(open_page: Open, site: str) -> None:
    """A level proposes its competencies; the ones ticked after that, and their weights, count."""
    page = open_page(f"{site}/fr/entretiens")
    page.get_by_label("Niveau").focus()
    page.get_by_label("Niveau").select_option("junior")
    expect(page).to_have_url(re.compile("level=junior"))
    page.get_by_text("Compétences et poids").click()
    page.locator("input[name=competency][value=social-listening]").check()
    expect(page).to_have_url(re.compile("competency=social-listening"))
    expect(page.locator("input[name=competency][value=social-listening]")).to_be_checked()


@scripted
def test_planning_anew_around_kept_questions(open_page: Open, site: str, scripts: bool) -> None:
    page = open_page(f"{site}/fr/entretiens", java_script_enabled=scripts)
    first, second, *_ = best = asked(page)
    page.locator(f"button[value='lock:{first}']").click()
    expect(page.locator(f"button[value='unlock:{first}']")).to_be_visible()
    page.locator(f"button[value='remove:{second}']").click()
    expect(page.locator(f"#step-{second}")).to_have_count(0)
    page.get_by_role("button", name="Recalculer autour des questions gardées").click()
    expect(page.locator(f"#step-{second}")).to_have_count(1)
    assert sorted(asked(page)) == sorted(best)


@scripted
def test_a_refusal_keeps_what_was_typed(open_page: Open, site: str, scripts: bool) -> None:
    """What is wrong is said next to its field, with JavaScript too; once put right, the plan is there again."""
    page = open_page(f"{site}/fr/entretiens", java_script_enabled=scripts)
    page.get_by_label("Durée, en minutes").fill("soixante")
    page.get_by_label("Durée, en minutes").press("Enter")
    expect(page.locator("#minutes-error")).to_contain_text("Écrivez une durée de 15 à 180 minutes")
    expect(page.get_by_label("Durée, en minutes")).to_have_value("soixante")
    page.get_by_label("Durée, en minutes").fill("45")
    page.get_by_label("Durée, en minutes").press("Enter")
    expect(page.locator(".steps .step[id]").first).to_be_visible()
    expect(page.locator("#minutes-error")).to_have_count(0)


def test_words_come_with_javascript_what_is_typed_stays(open_page: Open, site: str) -> None:
    """While the answer to one change is on its way, what is typed in the title is not lost."""
    page = open_page(f"{site}/fr/entretiens")
    page.get_by_label("Métier", exact=True).select_option("moderator")
    page.get_by_label("Intitulé du poste").press_sequentially("Modération de nuit")
    expect(page).to_have_url(re.compile("role=moderator"))
    expect(page.get_by_label("Intitulé du poste")).to_have_value("Modération de nuit")


def test_pressing_enter_in_the_title_makes_no_kit(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/fr/entretiens")
    page.get_by_label("Intitulé du poste").fill("Un titre")
    page.get_by_label("Intitulé du poste").press("Enter")
    expect(page).to_have_url(re.compile("title=Un"))


@scripted
def test_editing_a_stored_kit(open_page: Open, site: str, scripts: bool) -> None:
    """A move makes a second edition; its number, its documents and its plan are all shown anew."""
    page = open_page(f"{site}/fr/", java_script_enabled=scripts)
    page.get_by_role("button", name="Créer le kit").click()
    expect(page).to_have_url(KIT)
    first, second, *_ = asked(page)
    page.locator(f"button[value='down:{first}']").click()
    expect(page.locator(".steps .step[id]").first).to_have_id(f"step-{second}")
    expect(page.locator(".title .chips")).to_contain_text("édition 2")


def test_keyboard_alone(open_page: Open, site: str) -> None:
    """The skip link comes first, every stop shows where one is, and the main button is reached and pressed."""
    page = open_page(f"{site}/fr/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    assert _focus_shows(page)
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/fr/#main")
    button = page.get_by_role("button", name="Créer le kit")
    for _ in range(10):
        page.keyboard.press("Tab")
        assert _focus_shows(page), page.evaluate("document.activeElement.outerHTML")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(KIT)


def test_focus_stays_on_the_button_after_a_swap(open_page: Open, site: str) -> None:
    """Someone who moves a question twice by keyboard does not have to find the button again."""
    page = open_page(f"{site}/fr/entretiens")
    first = asked(page)[0]
    page.locator(f"button[value='down:{first}']").focus()
    for place in (1, 2):
        page.keyboard.press("Enter")
        expect(page.locator(".steps .step[id]").nth(place)).to_have_id(f"step-{first}")
        expect(page.locator(f"button[value='down:{first}']")).to_be_focused()


def _focus_shows(page: Page) -> bool:
    """Say whether what has the focus is outlined or shadowed, by 2 pixels at least."""
    return bool(
        page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
                || style.boxShadow !== "none";
            }"""
        )
    )


def test_the_theme_is_remembered(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/fr/", color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Changer de thème").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(paper) != light
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(f"{site}/en/method")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("[data-theme-switch]").click()
    assert page.evaluate(paper) == light


def test_sharing(open_page: Open, site: str) -> None:
    """A reader, on another machine, sees the same plan and nothing that edits or erases."""
    page = open_page(f"{site}/fr/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Créer le kit").click()
    expect(page).to_have_url(KIT)
    page.get_by_role("button", name="Copier").click()
    expect(page.get_by_role("button", name="Copiée")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    reader = open_page(address)
    expect(reader.locator("h1")).to_have_text(page.locator("h1").inner_text())
    assert asked(reader) == asked(page)
    expect(reader.locator("main form, main button, a[href*='effacer'], a[href*='base=']")).to_have_count(0)


def test_erasing(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/fr/")
    page.get_by_role("button", name="Créer le kit").click()
    expect(page).to_have_url(KIT)
    address = page.url
    page.get_by_role("link", name="Effacer ce kit").click()
    page.get_by_role("button", name="Effacer pour de bon").click()
    expect(page.locator("h1")).to_contain_text("est effacé")
    page.goto(address)
    expect(page.locator("h1")).to_have_text("Cette page n’existe pas")


def test_the_real_server(open_page: Open, tmp_path: Path) -> None:
    """`tremplin serve` makes its tables and its secret, serves, and stops without waiting for what it prints ahead."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("tremplin")), "serve", "--port", str(port), "--workers", "1"]
    environment = {**os.environ, "TREMPLIN_INSTANCE": str(tmp_path)}
    for name in ("DATABASE_URL", "SECRET_KEY", "TREMPLIN_HOSTS"):
        environment.pop(name, None)
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _answers(f"http://127.0.0.1:{port}/health", until=monotonic() + 90)
        page = open_page(f"http://127.0.0.1:{port}/")
        expect(page).to_have_url(f"http://127.0.0.1:{port}/fr/")
        page.get_by_role("button", name="Créer le kit").click()
        expect(page).to_have_url(KIT)
        page.close()
    finally:
        server.terminate()
        server.wait(60)


def _answers(address: str, until: float) -> None:
    while True:
        try:
            with urlopen(address, timeout=5):
                return
        except URLError:
            if monotonic() > until:
                raise
