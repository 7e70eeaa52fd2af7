"""A member of a panel in a real browser: a line that is cut, two tabs, a server that stops, a keyboard, a phone."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from looked_at import troubles
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from seats import Played, an_hour, played
from werkzeug.serving import BaseWSGIServer, make_server
from witness import Witness

from app import create_app
from app.config import Settings
from app.panel.store import cards
from app.web import database

pytestmark = pytest.mark.browser
HERE = "127.0.0.1"
CUT = (
    "ERR_INTERNET_DISCONNECTED",
    "ERR_CONNECTION_REFUSED",
    "ERR_CONNECTION_RESET",
    "ERR_EMPTY_RESPONSE",
    "status of 4",
    "ERR_FAILED",
)


@dataclass
class House:
    """The service behind an address that can be cut off and come back."""

    app: Flask
    server: BaseWSGIServer
    thread: Thread

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://{HERE}:{self.server.server_port}"

    def stop(self) -> None:
        """Answer nothing any more."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def start(self, port: int) -> None:
        """Answer again, at the same address."""
        self.server, self.thread = served(self.app, port)


def served(app: Flask, port: int = 0) -> tuple[BaseWSGIServer, Thread]:
    """Serve the application in a thread."""
    server = make_server(HERE, port, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    return server, thread


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The whole service, on a file of its own."""
    settings = Settings(instance=tmp_path_factory.mktemp("panel"), secret_key="for the panel's tests", limited=False)
    database.upgrade(settings.database)
    app = create_app(settings)
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    made = House(app, *served(app))
    yield made
    made.stop()
    app.extensions["press"].close()
    app.extensions["database"].dispose()


@pytest.fixture
def play(house: House) -> Played:
    """A new campaign."""
    with house.app.app_context():
        return played(house.app, an_hour(house.app))


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open a window of its own; what a cut line says in the console is no fault."""
    witness, opened = Witness(HERE), []

    def new(**options: Any) -> BrowserContext:
        context = chromium.new_context(locale="fr-FR", **options)
        witness.watch(context)
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()
    assert [said for said in witness.heard if not any(cut in said for cut in CUT)] == []


def begun(context: BrowserContext, house: House, play: Played) -> Page:
    """Open the first candidate's card from the seat, at its first question."""
    page = context.new_page()
    page.goto(house.address + play.seat())
    page.locator(".seat .button").first.click()
    page.wait_for_url("**/panel/*/*")
    page.locator(".jump__to").nth(1).click()
    return page


def notes(page: Page) -> Any:
    """Return the notes of the question shown."""
    return page.get_by_label("Ce qui a été dit ou fait").locator("visible=true")


def rating(page: Page) -> Any:
    """Return the rating given to the question shown."""
    return page.locator(".turn:not([hidden]) .keys input:checked")


def state(page: Page) -> Any:
    """Return what the page says of what was typed."""
    return page.locator("[data-state]")


def saved(page: Page) -> None:
    """Wait until the page says that all is kept by the service."""
    expect(page.locator("[data-state][data-is=saved]")).to_have_text("Enregistré")


def kept(play: Played) -> dict[str, str]:
    """Return what stands in the card."""
    with play.session() as session:
        (card,) = cards.cards(session, play.campaign_id)
        return {str(field): mark.value for field, mark in cards.marks(session, card)["before"].items()}


def test_a_cut_line_and_a_reload_lose_nothing(
    house: House, play: Played, window: Callable[..., BrowserContext]
) -> None:
    context = window()
    page = begun(context, house, play)
    first, second = (f"{item.id}.notes" for item in play.kit.items[:2])
    notes(page).press_sequentially("Avant la coupure")
    saved(page)
    context.set_offline(True)
    notes(page).press_sequentially(", pendant")
    expect(state(page)).to_contain_text("Gardé sur cet appareil")
    page.get_by_role("button", name="Enregistrer et continuer").locator("visible=true").click()
    notes(page).fill("Deuxième question, sans réseau")
    page.keyboard.press("Tab")
    assert kept(play)[first] == "Avant la coupure"
    context.set_offline(False)
    page.reload()
    saved(page)
    expect(notes(page)).to_have_value("Deuxième question, sans réseau")
    assert kept(play) == {first: "Avant la coupure, pendant", second: "Deuxième question, sans réseau"}
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('tremplin.card.'))") == []


