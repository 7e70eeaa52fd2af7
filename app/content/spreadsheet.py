"""Rows for a spreadsheet as French ones open them: semicolons, and no cell that runs as a formula."""

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal

from app.content.text import Language

BOM = "\ufeff"  # By which a spreadsheet knows that the file is UTF-8.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return rows under `headings` as CSV; texts that people typed must have gone through `harmless` or `sealed`."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return BOM + written.getvalue()


def cell(value: Decimal | str | None, language: Language) -> str:
    """Return a value as a cell: no trailing zeros, a decimal comma in French, nothing for None."""
    if isinstance(value, Decimal):
        plain = f"{value.normalize():f}"
        return plain.replace(".", ",") if language == "fr" else plain
    return harmless(value or "")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


_SEALED = re.compile(r"'*[=+\-@\t\r\n]")


def sealed(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula, and that `unsealed` gives back exactly."""
    return f"'{text}" if _SEALED.match(text) else text


def unsealed(cell: str) -> str:
    """Return the text that `sealed` made a cell of."""
    return cell[1:] if cell.startswith("'") and _SEALED.match(cell) else cell
