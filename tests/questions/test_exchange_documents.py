"""Questions for people and for Moodle: real headings, the right language, well-formed XML."""

import io
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from docx import Document
from docx.oxml.ns import qn
from exchanging import BANK, LIBRARY, QUESTIONS
from hypothesis import given, settings

from app.content.text import LANGUAGES, Language, Text
from app.questions.bank import Question
from app.questions.exchange.as_docx import docx
from app.questions.exchange.as_markdown import markdown
from app.questions.exchange.as_moodle import moodle

every_language = pytest.mark.parametrize("language", LANGUAGES)
TECHNICAL = [question for question in BANK if question.kind == "technical"]


@every_language
def test_the_word_document_has_real_headings_and_scales(language: Language) -> None:
    chosen = BANK[:3]
    document = Document(io.BytesIO(docx(chosen, language, LIBRARY.competencies)))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Title") == 1
    assert [styles.count("Heading 1"), styles.count("Heading 2")] == [3, 15]
    texts = [paragraph.text for paragraph in document.paragraphs]
    for question, table in zip(chosen, document.tables, strict=True):
        for text in (question.ask, *question.probes, question.reveals, question.not_observed, question.job_link):
            assert text[language] in texts
        expected = [[str(mark), anchor[language]] for mark, anchor in question.anchors.items()]
        assert [[cell.text for cell in row.cells] for row in table.rows] == expected


@every_language
def test_the_word_document_says_its_language_and_nobody_s_name(language: Language) -> None:
    document = Document(io.BytesIO(docx(BANK[:1], language, LIBRARY.competencies)))
    locale = "fr-FR" if language == "fr" else "en-GB"
    assert {tag.get(qn("w:val")) for tag in document.styles.element.iter(qn("w:lang"))} == {locale}
    known = document.core_properties
    assert (known.language, known.author, known.comments) == (locale, "", "")
    assert known.title


@settings(max_examples=4)
@given(questions=QUESTIONS)
def test_any_question_makes_a_document(questions: tuple[Question, ...]) -> None:
    document = Document(io.BytesIO(docx(questions, "fr", LIBRARY.competencies)))
    assert len(document.tables) == 2


def text_of(element: Any, path: str) -> str:
    """Return the text at `path` in an element, which must be there."""
    found = element.findtext(path)
    assert found is not None, path
    return str(found)


@every_language
def test_moodle_gets_technical_questions_by_competency(language: Language) -> None:
    quiz = fromstring(moodle(BANK, language, LIBRARY.competencies))
    essays = quiz.findall("question[@type='essay']")
    assert sorted(text_of(essay, "idnumber") for essay in essays) == sorted(question.id for question in TECHNICAL)
    categories = [text_of(each, "category/text") for each in quiz.findall("question[@type='category']")]
    names = {LIBRARY.competencies[question.competency].name[language] for question in TECHNICAL}
    assert sorted(categories) == sorted(f"$course$/top/{name}" for name in names)
    assert {essay.findtext("defaultgrade") for essay in essays} == {"5"}


def test_moodle_gets_what_was_written_and_no_markup_of_its_own() -> None:
    hostile = Text(fr="<b>]]> & « x »\nsuite", en="<b>]]> & x")
    question = TECHNICAL[0].model_copy(update={"ask": hostile, "anchors": dict.fromkeys((1, 3, 5), hostile)})
    essay = fromstring(moodle([question], "en", LIBRARY.competencies)).find("question[@type='essay']")
    assert text_of(essay, "name/text") == "<b>]]> & x"
    assert text_of(essay, "questiontext/text") == "<p>&lt;b&gt;]]&gt; &amp; x</p>"
    notes = text_of(essay, "graderinfo/text")
    assert notes.count("<li><strong>") == 3
    for probe in question.probes:
        assert probe.en.replace("’", "&#x27;") in notes or probe.en in notes


def test_a_competency_with_a_slash_makes_one_category() -> None:
    competency = LIBRARY.competencies[TECHNICAL[0].competency]
    named = competency.model_copy(update={"name": Text(fr="Un/deux", en="One/two")})
    quiz = fromstring(moodle(TECHNICAL[:1], "fr", {competency.id: named}))
    assert quiz.findtext("question/category/text") == "$course$/top/Un//deux"


def test_markdown_is_readable() -> None:
    text = markdown(BANK[:1], "fr").decode()
    assert text.startswith("# Questions d’entretien\n\n## Question 1\n\n- Identifiant: ")
    assert f"### Question (fr)\n\n{BANK[0].ask.fr}\n\n### Question (en)\n\n{BANK[0].ask.en}\n" in text
    assert "\\" not in text
