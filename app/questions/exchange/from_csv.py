"""Questions out of a CSV file, whatever separates its cells."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from app.content.spreadsheet import unsealed
from app.content.text import Language
from app.questions.exchange.columns import column
from app.questions.exchange.decoded import decoded
from app.questions.exchange.grid import Line, gathered
from app.questions.exchange.parsed import Refused
from app.questions.exchange.raw import MOST_COLUMNS, Gathered

DELIMITERS = ";,\t"
_FIRST = 20_000  # Signs of the first line that are looked at.


def questions(data: bytes, language: Language) -> Gathered:
    """Return the questions of a CSV file. Raises Refused."""
    text, encoding = decoded(data)
    found = gathered(_lines(text, _delimiter(text, language)), language, ragged=True)
    return replace(found, encoding=encoding)


def _delimiter(text: str, language: Language) -> str:
    """Return the sign that cuts the first line into the most names of columns."""
    first = re.split("[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0][:_FIRST]

    def known(delimiter: str) -> int:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        return sum(bool(column(cell, language)) for cell in cells[:MOST_COLUMNS])

    return max(DELIMITERS, key=known)


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    """Yield each line as a spreadsheet numbers it. Raises Refused with the line of the text where a quote is wrong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    place, start = 0, 1
    try:
        for place, cells in enumerate(reader, 1):
            yield place, [unsealed(cell) for cell in cells]
            start = reader.line_num + 1
    except csv.Error as error:
        code = "stray-quote" if "expected after" in str(error) else "unclosed-quote"
        raise Refused(code, line=start) from error
