"""Portage salarial: the turnover, less the company's fee and expenses, pays a cadre."""

from app.taxes.activity import Activity
from app.taxes.breakdown import CENT, EURO, ZERO, Breakdown, Line, cents
from app.taxes.employee import wage_lines, yearly_tax
from app.taxes.law import Rates
from app.taxes.wages import MONTHS, Post, wages

SIZE = 100


def portage(activity: Activity, rates: Rates) -> Breakdown:
    """Return what becomes of a turnover in portage salarial (code du travail, L1254-1 and after).

    Twelve equal months of a cadre in a company of a hundred people. The agreement's minimum pay, its reserve and its
    premium are not counted.
    """
    fee_rate = rates["portage-fee"] if activity.fee_rate is None else activity.fee_rate
    fee = cents(activity.turnover * fee_rate)
    envelope = max(ZERO, activity.turnover - fee - activity.expenses)
    month = (envelope / MONTHS).quantize(CENT, "ROUND_FLOOR")
    pay = wages(_post(activity, rates), rates, 1)
    gross = pay.gross_for(month)
    lines, figures = wage_lines(pay, gross)
    if figures["net-pay"] <= 0:  # Too little to pay for the insurance.
        lines, figures = (), dict.fromkeys(figures, ZERO)
    yearly = tuple(_yearly(line) for line in lines)
    tax = Line("income-tax", "income_tax", yearly_tax(figures["net-taxable"] * MONTHS, activity.household, rates))
    kept = envelope - figures["employer-cost"] * MONTHS
    reserve = (Line("retained-earnings", "retained", kept),) if kept >= EURO else ()
    taken = Line("portage-fee", "fee", fee, activity.turnover, fee_rate)
    everything = (taken, Line("expenses", "expenses", activity.expenses), *yearly, *reserve, tax)
    return Breakdown("portage", rates.day, activity.turnover, everything, figures, ("portage-not-modelled",))


def _yearly(line: Line) -> Line:
    base = None if line.base is None else line.base * MONTHS
    return line._replace(amount=line.amount * MONTHS, base=base)


def _post(activity: Activity, rates: Rates) -> Post:
    accident = rates["wage-accident"] if activity.accident_rate is None else activity.accident_rate
    insurance = rates["wage-health-insurance"] if activity.health_insurance is None else activity.health_insurance
    return Post(True, SIZE, False, accident, insurance)
