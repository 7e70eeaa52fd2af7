"""What freelances do, from one end to the other, in a real browser: a day rate, a package, a quote."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

Open = Callable[..., Page]

pytestmark = pytest.mark.browser
scripted = pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
SIREN = "732 829 320"  # The example of the national identification register's own key.


def said(page: Page, selector: str) -> str:
    """Return the words of an element on one line, with plain spaces."""
    return " ".join(page.locator(selector).first.inner_text().split())


def send(page: Page, scripts: bool, button: str) -> None:
    """Press the button that a page without scripts needs; with them, the page follows by itself."""
    if not scripts:
        page.get_by_role("button", name=button).click()


def pdf(page: Page, link: str) -> PdfReader:
    """Return the PDF a link leads to."""
    address = page.get_by_role("link", name=re.compile(link)).first.get_attribute("href")
    answer = page.request.get(page.url.split("/fr/")[0] + str(address))
    assert answer.body().startswith(b"%PDF-")
    return PdfReader(BytesIO(answer.body()))


@scripted
def test_from_a_wished_net_to_a_rate_one_can_explain(open_page: Open, site: str, scripts: bool) -> None:
    """Home, a net, another one typed over, a line opened, a shared address, the PDF, then the other statuses."""
    page = open_page(f"{site}/fr/", java_script_enabled=scripts)
    page.get_by_label("Net souhaité par mois").fill("2 500")
    page.locator("main").get_by_label("Statut").select_option("sasu")
    page.get_by_role("button", name="Calculer mon tarif journalier").click()
    expect(page).to_have_url(re.compile(r"/fr/freelance/tarif-journalier\?.*status=sasu"))
    first = said(page, ".result__value")
    page.get_by_label("Revenu net souhaité").fill("3 000,50")
    send(page, scripts, "Calculer")
    expect(page).to_have_url(re.compile(r"net=3\+000%2C50"))
    expect(page.locator(".result__value")).not_to_have_text(first)
    assert int(re.sub(r"\D", "", said(page, ".result__value"))) > int(re.sub(r"\D", "", first))
    line = page.locator(".breakdown__line").filter(has_text="Maladie").first
    line.locator("summary").click()
    expect(line.locator(".breakdown__why")).to_contain_text("Vérifié le")
    rate = said(page, ".result__value")
    other = open_page(page.url, java_script_enabled=scripts)
    assert said(other, ".result__value") == rate
    printed = pdf(page, "Ma simulation")
    assert len(printed.pages) == 2
    assert rate in " ".join(printed.pages[0].extract_text().split()).replace("\u202f", " ")
    page.get_by_role("link", name="Comparer les statuts").click()
    expect(page.locator("h1")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/fr/freelance/statuts\?.*turnover="))


def test_a_slip_is_said_next_to_its_field_and_kept(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/fr/freelance/tarif-journalier")
    wished = page.get_by_label("Revenu net souhaité")
    wished.fill("1,234")
    expect(page.locator("#net-error")).to_contain_text("1234 ou 1,23")
    assert wished.input_value() == "1,234"
    wished.fill("1234")
    expect(page.locator("#net-error")).to_have_count(0)


@scripted
def test_from_a_package_to_the_lines_of_a_quote(open_page: Open, site: str, scripts: bool) -> None:
    page = open_page(f"{site}/fr/freelance/forfaits?rate=50", java_script_enabled=scripts)
    before = said(page, ".result__value")
    page.get_by_label("Reels, vidéos").fill("6")
    send(page, scripts, "Recalculer le prix")
    expect(page.locator(".result__value")).not_to_have_text(before)
    price = re.sub(r"[^\d,]", "", said(page, ".result__value"))
    page.get_by_role("link", name="En faire un devis").click()
    expect(page).to_have_url(re.compile(r"/fr/devis\?"))
    assert page.get_by_label("Désignation").first.input_value().startswith("Forfait mensuel")
    assert page.get_by_label("Prix unitaire HT").first.input_value().split(",")[0].split(".")[0] == price.split(",")[0]


@scripted
def test_a_quote_from_draft_to_the_client(open_page: Open, site: str, scripts: bool) -> None:
    """Written with a slip, mended, saved, issued: it has a number, a PDF, an address for the client only."""
    page = open_page(f"{site}/fr/devis?label=Forfait&quantity=3&unit=month&price=890", java_script_enabled=scripts)
    page.get_by_label("Votre nom, ou celui de la société").fill("Camille Martin")
    page.get_by_label("SIREN ou SIRET", exact=True).fill("732 829 321")
    page.get_by_label("Adresse professionnelle").fill("4 rue des Lilas\n35000 Rennes")
    page.get_by_label("Nom ou raison sociale").fill("Les Petits Pots")
    page.get_by_label("Adresse du client").fill("12 quai de la Fosse\n44000 Nantes")
    page.get_by_label("Objet du devis").fill("Animation des réseaux sociaux, premier trimestre")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.locator("[role=alert] li, .field__error").first).to_be_visible()
    assert page.get_by_label("Votre nom, ou celui de la société").input_value() == "Camille Martin"
    page.get_by_label("SIREN ou SIRET", exact=True).fill(SIREN)
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page).to_have_url(re.compile(r"/fr/devis/carnets/[\w-]{32}/"))
    assert "Projet" in " ".join(part.extract_text() for part in pdf(page, "PDF").pages)
    page.get_by_role("button", name=re.compile("^Émettre")).click()
    expect(page.locator("h1")).to_contain_text(re.compile(r"\d{4}-001"))
    printed = " ".join(" ".join(part.extract_text().split()) for part in pdf(page, "PDF").pages)
    for words in ("Camille Martin", "EI", "Les Petits Pots", "art. 293 B du CGI", "Bon pour accord"):
        assert words.casefold() in printed.casefold().replace("\u202f", " "), words
    client = open_page(
        page.locator("input[id*=reader], input[id*=client]").first.input_value(), java_script_enabled=scripts
    )
    expect(client.locator("main")).to_contain_text("Les Petits Pots")
    assert client.get_by_role("button", name=re.compile("Modifier|Émettre|Effacer")).count() == 0
