"""The page that compares statuses, and its spreadsheet, through their addresses."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from bs4 import Tag
from flask.testing import FlaskClient
from visiting import Fetch, Page, plain

from app.content.text import LANGUAGES, Language
from app.freelance.comparison import figures
from app.library import Library
from app.taxes.activity import Activity, Household, Status
from app.taxes.schemes import SCHEMES
from app.web.language import speaking
from app.web.shown import euros, percent

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "statuses.yaml").read_text(encoding="utf-8")
)
PAGE = {"fr": "/fr/freelance/statuts", "en": "/en/freelance/statuses"}
FILE = {"fr": "/fr/freelance/statuts/csv", "en": "/en/freelance/statuses/csv"}
FIVE: tuple[Status, ...] = ("micro-bnc", "ei", "eurl", "sasu", "portage")
BIC: tuple[Status, ...] = ("micro-bic", *FIVE[1:])


@pytest.fixture(autouse=True)
def _day(at: Callable[..., None]) -> None:
    at(2026, 11, 22)


def cells(page: Page) -> list[list[str]]:
    """Return the table of the page, cell by cell."""
    return [
        [" ".join(cell.get_text().split()) for cell in row.select("th, td")]
        for row in page.one(".statuses__table").select("tr")
    ]


def columns(page: Page) -> list[list[str]]:
    """Return the figures of each status, from its name down."""
    return [list(column) for column in zip(*cells(page), strict=True)][1:]


def expected(library: Library, activity: Activity, statuses: tuple[Status, ...], language: Language) -> list[list[str]]:
    """Return what the table must hold, worked out by the schemes themselves."""
    rates = library.law.on(date(2026, 12, 31))
    with speaking(language):
        return [
            [library.law.statuses[status].short[language]]
            + [
                " ".join((percent(value) if name == "kept" else euros(value)).split())
                for name, value in figures(SCHEMES[status](activity, rates)).items()
            ]
            for status in statuses
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_holds_what_the_schemes_say(page: Fetch, library: Library, language: Language) -> None:
    shown = page(PAGE[language])
    assert columns(shown) == expected(library, Activity(Decimal(50_000), Decimal(4_000)), FIVE, language)
    assert [article["id"] for article in shown.soup.select("article[id]")] == list(FIVE)
    assert len(shown.soup.select(".bars-wide .bars-row")) == len(shown.soup.select(".curves-wide [class^=curves-name]"))
    assert len(shown.soup.select("article .breakdown")) == 5


def test_every_field_counts(page: Fetch, library: Library) -> None:
    typed = {
        "turnover": "90 000",
        "expenses": "6000,50",
        "trade": "micro-bic",
        "family": "couple",
        "children": "2",
        "other_income": "20000",
        "flat_tax": "yes",
        "pay": "60",
        "dividends": "yes",
        "on_scale": "yes",
        "capital": "10000",
        "fee": "5",
    }
    household = Household(couple=True, children=2, other_income=Decimal(20_000))
    activity = Activity(
        turnover=Decimal(90_000),
        expenses=Decimal("6000.50"),
        household=household,
        flat_tax=True,
        pay_share=Decimal("0.6"),
        dividends=True,
        on_scale=True,
        capital=Decimal(10_000),
        fee_rate=Decimal("0.05"),
    )
    shown = page(PAGE["fr"], query_string=typed)
    assert columns(shown) == expected(library, activity, BIC, "fr")
    assert "dépasse le plafond" in shown.words("#micro-bic")
    helped = page(PAGE["fr"], query_string={**typed, "acre": "yes", "created": "01/03/2026"})
    with_aid = replace(activity, acre=True, created=date(2026, 3, 1))
    assert columns(helped) == expected(library, with_aid, BIC, "fr") != columns(shown)


def test_the_sentence_names_both_ends_and_ranks_nothing(page: Fetch) -> None:
    said = page(PAGE["fr"]).words("[data-said]")
    assert "24 066 € (Portage) à 30 092 € (Micro BNC)" in plain(said)
    assert "la couverture n’est pas la même" in said


def test_what_stays_in_a_company_is_said_beside_the_net(page: Fetch) -> None:
    said = "restent dans la société"
    assert said not in page(PAGE["fr"]).words("#found")
    kept = plain(page(PAGE["fr"], query_string={"turnover": "80000", "pay": "60"}).words("#found"))
    assert "EURL : 25 840 € restent dans la société" in kept
    assert "SASU : 25 840 € restent dans la société" in kept


@pytest.mark.parametrize("turnover", ["90000", "40000", "20000"])
def test_thresholds_say_on_which_side_one_stands(page: Fetch, turnover: str) -> None:
    words = plain(page(PAGE["fr"], query_string={"turnover": turnover}).words("#each > section:first-child"))
    told = {
        "90000": ("le dépasse de 6 400 €", "La TVA est due à compter du jour"),
        "40000": ("est 43 600 € au-dessous", "vous restez sans TVA cette année"),
        "20000": ("est 63 600 € au-dessous", "vous facturez sans TVA"),
    }
    assert all(part.lower() in words.lower() for part in told[turnover])


def test_crossings_are_listed_as_they_are_drawn(page: Fetch) -> None:
    shown = page(PAGE["fr"])
    listed = shown.soup.select(".statuses__crossings li")
    assert "Au-delà de 37 900 € environ, Micro BNC laisse plus que EURL." in [plain(one.get_text()) for one in listed]
    drawn = str(shown.one(".curves-wide .curves-crossings")["d"])
    assert drawn.count("M") == len(listed)


def test_a_year_of_which_some_rates_are_missing_says_so(page: Fetch) -> None:
    for language in LANGUAGES:
        shown = page(PAGE[language], query_string={"year": "2025"})
        assert [column[0] for column in columns(shown)] == (
            ["Micro BNC", "EI au réel", "EURL"] if language == "fr" else ["Micro BNC", "EI, real income", "EURL"]
        )
        assert len(shown.soup.select("#found .notice")) == 2
        assert "2025" in shown.words("#sasu")
        assert not shown.soup.select("#sasu .breakdown")


@pytest.mark.parametrize(
    "typed",
    [
        {"turnover": "1", "expenses": "0"},
        {"turnover": "10000000", "expenses": "10000000"},
        {"pay": "0"},
        {"turnover": "200000", "expenses": "150000", "pay": "0", "dividends": "yes"},
    ],
)
def test_extreme_years_have_a_page(page: Fetch, typed: dict[str, str]) -> None:
    assert len(columns(page(PAGE["fr"], query_string=typed))) == 5


def test_each_status_leads_to_its_day_rate_with_the_same_household(page: Fetch) -> None:
    shown = page(PAGE["fr"], query_string={"turnover": "70000", "children": "1", "single_parent": "yes"})
    for status in FIVE:
        link = shown.one(f"#{status} a[href*='status={status}']")
        asked = {name: value[0] for name, value in parse_qs(urlsplit(str(link["href"])).query).items()}
        assert asked == {
            "status": status,
            "mode": "rate",
            "rate": "500.00",
            "count": "given",
            "days": "140",
            "children": "1",
            "single_parent": "yes",
        }


def test_a_turnover_beyond_any_day_rate_carries_no_rate(page: Fetch) -> None:
    shown = page(PAGE["fr"], query_string={"turnover": "5000000"})
    assert "rate=" not in str(shown.one("#ei a[href*='status=ei']")["href"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_bad_input(page: Fetch, case: dict[str, Any], language: Language) -> None:
    words = tuple(value for value in case["typed"].values() if len(value) > 3)
    refused = page(PAGE[language], 422, typed=words, query_string=case["typed"])
    field = case["field"]
    assert plain(case[language]) in plain(refused.one(f"#{field}-error").get_text())
    assert f"#{field}" in [link["href"] for link in refused.soup.select("[aria-labelledby=errors] li a")]
    assert not refused.soup.select(".statuses__table")
    if case.get("kept", True):
        for name, value in case["typed"].items():
            assert held(refused, name, value), f"{name} does not show {value!r} any more"


def held(page: Page, name: str, value: str) -> bool:
    """Say whether a control shows what was typed."""
    controls: list[Tag] = page.soup.select(f'#asked [name="{name}"]')
    return any(
        control["value"] == value and (control.get("type") not in ("radio", "checkbox") or control.has_attr("checked"))
        for control in controls
    )


def test_a_field_that_is_wrong_is_not_hidden_in_a_fold(page: Fetch) -> None:
    refused = page(PAGE["fr"], 422, query_string={"pay": "120"})
    assert refused.one("details:has(#pay)").has_attr("open")
    assert not refused.one("details:has(#fee)").has_attr("open")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_spreadsheet_holds_every_line_of_the_page(page: Fetch, client: FlaskClient, language: Language) -> None:
    shown = page(PAGE[language], query_string={"turnover": "60000", "dividends": "yes", "pay": "50"})
    link = str(shown.one(f"a[href^='{FILE[language]}']")["href"])
    answer = client.get(link)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    name = {"fr": "comparaison-statuts-2026.csv", "en": "status-comparison-2026.csv"}[language]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    lines = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";"))[1:]
    assert len(lines) == len(shown.soup.select("article .breakdown > ul > li > .breakdown__line")) + 3 * 5
    nets = [line[2] for line in lines if line[1] == lines[-1][1]]
    assert len(nets) == 5
    with speaking(language):
        read = [euros(Decimal(net.replace(",", "."))) for net in nets]
    row = next(row for row in cells(shown) if row[1:] == [" ".join(net.split()) for net in read])
    assert row[0] == {"fr": "Net après impôt", "en": "Net after tax"}[language]


def test_the_spreadsheet_refuses_what_the_page_refuses(page: Fetch) -> None:
    refused = page(FILE["fr"], 422, query_string={"turnover": "beaucoup"}, typed=("beaucoup",))
    assert refused.one("#turnover")["value"] == "beaucoup"
