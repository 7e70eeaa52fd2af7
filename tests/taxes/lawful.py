"""The reference's answers, brought to the law where its authors say that they depart from it.

An income tax of its own, in floats, written apart from app.taxes: it must first give back every tax of the reference
(tests/taxes/test_reference.py), then it says what the tax is once the departure is mended. The departures:

- the death cover of cadres and of the president of a SASU is no taxable pay (CGI 83, 1° quater);
- with other income in the household, an activity bears the tax it adds: tax with it minus tax without it.
"""

from copy import deepcopy
from typing import Any

Case = dict[str, Any]

SCALE = ((11600, 0.11), (29579, 0.30), (84577, 0.41), (181917, 0.45))
NEUTRAL = (
    (1635, 0.005), (1698, 0.013), (1807, 0.021), (1928, 0.029), (2060, 0.035), (2170, 0.041), (2315, 0.053),
    (2738, 0.075), (3135, 0.099), (3571, 0.119), (4019, 0.138), (4690, 0.158), (5624, 0.179), (7037, 0.20),
    (8789, 0.24), (12200, 0.28), (16523, 0.33), (25937, 0.38), (55558, 0.43),
)  # fmt: skip
MICRO = {"micro_bnc", "micro_bic_services"}
MANAGED = {"eurl_is", "sasu_is", "portage", "employee"}


def household_tax(taxable: float, inputs: Case) -> float:
    """Return the tax of a household, décote and ceiling of the parts counted."""
    adults = 2 if inputs["family"] == "couple" else 1
    children: int = inputs["children"]
    more = min(children, 2) * 0.5 + max(children - 2, 0) + (0.5 if inputs["single_parent"] else 0)

    def scale(parts: float) -> float:
        share = taxable / parts
        tops = [top for top, _ in SCALE[1:]] + [float("inf")]
        bands = zip(SCALE, tops, strict=True)
        return parts * sum(max(0.0, min(share, top) - low) * rate for (low, rate), top in bands)

    most = 4262 + (more - 1) * 2 * 1807 if inputs["single_parent"] and children else more * 2 * 1807
    tax = max(scale(adults + more), scale(adults) - most)
    relief = (1483 if adults == 2 else 897) - 0.4525 * tax
    return max(0.0, tax - max(0.0, relief))


def taxed(taxable: float, case: Case) -> float:
    """Return what an activity adds to the tax for a taxable income before its allowance of 10 %."""
    other = case["inputs"]["other_household_taxable_income"]
    return whole_tax(taxable, case) - household_tax(other, case["inputs"])


def whole_tax(taxable: float, case: Case) -> float:
    """Return the tax of the whole household, other income and dividends on the scale included."""
    inputs = case["inputs"]
    own = taxable
    if case["status"] in MANAGED:
        own -= min(taxable, max(509, min(taxable * 0.10, 14555)))
    if inputs.get("dividend_taxation") == "bareme":
        own += case["expected"]["dividends_gross"] * (0.60 - 0.068)
    return household_tax(own + inputs["other_household_taxable_income"], inputs)


def shown_tax(case: Case) -> float:
    """Return the tax the reference shows, by its own way of sharing it in the household."""
    expected, inputs = case["expected"], case["inputs"]
    other = inputs["other_household_taxable_income"]
    taxable: float = expected["taxable_income"]
    whole = whole_tax(taxable, case)
    if case["status"] in MICRO and other:
        return whole * taxable / (taxable + float(other))
    return whole


def neutral_tax(taxable: float) -> float:
    """Return a month's withholding at the neutral rate."""
    return taxable * max((rate for threshold, rate in NEUTRAL if taxable >= threshold), default=0.0)


def lawful(case: Case) -> Case:
    """Return what a case must give by the law."""
    expected: Case = deepcopy(case["expected"])
    status = case["status"]
    if "target_net_after_tax" in case["inputs"]:
        return expected
    if status in ("employee", "portage"):
        return _wage(expected, case)
    cover = expected["breakdown"].get("death_cover_employer", 0)
    if not (cover or case["inputs"]["other_household_taxable_income"]) or case["inputs"].get("versement_liberatoire"):
        return expected
    expected["taxable_income"] -= cover
    tax = taxed(expected["taxable_income"], case)
    flat = expected.get("dividends_flat_income_tax", 0)
    for name in ("income_tax_unrounded", "income_tax_on_scale"):
        if name in expected:
            expected[name] = tax
    expected["net_after_tax"] += expected["income_tax"] - tax - flat
    expected["income_tax"] = tax + flat
    return expected


def _wage(expected: Case, case: Case) -> Case:
    before = expected["withholding_tax_monthly"]
    expected["net_taxable_monthly"] -= expected["breakdown"]["death_cover_employer"]
    taxable = expected["net_taxable_monthly"]
    if expected["withholding_rate"] is None:
        tax = round(taxed(taxable * 12, case)) / 12
    else:
        tax = neutral_tax(taxable)
        expected["withholding_rate"] = tax / taxable
    expected["withholding_tax_monthly"] = tax
    expected["net_after_tax_monthly"] += before - tax
    if "net_after_tax" in expected:
        expected["net_after_tax"] += 12 * (before - tax)
    return expected
