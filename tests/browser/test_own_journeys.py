"""A team's own questions, in a real browser: one written from the composer, a file brought in."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]

pytestmark = pytest.mark.browser
scripted = pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
FILLED = {
    "#anchor_1_fr": "Relit tout d'un coup, sans vérifier les liens.",
    "#anchor_3_fr": "Relit à voix haute, oublie les mentions.",
    "#anchor_5_fr": "Trie par heure, relit avec une liste de contrôle.",
    "#job_link_fr": "Le poste publie dix textes par jour.",
}
HEAD = "compétence;question;repère_1;repère_3;repère_5;lien_avec_le_poste"
ROW = ";".join(("copywriting-and-tone", "{}", *FILLED.values()))
FILE = "\r\n".join(
    (
        HEAD,
        ROW.format("Comment choisissez-vous l'accroche d'une vidéo de quinze secondes ?"),
        ROW.format(""),
        ROW.format("Jonglez ?").replace("copywriting-and-tone", "jonglage"),
        ROW.format("x" * 301),
    )
)


@scripted
def test_an_unlawful_question_is_rewritten_then_stands_in_the_kit(open_page: Open, site: str, scripts: bool) -> None:
    page = open_page(f"{site}/fr/entretiens?minutes=45", java_script_enabled=scripts)
    page.locator(".own-kit summary").click()
    page.locator("button[value=write]").click()
    page.get_by_label("Question, telle qu").first.fill("Quel âge vous donne-t-on, quel âge avez-vous ?")
    for field, text in FILLED.items():
        page.locator(field).fill(text)
    if not scripts:
        page.get_by_role("button", name="Vérifier").last.click()
    expect(page.locator(".own-alerts").first).to_contain_text("L1132-1")
    page.get_by_role("button", name="Garder et mettre dans le kit").click()
    expect(page.locator("#reason-error")).to_be_visible()
    page.get_by_label("Question, telle qu").first.fill("Dix légendes à relire : comment vous y prenez-vous ?")
    page.get_by_role("button", name="Garder et mettre dans le kit").click()
    expect(page).to_have_url(re.compile(r"/fr/entretiens\?.*minutes=45.*own="))
    expect(page.locator(".step--held")).to_contain_text("question de votre équipe")
    page.locator("button[value=again]").click()
    expect(page.locator("button[value=again]")).to_have_count(0)
    page.get_by_role("button", name="Créer ce kit").click()
    expect(page).to_have_url(re.compile("/kits/"))
    expect(page.locator(".step--held")).to_contain_text("Dix légendes")


@scripted
def test_a_file_with_three_bad_rows_brings_its_good_one(open_page: Open, site: str, scripts: bool) -> None:
    page = open_page(f"{site}/fr/entretiens/vos-questions", java_script_enabled=scripts)
    file = {"name": "questions.csv", "mimeType": "text/csv", "buffer": FILE.encode("cp1252")}
    page.get_by_label("Fichier XLSX").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Lire ce fichier").click()
    expect(page.locator(".own-row--refused")).to_have_count(3)
    page.get_by_role("button", name="Garder cette question").click()
    expect(page.locator(".questions > li")).to_have_count(1)
    page.get_by_role("link", name="Composer un kit avec ces questions").click()
    expect(page.locator(".step--held")).to_contain_text("accroche")
    page.get_by_role("button", name="Créer ce kit").click()
    expect(page).to_have_url(re.compile("/kits/"))
