"""The printed documents: what each of them owes, in both languages, as HTML and then as PDF."""

import io
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import cast

import pikepdf
import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from pypdf import PdfReader
from ua_gate import broken_rules

from app.careers.vocabulary import KINDS, LevelId
from app.content.text import LANGUAGES, Language, Text
from app.kits import documents
from app.kits.documents import DOCUMENTS, Document
from app.kits.fields import MARK, FieldName, field_name
from app.kits.kit import PAY_LENGTH, Kit, made
from app.kits.plan import Bank, default_request, planned
from app.library import Library
from app.paper.markup import FIELD_NAME
from app.paper.order import HTML_BYTES, Order, Printed
from app.paper.press import Press
from app.questions.bank import WorkSample

HOSTILE = '</title><script>alert("1")</script> & {{ 7 * 7 }} 100 % « d\'essai »'
REQUESTS: dict[str, tuple[str, int, LevelId, bool]] = {
    "hour": ("community-manager", 60, "confirmed", True),
    "short": ("community-manager", 20, "alternance", True),
    "long": ("head-of-social", 180, "lead", True),
    "plain": ("moderator", 90, "senior", False),
}
EVERY = [(name, document, language) for name in REQUESTS for document in DOCUMENTS for language in LANGUAGES]


def build(library: Library, bank: Bank, name: str, title: str = "Community manager, siège") -> Kit:
    role, minutes, level, samples = REQUESTS[name]
    request = default_request(bank, library.roles[role], minutes, library.levels[level], KINDS)
    plan = planned(bank, request.but(samples=samples))
    return made(library, plan, title, "fr", date(2026, 11, 22))


@pytest.fixture(scope="module")
def kits(library: Library, bank: Bank) -> dict[str, Kit]:
    return {name: build(library, bank, name) for name in REQUESTS}


@pytest.fixture(scope="module")
def written(app: Flask, kits: dict[str, Kit]) -> dict[tuple[str, Document, Language], str]:
    with app.app_context():
        return {
            (name, document, language): documents.html(kits[name], document, language)
            for name, document, language in EVERY
        }


@pytest.fixture(scope="module")
def soups(
    written: dict[tuple[str, Document, Language], str],
) -> dict[tuple[str, Document, Language], BeautifulSoup]:
    return {place: BeautifulSoup(html, "html.parser") for place, html in written.items()}


Soups = dict[tuple[str, Document, Language], BeautifulSoup]
each = pytest.mark.parametrize(("name", "document", "language"), EVERY)
in_both = pytest.mark.parametrize("language", LANGUAGES)
of_each_kit = pytest.mark.parametrize("name", REQUESTS)


def words(soup: BeautifulSoup | Tag) -> str:
    """The text as it is read, with single spaces."""
    return " ".join(soup.get_text(" ").split())


def said(text: Text, language: Language) -> str:
    return " ".join(text[language].split())


def names(soup: BeautifulSoup) -> list[str]:
    return [str(field["name"]) for field in soup.find_all(("input", "select", "textarea"))]


@each
def test_what_every_document_owes(
    soups: Soups, kits: dict[str, Kit], name: str, document: Document, language: Language
) -> None:
    soup, kit = soups[name, document, language], kits[name]
    levels = [int(heading.name[1]) for heading in soup.find_all(re.compile("^h[1-6]$"))]
    ids = [str(element["id"]) for element in soup.find_all(id=True)]
    anchors = [str(link["href"])[1:] for link in soup.find_all("a") if str(link["href"]).startswith("#")]
    assert soup.html is not None
    assert soup.html["lang"] == language
    assert soup.title is not None
    assert kit.title in str(soup.title.string)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(ids) == len(set(ids))
    assert set(anchors) <= set(ids)
    assert kit.hash[:MARK] in str(soup)
    assert "—" not in str(soup)
    assert "None" not in words(soup)
    assert not re.search(r"%\(\w+\)s|%%", words(soup))
    assert all(str(link["href"]).startswith(("https:", "#")) for link in soup.find_all("a"))


@each
def test_every_field_is_named_titled_and_unique(
    soups: Soups, kits: dict[str, Kit], name: str, document: Document, language: Language
) -> None:
    soup, kit = soups[name, document, language], kits[name]
    parsed = [field_name(text) for text in names(soup)]
    assert all(parsed)
    assert all(field.kit == kit.hash[:MARK] for field in parsed if field)
    assert len(parsed) == len(set(parsed))
    assert all(field.get("title") for field in soup.find_all(("input", "select", "textarea")))


