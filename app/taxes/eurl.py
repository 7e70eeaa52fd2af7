"""EURL under corporate tax, managed by its only partner."""

from app.taxes.activity import Activity
from app.taxes.breakdown import ZERO, Breakdown, Line
from app.taxes.company import company_lines, dividend_lines, scale_tax, split
from app.taxes.independent import contributions, social_base
from app.taxes.law import Rates


def eurl(activity: Activity, rates: Rates) -> Breakdown:
    """Return what becomes of a turnover in an EURL à l'IS (CSS L131-6; CGI 62, 219).

    The pay budget bears all contributions, those on dividends beyond 10 % of the capital included.
    """
    parts = split(activity, rates)
    levied = min(parts.dividends, activity.capital * rates["dividend-capital"])
    in_base = parts.dividends - levied
    levies = contributions(parts.pay + in_base, activity, rates)
    csg_other = next(line.amount for line in levies if line.code == "independent-csg-other")
    pay = parts.pay - sum((line.amount for line in levies), ZERO)
    taxable = max(ZERO, pay + csg_other)
    figures = {
        "remuneration-budget": parts.pay,
        "social-base": social_base(parts.pay + in_base, rates),
        "net-pay": pay,
        "taxable-income": taxable,
        "corporate-profit": parts.profit,
        "dividends": parts.dividends,
        "dividends-in-base": in_base,
    }
    lines = (
        Line("expenses", "expenses", activity.expenses),
        *levies,
        *company_lines(parts),
        *dividend_lines(parts.dividends, levied, activity, rates),
        scale_tax(taxable, parts.dividends, levied, activity, rates),
    )
    notes = ("capital-ten-percent",) if in_base else ()
    return Breakdown("eurl", rates.day, activity.turnover, lines, figures, notes)
