"""The guide and the tables of indicators: what is shipped, and each slip with its place."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from app.charts.bars import TONES
from app.content.dated import Cited
from app.content.reading import ContentError, ItemT, Problem, Read, read
from app.content.text import LANGUAGES
from app.library import Library
from app.subject.subject import FAMILIES, FOLDER, GUIDE, NETWORKS, Subject, load_subject

ROOT = Path(__file__).parent.parent.parent
FEWEST_WORDS, MOST_WORDS = 900, 1300


def loaded(root: Path, library: Library) -> tuple[Subject | None, list[Problem]]:
    """Return the subject under `root`, and everything wrong in its files and between them."""
    known: dict[str, Cited] = {**library.publications, **library.sources}
    problems: list[Problem] = []

    def file(name: str, model: type[ItemT]) -> Read[ItemT] | None:
        try:
            return read(root / name, root, model)
        except ContentError as error:
            problems.extend(error.problems)
            return None

    subject, between = load_subject(file, known)
    return subject, [*problems, *between]


def test_what_is_shipped_is_right(library: Library) -> None:
    subject, problems = loaded(ROOT, library)
    assert subject
    assert problems == []


SLIPS = [
    (f"{FOLDER}/formulas.yaml", "sources: [hoot, apaya]", "sources: [hoot, nobody]", "“nobody” does not exist"),
    (f"{FOLDER}/formulas.yaml", "    sources: [hoot]\n", "    sources: []\n", "neither sources nor “ours: true”"),
    (f"{FOLDER}/formulas.yaml", "family: engagement", "family: buzz", "Input should be"),
    (f"{FOLDER}/benchmarks.yaml", "base: followers", "base: fans", "Input should be"),
    (f"{FOLDER}/benchmarks.yaml", "tiktok: 3.70", "tik-tok: 3.70", "Input should be"),
    (f"{FOLDER}/norms.yaml", "sources: [meta]", "sources: [metaverse]", "“metaverse” does not exist"),
    (GUIDE, "sources: [numerama-2013, rome]", "sources: [numerama-2013, paris]", "“paris” does not exist"),
]


@pytest.mark.parametrize(("file", "change", "into", "says"), SLIPS, ids=[slip[2].strip() for slip in SLIPS])
def test_a_slip_is_named(tmp_path: Path, library: Library, file: str, change: str, into: str, says: str) -> None:
    shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    (tmp_path / GUIDE).parent.mkdir()
    shutil.copy(ROOT / GUIDE, tmp_path / GUIDE)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert change in text, "this case changes nothing"
    (tmp_path / file).write_text(text.replace(change, into, 1), encoding="utf-8")
    (problem,) = loaded(tmp_path, library)[1]
    assert problem.file == file
    assert says in problem.remedy


def test_the_guide_is_short_in_both_languages(library: Library) -> None:
    for language in LANGUAGES:
        sections = library.subject.guide.sections.values()
        count = sum(len(section.body[language].split()) for section in sections)
        assert FEWEST_WORDS <= count <= MOST_WORDS, language


def test_every_family_has_formulas(library: Library) -> None:
    families = [formula.family for formula in library.subject.formulas.values()]
    assert tuple(dict.fromkeys(families)) == FAMILIES


def test_what_is_drawn_together_is_divided_by_the_same_thing(library: Library) -> None:
    subject = library.subject
    for study in subject.studies.values():
        latest = subject.latest(study.base)
        assert {(each.base, each.year) for each in latest} == {
            (study.base, max(s.year for s in subject.over(study.base)))
        }
        assert len(latest) <= len(TONES)
    assert sum(len(subject.over(base)) for base in {s.base for s in subject.studies.values()}) == len(subject.studies)


def test_rates_of_two_bases_never_stand_together(library: Library) -> None:
    """Buffer changed its formula between two reports: the two must not meet in a table."""
    studies = library.subject.studies
    assert studies["buffer-2025"].base != studies["buffer-2026"].base
    assert studies["buffer-2026"].values["instagram"] > 4 * studies["buffer-2025"].values["instagram"]


def test_rates_are_plausible_per_cents(library: Library) -> None:
    for study in library.subject.studies.values():
        assert set(study.values) <= set(NETWORKS)
        assert all(Decimal(0) < value < 10 for value in study.values.values())