@in_both
@of_each_kit
def test_the_scorecard_rates_what_the_total_counts(
    soups: Soups, kits: dict[str, Kit], name: str, language: Language
) -> None:
    fields = [field_name(text) for text in names(soups[name, "scorecard", language])]
    shares = {(share.item, share.competency) for share in kits[name].shares}
    for what in ("rating", "notes"):
        found = {(field.item, field.competency) for field in fields if field and field.what == what}
        assert found - {("any", "any")} == shares
    whole = {field.what for field in fields if field and field.item == "any"}
    assert whole == {"rater", "candidate", "date", "notes", "decision"}


def test_a_rating_is_one_to_five_not_observed_or_empty(soups: Soups) -> None:
    for field in soups["hour", "scorecard", "fr"].find_all("select"):
        values = [str(option["value"]) for option in field.find_all("option")]
        assert values == ["", "1", "2", "3", "4", "5", "not-observed"]


@pytest.mark.parametrize("document", ["interviewer", "all"])
@in_both
@of_each_kit
def test_the_interviewer_has_every_text_of_every_item(
    soups: Soups, kits: dict[str, Kit], name: str, document: Document, language: Language
) -> None:
    kit, text = kits[name], words(soups[name, document, language])
    expected = [ground.name for ground in kit.grounds] + [component.how for component in kit.components]
    for question in kit.questions:
        expected += [question.ask, *question.probes, question.reveals, *question.anchors.values()]
        expected += [question.not_observed, question.job_link]
    for sample in kit.work_samples:
        expected += [sample.title, sample.summary, sample.ai_rule, sample.job_link]
        expected += [row.why for row in sample.key.rows] if sample.key else []
    for block in documents.blocks(kit):
        for rated in block.ratings:
            expected += [rated.competency.name]
            expected += list(rated.criterion.anchors.values()) if rated.criterion else []
    assert [text_ for text_ in expected if said(text_, language) not in text] == []


@in_both
def test_the_scorecard_reminds_of_question_and_anchors(soups: Soups, kits: dict[str, Kit], language: Language) -> None:
    text = words(soups["hour", "scorecard", language])
    for question in kits["hour"].questions:
        for wanted in (question.ask, *question.anchors.values()):
            assert said(wanted, language) in text


@in_both
@of_each_kit
def test_the_notice_announces_criteria_tests_rules_and_times(
    soups: Soups, kits: dict[str, Kit], name: str, language: Language
) -> None:
    kit, text = kits[name], words(soups[name, "notice", language])
    wanted = [entry.competency.definition for entry in kit.weights]
    wanted += [text_ for sample in kit.work_samples for text_ in (sample.title, sample.ai_rule)]
    wanted += [trap.basis for trap in kit.traps if trap.id == "pay-history"]
    assert [text_ for text_ in wanted if said(text_, language) not in text] == []
    assert all(article in text for article in ("L1221-6", "L1221-8", "L1221-9", "CNIL", "2023/970"))
    questions = [question.ask for question in kit.questions]
    assert not any(said(ask, language) in text for ask in questions)


def secrets(sample: WorkSample) -> Iterator[Text]:
    """What the candidate must not read."""
    for criterion in sample.scoring:
        yield from (criterion.looks_at, *criterion.anchors.values())
    if sample.key:
        yield sample.key.intro
        yield from (row.why for row in sample.key.rows)


@in_both
def test_handouts_hold_the_material_and_never_the_key(
    app: Flask, library: Library, bank: Bank, language: Language
) -> None:
    plain = build(library, bank, "plain")
    for sample in library.samples.values():
        kit = plain.model_copy(update={"items": (*plain.items, sample)})
        with app.app_context():
            soup = BeautifulSoup(documents.html(kit, "handouts", language), "html.parser")
        text = words(soup)
        shown = [
            sample.title,
            sample.ai_rule,
            *sample.instructions,
            *(space.label for space in sample.answer),
        ]
        shown += [block.title for block in sample.material]
        assert [text_ for text_ in shown if said(text_, language) not in text] == []
        assert [text_ for text_ in secrets(sample) if said(text_, language) in text] == []
        lines = len(soup.select(".answers hr")) + len(soup.select(".numbered li"))
        assert lines == sum(space.lines for space in sample.answer)


