"""How competencies share a hundred points."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.careers.vocabulary import importance
from app.careers.weights import CAP, DEFAULT_COUNT, FLOOR, MOST, bounds, default_competencies, shares
from app.library import Library

SCORES = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.decimals(Decimal("0.01"), Decimal(1000), places=2),
    min_size=1,
    max_size=MOST,
)


@given(SCORES)
def test_shares_add_up_to_a_hundred(scores: dict[str, Decimal]) -> None:
    assert sum(shares(scores).values()) == 100


@given(SCORES)
def test_shares_stay_within_bounds(scores: dict[str, Decimal]) -> None:
    least, most = bounds(len(scores))
    assert all(least <= share <= most for share in shares(scores).values())


@given(SCORES)
def test_what_counts_more_never_weighs_less(scores: dict[str, Decimal]) -> None:
    whole = shares(scores)
    assert all(whole[a] >= whole[b] for a in scores for b in scores if scores[a] > scores[b])


@given(SCORES, st.decimals(Decimal("0.1"), Decimal(10), places=1))
def test_the_scale_of_the_scores_does_not_matter(scores: dict[str, Decimal], factor: Decimal) -> None:
    assert shares(scores) == shares({name: score * factor for name, score in scores.items()})


def test_shares_are_worked_out_by_hand() -> None:
    assert shares({"a": Decimal(5), "b": Decimal(3), "c": Decimal(2)}) == {"a": 35, "b": 35, "c": 30}
    assert shares({"a": Decimal(1)}) == {"a": 100}
    assert shares({name: Decimal(1) for name in "abc"}) == {"a": 34, "b": 33, "c": 33}
    assert shares(dict(zip("abcd", map(Decimal, (10, 1, 1, 1)), strict=True)))["a"] == CAP


def test_default_competencies_of_every_role_and_level(library: Library) -> None:
    for role in library.roles.values():
        for level in library.levels.values():
            weights = default_competencies(role, level)
            counts = [importance(role, level, name) for name in weights]
            assert len(weights) == DEFAULT_COUNT, (role.id, level.id)
            assert sum(weights.values()) == 100
            assert all(FLOOR <= weight <= CAP for weight in weights.values())
            assert counts == sorted(counts, reverse=True)
            left_out = max(importance(role, level, name) for name in role.weights if name not in weights)
            assert counts[-1] >= left_out > 0
