"""Quotes as data: nothing lost, nothing that a spreadsheet would run."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.spreadsheet import BOM
from app.quotes.exports import COLUMNS, as_csv, as_data
from app.quotes.quote import Line, Quote


def line(description: str) -> Line:
    return Line(description=description, quantity=Decimal("1.5"), unit="day", price=Decimal("380.10"))


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=";"))


def test_json_gives_the_whole_quote_back(make_quote: Callable[..., Quote]) -> None:
    quote = make_quote()
    data = json.loads(json.dumps(as_data(quote, "2026-001")))
    assert data["number"] == "2026-001"
    assert (data["valid_until"], data["totals"]["gross"]) == ("2026-04-01", "760.00")
    kept = {name: value for name, value in data.items() if name not in ("number", "valid_until", "totals")}
    assert Quote.model_validate_json(json.dumps(kept)) == quote


def test_numbers_are_strings_and_a_draft_has_no_number(make_quote: Callable[..., Quote]) -> None:
    data = as_data(make_quote(), "")
    assert data["number"] is None
    assert data["lines"][0]["price"] == "380"


def test_csv_has_a_line_for_each_line(make_quote: Callable[..., Quote]) -> None:
    text = as_csv(make_quote(lines=(line("Audit ; « suite »\nTrois comptes"), line("Bilan"))))
    assert text.startswith(BOM)
    rows = read(text)
    assert rows[0] == list(COLUMNS)
    assert rows[1] == ["1", "Audit ; « suite »\nTrois comptes", "1,5", "day", "380,10", "0", "0", "570,15"]
    assert len(rows) == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_runs_as_a_formula(make_quote: Callable[..., Quote], start: str) -> None:
    rows = read(as_csv(make_quote(lines=(line(f"{start}HYPERLINK(1)"),))))
    assert rows[1][1].startswith("'")


@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_any_description_comes_back_harmless(make_quote: Callable[..., Quote], text: str) -> None:
    cell = read(as_csv(make_quote(lines=(line(text),))))[1][1]
    assert cell.removeprefix("'") == text.removeprefix("'")
    assert cell[0] not in "=+-@"
