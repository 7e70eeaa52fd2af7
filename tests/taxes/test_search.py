"""Searching: exact on steps of any shape, and quick."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.taxes.search import largest, least

STEP = Decimal("0.01")
slopes = st.decimals("0.01", 3, places=2)


@given(st.lists(slopes, min_size=1, max_size=5), st.integers(1, 2000), st.integers(-500, 8000), st.integers(0, 50))
def test_the_largest_is_the_last_that_does_not_pass(rises: list[Decimal], stride: int, wished: int, jump: int) -> None:
    """On a broken line that jumps: found by the search as by looking at every place."""

    def result(amount: Decimal) -> Decimal:
        places = int(amount / STEP)
        pieces = [min(max(places - rank * stride, 0), stride) for rank in range(len(rises))]
        return sum((length * rise for length, rise in zip(pieces, rises, strict=True)), Decimal(0)) + (
            jump if places > stride else 0
        )

    most = stride * (len(rises) + 1)
    found = largest(result, Decimal(wished), STEP, most * STEP)
    fitting = [place for place in range(most + 1) if result(place * STEP) <= wished]
    assert found == (fitting[-1] if fitting else 0) * STEP


def test_it_asks_little() -> None:
    asked = []

    def cost(gross: Decimal) -> Decimal:
        asked.append(gross)
        return gross * Decimal("1.41") + max(Decimal(0), gross - 4005) * Decimal("0.09")

    assert largest(cost, Decimal(9000), STEP, Decimal(9000)) == Decimal("6240.30")
    assert len(asked) <= 10


@given(st.integers(0, 5000))
def test_the_least_reaches_what_is_wished(wished: int) -> None:
    def result(amount: Decimal) -> Decimal:
        return (amount * Decimal("0.7")).quantize(STEP)

    found = least(result, Decimal(wished), Decimal(1), Decimal(5000))
    if wished > 3500:
        assert found is None
    else:
        assert found is not None
        assert result(found) >= wished
        assert found == 0 or result(found - 1) < wished
