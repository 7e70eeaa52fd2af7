"""The files of salaries: each slip is named, each figure has a source, wrong figures are not there."""

import shutil
from pathlib import Path

import pytest

from app.content.dated import PublicationFile
from app.content.reading import ContentError, ItemT, Problem, Read, read
from app.loading import load
from app.salaries.pay import FOLDER, Salaries, load_salaries

ROOT = Path(__file__).parents[2]
LIST = read(ROOT / "rate_tables" / "sources.yaml", ROOT, PublicationFile)
PUBLICATIONS = LIST.value.sources


def loaded(root: Path) -> tuple[Salaries | None, list[Problem]]:
    """Return the salaries under `root`, and everything wrong in their files and between them."""
    problems: list[Problem] = []

    def file(name: str, model: type[ItemT]) -> Read[ItemT] | None:
        try:
            return read(root / name, root, model)
        except ContentError as error:
            problems.extend(error.problems)
            return None

    found, between = load_salaries(file, PUBLICATIONS)
    return found, [*problems, *between]


@pytest.fixture
def salaries() -> Salaries:
    """The salaries as shipped, in which nothing is wrong."""
    found, problems = loaded(ROOT)
    assert found
    assert problems == []
    return found


SLIPS = [
    ("ranges.yaml", "low: 26000\n", "low: 33000\n", "figures must go from the lowest to the highest"),
    ("ranges.yaml", "low: 26000\n", "floor: true\n        low: 26000\n", "write either “low” or “floor: true”"),
    ("ranges.yaml", "sources: [bdm2023]", "sources: [nobody]", "“nobody” does not exist: write one of"),
    ("ranges.yaml", "families: [u0z80]", "families: [u0z8]", "“u0z8” does not exist: write one of u0z80"),
    ("ranges.yaml", "sources: [makesense-dir]", "sources: []", "should have at least 1 item"),
    ("families.yaml", "beginner: 2543", "beginner: 2700", "figures must go from the lowest to the highest"),
    ("surveys.yaml", "first_quartile: 23000", "first_quartile: 29000", "figures must go from the lowest"),
    ("regions.yaml", "low: -18", "low: -1", "figures must go from the lowest to the highest"),
    ("seen.yaml", "roles: [moderator]", "roles: [sorter]", "“sorter” does not exist: write one of community-manager"),
    ("seen.yaml", "high: 28000", "high: 2800", "figures must go from the lowest to the highest"),
    ("floors.yaml", "[27, 39, 55]", "[27, 39]", "must hold 3 years"),
    ("floors.yaml", "source: apecita", "source: hearsay", "“hearsay” does not exist"),
    ("floors.yaml", "  intern-hour:", "  trainee-hour:", "must be exactly intern-hour, part-time-least"),
    ("transparency.yaml", "senat-transparence", "senate", "“senate” does not exist"),
]


@pytest.mark.parametrize(("file", "change", "into", "says"), SLIPS, ids=[f"{slip[0]} {slip[2][:20]}" for slip in SLIPS])
def test_a_slip_is_named(tmp_path: Path, file: str, change: str, into: str, says: str) -> None:
    folder = shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    text = (folder / file).read_text(encoding="utf-8")
    assert change in text, "this case changes nothing"
    (folder / file).write_text(text.replace(change, into, 1), encoding="utf-8")
    _, problems = loaded(tmp_path)
    assert len(problems) == 1
    assert says in problems[0].remedy
    assert problems[0].file == f"{FOLDER}/{file}"


def test_a_role_without_levels_says_why(tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    text = (folder / "ranges.yaml").read_text(encoding="utf-8")
    start, end = text.index("    none:\n"), text.index("    note:\n", text.index("    none:\n"))
    (folder / "ranges.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    found, problems = loaded(tmp_path)
    assert found is None
    assert "say in “none” why there are none" in problems[0].remedy


def test_every_role_of_the_careers_has_its_line(salaries: Salaries) -> None:
    guides = load(ROOT).guides
    assert set(salaries.roles) == set(guides)
    for name, guide in guides.items():
        assert salaries.roles[name].label == guide.name


def test_figures_known_to_be_wrong_are_nowhere(salaries: Salaries) -> None:
    """The mean of two families given for one trade, and the two means of 2021 that contradict each other."""
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / FOLDER).glob("*.yaml"))
    for wrong in ("43032", "43 032", "29400", "29 400", "27251", "27 251"):
        assert wrong not in text
    assert 2021 not in {survey.year for survey in salaries.surveys.values()}


def test_outliers_are_seen_last_and_found_no_range(salaries: Salaries) -> None:
    seen = salaries.seen_for("community-manager")
    assert [each.id for each in seen if each.outlier] == ["page-2024"] == [seen[-1].id]
    apart = {name for each in salaries.seen.values() if each.outlier for name in each.sources}
    used = {name for role in salaries.roles.values() for step in role.levels.values() for name in step.sources}
    assert not apart & used


def test_only_publications_that_are_cited_are_kept(salaries: Salaries) -> None:
    assert "bdm2023" in salaries.sources
    assert "beager" in salaries.sources
    assert "akene" not in salaries.sources
    assert salaries.grade(("jcm-sal", "ft-api", "beager")) == "A"
