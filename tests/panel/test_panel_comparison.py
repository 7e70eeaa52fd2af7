"""Who is ahead: ranking, weights that change the order, and the probability of being ahead."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, product
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rated import CELLS, SHARES, WEIGHTS, Panel, panel, panels, shares_for
from rated import given as rated

from app.kits.kit import Share
from app.panel.comparison import ESTABLISHED, Flip, ahead, flip, flips, leads, ranking
from app.panel.scoring import Rating, Score, scores

FINE = 10**9
CROSSED = (("tone", 20), ("crisis", 80))


def of(panel: Panel) -> dict[str, Score]:
    """Return the scores of a panel."""
    return scores(panel.ratings, panel.weights, panel.shares)


def marks(candidate: str, **values: int) -> list[Rating]:
    """Return the ratings of a candidate, one question a competency."""
    return [Rating("AB", candidate, name, name, value) for name, value in values.items()]


def simple(*ratings: list[Rating], weights: tuple[tuple[str, int], ...] = CROSSED) -> dict[str, Score]:
    """Return the scores of candidates who had one question a competency."""
    shares = shares_for(weights, [(name, name) for name, _ in weights])
    return scores([one for each in ratings for one in each], weights, shares)


def at(weights: tuple[tuple[str, int], ...], name: str, per_cent: Decimal) -> tuple[tuple[str, int], ...]:
    """Return the weights with one of them at so many per cent, the others in their proportions."""
    rest = sum(weight for each, weight in weights if each != name)
    share = per_cent / 100
    return tuple(
        (each, round(FINE * share * rest) if each == name else round(FINE * (1 - share) * weight))
        for each, weight in weights
    )


def test_equal_totals_stand_together() -> None:
    found = simple(
        marks("D", tone=5, crisis=1), marks("C", tone=3, crisis=3), marks("A", tone=3, crisis=3), marks("B", tone=5)
    )
    assert ranking(found) == (("A", "C"), ("D",))


def test_a_flip_worked_by_hand() -> None:
    # C1: 5 × 20 + 3 × 80 = 340; C2: 2 × 20 + 4 × 80 = 360. Level where 5t + 3(100 - t) = 2t + 4(100 - t): t = 25.
    found = simple(marks("C1", tone=5, crisis=3), marks("C2", tone=2, crisis=4))
    assert flips(found, CROSSED) == {("C2", "C1"): Flip("tone", Decimal(20), Decimal(25))}


def test_the_smallest_change_is_told() -> None:
    # Ahead by 10 / 100: crisis from 30 to 36.36…, or tone from 50 to 45, or figures from 20 to 33.3…
    weights = (("tone", 50), ("crisis", 30), ("figures", 20))
    found = simple(marks("C1", tone=4, crisis=3, figures=3), marks("C2", tone=3, crisis=4, figures=4), weights=weights)
    assert flips(found, weights) == {}  # Level as it is.
    weights = (("tone", 55), ("crisis", 27), ("figures", 18))
    assert flip(found["C1"], found["C2"], weights) == Flip("tone", Decimal(55), Decimal(50))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"tone": 5, "crisis": 4}, {"tone": 4, "crisis": 3}),
        ({"tone": 5, "crisis": 3}, {"tone": 4, "crisis": 3}),
        ({"tone": 3, "crisis": 5}, {"tone": 3, "crisis": 4}),
    ],
    ids=["better on both", "level at 0 % only", "level at 100 % only"],
)
def test_no_weight_changes_the_order(first: dict[str, int], second: dict[str, int]) -> None:
    assert flips(simple(marks("C1", **first), marks("C2", **second)), CROSSED) == {("C1", "C2"): None}


def test_a_single_competency_has_no_weight_to_change() -> None:
    weights = (("tone", 100),)
    assert flips(simple(marks("C1", tone=5), marks("C2", tone=4), weights=weights), weights) == {("C1", "C2"): None}


def test_thirds_that_add_up_alike_make_no_flip() -> None:
    # Without tone, both come to 8: 7/3 + 7/3 + 10/3, and three times 8/3. With any weight on tone, C1 is ahead.
    weights = (("tone", 2), ("a", 28), ("b", 28), ("c", 28))
    raters = {"C1": {"a": (2, 2, 3), "b": (2, 2, 3), "c": (3, 3, 4)}, "C2": dict.fromkeys("abc", (2, 3, 3))}
    ratings = [
        Rating(f"R{rater}", candidate, name, name, value)
        for candidate, tone in (("C1", 4), ("C2", 3))
        for name, values in {"tone": (tone,) * 3, **raters[candidate]}.items()
        for rater, value in enumerate(values)
    ]
    told = flips(simple(ratings, weights=weights), weights)["C1", "C2"]
    assert told is not None
    assert told.competency == "c"  # From 28 in 86 to 25 in 83, further away than tone is from 0.


def test_a_competency_rated_for_one_of_the_two() -> None:
    # With tone at t: C1 is 4 (tone not rated) and C2 is (5t + 3(100 - t)) / 100: level at 50, where C1 is half covered.
    weights = (("tone", 10), ("crisis", 90))
    found = simple(marks("C1", crisis=4), marks("C2", tone=5, crisis=3), weights=weights)
    assert flips(found, weights) == {("C1", "C2"): None}
    # Had C2 3.8 on crisis: level where 5t + 3.8(100 - t) = 400, at 1/6, where C1 is covered by 5/6.
    closer = replace(found["C2"], competencies={"tone": Decimal(5), "crisis": Decimal("3.8")})
    told = flip(found["C1"], closer, weights)
    assert told is not None
    assert (told.competency, round(told.level_at, 9)) == ("tone", round(Decimal(100) / 6, 9))


def test_flips_where_one_of_the_two_lacks_a_competency() -> None:
    weights = (("tone", 40), ("crisis", 45), ("figures", 15))
    shares = shares_for(weights, [(name, name) for name, _ in weights])
    curved = 0
    for tone, crisis, *others in product((2, 3, 4), repeat=5):
        other = marks("C2", tone=others[0], crisis=others[1], figures=others[2])
        pair = Panel((*marks("C1", tone=tone, crisis=crisis), *other), weights, shares)
        for (first, second), told in flips(of(pair), weights).items():
            if told:
                level = totals(pair, told.competency, told.level_at)
                assert level[first] == pytest.approx(level[second], abs=Decimal("1e-7"))
                curved += told.competency != "figures"
    assert curved > 50


@given(panels())
def test_a_flip_flips_past_its_weight_and_not_before(panel: Panel) -> None:
    for (one, other), told in flips(of(panel), panel.weights).items():
        if told:
            step = Decimal("0.01") if told.level_at > told.weight else Decimal("-0.01")
            past = min(max(told.level_at + step, Decimal("1e-6")), 100 - Decimal("1e-6"))
            before = told.level_at - step if abs(told.level_at - told.weight) > abs(step) else told.weight
            after = totals(panel, told.competency, past)
            assert after[one] < after[other]
            still = totals(panel, told.competency, before)
            assert still[one] > still[other]


def totals(panel: Panel, name: str, per_cent: Decimal) -> dict[str, Decimal]:
    """Return the weighted means of the candidates, whatever part was rated, with a competency at so many per cent."""
    weights = at(panel.weights, name, per_cent)
    found = {}
    for candidate, score in scores(panel.ratings, weights, panel.shares).items():
        known = [(weight, value) for each, weight in weights if (value := score.competencies[each]) is not None]
        whole = sum(weight for weight, _ in known)
        found[candidate] = sum((weight * value for weight, value in known), Decimal(0)) / whole if whole else Decimal(0)
    return found


@given(panels(complete=True))
def test_no_smaller_change_flips(panel: Panel) -> None:
    for (one, other), told in flips(of(panel), panel.weights).items():
        whole = sum(weight for _, weight in panel.weights)
        for name, weight in panel.weights:
            now = 100 * Decimal(weight) / whole
            reach = abs(told.level_at - told.weight) - Decimal("0.001") if told else Decimal(100)
            for goal in (now - reach, now + reach):
                tried = totals(panel, name, min(max(goal, Decimal("1e-6")), 100 - Decimal("1e-6")))
                assert tried[one] > tried[other] or abs(tried[one] - tried[other]) < Decimal("1e-6")


def probability(panel: Panel, first: str, second: str, seed: int = 1) -> float:
    """Return how likely a candidate of a panel is ahead of another."""
    return ahead(panel.ratings, panel.weights, panel.shares, first, second, seed)


@given(panels(), st.integers(0, 2**40))
def test_one_or_the_other_is_ahead(panel: Panel, seed: int) -> None:
    found = probability(panel, "C0", "C1", seed)
    assert 0 <= found <= 1
    assert found + probability(panel, "C1", "C0", seed) == pytest.approx(1, abs=1e-12)


@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_ratings_changes_no_probability(panel: Panel, chance: Random) -> None:
    mixed = replace(panel, ratings=tuple(chance.sample(panel.ratings, len(panel.ratings))))
    assert probability(panel, "C0", "C1") == probability(mixed, "C0", "C1")


@given(panels(high=4))
def test_a_point_more_everywhere_changes_no_probability(panel: Panel) -> None:
    higher = replace(panel, ratings=tuple(replace(one, value=one.value + 1) for one in panel.ratings))
    assert probability(panel, "C0", "C1") == probability(higher, "C0", "C1")


@given(panels())
def test_weights_have_no_unit(panel: Panel) -> None:
    scaled = replace(panel, weights=tuple((name, 7 * weight) for name, weight in panel.weights))
    assert probability(panel, "C0", "C1") == probability(scaled, "C0", "C1")


def test_better_on_everything_for_everyone() -> None:
    ratings = [*rated("A", 4, 4, 4, 4, 4, 4), *rated("B", 3, 3, 3, 3, 3, 3)]
    assert ahead(ratings, WEIGHTS, SHARES, "A", "B", 1) == 1 > ESTABLISHED


def test_nothing_separates_equals() -> None:
    ratings = [*rated("A", 4, 2, 4, 3, 5, 1), *rated("B", 4, 2, 4, 3, 5, 1)]
    assert ahead(ratings, WEIGHTS, SHARES, "A", "B", 1) == 0.5


def test_two_raters_who_contradict_each_other() -> None:
    one, other = (5, 5, 5, 5, 5, 5), (2, 2, 2, 2, 2, 2)
    ratings = [
        *rated("A", *one, rater="R0"),
        *rated("B", *other, rater="R0"),
        *rated("A", *other, rater="R1"),
        *rated("B", *one, rater="R1"),
    ]
    assert ahead(ratings, WEIGHTS, SHARES, "A", "B", 1) == pytest.approx(0.5, abs=0.04)


def test_two_raters_of_three() -> None:
    # Two put A ahead by one point, one puts B ahead by one: A leads when the third is drawn 0 or 1 time of 3: 20/27.
    ratings = [Rating(f"R{rater}", "A", *cell, 3 + (rater < 2)) for rater in range(3) for cell in CELLS]
    ratings += [Rating(f"R{rater}", "B", *cell, 3 + (rater == 2)) for rater in range(3) for cell in CELLS]
    assert ahead(ratings, WEIGHTS, SHARES, "A", "B", 1) == pytest.approx(20 / 27, abs=0.03)


def test_two_questions_of_one_rater() -> None:
    # A is ahead by 2 on one question and behind by 1 on the other: behind when the second is drawn twice, 1/4.
    shares = shares_for((("tone", 100),), (("q0", "tone"), ("q3", "tone")))
    ratings = [Rating("R0", name, item, "tone", value) for name, item, value in (
        ("A", "q0", 5), ("A", "q3", 2), ("B", "q0", 3), ("B", "q3", 3),
    )]  # fmt: skip
    assert ahead(ratings, (("tone", 100),), shares, "A", "B", 1) == pytest.approx(0.75, abs=0.03)


def test_shares_count_in_each_draw() -> None:
    # A is ahead by 1 where the share is 3, behind by 2 where it is 1: behind only when the second is drawn twice.
    shares = [Share(item=item, competency="tone", basis_points=share) for item, share in (("q0", 3000), ("q3", 1000))]
    ratings = [Rating("R0", name, item, "tone", value) for name, item, value in (
        ("A", "q0", 4), ("A", "q3", 1), ("B", "q0", 3), ("B", "q3", 3),
    )]  # fmt: skip
    assert ahead(ratings, (("tone", 40),), shares, "A", "B", 1) == pytest.approx(0.75, abs=0.03)


def test_nobody_is_ahead_of_someone_without_a_total() -> None:
    # B was rated by both on tone and figures only, 65 % of the weight.
    ratings = [Rating(rater, "A", *cell, 5) for rater in ("R0", "R1") for cell in CELLS]
    ratings += [Rating(rater, "B", *cell, 1) for rater in ("R0", "R1") for cell in CELLS if cell[1] != "crisis"]
    assert ahead(ratings, WEIGHTS, SHARES, "A", "B", 1) == 0.5


def test_draws_without_a_rating_count_half() -> None:
    # R0 rated A only, R1 rated B only: one draw in two has both, and A is ahead in all of those.
    ratings = [*rated("A", 5, 5, 5, 5, 5, 5, rater="R0"), *rated("B", 2, 2, 2, 2, 2, 2, rater="R1")]
    assert ahead(ratings, WEIGHTS, SHARES, "A", "B", 1) == pytest.approx(0.75, abs=0.03)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (marks("A", tone=5, crisis=5), marks("B", tone=1, crisis=1)),
        (marks("A", tone=5, crisis=5), marks("B", tone=1)),
        (marks("A", tone=5, crisis=5), []),
        ([], []),
    ],
    ids=["one rater, one question a competency", "one without a total", "one without a rating", "no rating"],
)
def test_where_nothing_can_be_said(first: list[Rating], second: list[Rating]) -> None:
    shares = shares_for(CROSSED, (("tone", "tone"), ("crisis", "crisis")))
    others = marks("C", tone=3, crisis=4)
    assert ahead([*first, *second, *others], CROSSED, shares, "A", "B", 1) == 0.5
    assert ahead([*first, *second], CROSSED, shares, "A", "B", 1) == 0.5


@pytest.mark.parametrize(("seed", "missing"), [(4, 0), (19, 0.05), (27, 0.3), (28, 0.3)])
def test_draws_are_scored_by_the_rules(seed: int, missing: float) -> None:
    """Against the same bootstrap written plainly, with `scores` on each draw."""
    sample = panel(2, 3, seed, missing)
    chance = np.random.default_rng(5)
    kit = {(share.item, share.competency): share for share in sample.shares}
    by_name: dict[str, list[tuple[str, str]]] = {}
    for cell in sorted({(one.item, one.competency) for one in sample.ratings}):
        by_name.setdefault(cell[1], []).append(cell)
    value = {(one.rater, one.candidate, one.item, one.competency): one.value for one in sample.ratings}
    wins = 0.0
    for _ in range(400):
        raters = chance.choice(["R0", "R1", "R2"], 3)
        cells = [cells[at] for cells in by_name.values() for at in chance.integers(0, len(cells), len(cells))]
        ratings = [
            Rating(str(turn), name, f"{cell[0]} {place}", cell[1], value[rater, name, *cell])
            for turn, rater in enumerate(raters)
            for place, cell in enumerate(cells)
            for name in ("C000", "C001")
            if (rater, name, *cell) in value
        ]
        shares = [kit[cell].model_copy(update={"item": f"{cell[0]} {place}"}) for place, cell in enumerate(cells)]
        means = plain_totals(scores(ratings, sample.weights, shares), sample.weights)
        one, other = means.get("C000"), means.get("C001")
        wins += 0.5 if one is None or other is None or one == other else float(one > other)
    assert probability(sample, "C000", "C001") == pytest.approx(wins / 400, abs=0.075)


def plain_totals(found: dict[str, Score], weights: tuple[tuple[str, int], ...]) -> dict[str, Decimal]:
    """Return totals whatever part was rated, to ten places."""
    means = {}
    for name, score in found.items():
        known = [(weight, value) for each, weight in weights if (value := score.competencies[each]) is not None]
        total = sum((weight * value for weight, value in known), Decimal(0))
        means[name] = round(total / sum(weight for weight, _ in known), 10)
    return means


def test_neighbours_are_told_like_pairs() -> None:
    sample = panel(6, 3, missing=0.05)
    order = [name for level in ranking(of(sample)) for name in level]
    found = leads(sample.ratings, sample.weights, sample.shares, order, 9)
    assert found == tuple(probability(sample, one, other, 9) for one, other in pairwise(order))
    assert all(0.4 < value <= 1 for value in found)


def test_another_seed_says_nearly_the_same() -> None:
    sample = panel(2, 3, seed=4)
    found = [probability(sample, "C000", "C001", seed) for seed in range(6)]
    assert len(set(found)) > 1
    assert max(found) - min(found) < 0.06


def test_who_rated_another_version_only_is_not_drawn() -> None:
    sample = panel(2, 3, seed=4)
    stranger = Rating("R9", "C000", "old", "tone", 1)
    assert probability(replace(sample, ratings=(*sample.ratings, stranger)), "C000", "C001") == probability(
        sample, "C000", "C001"
    )


def test_nobody_to_compare() -> None:
    sample = panel(1, 2)
    assert (ranking(of(sample)), flips(of(sample), sample.weights)) == ((("C000",),), {})
    assert leads(sample.ratings, sample.weights, sample.shares, ("C000",), 1) == ()
    assert (ranking({}), flips({}, WEIGHTS), leads([], WEIGHTS, SHARES, (), 1)) == ((), {}, ())
