"""The printed quote in both languages: its mentions, its pages, what it is to a machine and to a screen reader."""

import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pikepdf
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from pypdf import PdfReader
from ua_gate import broken_rules

from app.content.text import LANGUAGES, Language
from app.paper.order import HTML_BYTES, Order, Printed
from app.paper.press import Press
from app.quotes import documents
from app.quotes.quote import MOST_LINES, Line, Quote
from app.web.language import gettext, speaking

Make = Callable[..., Quote]
HOSTILE = '</title><script>alert("1")</script> & {{ 7 * 7 }} 100 % « d\'essai »'
in_both = pytest.mark.parametrize("language", LANGUAGES)


def longest(make_quote: Make) -> Quote:
    """The longest quote there can be: sixty lines and conditions that fill their fields."""
    text = "Production de contenus\n" + "Lot de publications. " * 22
    line = Line(
        description=text[:500],
        quantity=Decimal("99999.99"),
        unit="package",
        price=Decimal("123.45"),
        discount=Decimal("0.125"),
        rate=Decimal("0.055"),
    )
    issuer = {"status": "sasu", "capital": Decimal(1000), "registry": "Lyon", "vat": "charged"}
    return make_quote(
        lines=(line,) * MOST_LINES,
        issuer={**issuer, "vat_number": "FR44732829320", "insurance": "x" * 300, "name": "W" * 120},
        client={"consumer": True, "mediator": "CM2C, cm2c.net", "name": "M" * 120},
        terms={"others": "a b c d " * 250, "fee": Decimal(50), "cancellation": Decimal("0.3")},
        title="Œ" * 120,
    )


def read(app: Flask, quote: Quote, label: str, language: Language) -> str:
    """Return the printed quote's words as HTML, with plain single spaces."""
    with app.app_context():
        soup = BeautifulSoup(documents.html(quote, label, language), "html.parser")
    assert soup.body is not None
    return " ".join(soup.body.get_text(" ").replace("’", "'").split())


def test_what_a_sole_trader_must_say(app: Flask, make_quote: Make) -> None:
    text = read(app, make_quote(), "2026-001", "fr")
    for words in (
        "Devis 2026-001",
        "Camille Martin EI",
        "SIRET 732 829 320 00074",
        "TVA non applicable, art. 293 B du CGI",
        "Établi le 2 mars 2026",
        "Valable jusqu'au 1 avril 2026",
        "30 jours au plus après l'émission de la facture",
        "Banque centrale européenne majoré de 10 points",
        "Indemnité forfaitaire de 40 €",
        "2 séries de retouches",
        "Une fois le prix payé en entier",
        "Ce devis est gratuit",
        "« Bon pour accord »",
    ):
        assert words in text
    assert "Total TTC" not in text
    assert "None" not in text
    assert not re.search(r"%\(\w+\)s|%%", text)


def test_what_a_company_must_say(app: Flask, make_quote: Make) -> None:
    company = {"status": "sasu", "capital": Decimal(1000), "registry": "Lyon", "vat": "charged"}
    line = Line(description="x", quantity=Decimal(1), unit="hour", price=Decimal(100), rate=Decimal("0.2"))
    text = read(app, make_quote(lines=(line,), issuer={**company, "vat_number": "FR44732829320"}), "2026-001", "fr")
    for words in ("SASU au capital de 1 000 €", "RCS Lyon", "TVA FR44732829320", "TVA 20 % sur 100,00 €", "Total TTC"):
        assert words in text
    assert " EI " not in text
    assert "293 B" not in text


@in_both
@pytest.mark.parametrize(
    ("vat", "words"),
    [
        ("franchise", "TVA non applicable, art. 293 B du CGI"),
        ("reverse", "Autoliquidation"),
        ("outside", "TVA non applicable, art. 259, 1° du CGI"),
    ],
)
def test_the_law_s_french_words_stay_french(
    app: Flask, make_quote: Make, language: Language, vat: str, words: str
) -> None:
    with app.app_context():
        soup = BeautifulSoup(documents.html(make_quote(issuer={"vat": vat}), "2026-001", language), "html.parser")
    assert words in [span.get_text() for span in soup.select("span[lang=fr]")]


