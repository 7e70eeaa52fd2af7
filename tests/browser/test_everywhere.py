"""Every kind of page, in a language and a theme of each: axe-core, a narrow screen, targets one can touch."""

from typing import Any, Literal

import pytest
from looked_at import troubles
from playwright.sync_api import Browser, Page
from witness import Witness

pytestmark = pytest.mark.browser
HERE = "127.0.0.1"
PAGES = {
    "fr": (
        "/fr/",
        "/fr/methode",
        "/fr/competences",
        "/fr/mentions-legales",
        "/fr/accessibilite",
        "/fr/entretiens/questions",
        "/fr/entretiens/questions?q=crise&kind=technical",
        "/fr/entretiens/questions?q=licorne",
        "/fr/entretiens/questions/selection?pick=own-words-bad-buzz&pick=revive-silent-community",
        "/fr/entretiens/questions/comparer?a=revive-silent-community&b=quiet-group-to-restart",
        "/fr/entretiens/questions/own-words-bad-buzz",
        "/fr/entretiens/epreuves",
        "/fr/entretiens/epreuves/crisis-thread",
        "/fr/entretiens/epreuves/moderation-triage",
        "/fr/entretiens/questions-interdites?try=age",
        "/fr/entretiens",
        "/fr/entretiens?role=head-of-social&level=lead&minutes=150",
        "/fr/entretiens?minutes=abc&base=x&variant=Z",
        "/fr/entretiens?level=alternance&kind=behavioural",
        "/fr/freelance/tarif-journalier?mode=rate&rate=450&status=sasu&pay=60&dividends=yes",
        "/fr/freelance/tarif-journalier?mode=salary&status=portage",
        "/fr/freelance/tarif-journalier?net=1,234&status=eurl&year=2027",
        "/fr/freelance/statuts",
        "/fr/freelance/forfaits?audits=1&discount=10&rate=60",
        "/fr/freelance/tarifs-observes",
        "/fr/devis?label=Forfait&quantity=3&unit=month&price=890",
        "/fr/salaires",
        "/fr/salaires/influence-manager",
        "/fr/salaires/brut-net?hours=28&wanted=cost&amount=3000",
        "/fr/salaires/offre?low=28000&high=32000",
        "/fr/salaires/embaucher-ou-freelance",
        "/fr/metiers",
        "/fr/metiers/social-media-manager",
        "/fr/metiers/personne",
        "/fr/metiers/evaluation?role=head-of-social&level=lead&present=community-manager&crisis-and-reputation=1",
        "/fr/metier",
        "/fr/metier/indicateurs",
        "/fr/metier/indicateurs/calculer?network=tiktok&views=1600",
        "/fr/entretiens/vos-questions",
        "/fr/entretiens/vos-questions/ecrire",
        "/fr/questions-frequentes",
        "/fr/questions-frequentes/quel-tjm",
        "/fr/recherche?q=salaire+comunity+manager",
        "/fr/recherche?q=zzzz",
        "/fr/ce-que-nous-ne-savons-pas",
        "/fr/rien",
    ),
    "en": (
        "/en/",
        "/en/method",
        "/en/interviews/questions?level=lead&sort=hardest&pick=own-words-bad-buzz&pick=revive-silent-community",
        "/en/interviews/questions/selection?pick=own-words-bad-buzz&pick=revive-silent-community",
        "/en/interviews/questions/compare?a=own-words-bad-buzz",
        "/en/interviews/work-samples/crisis-thread",
        "/en/interviews",
        "/en/interviews?minutes=abc&base=x&variant=Z",
        "/en/freelance/day-rate",
        "/en/freelance/day-rate?status=micro-bnc&acre=yes&created=2026-08-01&net=1,234",
        "/en/freelance/statuses?turnover=120000&dividends=yes&pay=50",
        "/en/freelance/packages?audits=1&discount=10&rate=60",
        "/en/quotes",
        "/en/salaries",
        "/en/salaries/gross-net?amount=x",
        "/en/careers/community-manager",
        "/en/community-management",
        "/en/faq",
        "/en/sources",
        "/en/competencies",
        "/en/interviews/unlawful-questions",
        "/en/interviews/your-questions",
        "/en/interviews/your-questions/write",
        "/en/salaries/offer",
        "/en/salaries/hire-or-freelance?days=30",
        "/en/careers",
        "/en/careers/assessment?role=social-media-manager&level=senior&social-media-strategy=2",
        "/en/community-management/kpis",
        "/en/community-management/kpis/calculators?times=abc",
        "/en/faq/quel-tjm",
        "/en/search?q=day+rate",
        "/en/nothing",
    ),
}


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Any:
    """One window for all these visits, watched all along."""
    context, witness = chromium.new_context(), Witness(HERE)
    witness.watch(context)
    yield context.new_page()
    context.close()
    assert witness.heard == []


@pytest.fixture(scope="module")
def addresses(tab: Page, site: str) -> dict[str, list[str]]:
    """The pages of each language, with those of a stored kit: its owner's, its readers', the one that erases it."""
    found = {}
    for language in PAGES:
        tab.goto(f"{site}/{language}/")
        tab.locator("main button[value=create]").click()
        tab.wait_for_url("**/kits/*")
        kit, reader = tab.url, tab.locator("#reader").input_value()
        erase = tab.locator("main section a.button[href*='effacer'], main section a.button[href*='delete']")
        extra = [kit, reader, site + str(erase.get_attribute("href"))]
        found[language] = [site + address for address in PAGES[language]] + extra
    return found


@pytest.mark.parametrize(("language", "theme"), [("fr", "light"), ("en", "dark")])
def test_axe_finds_nothing_and_a_narrow_screen_holds_all(
    tab: Page, addresses: dict[str, list[str]], language: str, theme: Literal["light", "dark"]
) -> None:
    """With every fold of the page open; French pages in the light theme, English ones in the dark.

    At 360 pixels nothing scrolls sideways and every control can be touched.
    """
    tab.emulate_media(color_scheme=theme)
    found = [trouble for address in addresses[language] for trouble in troubles(tab, address)]
    assert "\n".join(found) == ""
