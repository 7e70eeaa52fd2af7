"""Questions as a Word document in one language, to be printed, marked up, sent round."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from app.careers.vocabulary import Competency
from app.content.text import Language
from app.questions.bank import Question
from app.questions.exchange import words

_LOCALES: Mapping[Language, str] = {"fr": "fr-FR", "en": "en-GB"}
_INK, _ACCENT = RGBColor(0x1E, 0x1A, 0x2B), RGBColor(0x3B, 0x3F, 0xB6)
_ASK = "Question"
_HEADINGS = (("Title", 26, _INK), ("Heading 1", 15, _ACCENT), ("Heading 2", 11, _INK))
_MARK_WIDTH, _ANCHOR_WIDTH = Cm(1.2), Cm(14.8)


def docx(questions: Iterable[Question], language: Language, competencies: Mapping[str, Competency]) -> bytes:
    """Return questions as a Word document in `language`: a heading each, the question large, its scale as a table."""
    document = Document()
    _set_up(document, language)
    document.add_heading(words.TITLE[language], 0)
    for rank, question in enumerate(questions, 1):
        _add(document, rank, question, language, competencies)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add(
    document: Any, rank: int, question: Question, language: Language, competencies: Mapping[str, Competency]
) -> None:
    named = competencies.get(question.competency)
    name = named.name[language] if named else question.competency
    document.add_heading(f"{rank}. {name}", 1)
    facts = document.add_paragraph(f"{words.KINDS[question.kind][language]} · {question.minutes} min")
    facts.paragraph_format.keep_with_next = True
    document.add_paragraph(question.ask[language], _ASK)
    document.add_heading(words.PROBES_TITLE[language], 2)
    for probe in question.probes:
        document.add_paragraph(probe[language], "List Bullet")
    document.add_heading(words.SCALE_TITLE[language], 2)
    _add_scale(document, question, language)
    for title, text in (
        (words.NOT_OBSERVED_TITLE, question.not_observed),
        (words.REVEALS_TITLE, question.reveals),
        (words.JOB_LINK_TITLE, question.job_link),
    ):
        document.add_heading(title[language], 2)
        document.add_paragraph(text[language])


def _add_scale(document: Any, question: Question, language: Language) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for mark, anchor in sorted(question.anchors.items()):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(
            row.cells, (str(mark), anchor[language]), (_MARK_WIDTH, _ANCHOR_WIDTH), strict=True
        ):
            cell.width, cell.text = width, text
        row.cells[0].paragraphs[0].runs[0].bold = True


def _set_up(document: Any, language: Language) -> None:
    """Set paper, language, styles and title; the names that the library's model carries are taken out."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    styles = document.styles
    for tag in styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), _LOCALES[language])
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(11)
    for name, size, color in _HEADINGS:
        styles[name].font.size, styles[name].font.color.rgb = Pt(size), color
    ask = styles.add_style(_ASK, WD_STYLE_TYPE.PARAGRAPH)
    ask.base_style, ask.font.size, ask.font.color.rgb = styles["Normal"], Pt(17), _INK
    known = document.core_properties
    known.title, known.language = words.TITLE[language], _LOCALES[language]
    known.author = known.comments = known.last_modified_by = known.keywords = ""
