"""SASU under corporate tax: its president is paid like a cadre, without unemployment insurance."""

from dataclasses import replace
from decimal import Decimal

from app.taxes.activity import Activity
from app.taxes.breakdown import CENT, EURO, ZERO, Breakdown, Line, cents
from app.taxes.company import Split, company_lines, dividend_lines, scale_tax, split
from app.taxes.employee import wage_lines
from app.taxes.law import Rates
from app.taxes.search import largest
from app.taxes.wages import MONTHS, Post, Wages, wages

SIZE = 1
EMPLOYER = ("wage-health", "wage-family", "wage-pension-capped-employer", "wage-pension-employer")
EMPLOYEE = ("wage-pension-capped-employee", "wage-pension-employee")


def sasu(activity: Activity, rates: Rates) -> Breakdown:
    """Return what becomes of a turnover in a SASU à l'IS (CSS L311-3, 23°; CGI 219, 200 A).

    A year of pay bears the contributions of a cadre but unemployment, AGS, social dialogue and the general reduction.
    The death cover is no taxable pay (CGI 83, 1° quater).
    """
    parts = split(activity, rates)
    pay = wages(_post(activity, rates), rates, MONTHS)
    gross = largest(lambda wage: _cost(wage, pay, activity, rates), parts.pay, CENT, parts.pay) if parts.pay else ZERO
    lines, figures = _pay(gross, pay, activity, rates)
    if figures["net-pay"] <= 0:  # Too little to pay for the insurance: it is better left as profit.
        parts, lines, figures = split(replace(activity, pay_share=ZERO), rates), (), dict.fromkeys(figures, ZERO)
    kept = parts.pay - figures["employer-cost"]
    if kept >= EURO:
        lines = (*lines, Line("retained-earnings", "retained", kept))
    figures |= {"remuneration-budget": parts.pay, "corporate-profit": parts.profit, "dividends": parts.dividends}
    return _whole(activity, parts, lines, figures, rates)


def _whole(
    activity: Activity, parts: Split, lines: tuple[Line, ...], figures: dict[str, Decimal], rates: Rates
) -> Breakdown:
    dividends = parts.dividends
    everything = (
        Line("expenses", "expenses", activity.expenses),
        *lines,
        *company_lines(parts),
        *dividend_lines(dividends, dividends, activity, rates),
        scale_tax(figures["net-taxable"], dividends, dividends, activity, rates),
    )
    notes = ["no-unemployment" if figures["gross"] else "no-pay"]
    if dividends:
        notes.append("dividends-no-cover")
    return Breakdown("sasu", rates.day, activity.turnover, everything, figures, tuple(notes))


def _pay(gross: Decimal, pay: Wages, activity: Activity, rates: Rates) -> tuple[tuple[Line, ...], dict[str, Decimal]]:
    """Return the lines of a year of pay, ACRE taken off."""
    lines, figures = wage_lines(pay, gross)
    share, at = _acre(gross, pay, activity, rates)
    if share:
        saved = {codes: cents(share * at * _rate(codes, rates)) for codes in (EMPLOYER, EMPLOYEE)}
        lines += tuple(
            Line(code, "contributions", -saved[codes])
            for code, codes in (("acre-employer", EMPLOYER), ("acre-employee", EMPLOYEE))
        )
        figures["employer-cost"] -= saved[EMPLOYER]
        for name in ("net-pay", "net-taxable"):
            figures[name] += saved[EMPLOYEE]
    return lines, figures


def _cost(gross: Decimal, pay: Wages, activity: Activity, rates: Rates) -> Decimal:
    cost = pay.cost(gross)
    share, at = _acre(gross, pay, activity, rates)
    return cost - share * at * _rate(EMPLOYER, rates) if share else cost


def _acre(gross: Decimal, pay: Wages, activity: Activity, rates: Rates) -> tuple[Decimal, Decimal]:
    """Return (share, wage): ACRE takes off this share of the eligible contributions of this wage (CSS D131-6-1)."""
    if not activity.helped(rates.day) or gross >= pay.ceiling:
        return ZERO, ZERO
    share = rates.law.on(activity.created)["acre-share"]
    full = rates["acre-full"] * pay.ceiling
    if gross <= full:
        return share, gross
    return share * (pay.ceiling - gross) / (pay.ceiling - full), full


def _rate(codes: tuple[str, ...], rates: Rates) -> Decimal:
    return sum((rates[code] for code in codes), ZERO)


def _post(activity: Activity, rates: Rates) -> Post:
    accident = rates["wage-accident"] if activity.accident_rate is None else activity.accident_rate
    insurance = rates["wage-health-insurance"] if activity.health_insurance is None else activity.health_insurance
    return Post(True, SIZE, True, accident, insurance)
