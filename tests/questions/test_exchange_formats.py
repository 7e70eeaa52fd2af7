"""What is written is read back exactly, in the four formats, and nothing in a spreadsheet runs."""

import csv
import io
import json
from collections.abc import Callable, Sequence

import pytest
from exchanging import ALONE, BANK, LIBRARY, QUESTIONS, VOCABULARY, owned, rows
from hypothesis import given as with_any
from hypothesis import settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from app.content.spreadsheet import BOM, sealed, unsealed
from app.content.text import LANGUAGES, Language
from app.questions.bank import Own, Question
from app.questions.exchange import as_csv, as_json, as_markdown, as_xlsx
from app.questions.exchange.columns import NAMES, TEXTS, column, heading
from app.questions.exchange.defaults import default_topics
from app.questions.exchange.tongue import plain_language

SCHEMA = "https://tremplin.example/questions.json"
Writer = Callable[[Sequence[Question], Language], bytes]
WRITERS: dict[str, Writer] = {
    "a.csv": as_csv.csv,
    "a.json": lambda questions, language: as_json.json_file(questions, SCHEMA),
    "a.md": as_markdown.markdown,
    "a.xlsx": lambda questions, language: as_xlsx.xlsx(questions, language, VOCABULARY),
}
every_format = pytest.mark.parametrize("name", WRITERS)
every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.parametrize(("name", "language"), list(zip(WRITERS, ("fr", "en", "en", "fr"), strict=True)))
def test_the_bank_comes_back(name: str, language: Language) -> None:
    read = rows(WRITERS[name](BANK, language), name, language)
    assert [row.problems for row in read.rows if row.problems] == []
    assert [row.question for row in read.rows] == [owned(question) for question in BANK]
    assert (read.ignored, [row.filled for row in read.rows if row.filled]) == ((), [])


@every_format
@settings(max_examples=10)
@with_any(questions=QUESTIONS, language=st.sampled_from(LANGUAGES))
def test_any_question_comes_back(name: str, questions: tuple[Question, ...], language: Language) -> None:
    read = rows(WRITERS[name](questions, language), name, language)
    assert [row.problems for row in read.rows] == [(), ()]
    assert tuple(row.question for row in read.rows) == questions


@with_any(text=st.text(st.sampled_from("'=+-@\t\r\nab"), max_size=6))
def test_a_cell_that_would_run_is_sealed_and_unsealed(text: str) -> None:
    assert unsealed(sealed(text)) == text
    assert not sealed(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def typed(text: str) -> Question:
    """Return a question whose ask is `text` in both languages."""
    return owned(BANK[0]).model_copy(update={"ask": BANK[0].ask.model_copy(update={"fr": text, "en": text})})


@pytest.mark.parametrize("text", ["=1+1", "+33", "-1", "@SUM(A1)", "'=1+1", "'mot"])
def test_no_cell_is_a_formula(text: str) -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx.xlsx([typed(text)], "fr", VOCABULARY)))["questions"]
    rank = NAMES.index("ask_fr") + 1
    cell = sheet.cell(2, rank)
    assert (cell.data_type, cell.value) == ("s", text)
    line = list(csv.reader(io.StringIO(as_csv.csv([typed(text)], "fr").decode("utf-8-sig")), delimiter=";"))[1]
    assert line[rank - 1][0] not in "=+-@"


@every_language
def test_the_workbook_explains_each_column(language: Language) -> None:
    book = load_workbook(io.BytesIO(as_xlsx.xlsx(BANK[:2], language, VOCABULARY)))
    first, second = book.worksheets
    assert [first.title, second.title] == ["questions", "lisez-moi" if language == "fr" else "read me"]
    headings = [cell.value for cell in first[1]]
    assert headings == [heading(name, language) for name in NAMES]
    assert first.freeze_panes == second.freeze_panes == "A2"
    explained = {row[0].value: (row[1].value, row[2].value) for row in second.iter_rows(min_row=2)}
    assert set(headings) <= set(explained)
    assert all(what for what, _ in explained.values())
    for name in LIBRARY.competencies.values():
        assert f"{name.id} ({name.name[language]})" in str(explained[heading("competency", language)][1])


def test_csv_is_what_french_spreadsheets_open() -> None:
    text = as_csv.csv(BANK[:1], "fr").decode()
    assert text.startswith(f"{BOM}identifiant;compétence;")
    assert text.endswith("\r\n")


def test_json_keeps_to_its_schema() -> None:
    Draft202012Validator.check_schema(as_json.schema())
    validator = Draft202012Validator(as_json.schema())
    data = json.loads(as_json.json_file((*BANK, owned(BANK[0])), SCHEMA))
    validator.validate(data)
    assert (data["$schema"], data["version"], len(data["questions"])) == (SCHEMA, 1, len(BANK) + 1)
    del data["questions"][0]["anchors"]["3"]
    assert not validator.is_valid(data)


@every_language
def test_every_heading_is_known_in_both_languages(language: Language) -> None:
    for name in NAMES:
        for written in (heading(name, language), heading(name, language).upper().replace("_", " ")):
            assert column(written, "fr") == column(written, "en") == name
    for text in TEXTS:
        bare = heading(f"{text}_fr", language).removesuffix("_fr")
        assert column(bare, language) == f"{text}_{language}"


@every_language
def test_the_bank_is_in_the_languages_it_says(language: Language) -> None:
    other = "en" if language == "fr" else "fr"
    assert [question.id for question in BANK if plain_language(question.ask[language]) == other] == []
    assert sum(plain_language(question.ask[language]) == language for question in BANK) > len(BANK) * 0.9


def test_a_topic_by_default_is_the_most_frequent_of_the_competency() -> None:
    topics = default_topics(BANK)
    assert set(topics) == set(LIBRARY.competencies)
    mine = [question.topic for question in BANK if question.competency == "team-leadership"]
    assert mine.count(topics["team-leadership"]) == max(map(mine.count, mine))


def test_the_same_file_is_read_in_the_language_of_its_reader() -> None:
    text = "ask;competency;anchor_1;anchor_3;anchor_5;job_link\nWhat first?;Team leadership;Nothing;Little;All;Leads\n"
    for language in LANGUAGES:
        question = rows(text.encode(), "a.csv", language).rows[0].question
        assert question
        assert question.own == Own(language=language)
        assert question.id == "own-what-first"
        assert question.ask.fr.split() == ["What", "first?"]
        assert all(probe.fr == probe.en for probe in question.probes)


def test_a_file_of_both_languages_is_nobody_s_translation() -> None:
    question = rows(as_csv.csv([ALONE], "fr"), "a.csv").rows[0].question
    assert question
    assert question.own == Own(language=None)
