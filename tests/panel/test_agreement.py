"""How far raters agree on a question: published figures, and what holds whatever the ratings."""

from random import Random
from statistics import fmean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rated import Panel, panel, panels, raised

from app.panel.agreement import (
    PRACTICAL_LIMIT,
    agreements,
    average_deviation,
    r_wg,
    severity,
    to_discuss,
)
from app.panel.scoring import Rating
from app.panel.table import tabled

several = st.lists(st.integers(1, 5), min_size=2, max_size=6)


@pytest.mark.parametrize(
    ("values", "agreement", "deviation"),
    [
        ((3, 4, 4), 0.8333, 0.4444),
        ((3, 4), 0.75, 0.5),
        ((2, 4, 4), 0.3333, 0.8889),
        ((2, 3, 5), 0, 1.1111),
        ((3, 3, 3), 1, 0),
        ((1, 5), 0, 2),
    ],
)
def test_worked_by_hand(values: tuple[int, ...], agreement: float, deviation: float) -> None:
    assert r_wg(values) == pytest.approx(agreement, abs=5e-5)
    assert average_deviation(values) == pytest.approx(deviation, abs=5e-5)


@pytest.mark.parametrize("values", [(), (3,)])
def test_nobody_agrees_alone(values: tuple[int, ...]) -> None:
    assert (r_wg(values), average_deviation(values)) == (None, None)


@given(several)
def test_by_the_definition(values: list[int]) -> None:
    mean = fmean(values)
    assert r_wg(values) == pytest.approx(max(0, 1 - variance(values) / 2))
    assert average_deviation(values) == pytest.approx(fmean(abs(value - mean) for value in values))


@given(st.integers(1, 5), st.integers(2, 6))
def test_equal_ratings_agree_wholly(value: int, count: int) -> None:
    assert (r_wg([value] * count), average_deviation([value] * count)) == (1, 0)


@given(several, st.randoms(use_true_random=False))
def test_order_changes_nothing(values: list[int], chance: Random) -> None:
    mixed = chance.sample(values, len(values))
    assert (r_wg(mixed), average_deviation(mixed)) == (r_wg(values), average_deviation(values))


def test_the_practical_limit_is_met_exactly() -> None:
    # The mean is 11/6, the distances to it are 5/6 three times, 1/6, and 7/6 twice: 5 in all, over 6.
    assert average_deviation((1, 1, 1, 2, 3, 3)) == PRACTICAL_LIMIT


@given(panels())
def test_each_question_rated_has_its_agreement(panel: Panel) -> None:
    values: dict[tuple[str, str, str], list[int]] = {}
    for one in panel.ratings:
        values.setdefault((one.candidate, one.item, one.competency), []).append(one.value)
    found = agreements(panel.ratings)
    assert found.keys() == values.keys()
    for key, one_question in values.items():
        numbers = (len(one_question), min(one_question), max(one_question))
        assert found[key] == (*numbers, r_wg(one_question), average_deviation(one_question))


def test_what_to_discuss_comes_widest_first() -> None:
    ratings = [
        Rating(rater, candidate, item, "tone", value)
        for candidate, item, values in (
            ("C1", "post", (1, 3, 2)),
            ("C1", "reply", (3, 4, 4)),
            ("C2", "post", (5, 2, 2)),
            ("C2", "reply", (4, 2, 4)),
            ("C3", "post", (5,)),
        )
        for rater, value in zip(("AB", "CD", "EF"), values, strict=False)
    ]
    assert to_discuss(ratings) == (
        ("C2", "post", "tone", 2, 5),
        ("C1", "post", "tone", 1, 3),
        ("C2", "reply", "tone", 2, 4),
    )


def test_severity_worked_by_hand() -> None:
    # AB: 4 - (3 + 2) / 2 = 1.5 and 5 - 4 = 1; CD: 3 - 3 = 0; EF: 2 - 3.5 = -1.5 and 4 - 5 = -1. GH rates alone.
    ratings = [
        Rating("AB", "C1", "post", "tone", 4),
        Rating("CD", "C1", "post", "tone", 3),
        Rating("EF", "C1", "post", "tone", 2),
        Rating("AB", "C2", "post", "tone", 5),
        Rating("EF", "C2", "post", "tone", 4),
        Rating("GH", "C3", "post", "tone", 1),
    ]
    found = {name: (one.departure, one.compared) for name, one in severity(ratings).items()}
    assert found == {"AB": (1.25, 2), "CD": (0, 1), "EF": (-1.25, 2), "GH": (None, 0)}


@given(panels(high=4))
def test_a_point_more_everywhere_changes_no_agreement(panel: Panel) -> None:
    before, after = severity(panel.ratings), severity(raised(panel.ratings))
    for name, one in before.items():
        assert after[name].departure == pytest.approx(one.departure)
    assert [one[3:] for one in agreements(raised(panel.ratings)).values()] == [
        one[3:] for one in agreements(panel.ratings).values()
    ]


@given(panels(complete=True))
def test_departures_of_a_complete_panel_balance(panel: Panel) -> None:
    found = [one.departure for one in severity(panel.ratings).values()]
    assert sum(value for value in found if value is not None) == pytest.approx(0, abs=1e-9)


def test_no_rating_at_all() -> None:
    assert (agreements([]), to_discuss([]), severity([])) == ({}, (), {})


def test_a_table_stands_for_its_ratings() -> None:
    ratings = panel(3, 3, missing=0.2).ratings
    table = tabled(ratings)
    assert tuple(table) == ratings
    assert tabled(table) is table
    assert severity(table) == severity(tuple(reversed(ratings)))
