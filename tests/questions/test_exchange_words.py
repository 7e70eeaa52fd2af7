"""Files as people bring them, and what is said of each, from a list that anyone can extend."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from exchanging import given
from flask import Flask

from app.questions.exchange.parsed import Problem, Refusal, Rows

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((ROOT / "tests/cases/exchange.yaml").read_text(encoding="utf-8"))
GOOD = {
    "question": "Comment relancez-vous un groupe silencieux ?",
    "compétence": "Animation de communauté",
    "repère 1": "Publie davantage.",
    "repère 3": "Cherche une cause.",
    "repère 5": "Interroge les membres.",
    "lien avec le poste": "Le poste anime un groupe.",
}
TEMPLATE = "questions/_exchange_words.html"


def said(app: Flask, problem: Refusal | Problem) -> str:
    """Return the sentence shown for a problem, in French, without its typography."""
    with app.test_request_context():
        words = str(app.jinja_env.get_template(TEMPLATE).module.refusal(problem))  # type: ignore[attr-defined]
    plain = words.replace("&#34;", '"').replace("&#39;", "'").replace("’", "'")
    return re.sub(r"\s+", " ", plain).strip()


def file(case: dict[str, Any]) -> tuple[bytes, str]:
    """Return the bytes of the file that a case describes, and its name."""
    if "file" in case:
        return case["holds"].encode(), case["file"]
    typed = [{**GOOD, **row} for row in case["rows"]]
    columns = list(dict.fromkeys(column for row in typed for column in row))
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, delimiter=";", lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows({column: repeated(text) for column, text in row.items()} for row in typed)
    return written.getvalue().encode(), "questions.csv"


def repeated(text: str) -> str:
    """Return `text`, with “a × 301” written out."""
    sign, _, times = text.partition(" × ")
    return sign * int(times) if times.isdigit() else text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_what_is_said_of_a_file(app: Flask, case: dict[str, Any]) -> None:
    parsed = given(*file(case))
    if "refused" in case:
        assert isinstance(parsed, Refusal), parsed
        assert case["refused"] in said(app, parsed)
        return
    assert isinstance(parsed, Rows), parsed
    refused = {row.place: [said(app, problem) for problem in row.problems] for row in parsed.rows if row.problems}
    expected = case.get("says", {})
    assert refused.keys() == expected.keys(), refused
    for place, sentences in expected.items():
        assert len(refused[place]) == len(sentences), refused[place]
        for words in sentences:
            assert any(words in sentence for sentence in refused[place]), (words, refused[place])
    assert [row.place for row in parsed.rows if row.question] == case.get("fine", [])
    assert {each.header: each.nearest for each in parsed.ignored} == case.get("ignored", {})
    for place, columns in case.get("filled", {}).items():
        assert next(row.filled for row in parsed.rows if row.place == place) == tuple(columns)


def codes_of_the_code() -> set[str]:
    """Return the codes that the modules of exchange give."""
    folder = ROOT / "app/questions/exchange"
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    named = re.findall(r'(?:Refused|Problem|Flaw|_problem)\(\s*"([a-z-]+)"', text)
    return {*named, "encrypted", "macros", "old-excel", "unclosed-quote", "stray-quote", "wrong-type"}


def test_every_code_has_its_sentence() -> None:
    spoken = set(re.findall(r"problem\.code == '([a-z-]+)'", (ROOT / "templates" / TEMPLATE).read_text("utf-8")))
    assert spoken == codes_of_the_code()
