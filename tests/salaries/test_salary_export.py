"""The ranges as a spreadsheet and as values: what is written can be read again, and nothing in it runs."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app.content.text import LANGUAGES, Language
from app.loading import load
from app.salaries.export import Row, as_csv, as_values, rows

LIBRARY = load(Path(__file__).parents[2])
LEVELS = {name: level.name.en for name, level in LIBRARY.levels.items()}
FLOOR = Decimal("22404.24")
HEADINGS = Row._fields


def cells(text: str) -> list[list[str]]:
    """Return the cells of a file, as a spreadsheet reads them."""
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_range_and_every_scale_seen_has_its_row(language: Language) -> None:
    found = cells(as_csv(HEADINGS, rows(LIBRARY.salaries, FLOOR, LEVELS, language), language))
    levels = sum(len(role.levels) for role in LIBRARY.salaries.roles.values())
    none = sum(bool(role.none) for role in LIBRARY.salaries.roles.values())
    seen = sum(len(each.roles) for each in LIBRARY.salaries.seen.values())
    assert len(found) == 1 + levels + none + seen
    assert found[1][:7] == [
        "Community manager",
        "Junior",
        "22404,24" if language == "fr" else "22404.24",
        "",
        "26000",
        "EUR/year",
        "2023",
    ]


@given(st.text(min_size=1, max_size=12), st.sampled_from(LANGUAGES))
def test_no_text_runs_as_a_formula(text: str, language: Language) -> None:
    row = Row(text, f"={text}", Decimal(-5), None, None, "@sum", f"+{text}", f"-{text}", text, text)
    _, found = cells(as_csv(HEADINGS, [row], language))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in (*found[:2], *found[3:]))
    assert found[2] == "-5"


def test_a_source_that_looks_like_a_formula_does_not_run() -> None:
    salaries = LIBRARY.salaries
    trap = {name: source.model_copy(update={"publisher": "=1+1"}) for name, source in salaries.sources.items()}
    found = cells(as_csv(HEADINGS, rows(replace(salaries, sources=trap), FLOOR, LEVELS, "en"), "en"))
    assert {row[8][:2] for row in found[1:] if row[8]} == {"'="}


def test_values_hold_both_languages_and_cite_known_sources() -> None:
    found = as_values(LIBRARY.salaries, FLOOR)
    junior = found["roles"]["community-manager"]["levels"]["junior"]
    assert (junior["low"], junior["high"], junior["from_smic"]) == ("22404.24", "26000", True)
    assert set(junior["meaning"]) == {"fr", "en"}
    cited = {
        name
        for role in found["roles"].values()
        for each in (*role["levels"].values(), *role["seen"])
        for name in each["sources"]
    }
    assert cited <= set(found["sources"])


@pytest.mark.parametrize(
    ("address", "name"), [("/fr/salaires/csv", "salaires.csv"), ("/en/salaries/csv", "salaries.csv")]
)
def test_the_table_is_a_file_with_a_name(client: FlaskClient, address: str, name: str) -> None:
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert len(cells(answer.data.decode())) > 60


@pytest.mark.parametrize("address", ["/fr/salaires/json", "/en/salaries/json"])
def test_the_values_are_json(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.json
    assert answer.json["roles"]["social-media-manager"]["median"]["amount"] == "34000"
