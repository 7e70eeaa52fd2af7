"""Where one stands and what to do about it: cases worked out by hand, and what holds for any marks."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.careers.assessment import (
    LEAST,
    MONTHS,
    MOST,
    PER_RANK,
    Gap,
    expected,
    gaps,
    nearest_level,
    plan,
    weighed,
)
from app.careers.vocabulary import LEVELS, LevelId
from app.library import Library
from app.loading import load

ROOT = Path(__file__).parents[2]
LIBRARY = load(ROOT)
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/assessment.yaml").read_text(encoding="utf-8"))
GAPS = st.lists(
    st.builds(Gap, st.text(max_size=5), st.integers(10, 35), st.integers(1, 5), st.none() | st.integers(1, 5)),
    max_size=MOST,
)
DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_cases_worked_out_by_hand(case: dict[str, Any]) -> None:
    role, level = LIBRARY.guides[case["role"]].role, LIBRARY.levels[case["level"]]
    found = gaps(role, level, case["marks"])
    assert {gap.competency: gap.missing for gap in found if gap.rated is not None} == case["missing"]
    made = plan(found, case["months"], case["start"])
    assert [[stage.gap.competency, stage.ends] for stage in made.stages] == case["stages"]
    assert [gap.competency for gap in made.later] == case["later"]


@pytest.mark.parametrize(
    ("count", "level", "rank"),
    [
        (5, "alternance", 1),
        (4, "lead", 5),
        (5, "senior", 4),
        (3, "senior", 3),
        (2, "confirmed", 2),
        (3, "alternance", 1),
        (1, "lead", 3),
        (0, "junior", 1),
    ],
)
def test_what_is_expected(count: int, level: LevelId, rank: int) -> None:
    assert expected(count, level) == rank


@given(st.integers(0, 5), st.sampled_from(LEVELS))
def test_more_is_expected_of_what_counts_more_and_of_higher_levels(count: int, level: LevelId) -> None:
    rank = expected(count, level)
    assert 1 <= rank <= LEVELS.index(level) + 1
    assert rank <= expected(min(5, count + 1), level)
    assert rank <= expected(count, LEVELS[min(4, LEVELS.index(level) + 1)])


def test_every_target_asks_for_five_to_eight_competencies(library: Library) -> None:
    for guide in library.guides.values():
        for level in guide.levels:
            asked = weighed(guide.role, library.levels[level])
            assert LEAST <= len(asked) <= MOST, (guide.id, level)
            assert sum(asked.values()) == 100
            assert all(guide.weights[name] for name in asked)


@given(GAPS, st.sampled_from(MONTHS), DAYS)
def test_a_plan_holds_in_its_months(found: list[Gap], months: int, start: date) -> None:
    made = plan(found, months, start)
    assert len(made.stages) <= months
    edges = [start, *(stage.ends for stage in made.stages)]
    assert edges == sorted(set(edges)), "stages follow one another"
    assert [stage.begins for stage in made.stages] == edges[:-1]
    assert (made.ends.year - start.year) * 12 + made.ends.month - start.month <= months
    for stage in made.stages:
        assert [task.moment for task in stage.tasks] == ["start", "practise", "prove"]
        days = [stage.begins, *(task.ends for task in stage.tasks)]
        assert days == sorted(set(days))
        assert days[-1] == stage.ends
        assert (stage.ends - stage.begins).days <= 31 * PER_RANK * stage.gap.missing


@given(GAPS, st.sampled_from(MONTHS), DAYS)
def test_every_gap_is_planned_or_named_for_later(found: list[Gap], months: int, start: date) -> None:
    made = plan(found, months, start)
    order = [*(stage.gap for stage in made.stages), *made.later]
    assert sorted(order, key=repr) == sorted((gap for gap in found if gap.missing), key=repr)
    assert [gap.priority for gap in order] == sorted((gap.priority for gap in order), reverse=True)
    assert not made.later or len(made.stages) == months


@given(GAPS, DAYS)
def test_more_months_leave_no_gap_out(found: list[Gap], start: date) -> None:
    stages = [len(plan(found, months, start).stages) for months in MONTHS]
    assert stages == sorted(stages)
    assert not plan(found, 12, start).later


@given(st.dictionaries(st.sampled_from(list(LIBRARY.competencies)), st.integers(1, 5)), st.sampled_from(LEVELS))
def test_gaps_follow_the_marks(marks: dict[str, int], level: LevelId) -> None:
    for guide in LIBRARY.guides.values():
        found = gaps(guide.role, LIBRARY.levels[level], marks)
        assert [gap.weight for gap in found] == sorted((gap.weight for gap in found), reverse=True)
        for gap in found:
            assert gap.rated == marks.get(gap.competency)
            assert (gap.standing == "missing") == (gap.rated is not None and gap.rated < gap.expected)
            better = gaps(guide.role, LIBRARY.levels[level], {**marks, gap.competency: 5})
            assert next(each for each in better if each.competency == gap.competency).missing <= max(gap.missing, 0)


def test_the_nearest_level_is_one_that_exists(library: Library) -> None:
    for guide in library.guides.values():
        for level in LEVELS:
            found = nearest_level(guide, level)
            assert found in guide.levels
            assert level not in guide.levels or found == level
    assert nearest_level(library.guides["digital-marketing-director"], "junior") == "senior"
    assert nearest_level(library.guides["community-manager"], "lead") == "senior"