def test_what_a_consumer_is_told_and_spared(app: Flask, make_quote: Make) -> None:
    text = read(app, make_quote(client={"consumer": True, "mediator": "CM2C, cm2c.net"}), "2026-001", "fr")
    assert "Médiateur de la consommation CM2C, cm2c.net" in text
    assert "Indemnité forfaitaire" not in text


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"deposit_share": Decimal("0.3")}, "30 % à la signature, soit 228,00 €. Le solde, 532,00 €"),
        ({"deposit_amount": Decimal(100)}, "100,00 € à la signature. Le solde, 660,00 €"),
        ({"late_rate": Decimal("0.125")}, "Pénalités au taux annuel de 12,5 %"),
        ({"payment": "receipt", "payment_days": 0}, "À réception de la facture."),
        ({"payment": "month-end", "payment_days": 45}, "45 jours fin de mois"),
        ({"revisions": 0}, "Aucune retouche n'est comprise"),
        ({"rights": None}, "Ce devis ne cède aucun droit d'auteur"),
        ({"cancellation": Decimal("0.3")}, "ainsi que 30 % du prix de ce qui reste à faire"),
        ({"fee": Decimal(50)}, "Ce devis est payant : 50,00 €"),
        ({"others": "Frais au réel."}, "Autres conditions Frais au réel."),
        ({"starts_on": date(2026, 5, 4)}, "Début le 4 mai 2026"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_each_condition_is_said(app: Flask, make_quote: Make, terms: dict[str, Any], words: str) -> None:
    assert words in read(app, make_quote(terms=terms), "2026-001", "fr")
    assert words not in read(app, make_quote(), "2026-001", "fr")


@in_both
def test_a_draft_says_so_on_every_page(app: Flask, make_quote: Make, language: Language) -> None:
    with app.app_context():
        html = documents.html(make_quote(), "", language)
        numbered = documents.html(make_quote(), "2026-001", language)
    soup = BeautifulSoup(html, "html.parser")
    mark = soup.select_one(".draft")
    assert mark is not None
    assert soup.body is not None
    assert mark.get_text() in str(soup.body["data-quote"])
    assert 'class="draft"' not in numbered


def test_hostile_text_is_text(app: Flask, make_quote: Make) -> None:
    line = Line(description=HOSTILE, quantity=Decimal(1), unit="day", price=Decimal(1))
    quote = make_quote(
        lines=(line,), title=HOSTILE, issuer={"name": HOSTILE}, client={"name": HOSTILE}, terms={"others": HOSTILE}
    )
    with app.app_context():
        soup = BeautifulSoup(documents.html(quote, "2026-001", "fr"), "html.parser")
    assert soup.find("script") is None
    assert str(soup).count("{{ 7 * 7 }}") >= 5


def test_the_key_tells_documents_apart(app: Flask, make_quote: Make) -> None:
    with app.app_context():
        keys = {
            documents.key(quote, label, language)
            for quote in (make_quote(), make_quote(title="Autre"))
            for label in ("", "2026-001", "2026-001 v2")
            for language in LANGUAGES
        }
        assert len(keys) == 12
        assert documents.key(make_quote(), "2026-001", "fr") in keys


def test_file_names_are_plain() -> None:
    names = [documents.filename(label, language) for label in ("", "2026-001 v2") for language in LANGUAGES]
    assert names == ["devis-projet", "quote-draft", "devis-2026-001-v2", "quote-2026-001-v2"]


@pytest.fixture(scope="module")
def prints(app: Flask, make_quote: Make) -> dict[str, Printed]:
    press = cast(Press, app.extensions["press"])
    wanted = {
        "plain": (make_quote(), "2026-001"),
        "draft": (make_quote(), ""),
        "long": (longest(make_quote), "2026-002"),
    }
    with app.app_context():
        html = {
            f"{name}-{language}": documents.html(quote, label, language)
            for name, (quote, label) in wanted.items()
            for language in LANGUAGES
        }
    assert max(len(text.encode()) for text in html.values()) < HTML_BYTES
    return {name: press.printed(Order(text)) for name, text in html.items()}


@in_both
def test_the_pdf_says_what_it_is(prints: dict[str, Printed], language: Language) -> None:
    found = prints[f"plain-{language}"]
    assert found.pages <= 2
    assert not found.remarks
    with pikepdf.open(io.BytesIO(found.data)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert "2026-001" in str(pdf.docinfo.Title)


@in_both
def test_sixty_lines_go_over_pages_with_their_headings(prints: dict[str, Printed], language: Language) -> None:
    found = prints[f"long-{language}"]
    assert not found.remarks
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(found.data)).pages]
    with speaking(language):
        heading = gettext("Désignation")
    with_lines = [text for text in pages if "Lot de publications" in text]
    assert len(with_lines) > 3
    assert all(heading in text for text in with_lines)
    assert all(f"{number} / {len(pages)}" in text for number, text in enumerate(pages, 1))
    assert sum("Bon pour accord" in text for text in pages) == 1


def test_the_pdfs_are_accessible(prints: dict[str, Printed], tmp_path: Path) -> None:
    broken = broken_rules({name: found.data for name, found in prints.items()}, tmp_path)
    assert {name: rules for name, rules in broken.items() if rules} == {}
