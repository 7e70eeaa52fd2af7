"""Questions as CSV for French spreadsheets."""

from collections.abc import Iterable

from app.content.spreadsheet import sealed, table
from app.content.text import Language
from app.questions.bank import Question
from app.questions.exchange.columns import NAMES, heading
from app.questions.exchange.flat import cells


def csv(questions: Iterable[Question], language: Language) -> bytes:
    """Return questions as CSV in UTF-8, under headings in `language`; no cell runs as a formula."""
    rows = (map(sealed, cells(question).values()) for question in questions)
    return table((heading(name, language) for name in NAMES), rows).encode()
