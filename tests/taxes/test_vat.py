"""The VAT exemption: three stages, and a price with VAT."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.loading import load
from app.taxes.vat import vat_state

LAW = load(Path(__file__).parents[2]).law
RATES = LAW.on(date(2026, 12, 31))
turnovers = st.decimals(0, 200_000, places=2)


@pytest.mark.parametrize(
    ("turnover", "stage", "notes"),
    [
        ("0", "exempt", ()),
        ("37500", "exempt", ()),
        ("37500.01", "near", ("vat-franchise-near",)),
        ("41250", "near", ("vat-franchise-near",)),
        ("41250.01", "passed", ("vat-franchise-passed",)),
    ],
)
def test_a_threshold_itself_is_not_passed(turnover: str, stage: str, notes: tuple[str, ...]) -> None:
    found = vat_state(Decimal(turnover), RATES)
    assert (found.stage, found.notes) == (stage, notes)
    assert (found.base, found.most, found.rate) == (Decimal(37500), Decimal(41250), Decimal("0.2"))


def test_every_note_has_its_words() -> None:
    notes = {note for turnover in (0, 40_000, 50_000) for note in vat_state(Decimal(turnover), RATES).notes}
    assert notes == {"vat-franchise-near", "vat-franchise-passed"} <= set(LAW.notes)


@given(turnovers, turnovers)
def test_more_turnover_never_brings_the_exemption_back(one: Decimal, two: Decimal) -> None:
    stages = ("exempt", "near", "passed")
    low, high = (stages.index(vat_state(turnover, RATES).stage) for turnover in sorted((one, two)))
    assert low <= high


def test_a_price_with_vat_is_to_the_cent() -> None:
    vat = vat_state(Decimal(50_000), RATES)
    assert vat.on_top(Decimal(350)) == Decimal("420.00")
    assert str(vat.on_top(Decimal("296.13"))) == "355.36"
