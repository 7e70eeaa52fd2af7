"""The plan to take away: the printed document and the days for a diary."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from ua_gate import broken_rules

from app.careers import documents
from app.careers.assessment import Assessment, gaps, plan, weighed
from app.content.text import LANGUAGES, Language
from app.library import Library
from app.paper.order import Order

PLAN = {"fr": "/fr/metiers/evaluation/plan", "en": "/en/careers/assessment/plan"}
DIARY = {"fr": "/fr/metiers/evaluation/agenda", "en": "/en/careers/assessment/diary"}
TYPED = {"role": "social-media-manager", "level": "senior", "start": "22/11/2026", "months": "6"}
MARKS = {"social-media-strategy": "2", "editorial-planning": "3", "measurement-and-kpis": "4"}


def assessed(library: Library, role: str, level: str, mark: int, months: int) -> Assessment:
    """Return an assessment where every competency has the same mark."""
    guide, wanted = library.guides[role], library.levels[level]
    found = gaps(guide.role, wanted, dict.fromkeys(weighed(guide.role, wanted), mark))
    return Assessment(guide, wanted, found, plan(found, months, date(2026, 11, 22)), ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_short_tagged_and_in_its_language(
    client: FlaskClient, at: Callable[..., None], tmp_path: Path, language: Language
) -> None:
    at(2026, 11, 22)
    answer = client.get(PLAN[language], query_string=TYPED | MARKS)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert f"-social-media-manager-senior-{language}.pdf" in answer.headers["Content-Disposition"]
    reader = PdfReader(io.BytesIO(answer.data))
    assert len(reader.pages) <= 2
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert {"fr": "Mon plan", "en": "My plan"}[language] in text
    assert {"fr": "22 mai 2027", "en": "22 May 2027"}[language] in text
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        assert str(pdf.Root.Lang).startswith(language)
    assert broken_rules({"plan": answer.data}, tmp_path) == {"plan": []}


def test_the_same_plan_is_printed_once(client: FlaskClient, at: Callable[..., None]) -> None:
    at(2026, 11, 22)
    one, two = (client.get(PLAN["fr"], query_string=TYPED | MARKS).data for _ in range(2))
    assert one == two


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_plan_holds_in_two_pages(app: Flask, library: Library, language: Language) -> None:
    targets = [(guide.id, level) for guide in library.guides.values() for level in guide.levels]
    found = [assessed(library, role, level, 1, 12) for role, level in targets]
    assert max(len(each.plan.stages) for each in found) >= 7
    with app.test_request_context(f"/{language}/"):
        texts = [documents.html(each, library, "https://example.org/", date(2026, 11, 22), language) for each in found]
    assert app.extensions["press"].printed(Order(max(texts, key=len))).pages == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_diary_holds_a_day_for_each_action(client: FlaskClient, at: Callable[..., None], language: str) -> None:
    at(2026, 11, 22)
    answer = client.get(DIARY[language], query_string=TYPED | MARKS)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert f"-social-media-manager-senior-{language}.ics" in answer.headers["Content-Disposition"]
    text = answer.get_data(as_text=True).replace("\r\n ", "")
    days = [line.split(":")[1] for line in text.split("\r\n") if line.startswith("DTSTART")]
    assert days == sorted(days)
    assert len(days) == 6
    assert days[-1] == "20270522"
    assert "DTSTAMP:20261122T" in text


def test_the_diary_is_dated_from_the_day_typed(client: FlaskClient) -> None:
    text = client.get(DIARY["fr"], query_string=TYPED | MARKS | {"start": "2030-01-31", "months": "3"}).text
    assert "DTSTART;VALUE=DATE:20300331" in text


def test_files_have_names_in_ascii(library: Library) -> None:
    found = assessed(library, "moderator", "senior", 1, 6)
    assert documents.filename(found, "fr", "pdf") == "mon-plan-moderator-senior-fr.pdf"
    assert documents.filename(found, "en", "ics") == "my-plan-moderator-senior-en.ics"
