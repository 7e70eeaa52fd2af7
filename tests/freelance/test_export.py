"""The comparison as a spreadsheet: what is written can be read again, and nothing in it runs."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.text import LANGUAGES, Language
from app.freelance.comparison import side_by_side
from app.freelance.export import Row, as_csv, rows
from app.loading import load
from app.taxes.activity import Activity, Status
from app.taxes.breakdown import Breakdown

LAW = load(Path(__file__).parents[2]).law
STATUSES: tuple[Status, ...] = ("micro-bic", "ei", "eurl", "sasu", "portage")
ENDS = {"turnover": "start", "net-before-tax": "before tax", "net": "net"}
HEADINGS = ("status", "line", "amount", "rate", "base", "article")


def years(year: int = 2026) -> dict[Status, Breakdown | None]:
    """Return a comparison at the end of a year."""
    return side_by_side(
        Activity(Decimal(90_000), Decimal("4000.5"), dividends=True, pay_share=Decimal("0.7")),
        STATUSES,
        LAW.on(date(year, 12, 31)),
    )


def written(language: Language, found: dict[Status, Breakdown | None]) -> list[list[str]]:
    """Return the cells of the file, as a spreadsheet reads them."""
    text = as_csv(HEADINGS, rows(found, LAW, ENDS, "unknown", language), language)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def amount(cell: str, language: Language) -> Decimal:
    """Return the number a cell holds."""
    return Decimal(cell.replace(",", ".") if language == "fr" else cell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_adds_up_again_from_the_file(language: Language) -> None:
    found = years()
    head, *lines = written(language, found)
    assert tuple(head) == HEADINGS
    for status, year in found.items():
        assert year
        own = [line for line in lines if line[0] == LAW.statuses[status].short[language]]
        start, *taken, before, net = (amount(line[2], language) for line in own)
        assert (start, before, net) == (year.start, year.net_before_tax, year.net)
        assert start - sum(taken) == net
        assert [line[1] for line in own[1:-2]] == [LAW.lines[line.code].label[language] for line in year.lines]
        assert [line[1] for line in (own[0], *own[-2:])] == list(ENDS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_rates_are_in_per_cent_of_their_base(language: Language) -> None:
    named = LAW.lines["micro-contributions"].label[language]
    (line,) = [line for line in written(language, years()) if line[1] == named]
    assert line[3] == ("21,2" if language == "fr" else "21.2")
    assert line[4] == "90000"
    assert line[5] == LAW.lines["micro-contributions"].article[language]


def test_a_status_without_law_says_so() -> None:
    last = [line for line in written("fr", years(2025)) if line[1] == "unknown"]
    assert last == [["SASU", "unknown", "", "", "", ""], ["Portage", "unknown", "", "", "", ""]]


@given(st.text(min_size=1, max_size=12), st.sampled_from(LANGUAGES))
def test_no_text_runs_as_a_formula(text: str, language: Language) -> None:
    file = as_csv(HEADINGS, [Row(text, f"={text}", Decimal(-5))], language).removeprefix("\ufeff")
    _, cells = csv.reader(io.StringIO(file, newline=""), delimiter=";")
    assert cells[0] in (text, f"'{text}")
    assert not cells[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cells[1:3] == [f"'={text}", "-5"]
