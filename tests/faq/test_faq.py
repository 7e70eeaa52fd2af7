"""The questions people ask: what is shipped, and each slip with its place and its remedy."""

import shutil
from pathlib import Path

import pytest

from app.content.dated import Cited
from app.content.reading import ContentError, Problem, Read, read
from app.content.text import LANGUAGES
from app.faq.faq import FOLDER, THEMES, ThemeFile, faq_of, problems
from app.library import Library

ROOT = Path(__file__).parent.parent.parent


def slips(root: Path, library: Library) -> list[Problem]:
    """Return everything wrong in the questions under `root`, and between them."""
    known: dict[str, Cited] = {**library.publications, **library.sources}
    files: list[Read[ThemeFile]] = []
    found: list[Problem] = []
    for path in sorted((root / FOLDER).glob("*.yaml")):
        try:
            files.append(read(path, root, ThemeFile, id=path.stem))
        except ContentError as error:
            found += error.problems
    return found + list(problems(faq_of(files), files, known))


def test_what_is_shipped_is_right(library: Library) -> None:
    assert slips(ROOT, library) == []


def test_there_are_enough_questions_in_every_theme(library: Library) -> None:
    faq = library.faq
    assert tuple(faq.themes) == THEMES
    assert len(faq.questions) >= 45
    assert all(len(faq.of(theme)) >= 4 for theme in THEMES)
    assert [question.theme for question in faq.questions.values()] == [theme for theme in THEMES for _ in faq.of(theme)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_questions_are_the_same(library: Library, language: str) -> None:
    for field in ("question", "short", "answer"):
        texts = [getattr(question, field)[language] for question in library.faq.questions.values()]
        assert len(set(texts)) == len(texts)


def test_the_short_answer_is_shorter_than_the_answer(library: Library) -> None:
    for question in library.faq.questions.values():
        for language in LANGUAGES:
            assert len(question.short[language]) < len(question.answer[language])


SLIPS = [
    ("related: [quels-kpi,", "related: [quel-kpi,", "“quel-kpi” does not exist: write one of quels-kpi"),
    ("related: [quels-kpi,", "related: [bon-taux-d-engagement,", "is the question itself: name another"),
    ("sources: [si2026,", "sources: [nobody-2026,", "“nobody-2026” does not exist"),
    ("tools: [kpi-calculators,", "tools: [abacus,", "Input should be 'builder'"),
    ("    checked: 2026-11-22\n", "", "is missing: add it"),
    ("  bon-taux-d-engagement:\n", "  quelle-evolution:\n", "this id is taken in question_banks/faq/carriere.yaml"),
    ("        Tout dépend de la formule.", "        " + "Tout. " * 60, "signs in “fr”: write 240 at most"),
    ("        Two limits:", "        " + "word " * 181 + "Two limits:", "words in “en”: write 60 to 180"),
]


@pytest.mark.parametrize(("change", "into", "says"), SLIPS, ids=[slip[2][:30] for slip in SLIPS])
def test_a_slip_is_named(tmp_path: Path, library: Library, change: str, into: str, says: str) -> None:
    folder = shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    text = (folder / "performance.yaml").read_text(encoding="utf-8")
    assert change in text, "this case changes nothing"
    (folder / "performance.yaml").write_text(text.replace(change, into, 1), encoding="utf-8")
    found = slips(tmp_path, library)
    named = [problem for problem in found if says in problem.remedy]
    assert [problem.file for problem in named] == [f"{FOLDER}/performance.yaml"]


def test_a_file_is_a_theme(tmp_path: Path, library: Library) -> None:
    folder = shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    shutil.move(folder / "droit.yaml", folder / "droits.yaml")
    assert any(problem.file == f"{FOLDER}/droits.yaml" and problem.key == "id" for problem in slips(tmp_path, library))


def test_paragraphs_hold_the_whole_answer(library: Library) -> None:
    for question in library.faq.questions.values():
        for language in LANGUAGES:
            paragraphs = question.paragraphs(language)
            assert len(paragraphs) > 1
            assert " ".join(paragraphs).split() == question.answer[language].split()
