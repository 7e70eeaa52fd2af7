"""Entreprise individuelle au réel, taxed as income."""

from app.taxes.activity import Activity
from app.taxes.breakdown import ZERO, Breakdown, Line, euros
from app.taxes.income_tax import added_tax
from app.taxes.independent import contributions, social_base
from app.taxes.law import Rates


def ei(activity: Activity, rates: Rates) -> Breakdown:
    """Return what becomes of a turnover in an entreprise individuelle au réel (CSS L131-6; CGI 13, 154 bis)."""
    income = max(ZERO, activity.turnover - activity.expenses)
    levies = contributions(income, activity, rates)
    csg_other = next(line.amount for line in levies if line.code == "independent-csg-other")
    taxable = max(ZERO, income - sum((line.amount for line in levies), ZERO) + csg_other)
    tax = Line("income-tax", "income_tax", euros(added_tax(taxable, activity.household, rates)))
    figures = {"social-base": social_base(income, rates), "taxable-income": taxable}
    lines = (Line("expenses", "expenses", activity.expenses), *levies, tax)
    return Breakdown("ei", rates.day, activity.turnover, lines, figures)
