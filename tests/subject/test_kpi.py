"""Indicators: the cases worked out by hand, and what holds for all numbers."""

from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.subject import kpi

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "kpi.yaml").read_text(encoding="utf-8")
)
MINUTES = st.lists(st.integers(0, 20000).map(Decimal), min_size=1, max_size=40)


def percent(ratio: Decimal) -> Decimal:
    """Return a ratio in per cent, to four decimals."""
    return round(ratio * 100, 4)


@pytest.mark.parametrize("case", CASES["engagement"], ids=lambda case: case["what"])
def test_engagement(case: dict[str, Any]) -> None:
    found = kpi.engagement(case["interactions"], case["counted"].items())
    assert {base: percent(rate) for base, _, rate in found.rates} == {
        base: Decimal(rate) for base, rate in case["rates"].items()
    }


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(1, 10**9))
def test_the_smaller_the_denominator_the_higher_the_rate(interactions: int, one: int, other: int) -> None:
    found = kpi.engagement(interactions, [("reach", min(one, other)), ("impressions", max(one, other))])
    (_, _, high), (_, _, low) = found.rates
    assert high >= low >= 0
    assert low * max(one, other) == pytest.approx(Decimal(interactions))


@pytest.mark.parametrize("case", CASES["times"], ids=lambda case: repr(case["typed"]))
def test_times_are_read(case: dict[str, Any]) -> None:
    assert kpi.durations(case["typed"]) == tuple(map(Decimal, case["minutes"]))


@pytest.mark.parametrize("case", CASES["unreadable"], ids=lambda case: case["typed"])
def test_what_is_no_time_is_named(case: dict[str, Any]) -> None:
    with pytest.raises(kpi.Unreadable) as caught:
        kpi.durations(case["typed"])
    assert caught.value.piece == case["piece"]


def test_too_many_times_are_refused() -> None:
    assert len(kpi.durations("5;" * kpi.MOST_TIMES)) == kpi.MOST_TIMES
    with pytest.raises(ValueError, match="at most"):
        kpi.durations("5;" * (kpi.MOST_TIMES + 1))


@given(st.lists(st.integers(0, 999999), min_size=1, max_size=50), st.sampled_from([";", " ; ", ", ", ";  "]))
def test_a_list_written_is_read_back(minutes: list[int], separator: str) -> None:
    assert kpi.durations(separator.join(map(str, minutes))) == tuple(map(Decimal, minutes))


@given(st.text(max_size=60))
def test_anything_else_typed_is_refused_calmly(text: str) -> None:
    with suppress(kpi.Unreadable):
        assert all(time >= 0 for time in kpi.durations(text))


@pytest.mark.parametrize("case", CASES["response"], ids=lambda case: case["what"])
def test_response(case: dict[str, Any]) -> None:
    found = kpi.response([Decimal(time) for time in case["times"]], case["limit"])
    assert (found.count, found.within) == (len(case["times"]), case["within"])
    assert (found.median, found.longest) == (Decimal(case["median"]), Decimal(case["longest"]))
    assert percent(found.share) == Decimal(case["share"])


def test_no_message_has_no_response_time() -> None:
    with pytest.raises(ValueError, match="at least one"):
        kpi.response([], 60)


@given(MINUTES, st.integers(1, 20000))
def test_half_of_the_messages_wait_no_longer_than_the_median(times: list[Decimal], limit: int) -> None:
    found = kpi.response(times, limit)
    assert min(times) <= found.median <= found.longest == max(times)
    assert sum(time <= found.median for time in times) * 2 >= len(times)
    assert sum(time >= found.median for time in times) * 2 >= len(times)
    assert 0 <= found.share <= 1
    assert (found.share == 1) == (found.longest <= limit)


@given(MINUTES, st.integers(1, 10000))
def test_a_longer_limit_holds_no_fewer_answers(times: list[Decimal], limit: int) -> None:
    assert kpi.response(times, limit).within <= kpi.response(times, 2 * limit).within


@given(MINUTES)
def test_one_forgotten_message_does_not_carry_the_median_away(times: list[Decimal]) -> None:
    late = kpi.median([*times, Decimal(10**6)])
    assert late <= max(times) or len(times) == 1


@pytest.mark.parametrize("case", CASES["conversion"], ids=lambda case: str(case["clicks"]))
def test_conversion(case: dict[str, Any]) -> None:
    spent = None if case["spent"] is None else Decimal(case["spent"])
    found = kpi.conversion(case["clicks"], case["conversions"], spent)
    assert percent(found.rate) == Decimal(case["rate"])
    for name in ("per_click", "per_conversion"):
        assert getattr(found, name) == (None if case[name] is None else Decimal(case[name]))


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.decimals(0, 10**6, places=2))
def test_costs_add_up_to_what_was_spent(clicks: int, conversions: int, spent: Decimal) -> None:
    found = kpi.conversion(clicks, conversions, spent)
    assert found.per_click is not None
    assert found.per_conversion is not None
    assert found.per_click * clicks == pytest.approx(spent)
    assert found.per_conversion * conversions == pytest.approx(spent)