def test_the_end_is_written_anew_when_the_line_is_back(
    house: House, play: Played, window: Callable[..., BrowserContext]
) -> None:
    context = window()
    page = begun(context, house, play)
    context.set_offline(True)
    page.locator(".turn:not([hidden]) .key").nth(2).click()
    notes(page).fill("Dit sans réseau")
    page.locator(".jump__to").last.click()
    expect(page.locator("#gaps a").first).to_have_text("Question 1")
    context.set_offline(False)
    expect(page.locator("#gaps a").first).to_have_text("Question 2")


def test_the_end_opened_again_waits_for_what_is_unsent(
    house: House, play: Played, window: Callable[..., BrowserContext]
) -> None:
    page = begun(window(), house, play)
    page.route("**/marks", lambda route: route.abort())
    page.locator(".turn:not([hidden]) .key").nth(2).click()
    notes(page).fill("Dit, pas encore reçu")
    page.locator(".jump__to").last.click()
    page.reload()
    expect(state(page)).to_contain_text("Gardé sur cet appareil")
    expect(page.locator("#gaps a").first).to_have_text("Question 1")
    page.unroute("**/marks")
    expect(page.locator("#gaps a").first).to_have_text("Question 2")


def test_what_is_typed_before_the_script_comes_is_kept(
    house: House, play: Played, window: Callable[..., BrowserContext]
) -> None:
    """On a slow line one types, rates, and goes to another question, before the page's script is there."""
    page = begun(window(), house, play)
    held: list[Route] = []
    page.route("**/interview.js*", lambda route: held.append(route))
    page.goto(page.url, wait_until="commit")
    page.locator(".turn:not([hidden]) .key").nth(2).click()
    notes(page).fill("Première, avant le script")
    with page.expect_request("**/interview.js*"):
        page.locator(".jump__to").nth(2).click()
    expect(page.locator(".turn:not([hidden]) .turn__when")).to_contain_text("Question 2")
    page.locator(".turn:not([hidden]) .key").nth(3).click()
    notes(page).fill("Deuxième, avant le script")
    held[-1].continue_()
    saved(page)
    first, second = play.kit.items[:2]
    marks = kept(play)
    assert marks[f"{first.id}.notes"] == "Première, avant le script"
    assert marks[f"{second.id}.notes"] == "Deuxième, avant le script"
    assert [value for name, value in marks.items() if name.endswith(".rating")] == ["3", "4"]


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_enter_goes_on_and_a_step_keeps_what_was_typed(
    house: House, play: Played, window: Callable[..., BrowserContext], scripts: bool
) -> None:
    page = begun(window(java_script_enabled=scripts), house, play)
    notes(page).fill("Dit à la première")
    page.locator(".turn:not([hidden]) .key input").nth(2).check()
    page.locator(".turn:not([hidden]) .key input").nth(2).press("Enter")
    expect(page.locator(".turn:not([hidden]) .turn__when")).to_contain_text("Question 2")
    notes(page).fill("Dit à la deuxième")
    page.locator(".jump__to").last.click()
    expect(page.locator("#gaps")).to_contain_text("Question 2 pas de note")
    expect(page.locator("#gaps")).not_to_contain_text("Question 1")
    page.get_by_label("Notes générales").fill("Une interruption")
    page.get_by_role("button", name="Envoyer ma grille…").click()
    expect(page.locator("h1")).to_contain_text("Envoyer")
    assert set(kept(play).values()) == {"Dit à la première", "3", "Dit à la deuxième", "Une interruption"}


def test_a_server_that_stops_finds_all_when_it_is_back(
    house: House, play: Played, window: Callable[..., BrowserContext]
) -> None:
    page = begun(window(), house, play)
    notes(page).fill("Un")
    saved(page)
    port = house.server.server_port
    house.stop()
    page.locator(".turn:not([hidden]) .key").nth(3).click()
    notes(page).press_sequentially(", deux")
    expect(state(page)).to_contain_text("Gardé sur cet appareil")
    house.start(port)
    saved(page)
    item = play.kit.items[0]
    assert kept(play) == {f"{item.id}.notes": "Un, deux", f"{item.id}.{play.kit.shares[0].competency}.rating": "4"}


