"""SIREN, SIRET and VAT numbers, as hands type them."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.quotes.identifiers import WrongNumber, business_number, same_business, vat_number

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "identifiers.yaml").read_text(encoding="utf-8"))
READ = {"business": business_number, "vat": vat_number}


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']} {case['typed']}" for case in CASES])
def test_a_number_is_read_or_refused(case: dict[str, Any]) -> None:
    if "read" in case:
        assert READ[case["kind"]](case["typed"]) == case["read"]
        return
    with pytest.raises(WrongNumber) as refused:
        READ[case["kind"]](case["typed"])
    assert (refused.value.fault, refused.value.count) == (case["wrong"], case["count"])


@given(text=st.text(max_size=30))
def test_any_other_text_is_refused_and_breaks_nothing(text: str) -> None:
    for read in READ.values():
        try:
            number = read(text)
        except WrongNumber:
            continue
        assert number.isascii()
        assert number.isalnum()


@given(place=st.integers(0, 13), digit=st.integers(1, 9))
def test_one_wrong_digit_never_passes(place: int, digit: int) -> None:
    right = "73282932000074"
    wrong = right[:place] + str((int(right[place]) + digit) % 10) + right[place + 1 :]
    with pytest.raises(WrongNumber):
        business_number(wrong)


def test_a_vat_number_goes_with_its_business() -> None:
    assert same_business("73282932000074", "FR44732829320")
    assert same_business("732829320", "FR44732829320")
    assert not same_business("404833048", "FR44732829320")
    assert same_business("404833048", "DE136695976")
