"""The day-rate form: bad input is refused in words, defaults are the market's, the address is short and comes back."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from simulating import LAW, MARKET
from visiting import Fetch, Page, plain
from werkzeug.datastructures import MultiDict

from app.content.text import LANGUAGES, Language
from app.freelance.expenses import usual_expenses
from app.freelance.forms.rates import RateForm
from app.taxes.activity import LONG_AGO, STATUSES
from app.web.language import speaking

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "rates.yaml").read_text(encoding="utf-8")
)
ADDRESS: dict[Language, str] = {"fr": "/fr/freelance/tarif-journalier", "en": "/en/freelance/day-rate"}
TODAY = date(2026, 11, 22)


def sent(**typed: str) -> RateForm:
    """Return the form as an address fills it; `x_tools` stands for x-tools."""
    named = {name.replace("x_", "x-").replace("platform_", "platform-"): value for name, value in typed.items()}
    return RateForm(MultiDict(named), LAW, MARKET, TODAY)


def held(page: Page, name: str) -> set[str]:
    """Return what the controls called `name` show: texts, ticked boxes, chosen options."""
    controls = page.soup.select(f'[name="{name}"]')
    texts = {str(one["value"]) for one in controls if one.name == "input" and one.get("type") not in _TICKED}
    ticked = {str(one["value"]) for one in controls if one.has_attr("checked")}
    return texts | ticked | {str(option["value"]) for one in controls for option in one.select("option[selected]")}


_TICKED = ("radio", "checkbox")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_bad_input_is_refused_next_to_its_field(page: Fetch, at: Any, case: dict[str, Any], language: Language) -> None:
    at(2026, 11, 22)
    answer = page(ADDRESS[language], 422, tuple(case["typed"].values()), query_string=case["typed"])
    field = case["field"]
    assert plain(case[language]) in plain(answer.words(f"#{field}-error"))
    assert plain(case[language]) in plain(answer.words("#refusal"))
    assert answer.soup.select(f'#refusal a[href="#{field}"]')
    assert not answer.soup.select(".result__value")
    folded = answer.one(f"#{field}-error").find_parent("details")
    assert folded is None or folded.has_attr("open")
    if case.get("kept", True):
        assert case["typed"][field] in held(answer, field)


def test_errors_of_two_fields_of_the_same_meaning_stay_apart() -> None:
    """Training is a number of days and an expense."""
    form = sent(training="x", **{"x-training": "-1"})
    assert not form.validate()
    assert set(form.errors) == {"training", "x-training"} <= set(form.labels)


def test_an_empty_address_proposes_what_the_market_says() -> None:
    form = sent()
    assert form.validate()
    assert form.expenses() == usual_expenses(MARKET.expenses.values(), "micro-bnc")
    assert form.built().away == tuple(figure.low for figure in MARKET.volumes.away.values())
    assert form.billed() == 252 - sum(form.built().away)
    assert (form.year.data, form.activity().created) == (2026, LONG_AGO)
    assert form.address() == form.shared() == {"year": "2026"}


def test_every_field_has_a_label() -> None:
    form = sent()
    fields = {*form._fields, *(field.name for field in form.costs)} - {"of"}
    assert fields == set(form.labels)


@pytest.mark.parametrize("status", STATUSES)
def test_expenses_left_as_proposed_follow_the_status(status: str) -> None:
    accountant = MARKET.expenses["accountant"]
    followed = sent(status=status, of="ei", **{"x-accountant": "1300", "x-tools": "450"})
    assert followed.costs["accountant"].data == accountant.by_status.get(status, accountant.amount)
    assert followed.costs["tools"].data == 450
    kept = sent(status=status, of=status, **{"x-accountant": "1300"})
    assert kept.costs["accountant"].data == 1300


def test_an_unknown_status_before_changes_nothing() -> None:
    form = sent(of="wizard", **{"x-accountant": "1300"})
    assert form.validate()
    assert form.costs["accountant"].data == 1300


def test_a_date_is_read_both_ways() -> None:
    days = [sent(created=typed).activity().created for typed in ("2026-03-01", "01/03/2026")]
    assert days == [date(2026, 3, 1)] * 2


def test_after_the_last_year_known_the_last_one_is_proposed() -> None:
    assert RateForm(MultiDict(), LAW, MARKET, date(2031, 1, 1)).year.data == 2026


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "mode": st.sampled_from(("net", "rate", "salary")),
            "net": st.integers(1, 9000).map(str),
            "status": st.sampled_from(STATUSES),
            "year": st.sampled_from(("2025", "2026")),
            "leave": st.integers(0, 60).map(str),
            "count": st.sampled_from(("built", "given")),
            "days": st.integers(2, 400).map(lambda halves: str(Decimal(halves) / 2)),
            "alsace": st.just("yes"),
            "x-tools": st.integers(0, 5000).map(str),
            "x-platform-commission": st.integers(0, 50).map(str),
            "other_income": st.integers(0, 90_000).map(str),
            "fee": st.integers(0, 30).map(str),
            "pay": st.integers(0, 100).map(str),
            "dividends": st.just("yes"),
            "acre": st.just("yes"),
            "created": st.just("01/02/2025"),
        },
    ),
    st.sampled_from(LANGUAGES),
)
@settings(max_examples=80)
def test_the_short_address_gives_the_same_form_back(typed: dict[str, str], language: Language) -> None:
    with speaking(language):
        form = sent(**typed)
        assert form.validate() or set(form.errors) <= {"leave", "created", "days"}
        again = sent(**form.address())
    assert {field.name: field.data for field in again} | {"of": ""} == {field.name: field.data for field in form} | {
        "of": ""
    }
    assert [field.data for field in again.costs] == [field.data for field in form.costs]
    assert again.address() == form.address()
    assert set(form.address()) <= {*typed, "year"}