@in_both
def test_every_kind_of_material_is_drawn(app: Flask, library: Library, bank: Bank, language: Language) -> None:
    plain = build(library, bank, "plain")
    kit = plain.model_copy(update={"items": tuple(library.samples.values())})
    with app.app_context():
        soup = BeautifulSoup(documents.html(kit, "handouts", language), "html.parser")
    blocks = [block for sample in library.samples.values() for block in sample.material]
    counts = {
        ".thread > li": sum(len(block.messages) for block in blocks if block.type == "messages"),
        ".charter > li": sum(len(block.rules) for block in blocks if block.type == "rules"),
        ".comments > li": sum(len(block.comments) for block in blocks if block.type == "comments"),
        ".figures-table tbody tr": sum(len(block.rows) for block in blocks if block.type == "table"),
    }
    assert all(counts.values())
    assert {selector: len(soup.select(selector)) for selector in counts} == counts


def test_without_a_work_sample_there_is_nothing_to_hand_out(kits: dict[str, Kit], soups: Soups) -> None:
    assert documents.offered(kits["hour"]) == DOCUMENTS
    assert "handouts" not in documents.offered(kits["plain"])
    assert len(soups["plain", "handouts", "fr"].find_all("section")) == 0
    assert not soups["plain", "all", "fr"].find(id="handouts")


def test_a_hostile_title_is_text(app: Flask, library: Library, bank: Bank) -> None:
    kit = build(library, bank, "short", HOSTILE)
    with app.app_context():
        for document in DOCUMENTS:
            soup = BeautifulSoup(documents.html(kit, document, "fr"), "html.parser")
            assert soup.find("script") is None
            assert soup.title is not None
            assert HOSTILE in str(soup.title.string)
            assert "{{ 7 * 7 }}" in str(soup)


@in_both
def test_the_notice_says_the_pay_announced_and_nothing_without_it(
    app: Flask, soups: Soups, kits: dict[str, Kit], language: Language
) -> None:
    heading = {"fr": "La rémunération annoncée", "en": "The pay announced"}[language]
    kit = kits["hour"].model_copy(update={"pay": HOSTILE})
    for document in DOCUMENTS:
        with app.app_context():
            soup = BeautifulSoup(documents.html(kit, document, language), "html.parser")
        assert heading not in words(soups["hour", document, language])
        assert (heading in words(soup)) == (document in ("notice", "all"))
        assert (HOSTILE in words(soup)) == (document in ("notice", "all"))
        assert soup.find("script") is None


def test_numbers_times_and_weights(kits: dict[str, Kit]) -> None:
    for kit in kits.values():
        blocks = documents.blocks(kit)
        assert [block.number for block in blocks] == list(range(1, len(kit.items) + 1))
        assert [block.start for block in blocks] == sorted({block.start for block in blocks})
        assert 99.9 <= sum(rated.weight for block in blocks for rated in block.ratings) <= 100


@each
def test_the_same_kit_gives_the_same_bytes(
    app: Flask,
    library: Library,
    bank: Bank,
    written: dict[tuple[str, Document, Language], str],
    name: str,
    document: Document,
    language: Language,
) -> None:
    with app.app_context():
        again = documents.html(build(library, bank, name), document, language)
    assert again == written[name, document, language]


def test_the_key_tells_documents_apart(app: Flask, library: Library, bank: Bank, kits: dict[str, Kit]) -> None:
    other = build(library, bank, "hour", "Un autre titre")
    with app.app_context():
        keys = {
            documents.key(kit, document, language)
            for kit in (kits["hour"], other)
            for document in DOCUMENTS
            for language in LANGUAGES
        }
        assert len(keys) == 2 * len(DOCUMENTS) * len(LANGUAGES)
        again = documents.key(build(library, bank, "hour"), "notice", "fr")
        assert again == documents.key(kits["hour"], "notice", "fr")