def test_two_tabs_and_two_devices_show_the_newer(
    house: House, play: Played, window: Callable[..., BrowserContext]
) -> None:
    """The newer value shows where one comes back to; what a hand is typing stays; what was late is kept aside."""
    context = window()
    tablet = begun(context, house, play)
    tab, phone = context.new_page(), window().new_page()
    for other in (tab, phone):
        other.goto(tablet.url)
    notes(tablet).fill("Écrit sur la tablette")
    expect(notes(tab)).to_have_value("Écrit sur la tablette")
    saved(tablet)
    phone.evaluate("dispatchEvent(new Event('focus'))")
    expect(notes(phone)).to_have_value("Écrit sur la tablette")
    phone.context.set_offline(True)
    notes(phone).fill("Écrit sur le téléphone, sans réseau")
    tablet.wait_for_timeout(50)
    notes(tablet).fill("Écrit après, sur la tablette")
    saved(tablet)
    phone.context.set_offline(False)
    phone.evaluate("document.activeElement.blur()")
    expect(notes(phone)).to_have_value("Écrit après, sur la tablette")
    assert kept(play) == {f"{play.kit.items[0].id}.notes": "Écrit après, sur la tablette"}
    phone.locator(".jump__to").last.click()
    expect(phone.locator(".asides__value")).to_have_text("Écrit sur le téléphone, sans réseau")
    phone.get_by_role("button", name="Reprendre cette valeur").click()
    phone.wait_for_load_state()
    assert kept(play) == {f"{play.kit.items[0].id}.notes": "Écrit sur le téléphone, sans réseau"}


def test_a_lost_session_costs_nothing(house: House, play: Played, window: Callable[..., BrowserContext]) -> None:
    context = window()
    page = begun(context, house, play)
    context.clear_cookies()
    notes(page).fill("Sans le jeton de la page")
    saved(page)
    assert kept(play) == {f"{play.kit.items[0].id}.notes": "Sans le jeton de la page"}


def test_the_whole_interview_with_a_keyboard(house: House, play: Played, window: Callable[..., BrowserContext]) -> None:
    page = begun(window(), house, play)
    keyboard = page.keyboard
    keyboard.press("4")
    expect(rating(page)).to_have_value("4")
    keyboard.press("n")
    expect(notes(page)).to_be_focused()
    keyboard.type("3 chiffres cités ? n")
    expect(notes(page)).to_have_value("3 chiffres cités ? n")
    expect(rating(page)).to_have_value("4")
    page.locator(".turn:not([hidden]) h2").focus()
    keyboard.press("ArrowRight")
    expect(page.locator(".turn:not([hidden]) h2")).to_be_focused()
    expect(page.locator(".turn:not([hidden]) .turn__when")).to_contain_text("Question 2")
    keyboard.press("0")
    expect(rating(page)).to_have_value("not-observed")
    page.locator(".turn:not([hidden]) h2").focus()
    keyboard.press("ArrowLeft")
    expect(page.locator(".turn:not([hidden]) .turn__when")).to_contain_text("Question 1")
    keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.get_by_label("Utiliser les raccourcis").uncheck()
    page.get_by_role("button", name="Fermer").press("Enter")
    expect(page.locator("dialog")).to_be_hidden()
    keyboard.press("2")
    expect(rating(page)).to_have_value("4")
    page.reload()
    page.locator("body").press("2")
    expect(rating(page)).to_have_value("4")


def test_a_card_is_looked_over_then_sent(house: House, play: Played, window: Callable[..., BrowserContext]) -> None:
    context = window()
    page = begun(context, house, play)
    other = context.new_page()
    other.goto(page.url)
    page.locator(".turn:not([hidden]) .key").nth(2).click()
    page.locator("[data-watch-button]").click()
    expect(page.locator("[data-watch-button]")).to_have_text("Mettre en pause")
    page.locator(".jump__to").last.click()
    expect(page.locator("#gaps li").first).to_contain_text("sans ce qui a été dit ou fait")
    page.get_by_role("button", name="Envoyer ma grille…").click()
    page.get_by_role("button", name="Envoyer ma grille", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Grille C-01")
    notes(other).fill("Trop tard")
    expect(state(other)).to_contain_text("peut être copié")
    expect(notes(other)).to_have_value("Trop tard")
    stays = "Object.keys(localStorage).filter(key => /card|watch/.test(key))"
    assert other.evaluate(stays) == []
    assert list(kept(play).values()) == ["3"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_and_a_narrow_screen(house: House, play: Played, window: Callable[..., BrowserContext], theme: str) -> None:
    page = begun(window(viewport={"width": 360, "height": 740}, color_scheme=theme), house, play)
    notes(page).fill("Enceinte de 5 mois.")
    expect(page.locator(".advice li").locator("visible=true")).to_contain_text("Ne pas consigner")
    base = house.address + play.seat(0, 0)
    addresses = (house.address + play.seat(), page.url, f"{base}?step=end", f"{base}/envoyer", f"{base}/grille")
    found = [trouble for address in addresses for trouble in troubles(page, address)]
    assert "\n".join(found) == ""
