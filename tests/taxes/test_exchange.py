"""Lines in, lines out: a bad one says why, and stops nothing."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.library import Library
from app.taxes.exchange import answered

FOLDER = Path(__file__).parent.parent / "cases"
BAD = yaml.safe_load((FOLDER / "simulate.yaml").read_text(encoding="utf-8"))

WORKED = yaml.safe_load((FOLDER / "levies.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", BAD, ids=[case["what"] for case in BAD])
def test_a_bad_line_says_why(case: dict[str, str], library: Library) -> None:
    answer = json.loads(answered(case["line"], library.law))
    assert set(answer) == {"id", "error"}
    assert case["error"] in answer["error"]
    assert answer["id"] == ("a" if '"id"' in case["line"] else None)


@pytest.mark.parametrize("case", WORKED, ids=[case["what"] for case in WORKED])
def test_what_was_worked_out_by_hand(case: dict[str, Any], library: Library) -> None:
    inputs = {"date": "2026-05-01"} | {name: _plain(value) for name, value in case["inputs"].items()}
    asked = json.dumps({"id": 1, "status": case["status"], "inputs": inputs})
    found = json.loads(answered(asked, library.law))["result"]
    assert {name: found[name] for name in case["expected"]} == case["expected"], case["worked"]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("line", ["[" * 5000, "x" * 20_000, "null", '{"id": {"a": [1]}}', "9" * 5000])
def test_a_hostile_line_says_why_too(line: str, library: Library) -> None:
    assert "error" in json.loads(answered(line, library.law))


@pytest.fixture(scope="session")
def said(library: Library) -> Any:
    """Answer a line; a function, since hypothesis would print the whole library next to a failure."""
    return lambda line: json.loads(answered(line, library.law))


@given(st.text())
def test_whatever_is_typed_gets_one_line_of_json(said: Any, line: str) -> None:
    assert "error" in said(line)


def test_defaults_may_be_left_out(said: Any) -> None:
    short = said('{"id": 7, "status": "micro_bnc", "inputs": {"date": "2026-05-01", "turnover_excl_vat": 40000}}')
    assert short["id"] == 7
    assert short["result"]["social_contributions_flat_rate_part"] == 10236


def test_the_keys_are_those_of_the_reference(said: Any) -> None:
    """And nothing else: whoever reads the reference reads the answers."""
    for line in (FOLDER / "french-levies-2026.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found = said(json.dumps({name: case[name] for name in ("id", "status", "inputs")}))
        assert {name: found[name] for name in ("id", "status")} == {name: case[name] for name in ("id", "status")}
        assert set(case["expected"]) <= set(found["result"]), case["id"]
        assert set(case["expected"].get("breakdown", {})) <= set(found["result"].get("breakdown", {})), case["id"]


def test_an_answer_is_exact_to_the_cent(said: Any) -> None:
    found = said('{"id": 1, "status": "portage", "inputs": {"date": "2026-05-01", "turnover_excl_vat": 60000.01}}')
    for value in found["result"].values():
        if isinstance(value, float):
            assert Decimal(str(value)) == Decimal(str(value)).quantize(Decimal("0.0001"))


def test_aid_given_a_year_before_counts_no_more(said: Any) -> None:
    line = {"id": 1, "status": "micro_bnc", "inputs": {"date": "2026-05-01", "turnover_excl_vat": 40000, "acre": True}}
    rates = {}
    for created in (date(2025, 4, 1), date(2025, 6, 1), date(2026, 7, 1)):
        line["inputs"]["creation_date"] = created.isoformat()  # type: ignore[index]
        rates[created.isoformat()] = said(json.dumps(line))["result"]["flat_rate"]
    assert rates == {"2025-04-01": 0.256, "2025-06-01": 0.128, "2026-07-01": 0.192}