def test_the_key_follows_the_templates(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "kits" / "document"
    folder.mkdir(parents=True)
    page = folder / "page.html"
    page.write_text("before")
    before = documents._digest.__wrapped__(tmp_path / "templates")
    page.write_text("after")
    assert documents._digest.__wrapped__(tmp_path / "templates") != before


def test_file_names_are_plain_and_differ(kits: dict[str, Kit]) -> None:
    kit = kits["hour"]
    assert documents.filename(kit, "interviewer", "fr") == "kit-community-manager-confirmed-60min-fr.pdf"
    other = kit.model_copy(update={"variant": "B"})
    files = [documents.filename(k, d, lang) for k in (kit, other) for d in DOCUMENTS for lang in LANGUAGES]
    assert len(set(files)) == len(files)
    assert all(re.fullmatch(r"[a-z0-9-]+\.pdf", file) for file in files)


def test_every_rating_of_the_bank_has_a_name_that_can_be_printed(library: Library) -> None:
    pairs = [(question.id, question.competency) for question in library.questions.values()]
    pairs += [(sample.id, name) for sample in library.samples.values() for name in sample.competencies]
    long = [str(FieldName("0" * MARK, item, name, "rating")) for item, name in pairs]
    assert [name for name in long if not FIELD_NAME.fullmatch(name)] == []


@pytest.mark.parametrize(
    "place",
    EVERY,
    ids="-".join,
)
def test_it_is_small_enough_to_print(
    written: dict[tuple[str, Document, Language], str], place: tuple[str, Document, Language]
) -> None:
    assert len(written[place].encode()) <= HTML_BYTES


MOST_PAGES: dict[Document, int] = {"interviewer": 18, "scorecard": 5, "notice": 2, "handouts": 4, "all": 30}


@pytest.fixture(scope="module")
def printed(app: Flask, written: dict[tuple[str, Document, Language], str]) -> dict[tuple[Document, Language], Printed]:
    press = cast(Press, app.extensions["press"])
    return {
        (document, language): press.printed(Order(written["hour", document, language]))
        for document in DOCUMENTS
        for language in LANGUAGES
    }


Prints = dict[tuple[Document, Language], Printed]
each_print = pytest.mark.parametrize(
    ("document", "language"), [(document, language) for document in DOCUMENTS for language in LANGUAGES]
)


@each_print
def test_the_pdf_keeps_to_its_pages_and_says_what_it_is(
    printed: Prints, kits: dict[str, Kit], document: Document, language: Language
) -> None:
    found = printed[document, language]
    assert found.pages <= MOST_PAGES[document]
    assert not found.remarks
    with pikepdf.open(io.BytesIO(found.data)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert kits["hour"].title in str(pdf.docinfo.Title)
        with pdf.open_outline() as outline:
            assert outline.root


@in_both
def test_the_pdf_can_be_read_and_searched(
    printed: Prints, soups: Soups, kits: dict[str, Kit], language: Language
) -> None:
    found = printed["interviewer", language]
    text = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(found.data)).pages).split())
    for question in kits["hour"].questions:
        assert "".join(question.ask[language].split()) in text


@in_both
def test_the_fields_of_the_pdf_are_those_of_the_page(
    app: Flask, printed: Prints, soups: Soups, language: Language
) -> None:
    press = cast(Press, app.extensions["press"])
    filled = press.filled(printed["scorecard", language].data)
    assert sorted(filled) == sorted(names(soups["hour", "scorecard", language]))
    assert set(filled.values()) == {""}


@in_both
def test_the_longest_pay_is_printed_in_an_accessible_notice(
    app: Flask, kits: dict[str, Kit], language: Language, tmp_path: Path
) -> None:
    pay = ("De 26 000 € à 30 000 € bruts par an, titres-restaurant compris. " * 8)[:PAY_LENGTH]
    with app.app_context():
        html = documents.html(kits["hour"].model_copy(update={"pay": pay}), "notice", language)
    found = cast(Press, app.extensions["press"]).printed(Order(html))
    text = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(found.data)).pages).split())
    assert "".join(pay.split()) in text
    assert found.pages <= MOST_PAGES["notice"]
    assert not found.remarks
    assert broken_rules({"notice": found.data}, tmp_path) == {"notice": []}


def test_the_pdfs_are_accessible(printed: Prints, tmp_path: Path) -> None:
    made_ones = {f"{document}-{language}": found.data for (document, language), found in printed.items()}
    broken = broken_rules(made_ones, tmp_path)
    assert {name: rules for name, rules in broken.items() if rules} == {}
