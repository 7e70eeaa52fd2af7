"""What hands type in fields of numbers, and how amounts, percentages and durations are shown."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.content.text import LANGUAGES, NARROW_NO_BREAK, NO_BREAK, Language
from app.web.fields import (
    Ambiguous,
    AmountField,
    NumberField,
    PercentField,
    Unreadable,
    WholeField,
    amount,
    plain_number,
)
from app.web.language import speaking
from app.web.shown import cents, euros, hours, percent

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "amounts.yaml").read_text(encoding="utf-8"))
amounts = st.decimals(0, 10**9, places=2)
languages = st.sampled_from(LANGUAGES)
every_language = pytest.mark.parametrize("language", LANGUAGES)


class Typed(Form):  # type: ignore[misc]
    """One field of each kind."""

    net = AmountField(0, 100_000, default=Decimal(3000))
    days = WholeField(1, 260, optional=True)
    fee = PercentField(0, 100, default=Decimal("0.1"))
    factor = NumberField(Decimal("0.5"), 2)


def sent(**typed: str) -> Typed:
    """Return the form as it was sent, read and checked."""
    form = Typed(MultiDict({"factor": "1"} | typed))
    form.validate()
    return form


def said(form: Form) -> dict[str, str]:
    """Return what is said of each refused field, with plain spaces and apostrophes."""
    return {name: " ".join(errors[0].split()).replace("’", "'") for name, errors in form.errors.items()}


@pytest.mark.parametrize("case", CASES["read"], ids=[case["typed"] for case in CASES["read"]])
@every_language
def test_amounts_are_read_in_both_languages(case: Mapping[str, str], language: Language) -> None:
    with speaking(language):
        form = sent(net=case["typed"])
    assert said(form) == {}
    assert form.net.data == Decimal(case["value"])


@pytest.mark.parametrize("case", CASES["ambiguous"], ids=[case["typed"] for case in CASES["ambiguous"]])
@every_language
def test_what_reads_two_ways_is_refused_with_both(case: Mapping[str, str], language: Language) -> None:
    with speaking(language):
        assert said(sent(net=case["typed"])) == {"net": case[language]}


@pytest.mark.parametrize("typed", CASES["out_of_bounds"])
def test_what_is_out_of_bounds(typed: str) -> None:
    form = sent(net=typed)
    assert said(form) == {"net": "Écrivez un montant de 0 à 100 000 euros."}
    assert form.net.data is None


@pytest.mark.parametrize("typed", CASES["unreadable"])
def test_what_is_no_amount(typed: str) -> None:
    form = sent(net=typed)
    assert said(form) == {"net": "Écrivez un montant en euros, par exemple 1 234,56."}
    assert form.net.data is None


@given(amounts, languages)
def test_what_the_product_writes_with_cents_is_read_back(value: Decimal, language: Language) -> None:
    with speaking(language):
        assert amount(cents(value)) == value


@given(amounts, st.sampled_from(["fr_FR", "en_GB"]))
def test_what_babel_writes_is_read_back_or_said_to_be_ambiguous(value: Decimal, locale: str) -> None:
    written = format_decimal(value, locale=locale)
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", written):
        with pytest.raises(Ambiguous) as two:
            plain_number(written)
        assert two.value.whole == value
    else:
        assert plain_number(written) == value


@given(amounts, languages)
def test_a_value_shown_in_a_field_is_read_back(value: Decimal, language: Language) -> None:
    with speaking(language):
        assert plain_number(Typed(net=value).net.text) == value


@given(st.text(max_size=50))
def test_any_text_gives_a_number_not_below_zero_or_is_refused(text: str) -> None:
    try:
        value = plain_number(text)
    except (Ambiguous, Unreadable):
        return
    assert value >= 0
    assert value.is_finite()
    assert value == value.quantize(Decimal("0.01"))


def test_what_was_typed_is_kept_and_a_default_is_written() -> None:
    form = sent(net=" 12,5 € ", days="a lot", fee="")
    assert (form.net.text, form.days.text, form.fee.text) == ("12,5 €", "a lot", "10")
    with speaking("en"):
        assert sent(fee="12,50").fee.text == "12,50"
        assert Typed(factor=Decimal("1.5")).factor.text == "1.5"
    assert Typed(factor=Decimal("1.5")).factor.text == "1,5"


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("days", "12", 12),
        ("days", "12,0", 12),
        ("days", "", None),
        ("net", "", Decimal(3000)),
        ("fee", "", Decimal("0.1")),
        ("fee", "12,5 %", Decimal("0.125")),
        ("fee", "100%", Decimal(1)),
        ("factor", "0.5", Decimal("0.5")),
        ("factor", "2", Decimal(2)),
    ],
)
def test_other_fields(field: str, typed: str, value: Any) -> None:
    form = sent(**{field: typed})
    assert said(form) == {}
    assert form[field].data == value
    assert type(form[field].data) is type(value)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("days", "12,5", "Écrivez un nombre entier de 1 à 260."),
        ("days", "0", "Écrivez un nombre entier de 1 à 260."),
        ("days", "12 jours", "Écrivez un nombre entier de 1 à 260."),
        ("fee", "101", "Écrivez un pourcentage de 0 à 100."),
        ("fee", "dix", "Écrivez un pourcentage, par exemple 12,5."),
        ("factor", "2,01", "Écrivez un nombre de 0,5 à 2."),
        ("factor", "x", "Écrivez un nombre, par exemple 1,5."),
        ("factor", "", "Écrivez un nombre, par exemple 1,5."),
    ],
)
def test_other_refusals(field: str, typed: str, message: str) -> None:
    assert said(sent(**{field: typed})) == {field: message}


@pytest.mark.parametrize(
    ("show", "value", "fr", "en"),
    [
        (euros, "0", "0_€", "€0"),
        (euros, "1234567", "1.234.567_€", "€1,234,567"),
        (euros, "1234.5", "1.235_€", "€1,235"),
        (euros, "2.5", "3_€", "€3"),
        (euros, "-1234.5", "−1.235_€", "−€1,235"),
        (euros, "-0.3", "0_€", "€0"),
        (cents, "1234.56", "1.234,56_€", "€1,234.56"),
        (cents, "0.125", "0,13_€", "€0.13"),
        (cents, "7", "7,00_€", "€7.00"),
        (percent, "0.256", "25,6_%", "25.6%"),
        (percent, "0.00044", "0,044_%", "0.044%"),
        (percent, "0.0000449", "0,004_%", "0.004%"),
        (percent, "1", "100_%", "100%"),
        (percent, "-0.05", "−5_%", "−5%"),
        (hours, "3.5", "3_h_30", "3_h_30_min"),
        (hours, "3", "3_h", "3_h"),
        (hours, "3.1", "3_h_06", "3_h_6_min"),
        (hours, "0.5", "30_min", "30_min"),
        (hours, "0", "0_min", "0_min"),
        (hours, "1.999", "2_h", "2_h"),
        (hours, "1607", "1.607_h", "1,607_h"),
    ],
)
def test_how_values_are_shown(show: Callable[[Decimal], str], value: str, fr: str, en: str) -> None:
    """`_` stands for a no-break space, a point between French thousands for a narrow one."""
    with speaking("fr"):
        assert show(Decimal(value)) == fr.replace(".", NARROW_NO_BREAK).replace("_", NO_BREAK)
    with speaking("en"):
        assert show(Decimal(value)) == en.replace("_", NO_BREAK)


@given(amounts)
def test_euros_are_the_nearest_ones_halves_up(value: Decimal) -> None:
    with speaking("en"):
        shown = Decimal(euros(value).removeprefix("€").replace(",", ""))
    assert -Decimal("0.5") < shown - value <= Decimal("0.5")
