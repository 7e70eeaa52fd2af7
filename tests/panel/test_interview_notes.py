"""The check of notes: what it stops on, what it leaves alone, how often it errs on notes kept apart."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.content.reading import read
from app.content.text import LANGUAGES, Language
from app.questions.notes import NoteCheck, NoteFile
from app.questions.phrases import plain

ROOT = Path(__file__).parents[2]
CASES: dict[Language, dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/notes.yaml").read_text(encoding="utf-8"))
LEAST_FOUND = {"written on": 0.97, "kept apart": 0.9}
MOST_FALSE = {"written on": 0.005, "kept apart": 0.05}


@pytest.fixture(scope="module")
def check() -> NoteCheck:
    """The check that ships."""
    return NoteCheck(read(ROOT / "question_banks/lawful/notes.yaml", ROOT, NoteFile).value)


def notes(language: Language, part: str) -> tuple[list[str], list[str]]:
    """Return the notes to stop on and those to leave alone: those the words were written on, or those kept apart."""
    found = CASES[language]
    if part == "kept apart":
        return found["kept_apart"]["flag"], found["kept_apart"]["fine"]
    return [note for listed in found["flag"].values() for note in listed] + found["more"], found["fine"]


@pytest.mark.parametrize("part", LEAST_FOUND)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_errs_little(check: NoteCheck, table: Callable[..., None], language: Language, part: str) -> None:
    """It rarely stops on an ordinary note; it misses one in ten of those it never saw, and the pages say so."""
    bad, fine = notes(language, part)
    missed = [note for note in bad if not check.advice(note, language)]
    false = {note: found[0].subject.id for note in fine if (found := check.advice(note, language))}
    stopped = len(bad) - len(missed)
    table(f"{language}, {part}: stopped on", f"{stopped} of {len(bad)}", f"{stopped / len(bad):.1%}")
    table(f"{language}, {part}: left alone", f"{len(fine) - len(false)} of {len(fine)}")
    for note in missed:
        table("  missed", "", note)
    for note, subject in false.items():
        table("  false alarm", "", f"{subject}: {note}")
    assert stopped >= LEAST_FOUND[part] * len(bad)
    assert len(false) <= MOST_FALSE[part] * len(fine)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_as_many_notes_as_promised(check: NoteCheck, language: Language) -> None:
    """At least 120 of each sort, every subject among them, no note twice."""
    parts = [notes(language, part) for part in LEAST_FOUND]
    bad, fine = ([note for part in parts for note in part[side]] for side in (0, 1))
    assert min(len(bad), len(fine)) >= 120
    assert set(CASES[language]["flag"]) == set(check.file.subjects)
    assert all(len(listed) > 5 for listed in CASES[language]["flag"].values())
    texts = [plain(text) for text in bad + fine]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_advice_names_the_subject_and_the_sentence(check: NoteCheck, language: Language) -> None:
    note = {"fr": "A cité deux chiffres. Enceinte de 5 mois.", "en": "Quoted two figures. 5 months pregnant."}[language]
    (found,) = check.advice(note, language)
    assert (found.subject.id, found.subject.kind) == ("pregnancy", "private")
    assert note.endswith(found.sentence)
    assert found.subject.instead[language]


def test_no_advice_is_itself_refused(check: NoteCheck) -> None:
    said = {
        subject.instead[language]: check.advice(subject.instead[language], language)
        for subject in check.file.subjects.values()
        for language in LANGUAGES
        if subject.kind == "judgement"
    }
    assert {text: found for text, found in said.items() if found} == {}
