"""The search box of every page: suggestions one walks with the keys, and the page of results that follows the hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]


pytestmark = pytest.mark.browser


def typed(page: Page, words: str) -> None:
    """Type in the search box of the header, and wait for its suggestions."""
    page.locator("#find").fill(words)
    expect(page.locator(".find [role=option]").first).to_be_visible()


def test_the_arrows_walk_and_enter_opens(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/fr/entretiens")
    typed(page, "modéra")
    field, options = page.locator("#find"), page.locator(".find [role=option]")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "suggestion-1")
    address = str(options.first.get_attribute("data-address"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{address}")


def test_escape_closes_and_keeps_what_was_typed(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/en/interviews")
    typed(page, "salar")
    page.keyboard.press("Escape")
    expect(page.locator(".find [role=listbox]")).to_have_count(0)
    expect(page.locator("#find")).to_have_value("salar")
    expect(page.locator("#find")).to_have_attribute("aria-expanded", "false")


def test_enter_in_the_field_and_no_script_at_all_lead_to_the_results(site: str, open_page: Open) -> None:
    for script in (True, False):
        page = open_page(f"{site}/fr/entretiens", java_script_enabled=script)
        page.locator("#find").fill("tjm")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site}/fr/recherche?q=tjm")
        expect(page.locator(".hits a").first).to_be_visible()


def test_results_follow_the_hand(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/fr/recherche?q=devis")
    page.locator("#q").press("End")
    page.locator("#q").press_sequentially(" zzzzq")
    page.wait_for_url("**q=devis+zzzzq")
    expect(page.locator("#found")).to_contain_text("zzzzq")
    expect(page.locator("#q")).to_be_focused()
