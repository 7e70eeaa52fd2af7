"""What one chooses on a slow line, before a page's script is there, in a real browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

Open = Callable[..., Page]
Act = Callable[[Page], None]

pytestmark = pytest.mark.browser


def _sets_a_rate(page: Page) -> None:
    page.get_by_label("Revenu net souhaité").fill("3 000,50")
    page.locator("form.calculator").get_by_label("Statut", exact=True).select_option("sasu")


def _rates_oneself(page: Page) -> None:
    page.locator("input[type=radio][value='1']").first.check(force=True)


def _wants_a_kind(page: Page) -> None:
    page.locator(".facet summary", has_text="Type").click()
    page.locator("#kind-motivation").check()


EARLY = {
    "/fr/freelance/tarif-journalier": (_sets_a_rate, r"net=3\+000%2C50.*status=sasu|status=sasu.*net=3\+000%2C50"),
    "/fr/metiers/evaluation?role=social-media-manager": (_rates_oneself, r"=1(&|$)"),
    "/fr/entretiens/questions": (_wants_a_kind, "kind=motivation"),
}


@pytest.mark.parametrize("address", EARLY)
def test_what_is_chosen_before_the_script_comes_is_answered(open_page: Open, site: str, address: str) -> None:
    act, answered = EARLY[address]
    page = open_page(f"{site}/health")
    held: list[Route] = []
    page.route("**/live.js*", lambda route: held.append(route))
    with page.expect_request("**/live.js*"):
        page.goto(site + address, wait_until="commit")
    act(page)
    held[0].continue_()
    expect(page).to_have_url(re.compile(answered))


@pytest.mark.parametrize("address", EARLY)
def test_what_nobody_touched_asks_for_nothing(open_page: Open, site: str, address: str) -> None:
    page = open_page(f"{site}/health")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + address, wait_until="networkidle")
    assert [url for url in asked if "/static/" not in url] == [site + address]
