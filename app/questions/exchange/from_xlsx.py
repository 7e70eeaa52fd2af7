"""Questions out of a workbook: the first sheet that holds anything."""

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from app.content.text import Language
from app.questions.exchange.archive import Extent, extents
from app.questions.exchange.grid import Cell, Flaw, Line, gathered
from app.questions.exchange.parsed import Refused
from app.questions.exchange.raw import MOST_COLUMNS, Gathered, check_count, check_width

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SHOWN = 200


def questions(data: bytes, language: Language) -> Gathered:
    """Return the questions of a workbook. Raises Refused."""
    inside = extents(data)
    try:
        with warnings.catch_warnings():  # About styles and validations, which are not read.
            warnings.simplefilter("ignore")
            return _first_sheet(data, inside, language)
    except Refused:
        raise
    except Exception as error:  # A workbook can be wrong in more ways than openpyxl names.
        raise Refused("damaged") from error


def _first_sheet(data: bytes, inside: Mapping[str, Extent], language: Language) -> Gathered:
    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        sheets: list[Any] = list(book.worksheets)
        if not sheets:
            raise Refused("no-sheet")
        held = [(sheet, inside[sheet._worksheet_path]) for sheet in sheets]
        sheet, extent = next(((sheet, extent) for sheet, extent in held if extent.rows), held[0])
        _check(extent)
        found = gathered(_lines(sheet), language, ragged=False)
        return replace(found, sheet=sheet.title if len(sheets) > 1 else "")
    finally:
        book.close()


def _check(extent: Extent) -> None:
    if not extent.rows:
        raise Refused("empty")
    if extent.merged:
        raise Refused("merged", ranges=", ".join(extent.merged)[:_SHOWN])
    check_width(extent.width)
    if extent.rows > 1:
        check_count(extent.rows - 1)


def _lines(sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()  # What a sheet says of its own size is not to be relied upon.
    for place, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        yield place, [_cell(cell) for cell in cells]


def _cell(cell: Any) -> Cell:
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        return Flaw("formula")
    if cell.data_type == "e":
        return Flaw("cell-error")
    return shown(cell.value)


def shown(value: object) -> str:
    """Return a value as the sheet shows it: whole numbers without decimals, days as 2026-11-22."""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)
