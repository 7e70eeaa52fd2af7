"""Scores: cases worked by hand, and what holds whatever the ratings."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rated import Panel, panel, panels, raised

from app.kits.kit import Kit, Share
from app.panel.scoring import Rating, Score, equal_weights, scores

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "panel_scores.yaml").read_text(encoding="utf-8")
)


def rounded(value: Decimal | None) -> Decimal | None:
    """Return a score to four places."""
    return None if value is None else round(value, 4)


def of(panel: Panel) -> dict[str, Score]:
    """Return the scores of a panel."""
    return scores(panel.ratings, panel.weights, panel.shares)


def expected(value: str | None) -> Decimal | None:
    """Return what a case says."""
    return None if value is None else Decimal(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_worked_by_hand(case: dict[str, Any]) -> None:
    shares = [
        Share(item=item, competency=name, basis_points=share)
        for name, items in case["kit"].items()
        for item, share in items.items()
    ]
    ratings = [
        Rating(rater, "C1", what.split(" on ")[0], what.split(" on ")[1], value)
        for rater, card in case["ratings"].items()
        for what, value in card.items()
    ]
    found = scores(ratings, tuple(case["weights"].items()), shares)["C1"]
    wanted = case["expected"]
    assert rounded(found.total) == expected(wanted["total"])
    assert found.covered == wanted["covered"]
    assert {name: rounded(value) for name, value in found.competencies.items()} == {
        name: expected(value) for name, value in wanted["competencies"].items()
    }


def test_means_and_counts_of_a_question() -> None:
    share = Share(item="post", competency="tone", basis_points=10_000)
    ratings = [Rating(rater, "C1", "post", "tone", value) for rater, value in (("AB", 4), ("CD", 5), ("EF", 4))]
    found = scores(ratings, (("tone", 100),), [share])["C1"]
    assert found.items["post", "tone"] == Decimal(13) / 3
    assert found.counts == {("post", "tone"): 3}
    assert found.rated == {"tone": 1}


def test_questions_of_another_version_are_not_shown() -> None:
    share = Share(item="post", competency="tone", basis_points=10_000)
    ratings = [Rating("AB", "C1", item, name, 4) for item, name in (("post", "tone"), ("old", "tone"), ("post", "wit"))]
    found = scores(ratings, (("tone", 100),), [share])["C1"]
    assert list(found.items) == list(found.counts) == [("post", "tone")]


def test_no_rating_no_score() -> None:
    assert scores([], (("tone", 100),), []) == {}


def test_a_real_kit(kit: Kit) -> None:
    weights = tuple((entry.competency.id, entry.weight) for entry in kit.weights)
    ratings = [Rating("AB", "C1", share.item, share.competency, 3) for share in kit.shares]
    found = scores(ratings, weights, kit.shares)["C1"]
    assert (found.total, found.covered) == (Decimal(3), 10_000)


def test_equal_scores_are_equal_however_they_came_about() -> None:
    one = panel(1, 3).ratings
    shuffled = [Rating(rating.rater, "other", rating.item, rating.competency, rating.value) for rating in one]
    found = scores([*one, *reversed(shuffled)], panel(1, 3).weights, panel(1, 3).shares)
    assert found["C000"].total == found["other"].total


@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_ratings_changes_nothing(panel: Panel, chance: Any) -> None:
    mixed = list(panel.ratings)
    chance.shuffle(mixed)
    assert scores(mixed, panel.weights, panel.shares) == of(panel)


@given(panels())
def test_names_of_raters_change_nothing(panel: Panel) -> None:
    names = {"R0": "R2", "R1": "R0", "R2": "R1"}
    renamed = [Rating(names[one.rater], one.candidate, one.item, one.competency, one.value) for one in panel.ratings]
    assert scores(renamed, panel.weights, panel.shares) == of(panel)


@given(panels(high=4))
def test_a_point_more_everywhere_is_a_point_more_in_all(panel: Panel) -> None:
    higher = scores(raised(panel.ratings), panel.weights, panel.shares)
    for name, score in of(panel).items():
        assert higher[name].covered == score.covered
        assert rounded(higher[name].total) == rounded(None if score.total is None else score.total + 1)


@given(panels())
def test_scores_stay_between_the_lowest_and_the_highest_rating(panel: Panel) -> None:
    for name, score in of(panel).items():
        values = [rating.value for rating in panel.ratings if rating.candidate == name]
        told = [score.total, *score.competencies.values(), *score.items.values()]
        assert all(min(values) <= value <= max(values) for value in told if value is not None)
        assert 0 < score.covered <= 10_000
        assert (score.total is None) == (score.covered < 8_000)


@given(panels(), st.integers(2, 50))
def test_only_the_proportions_of_weights_count(panel: Panel, factor: int) -> None:
    scaled = tuple((name, weight * factor) for name, weight in panel.weights)
    assert scores(panel.ratings, scaled, panel.shares) == of(panel)


@given(panels(complete=True))
def test_equal_weights_give_the_mean_of_the_competencies(panel: Panel) -> None:
    for score in scores(panel.ratings, equal_weights(panel.weights), panel.shares).values():
        known = [value for value in score.competencies.values() if value is not None]
        assert rounded(score.total) == rounded(sum(known, Decimal(0)) / len(known))


@given(panels())
def test_another_candidate_changes_nothing(panel: Panel) -> None:
    one = [rating for rating in panel.ratings if rating.candidate == "C0"]
    alone = scores(one, panel.weights, panel.shares)
    assert alone.get("C0") == of(panel).get("C0")
