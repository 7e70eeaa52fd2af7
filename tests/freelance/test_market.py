"""The market files: each slip is named, each figure has a source or is ours, ranges place a rate."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.dated import PublicationFile
from app.content.reading import ContentError, ItemT, Problem, Read, read
from app.freelance.days import BillableDays
from app.freelance.market import FOLDER, Market, load_market, place
from app.freelance.seen import Backed

ROOT = Path(__file__).parent.parent.parent
PUBLICATIONS = read(ROOT / "rate_tables" / "sources.yaml", ROOT, PublicationFile).value.sources


def loaded(root: Path) -> tuple[Market | None, list[Problem]]:
    """Return the market under `root`, and everything wrong in its files and between them."""
    problems: list[Problem] = []

    def file(name: str, model: type[ItemT]) -> Read[ItemT] | None:
        try:
            return read(root / name, root, model)
        except ContentError as error:
            problems.extend(error.problems)
            return None

    market, between = load_market(file, PUBLICATIONS)
    return market, [*problems, *between]


SHIPPED, PROBLEMS = loaded(ROOT)


@pytest.fixture
def market() -> Market:
    """The market as shipped, in which nothing is wrong."""
    assert SHIPPED
    assert PROBLEMS == []
    return SHIPPED


SLIPS = [
    ("rates.yaml", "low: 150\n", "low: 260\n", "bounds must go from the lowest to the highest"),
    ("rates.yaml", "usual: 200\n", "usual: 251\n", "bounds must go from the lowest to the highest"),
    ("packages.yaml", "posts: [8, 12]", "posts: [12, 8]", "bounds must go from the lowest to the highest"),
    ("rates.yaml", "sources: [beager, bae-2018]", "sources: [beager, nobody]", "“nobody” does not exist: write one of"),
    ("packages.yaml", "    sources: [digiqo]\n", "", "has neither sources nor “ours: true”"),
    ("expenses.yaml", "    ours: true\n", "", "has neither sources nor “ours: true”"),
    ("expenses.yaml", "micro-bnc: 0", "micro: 0", "by_status must name statuses among micro-bnc"),
    ("hours.yaml", "  post:\n", "  posts:\n", "must be exactly network, post, carousel"),
    ("hours.yaml", "  evenings:\n", "  nights:\n", "must be exactly office, evenings, weekends, in this order"),
    ("volumes.yaml", "  slack:\n", "  gaps:\n", "must be exactly leave, illness"),
    ("rates.yaml", "unit: EUR/day", "unit: USD/day", "Input should be"),
]


@pytest.mark.parametrize(("file", "change", "into", "says"), SLIPS, ids=[slip[3][:40] for slip in SLIPS])
def test_a_slip_is_named(tmp_path: Path, file: str, change: str, into: str, says: str) -> None:
    folder = shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    text = (folder / file).read_text(encoding="utf-8")
    assert change in text, "this case changes nothing"
    (folder / file).write_text(text.replace(change, into, 1), encoding="utf-8")
    _, problems = loaded(tmp_path)
    assert len(problems) == 1
    assert says in problems[0].remedy


def test_a_slip_is_placed_at_its_line(tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    text = (folder / "rates.yaml").read_text(encoding="utf-8")
    (folder / "rates.yaml").write_text(text.replace("high: 400", "high: 4", 1), encoding="utf-8")
    (problem,) = loaded(tmp_path)[1]
    assert (problem.file, problem.key) == (f"{FOLDER}/rates.yaml", "ranges.confirmed")
    assert text.splitlines()[problem.line - 1] == "  confirmed:"


def test_every_file_is_needed(tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    (folder / "hours.yaml").write_text("hours: none\n", encoding="utf-8")
    market, problems = loaded(tmp_path)
    assert market is None
    assert [problem.file for problem in problems] == [f"{FOLDER}/hours.yaml"] * 2


def test_grades_are_those_of_the_best_source(market: Market) -> None:
    assert market.grade(market.volumes.posts["x-2022"]) == "A"
    assert market.grade(market.rates.ranges["confirmed"]) == "B"
    assert market.grade(market.expenses["training"]) is None


def test_what_has_no_survey_is_said_to_be_ours(market: Market) -> None:
    """Only the commission of platforms has a source among the expenses; no package is ours."""
    assert [item.id for item in market.expenses.values() if not item.ours] == ["platform-commission"]
    seen: list[Backed] = [*market.rates.seen.values(), *market.packages.seen.values()]
    assert not any(row.ours for row in [*seen, *market.packages.deliverables.values()])
    ranges = [*market.rates.ranges.values(), *market.rates.hourly.values(), *market.packages.ranges.values()]
    assert all(found.ours and found.note for found in ranges)


def test_old_and_undated_figures_say_so(market: Market) -> None:
    years = {name: source.year for name, source in market.sources.items()}
    assert years["bae-2018"] == 2017
    assert years["touret"] is None
    assert all(source.year for source in market.sources.values() if source.about)


def test_days_proposed_land_in_the_range_of_a_source(market: Market) -> None:
    away = {name: figure.low for name, figure in market.volumes.away.items()}
    for year in range(2025, 2031):
        billed = BillableDays(year=year, alsace_moselle=False, **away).billed
        assert market.volumes.billed["iergo"].low < billed <= 150


@pytest.mark.parametrize(
    ("rate", "expected", "nearest"),
    [
        ("149.99", ["below", "below", "below"], "beginner"),
        ("150", ["inside", "below", "below"], "beginner"),
        ("275", ["above", "below", "below"], "confirmed"),
        ("400", ["above", "inside", "inside"], "confirmed"),
        ("1500", ["above", "above", "above"], "senior"),
    ],
)
def test_a_rate_has_a_place(market: Market, rate: str, expected: list[str], nearest: str) -> None:
    found = place(Decimal(rate), market.rates.ranges)
    assert list(found.positions.values()) == expected
    assert found.nearest == nearest


@given(st.decimals(1, 2000, places=2), st.decimals(1, 2000, places=2))
def test_a_higher_rate_never_stands_lower(one: Decimal, other: Decimal) -> None:
    assert SHIPPED
    order = ("below", "inside", "above")
    low, high = (place(rate, SHIPPED.rates.ranges) for rate in sorted((one, other)))
    for name in low.positions:
        assert order.index(low.positions[name]) <= order.index(high.positions[name])
