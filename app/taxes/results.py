"""A breakdown under the names that simulators of the field exchange: `social_contributions_total`, `csg_crds`…"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from app.taxes.activity import Activity, Status
from app.taxes.breakdown import ZERO, Breakdown, Line, cents
from app.taxes.income_tax import added_tax, household_tax
from app.taxes.law import Rates
from app.taxes.wages import MONTHS

Codes = dict[str, tuple[str, ...]]
Result = dict[str, Any]

MICRO: Codes = {
    "health": ("micro-health",),
    "disability_death": ("micro-disability",),
    "base_pension": ("micro-base-pension",),
    "complementary_pension": ("micro-complementary-pension",),
    "csg_crds_and_other": ("micro-csg",),
}
INDEPENDENT: Codes = {
    "health": ("independent-health",),
    "daily_allowance": ("independent-daily",),
    "base_pension": ("independent-base-pension",),
    "complementary_pension": ("independent-complementary-pension",),
    "disability_death": ("independent-disability",),
    "family_allowance": ("independent-family",),
    "csg_crds": ("independent-csg-deductible", "independent-csg-other"),
    "csg_crds_non_deductible": ("independent-csg-other",),
    "cfp": ("independent-cfp",),
}
SHARED: Codes = {
    "health_employer": ("wage-health",),
    "complementary_pension_employer": ("wage-complementary-employer", "wage-ceg-employer", "wage-cet-employer"),
    "complementary_pension_employee": ("wage-complementary-employee", "wage-ceg-employee", "wage-cet-employee"),
    "family_allowance": ("wage-family",),
    "work_accident": ("wage-accident",),
    "apec_employer": ("wage-apec-employer",),
    "apec_employee": ("wage-apec-employee",),
    "csg_deductible": ("wage-csg-deductible",),
    "csg_crds_non_deductible": ("wage-csg-other",),
    "fnal": ("wage-fnal",),
    "csa": ("wage-autonomy",),
    "training": ("wage-training",),
    "apprenticeship_tax": ("wage-apprenticeship",),
    "death_cover_employer": ("wage-death-cover",),
    "health_insurance_employer": ("wage-health-insurance-employer",),
    "health_insurance_employee": ("wage-health-insurance-employee",),
}
PRESIDENT: Codes = SHARED | {
    "base_pension_employer": ("wage-pension-capped-employer", "wage-pension-employer"),
    "base_pension_employee": ("wage-pension-capped-employee", "wage-pension-employee"),
}
SALARIED: Codes = SHARED | {
    "base_pension_capped_employer": ("wage-pension-capped-employer",),
    "base_pension_uncapped_employer": ("wage-pension-employer",),
    "base_pension_capped_employee": ("wage-pension-capped-employee",),
    "base_pension_uncapped_employee": ("wage-pension-employee",),
    "unemployment": ("wage-unemployment",),
    "ags": ("wage-ags",),
    "peec": ("wage-housing",),
    "social_dialogue": ("wage-dialogue",),
    "forfait_social": ("wage-package-tax",),
}


def _amounts(found: Breakdown, codes: Codes) -> dict[str, Decimal]:
    amounts: dict[str, Decimal] = {}
    for line in _all_lines(found.lines):
        amounts[line.code] = amounts.get(line.code, ZERO) + line.amount
    return {name: sum((amounts.get(code, ZERO) for code in wanted), ZERO) for name, wanted in codes.items()}


def _all_lines(lines: tuple[Line, ...]) -> list[Line]:
    return [each for line in lines for each in (line, *line.parts)]


def _amount(found: Breakdown, code: str) -> Decimal:
    return sum((line.amount for line in found.lines if line.code == code), ZERO)


def _nets(found: Breakdown) -> Result:
    return {
        "social_contributions_total": found.total("contributions"),
        "net_before_tax": found.net_before_tax,
        "income_tax": found.income_tax,
        "net_after_tax": found.net,
    }


def _micro(found: Breakdown, activity: Activity, rates: Rates) -> Result:
    taxable, household = found.figures["taxable-income"], activity.household
    return _nets(found) | {
        "social_contributions_flat_rate_part": _amount(found, "micro-contributions"),
        "cfp": _amount(found, "micro-cfp"),
        "chamber_tax": _amount(found, "micro-chamber-tax"),
        "flat_rate": found.figures["flat-rate"],
        "breakdown": _amounts(found, MICRO),
        "net_before_tax_before_expenses": found.net_before_tax + activity.expenses,
        "taxable_income": taxable,
        "income_tax_unrounded": found.income_tax if activity.flat_tax else cents(added_tax(taxable, household, rates)),
        "household_income_tax": None
        if activity.flat_tax
        else cents(household_tax(taxable + household.other_income, household, rates)),
        "micro_threshold_exceeded": "micro-ceiling-passed" in found.notes,
    }


def _ei(found: Breakdown, activity: Activity, rates: Rates) -> Result:
    details = {"social_base": found.figures["social-base"]} | _amounts(found, INDEPENDENT)
    return _nets(found) | {"breakdown": details, "taxable_income": found.figures["taxable-income"]}


def _company(found: Breakdown) -> Result:
    return _nets(found) | {
        "remuneration_budget": found.figures["remuneration-budget"],
        "corporate_profit": found.figures["corporate-profit"],
        "corporate_tax": _amount(found, "corporate-tax"),
        "dividends_gross": found.figures["dividends"],
        "dividends_social_levies": _amount(found, "dividend-levies"),
        "dividends_flat_income_tax": _amount(found, "dividend-flat-tax"),
        "retained_earnings": _amount(found, "retained-earnings"),
        "net_remuneration": found.figures["net-pay"],
        "income_tax_on_scale": _amount(found, "income-tax"),
    }


def _eurl(found: Breakdown, activity: Activity, rates: Rates) -> Result:
    details = {"social_base": found.figures["social-base"]} | _amounts(found, INDEPENDENT)
    return _company(found) | {
        "breakdown": details,
        "taxable_income": found.figures["taxable-income"],
        "dividends_subject_to_contributions": found.figures["dividends-in-base"],
    }


def _sasu(found: Breakdown, activity: Activity, rates: Rates) -> Result:
    saved = {f"acre_{who}": -_amount(found, f"acre-{who}") for who in ("employer", "employee")}
    return _company(found) | {
        "gross_salary": found.figures["gross"],
        "employer_contributions": found.figures["employer-cost"] - found.figures["gross"],
        "employee_contributions": found.figures["gross"] - found.figures["net-pay"],
        "taxable_income": found.figures["net-taxable"],
        "breakdown": _amounts(found, PRESIDENT) | saved if found.figures["gross"] else {},
    }


def _monthly(found: Breakdown, tax: Decimal) -> Result:
    figures, reduction = found.figures, -_amount(found, "general-reduction")
    contributions = figures["employer-cost"] - figures["gross"]
    return {
        "gross_monthly": figures["gross"],
        "employee_contributions": figures["gross"] - figures["net-pay"],
        "net_before_tax_monthly": figures["net-pay"],
        "net_taxable_monthly": figures["net-taxable"],
        "withholding_rate": figures.get("withholding-rate"),
        "withholding_tax_monthly": tax,
        "net_after_tax_monthly": figures["net-pay"] - tax,
        "employer_contributions": contributions,
        "general_reduction": reduction,
        "employer_contributions_before_reduction": contributions + reduction,
        "employer_cost_monthly": figures["employer-cost"],
    }


def employee_result(found: Breakdown) -> Result:
    """Return a month of wage under the exchanged names."""
    return _monthly(found, found.income_tax) | {"breakdown": _amounts(found, SALARIED)}


def _portage(found: Breakdown, activity: Activity, rates: Rates) -> Result:
    month = {name: amount / MONTHS for name, amount in _amounts(found, SALARIED).items()}
    monthly = _monthly(found, cents(found.income_tax / MONTHS))
    reduction = monthly["general_reduction"] / MONTHS
    monthly["general_reduction"] = reduction
    monthly["employer_contributions_before_reduction"] = monthly["employer_contributions"] + reduction
    fee = _amount(found, "portage-fee")
    return monthly | {
        "management_fee": fee,
        "employer_cost_annual": found.start - fee - activity.expenses,
        "net_before_tax": found.net_before_tax,
        "net_after_tax": found.net,
        "breakdown": month,
    }


RESULTS: dict[Status, Callable[[Breakdown, Activity, Rates], Result]] = {
    "micro-bnc": _micro,
    "micro-bic": _micro,
    "ei": _ei,
    "eurl": _eurl,
    "sasu": _sasu,
    "portage": _portage,
}
