"""The 154 cases of the official simulator: every amount within 1 euro a year, 2 in portage."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lawful import lawful, neutral_tax, shown_tax

from app.library import Library
from app.taxes.exchange import answered

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "french-levies-2026.jsonl").read_text("utf-8").splitlines()
]
FORWARD = [case for case in CASES if not case["id"].startswith("inverse_")]
INVERSE = [case for case in CASES if case["id"].startswith("inverse_")]
NEAR = defaultdict(lambda: 1.0, portage=2.0)
RATIOS = {"flat_rate", "withholding_rate"}


def answer(case: dict[str, Any], library: Library, **changed: Any) -> dict[str, Any]:
    """Return what the service answers to a case."""
    asked = {"id": case["id"], "status": case["status"], "inputs": case["inputs"] | changed}
    result: dict[str, Any] = json.loads(answered(json.dumps(asked), library.law))["result"]
    return result


def gaps(expected: dict[str, Any], found: dict[str, Any], place: str = "") -> Iterator[tuple[str, float]]:
    """Yield the gap of each amount expected, with its name; ratios count for ten thousand."""
    for name, value in expected.items():
        if isinstance(value, dict):
            yield from gaps(value, found[name], f"{name}.")
        elif value is None or isinstance(value, bool):
            assert found[name] == value, name
        else:
            yield place + name, abs(found[name] - value) * (10_000 if name in RATIOS else 1)


def worst(case: dict[str, Any], library: Library) -> tuple[str, float]:
    """Return the amount of a case that is the farthest from the reference; monthly amounts count twelve times."""
    monthly = case["status"] == "employee"
    found = gaps(lawful(case), answer(case, library))
    yearly = ((name, gap * (12 if monthly or name.endswith("_monthly") else 1)) for name, gap in found)
    return max(yearly, key=lambda pair: pair[1])


@pytest.mark.parametrize("case", FORWARD, ids=[case["id"] for case in FORWARD])
def test_every_amount_of_the_reference(case: dict[str, Any], library: Library) -> None:
    name, gap = worst(case, library)
    assert gap <= NEAR[case["status"]], name


@pytest.mark.parametrize("case", FORWARD, ids=[case["id"] for case in FORWARD])
def test_the_conversion_starts_from_the_tax_the_reference_shows(case: dict[str, Any]) -> None:
    expected = case["expected"]
    if case["status"] in ("employee", "portage"):
        shown = expected["withholding_tax_monthly"]
        if expected["withholding_rate"] is not None:
            assert abs(neutral_tax(expected["net_taxable_monthly"]) - shown) < 0.05  # The reference rounds the year.
        else:
            yearly = {**case, "expected": {"taxable_income": expected["net_taxable_monthly"] * 12}}
            assert abs(shown_tax(yearly) / 12 - shown) < 0.05
    elif not case["inputs"].get("versement_liberatoire"):
        flat = expected.get("dividends_flat_income_tax", 0)
        assert abs(shown_tax(case) + flat - expected["income_tax"]) < 0.51


@pytest.mark.parametrize("case", INVERSE, ids=[case["id"] for case in INVERSE])
def test_every_turnover_of_the_reference(case: dict[str, Any], library: Library) -> None:
    """The turnover found gives the net wished; it is that of the reference, but where death cover is taxed there."""
    target = case["inputs"]["target_net_after_tax"]
    found = answer(case, library)
    turnover = found["turnover_excl_vat"]
    assert 0 <= found["net_after_tax_at_turnover"] - target <= 1
    forward = {name: value for name, value in case["inputs"].items() if name != "target_net_after_tax"}
    simple = {**case, "inputs": forward}
    assert answer(simple, library, turnover_excl_vat=turnover)["net_after_tax"] == found["net_after_tax_at_turnover"]
    reference = case["expected"]["turnover_excl_vat"]
    if case["status"] not in ("sasu_is", "portage"):
        assert abs(turnover - reference) <= 60
        return
    ours = answer(simple, library, turnover_excl_vat=reference)
    taxed_cover = {**simple, "expected": _with_cover(ours)}
    assert abs(ours["net_after_tax"] - (shown_tax(taxed_cover) - _tax(ours)) - target) <= NEAR[case["status"]]


def _tax(found: dict[str, Any]) -> float:
    """Return the yearly tax on the scale."""
    return float(found["income_tax_on_scale"] if "gross_salary" in found else 12 * found["withholding_tax_monthly"])


def _with_cover(found: dict[str, Any]) -> dict[str, float]:
    """Return the yearly taxable income as the reference counts it, death cover included."""
    cover = found["breakdown"]["death_cover_employer"]
    if "taxable_income" in found:
        return {"taxable_income": found["taxable_income"] + cover}
    return {"taxable_income": 12 * (found["net_taxable_monthly"] + cover)}


def test_the_table_of_worst_gaps(library: Library) -> None:
    """Shown by `pytest -s -k worst_gaps`: cases and worst gap by status."""
    table: dict[str, list[tuple[float, str, str]]] = defaultdict(list)
    for case in FORWARD:
        name, gap = worst(case, library)
        table[case["status"]].append((gap, case["id"], name))
    for status, found in sorted(table.items()):
        gap, case_id, name = max(found)
        print(f"{status:20} {len(found):3} cases, worst gap {gap:.2f} € a year ({case_id}, {name})")
    assert sum(map(len, table.values())) + len(INVERSE) == 154
