"""What quotes come to: cases worked out by hand, and what holds for all of them."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.quotes.quote import RATES, Line, Terms
from app.quotes.totals import deposit, line_amount, rounded, totals

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "quotes.yaml").read_text(encoding="utf-8"))


def line(quantity: str, price: str, discount: str = "0", vat: str = "0", **_: str) -> Line:
    hundredth = Decimal("0.01")
    return Line(
        description="x",
        quantity=Decimal(quantity),
        unit="day",
        price=Decimal(price),
        discount=Decimal(discount) * hundredth,
        rate=Decimal(vat) * hundredth,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_quote_worked_out_by_hand(case: dict[str, Any]) -> None:
    lines = [line(**entry) for entry in case["lines"]]
    sums = totals(lines)
    assert [str(line_amount(one)) for one in lines] == [entry["amount"] for entry in case["lines"]]
    assert (str(sums.net), str(sums.gross)) == (case["net"], case["gross"])
    assert {tax.rate * 100: str(tax.amount) for tax in sums.taxes} == {
        Decimal(rate): amount for rate, amount in case["vat"].items()
    }
    if share := case.get("deposit"):
        terms = Terms(valid_days=30, payment="receipt", payment_days=0, deposit_share=Decimal(share["share"]) / 100)
        assert str(deposit(terms, sums.gross)) == share["amount"]


amounts = st.decimals(0, 10_000, places=2)
shares = st.integers(0, 10_000).map(lambda part: Decimal(part) / 10_000)
lines_of = st.lists(
    st.builds(
        Line,
        description=st.just("x"),
        quantity=amounts,
        unit=st.just("day"),
        price=amounts,
        discount=shares,
        rate=st.sampled_from(RATES),
    ),
    max_size=20,
)


@given(lines=lines_of)
def test_the_net_is_the_sum_of_rounded_lines(lines: list[Line]) -> None:
    sums = totals(lines)
    assert sums.net == sum((line_amount(one) for one in lines), Decimal(0))
    assert all(line_amount(one) == rounded(line_amount(one)) for one in lines)


@given(lines=lines_of)
def test_vat_is_taken_rate_by_rate_on_what_is_taxed(lines: list[Line]) -> None:
    sums = totals(lines)
    assert sums.gross == sums.net + sum((tax.amount for tax in sums.taxes), Decimal(0))
    assert len({tax.rate for tax in sums.taxes}) == len(sums.taxes)
    for tax in sums.taxes:
        assert tax.base == sum((line_amount(one) for one in lines if one.rate == tax.rate), Decimal(0))
        assert abs(tax.amount - tax.base * tax.rate) <= Decimal("0.005")
    assert sums.net <= sums.gross <= sums.net * Decimal("1.2") + Decimal("0.02")


@given(lines=lines_of)
def test_the_order_of_lines_changes_nothing(lines: list[Line]) -> None:
    assert totals(lines) == totals(lines[::-1])


@given(quantity=amounts, price=amounts, less=shares, more=shares)
def test_a_larger_discount_never_costs_more(quantity: Decimal, price: Decimal, less: Decimal, more: Decimal) -> None:
    less, more = sorted((less, more))
    cheap, dear = (
        Line(description="x", quantity=quantity, unit="day", price=price, discount=discount)
        for discount in (more, less)
    )
    assert Decimal(0) <= line_amount(cheap) <= line_amount(dear) <= rounded(quantity * price)


@given(gross=amounts, share=shares)
def test_a_deposit_stays_within_the_price(gross: Decimal, share: Decimal) -> None:
    terms = Terms(valid_days=30, payment="receipt", payment_days=0, deposit_share=share)
    assert Decimal(0) <= deposit(terms, gross) <= gross


def test_a_deposit_in_euros_is_what_was_typed() -> None:
    terms = Terms(valid_days=30, payment="receipt", payment_days=0, deposit_amount=Decimal("123.45"))
    assert deposit(terms, Decimal(1000)) == Decimal("123.45")
    assert deposit(terms.model_copy(update={"deposit_amount": None}), Decimal(1000)) == 0
