"""Workbooks and text files as spreadsheets save them: sheets, formulas, days, encodings, separators."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from exchanging import ALONE, refused, rows
from openpyxl import Workbook

from app.questions.bank import Own
from app.questions.exchange.as_json import json_file

HEADERS = ["question", "compétence", "repère 1", "repère 3", "repère 5", "lien avec le poste", "minutes"]
GOOD = ["Que faites-vous d'abord ?", "Encadrement d'équipe", "Rien.", "Un peu.", "Tout.", "Le poste dirige.", 5]


def workbook(*lines: list[Any], change: Callable[[Workbook, Any], object] = lambda book, sheet: None) -> bytes:
    """Return a workbook of these lines under the headers, once changed."""
    book = Workbook()
    sheet: Any = book.active
    for line in (HEADERS, *lines):
        sheet.append(line)
    change(book, sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_merged_cells_are_named() -> None:
    merged = workbook(GOOD, change=lambda book, sheet: (sheet.merge_cells("A2:B2"), sheet.merge_cells("C4:D5")))
    assert refused(merged).arguments["ranges"] in ("A2:B2, C4:D5", "C4:D5, A2:B2")


def test_a_formula_and_an_error_refuse_their_row_alone() -> None:
    bad = ["=A2", *GOOD[1:]]
    broken = ["Et ensuite ?", *GOOD[1:6], "#REF!"]

    def error(book: Workbook, sheet: Any) -> None:
        sheet["G4"].data_type = "e"

    read = rows(workbook(GOOD, bad, broken, change=error), "a.xlsx").rows
    assert [[(each.code, each.header) for each in row.problems] for row in read] == [
        [],
        [("formula", "question")],
        [("cell-error", "minutes")],
    ]


def test_the_first_sheet_that_holds_something_is_read_and_said() -> None:
    def emptied_first(book: Workbook, sheet: Any) -> None:
        sheet.title = "La bonne"
        book.create_sheet("Vide", 0)
        book.create_sheet("Autre").append(["x"])

    assert rows(workbook(GOOD, change=emptied_first), "a.xlsx").sheet == "La bonne"
    assert rows(workbook(GOOD), "a.xlsx").sheet == ""
    assert refused(workbook(change=lambda book, sheet: sheet.delete_rows(1))).code == "empty"


def test_hidden_and_blank_rows_keep_the_numbers_of_the_sheet() -> None:
    def hidden(book: Workbook, sheet: Any) -> None:
        sheet.row_dimensions[4].hidden = True

    read = rows(workbook(GOOD, [], ["Et ensuite ?", *GOOD[1:]], change=hidden), "a.xlsx").rows
    assert [(row.place, bool(row.question)) for row in read] == [(2, True), (4, True)]


def test_numbers_and_days_are_read_as_shown() -> None:
    morning = datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  (A sheet knows no time zone.)
    days = [2026.0, GOOD[1], date(2026, 11, 22), morning, True, "_x0041_\u200b_x000D_", 6.0]
    question = rows(workbook(days), "a.xlsx").rows[0].question
    assert question
    assert (question.ask.fr, question.minutes, question.job_link.fr) == ("2026", 6, "A")
    assert [anchor.fr for anchor in question.anchors.values()] == ["2026-11-22", "2026-11-22 09:30:00", "True"]


@pytest.mark.parametrize(
    ("codec", "said"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "cp1252")]
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_encoding_and_separator_of_a_spreadsheet_is_read(codec: str, said: str, separator: str) -> None:
    cells = [str(cell) for cell in GOOD]
    text = "\r\n".join(separator.join(line) for line in (HEADERS, cells))
    read = rows(text.encode(codec), "a.csv")
    assert read.encoding == said
    question = read.rows[0].question
    assert question
    assert question.competency == "team-leadership"


def test_a_json_question_of_one_language_is_read_in_it_alone() -> None:
    question = ALONE.model_copy(update={"own": Own(language="fr")})
    read = rows(json_file([question], "here"), "a.json").rows[0].question
    assert read
    assert read.own == Own(language="fr")
    assert read.ask.fr == read.ask.en == question.ask.fr
