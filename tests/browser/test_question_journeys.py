"""Choosing questions in the bank, with and without scripts; a question checked as one types it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_boxes_are_ticked_then_compared_then_selected(open_page: Open, site: str, scripts: bool) -> None:
    page = open_page(f"{site}/fr/entretiens/questions?page=2", java_script_enabled=scripts)
    for place in (3, 1):
        page.locator(".rows input").nth(place).check()
        if scripts:
            page.wait_for_url("**pick=**")
    page.get_by_role("button", name="Voir la sélection").click()
    page.wait_for_url("**/selection?pick=**")
    expect(page.locator(".selection__one")).to_have_count(2)
    page.get_by_role("link", name="Comparer", exact=True).click()
    expect(page.locator(".compare__apart li").first).to_be_visible()


def test_the_list_follows_the_hand_and_keeps_what_is_chosen(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/fr/entretiens/questions")
    page.locator(".rows input").first.check()
    expect(page.locator(".tray strong")).to_have_text("1 question choisie")
    expect(page.locator(".rows input").first).to_be_focused()
    page.locator(".facet summary", has_text="Type").click()
    page.locator("#kind-motivation").check()
    page.wait_for_url("**kind=motivation**pick=**")
    said = page.locator("#count").inner_text()
    expect(page.locator("form.bank [role=status]")).to_have_text(f"{said}. 1 question choisie.")
    expect(page.locator(".facet[open]")).to_have_count(1)


def test_a_question_is_checked_as_one_types_it(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/fr/entretiens/questions-interdites")
    page.locator("#text").press_sequentially("Comment écrivez-vous un brief ?")
    expect(page.locator(".verdict__one")).to_have_count(1)
    expect(page.locator("#text")).to_be_focused()
    assert page.url.endswith("/questions-interdites")
