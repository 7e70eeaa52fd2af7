"""Questions as a workbook: one sheet to fill in, one that explains it."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from app.content.spreadsheet import sealed
from app.content.text import LANGUAGES, Language
from app.questions.bank import Question
from app.questions.exchange import words
from app.questions.exchange.columns import NAMES, PLAIN, TEXTS, heading
from app.questions.exchange.flat import cells
from app.questions.exchange.vocabulary import Vocabulary

SHEET = "questions"

_NARROW, _WIDE, _README_WIDTHS = 18, 44, (26, 70, 70)
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_HEADER = {"font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", fgColor="3B3FB6")}


def xlsx(questions: Iterable[Question], language: Language, vocabulary: Vocabulary) -> bytes:
    """Return questions as a workbook, with headings and explanations in `language`; no cell is a formula."""
    book = Workbook(write_only=True)
    _fill(book.create_sheet(SHEET), _widths(), _rows(questions, language))
    _fill(book.create_sheet(words.SHEET[language]), _README_WIDTHS, readme(language, vocabulary))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _widths() -> Iterator[int]:
    return (_NARROW if name in PLAIN else _WIDE for name in NAMES)


def _rows(questions: Iterable[Question], language: Language) -> Iterator[Iterable[str]]:
    yield [heading(name, language) for name in NAMES]
    for question in questions:
        yield cells(question).values()


def readme(language: Language, vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """Yield the rows that explain each column: its name, what it holds, the values it accepts."""
    yield words.README[0][language], words.README[1][language], words.README[2][language]
    for name in NAMES:
        text, _, tongue = name.rpartition("_")
        base = text if text in TEXTS else name
        what = words.EXPLAINED[base][language]
        if base in TEXTS:
            spoken = next(words.LANGUAGE_NAMES[each][language] for each in LANGUAGES if each == tongue)
            what = f"{what} ({spoken})"
        named = vocabulary.values.get(name, {})
        accepted = "\n".join(f"{id} ({value[language]})" for id, value in named.items())
        yield heading(name, language), what, accepted
    yield "", words.LANGUAGE_RULE[language], ""


def _fill(sheet: Any, widths: Iterable[int], rows: Iterable[Iterable[str]]) -> None:
    sheet.freeze_panes = "A2"
    for rank, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(rank)].width = width
    for rank, texts in enumerate(rows):
        sheet.append([_cell(sheet, text, header=not rank) for text in texts])


def _cell(sheet: Any, text: str, *, header: bool) -> Any:
    cell = WriteOnlyCell(sheet, _LOOKS_ESCAPED.sub("_x005F_", text))
    cell.data_type = "s"  # Also what starts with an equals sign.
    cell.quotePrefix = sealed(text) != text  # And stays a text when someone edits it.
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if header:
        cell.font, cell.fill = _HEADER["font"], _HEADER["fill"]
    return cell
