"""Technical questions as Moodle XML: essay questions that a person grades with the scale at hand."""

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from app.careers.vocabulary import Competency
from app.content.text import Language
from app.questions.bank import Question
from app.questions.exchange import words

GRADE = 5
_LONGEST_NAME = 120
_LINES = 15


def moodle(questions: Iterable[Question], language: Language, competencies: Mapping[str, Competency]) -> bytes:
    """Return the technical questions among `questions` as Moodle XML in `language`, one category a competency."""
    quiz = Element("quiz")
    technical = sorted(
        (question for question in questions if question.kind == "technical"), key=lambda question: question.competency
    )
    for competency, group in groupby(technical, lambda question: question.competency):
        named = competencies.get(competency)
        _add_category(quiz, named.name[language] if named else competency)
        for question in group:
            _add_essay(quiz, question, language)
    indent(quiz)
    written: bytes = tostring(quiz, encoding="utf-8", xml_declaration=True)
    return written


def _add_category(quiz: Element, name: str) -> None:
    """Open a category; a slash in its name is doubled, for a single one would make a category inside it."""
    question = SubElement(quiz, "question", type="category")
    _add_text(question, "category", f"$course$/top/{name.replace('/', '//')}")


def _add_essay(quiz: Element, question: Question, language: Language) -> None:
    essay = SubElement(quiz, "question", type="essay")
    ask = question.ask[language]
    _add_text(essay, "name", ask if len(ask) <= _LONGEST_NAME else f"{ask[: _LONGEST_NAME - 1].rstrip()}…")
    _add_text(essay, "questiontext", _paragraphs(ask), html=True)
    _add_text(essay, "generalfeedback", "", html=True)
    for name, value in (("defaultgrade", GRADE), ("penalty", 0), ("hidden", 0), ("idnumber", question.id)):
        SubElement(essay, name).text = str(value)
    for name, value in (
        ("responseformat", "editor"),
        ("responserequired", 1),
        ("responsefieldlines", _LINES),
        ("attachments", 0),
        ("attachmentsrequired", 0),
    ):
        SubElement(essay, name).text = str(value)
    _add_text(essay, "graderinfo", grader_notes(question, language), html=True)
    _add_text(essay, "responsetemplate", "", html=True)


def _add_text(parent: Element, name: str, text: str, *, html: bool = False) -> None:
    holder = SubElement(parent, name, format="html") if html else SubElement(parent, name)
    SubElement(holder, "text").text = text


def grader_notes(question: Question, language: Language) -> str:
    """Return what the person who grades reads: scale, follow-up questions, when not to rate. It is HTML."""
    scale = "".join(
        f"<li><strong>{mark}</strong> {escape(anchor[language])}</li>"
        for mark, anchor in sorted(question.anchors.items())
    )
    probes = "".join(f"<li>{escape(probe[language])}</li>" for probe in question.probes)
    return (
        f"<p>{escape(words.SCALE_TITLE[language])}</p><ul>{scale}</ul>"
        f"<p>{escape(words.PROBES_TITLE[language])}</p><ul>{probes}</ul>"
        f"<p>{escape(words.NOT_OBSERVED_TITLE[language])}</p>{_paragraphs(question.not_observed[language])}"
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
