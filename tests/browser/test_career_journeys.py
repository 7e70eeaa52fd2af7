"""What people who want the job do, in a real browser: an offer, a plan, an answer."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

Open = Callable[..., Page]

pytestmark = pytest.mark.browser
scripted = pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])


def plain(text: str) -> str:
    """Return words on one line, with plain spaces."""
    return " ".join(text.split())


def body(page: Page, link: str) -> bytes:
    """Return what a link of the page gives."""
    address = page.get_by_role("link", name=re.compile(link)).first.get_attribute("href")
    return page.request.get(page.url.split("/fr/")[0] + str(address)).body()


@scripted
def test_from_an_offer_to_a_range_one_can_defend(open_page: Open, site: str, scripts: bool) -> None:
    """An offer under the range, then within it; the sentence for the advertisement; what is left of it each month."""
    page = open_page(f"{site}/fr/salaires/offre", java_script_enabled=scripts)
    page.get_by_label("Salaire brut proposé").fill("23 500")
    if not scripts:
        page.get_by_role("button", name="Situer cette offre").click()
    expect(page.locator(".result__hero")).to_contain_text(re.compile(r"23\s500"))
    expect(page.locator(".result")).to_contain_text("sous la fourchette")
    page.get_by_label("Salaire brut proposé").fill("30 000")
    page.get_by_label("Fourchette : de").fill("28 000")
    page.get_by_label("Fourchette : à").fill("32 000")
    if not scripts:
        page.get_by_role("button", name="Situer cette offre").click()
    expect(page.locator(".result")).to_contain_text("Dans la fourchette")
    expect(page.locator(".result")).to_contain_text(re.compile(r"28\s000\s€ à 32\s000\s€"))
    page.get_by_role("link", name="Combien en net").click()
    expect(page).to_have_url(re.compile(r"/fr/salaires/brut-net\?"))
    expect(page.locator(".breakdown__line").first).to_be_visible()


@scripted
def test_from_a_role_to_a_plan_with_dates(open_page: Open, site: str, scripts: bool) -> None:
    """The map, a guide, where one stands, then a plan on paper and in a diary."""
    page = open_page(f"{site}/fr/metiers", java_script_enabled=scripts)
    page.get_by_role("link", name="Social media manager", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Social media manager")
    page.get_by_role("link", name="Où en êtes-vous").first.click()
    page.wait_for_url("**/fr/metiers/evaluation?*")
    for rank in range(2):
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        page.locator("input[type=radio][value='1']").nth(rank).check()
        if scripts:
            expect(page).to_have_url(re.compile("=1(&.*|$)" * (rank + 1)))
    if not scripts:
        page.locator("form.calculator button").last.click()
    expect(page.get_by_role("link", name=re.compile("PDF"))).to_be_visible()
    printed = PdfReader(BytesIO(body(page, "PDF")))
    assert len(printed.pages) <= 2
    assert "Social media manager" in plain(printed.pages[0].extract_text())
    diary = body(page, "agenda|calendrier").decode()
    assert diary.startswith("BEGIN:VCALENDAR\r\n")
    assert diary.count("BEGIN:VEVENT") >= 2


@scripted
def test_from_a_question_to_its_answer(open_page: Open, site: str, scripts: bool) -> None:
    """Typed at home with a slip; the answer says where it comes from, and what goes further."""
    page = open_page(f"{site}/fr/", java_script_enabled=scripts)
    page.get_by_label("Votre question").fill("salaire comunity manager debutant")
    page.get_by_role("button", name="Chercher").last.click()
    expect(page).to_have_url(re.compile(r"/fr/recherche\?q="))
    page.get_by_role("link", name="Quel salaire espérer pour débuter").first.click()
    expect(page.locator("h1")).to_contain_text("Quel salaire espérer pour débuter")
    expect(page.locator("main")).to_contain_text("2026")
    page.locator("main").get_by_role("link", name=re.compile("offre|net|fourchette|salaire", re.I)).first.click()
    expect(page.locator("h1")).to_be_visible()
