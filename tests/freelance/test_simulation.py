"""Ma simulation: what the document says for each status, and three of them as PDF."""

import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from simulating import LAW, MARKET, RATES, situation
from ua_gate import broken_rules

from app.content.text import LANGUAGES, Language
from app.freelance import documents
from app.freelance.day_rate import day_rate, rate_for_net
from app.freelance.simulation import Simulation, simulation
from app.taxes.activity import STATUSES, Activity, Status

ON = date(2026, 11, 22)
EVERY = [(status, language) for status in STATUSES for language in LANGUAGES]
SIMULATION = {"fr": "/fr/freelance/tarif-journalier/simulation", "en": "/en/freelance/day-rate/simulation"}
PRINTED: list[tuple[Language, dict[str, str]]] = [
    ("fr", {"status": "micro-bnc", "net": "2000"}),
    ("fr", {"status": "sasu", "net": "2500", "pay": "60", "dividends": "yes"}),
    ("en", {"status": "portage", "mode": "salary", "salary": "38000"}),
]


def simulated(status: Status, activity: Activity | None = None, rate: Decimal | None = None) -> Simulation:
    """Return what 2 500 € a month, or a rate, implies under a status."""
    asked = situation(status, activity)
    found = day_rate(asked, rate, RATES) if rate else rate_for_net(asked, Decimal(30_000), False, RATES)
    return simulation(found, RATES, MARKET, ON, None, None)


def soup(app: Flask, found: Simulation, language: Language) -> BeautifulSoup:
    """Return the document, parsed."""
    with app.app_context():
        return BeautifulSoup(documents.html(found, LAW, MARKET, ON, language), "lxml")


def words(parsed: BeautifulSoup, selector: str = "body") -> str:
    """Return the text of the elements that match, with plain single spaces."""
    return " ".join(" ".join(part.get_text(" ") for part in parsed.select(selector)).split())


@pytest.mark.parametrize(("status", "language"), EVERY)
def test_what_every_document_owes(app: Flask, status: Status, language: Language) -> None:
    found = simulated(status)
    parsed = soup(app, found, language)
    levels = [int(heading.name[1]) for heading in parsed.find_all(re.compile("^h[1-6]$"))]
    assert parsed.html is not None
    assert parsed.html["lang"] == language
    assert parsed.title
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))
    text = words(parsed)
    assert not re.search(r"%\(\w+\)s|%%|None|Undefined|—", text)
    for line in found.found.year.lines:
        rule = LAW.lines[line.code]
        assert " ".join(rule.rule[language].split()) in text or not line.amount
        assert " ".join(rule.article[language].split()) in text or not line.amount
    for code in found.notes:
        assert " ".join(LAW.notes[code].text[language].split()) in text
    assert {"fr": "ne remplace pas un conseil", "en": "does not replace advice"}[language] in text


@pytest.mark.parametrize("status", STATUSES)
def test_what_is_missing_is_the_distance_to_zero(status: Status) -> None:
    """A company that loses money and a person who does are both short of it."""
    enough, short = simulated(status), simulated(status, rate=Decimal(8))
    assert enough.missing == 0
    assert short.missing > 0
    spent = short.found.year.total("expenses", "fee", "contributions", "levies", "corporate_tax", "income_tax")
    assert abs(short.missing * 12 - (spent - short.found.year.start)) < 1


@pytest.mark.parametrize("status", STATUSES)
def test_its_lines_go_from_the_turnover_to_the_net(app: Flask, status: Status) -> None:
    found = simulated(status)
    amounts = [
        Decimal(re.sub("[^0-9-]", "", row.select("td")[-1].get_text().replace("−", "-").replace("+", "")))
        for row in soup(app, found, "fr").select(".lines tbody tr:not(.part)")
    ]
    assert abs(sum(amounts[:-1]) - amounts[-1]) <= len(amounts)
    assert amounts[0] == found.found.year.start.quantize(Decimal(1))


def test_expenses_are_named_one_by_one(app: Flask) -> None:
    text = words(soup(app, simulated("ei"), "fr"), ".lines")
    assert "Comptabilité (1 300 €), Assurance" in text
    assert "Commission d" not in text, "what costs nothing is not there"


def test_a_loss_is_printed_without_a_bar(app: Flask) -> None:
    parsed = soup(app, simulated("eurl", rate=Decimal(20)), "fr")
    assert not parsed.select("svg .stack-solid, svg.stack")
    assert "−" in words(parsed, ".own")


@pytest.mark.parametrize(
    ("status", "language", "name"),
    [("micro-bnc", "fr", "ma-simulation-micro-bnc-fr.pdf"), ("portage", "en", "my-simulation-portage-en.pdf")],
)
def test_the_file_has_a_name(status: Status, language: Language, name: str) -> None:
    assert documents.filename(status, language) == name


def test_a_refused_simulation_is_the_page_with_its_errors(client: FlaskClient) -> None:
    answer = client.get(SIMULATION["fr"], query_string={"net": "-1"})
    assert answer.status_code == 422
    assert "net-error" in answer.text


def test_three_pdfs(client: FlaskClient, at: Callable[..., None], tmp_path: Path) -> None:
    """Two pages, the rate in large on the first, tagged so that PDF/UA-1 has nothing to say."""
    at(2026, 11, 22)
    made = {}
    for language, typed in PRINTED:
        answer = client.get(SIMULATION[language], query_string=typed)
        assert answer.status_code == 200
        assert answer.mimetype == "application/pdf"
        assert "no-store" in answer.headers["Cache-Control"]
        assert typed["status"] in answer.headers["Content-Disposition"]
        made[typed["status"]] = answer.data
        reader = PdfReader(io.BytesIO(answer.data))
        assert len(reader.pages) == 2
        first, second = (" ".join(page.extract_text().split()) for page in reader.pages)
        assert {"fr": "Ma simulation", "en": "My simulation"}[language] in first
        assert {"fr": "À savoir", "en": "Worth knowing"}[language] in second
        with pikepdf.open(io.BytesIO(answer.data)) as pdf:
            assert str(pdf.Root.Lang).startswith(language)
    assert broken_rules(made, tmp_path) == {name: [] for name in made}
