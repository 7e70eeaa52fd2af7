"""What a company pays on its profit, and its owner on dividends."""

from dataclasses import dataclass
from decimal import Decimal

from app.taxes.activity import Activity
from app.taxes.breakdown import ZERO, Line, cents, euros
from app.taxes.income_tax import added_tax, wage_allowance
from app.taxes.law import Rates


@dataclass(frozen=True)
class Split:
    """What is left after expenses, in euros: for pay, as profit, its tax, for dividends, kept in the company."""

    pay: Decimal
    profit: Decimal
    tax: Decimal
    dividends: Decimal
    retained: Decimal


def split(activity: Activity, rates: Rates) -> Split:
    """Return how a company shares its result; a loss is a negative `retained`."""
    result = activity.turnover - activity.expenses
    pay = cents(max(ZERO, result) * activity.pay_share)
    profit = result - pay
    tax = corporate_tax(profit, rates)
    dividends = max(ZERO, profit - tax) if activity.dividends else ZERO
    return Split(pay, profit, tax, dividends, profit - tax - dividends)


def corporate_tax(profit: Decimal, rates: Rates) -> Decimal:
    """Return the corporate tax of a small company, reduced rate included (CGI 219, I)."""
    if profit <= 0:
        return ZERO
    reduced = min(profit, rates["corporate-tax-reduced-most"])
    return cents(reduced * rates["corporate-tax-reduced"] + (profit - reduced) * rates["corporate-tax"])


def company_lines(parts: Split) -> tuple[Line, ...]:
    """Return the lines of the company itself."""
    lines = [Line("corporate-tax", "corporate_tax", parts.tax, parts.profit)]
    if parts.retained:
        lines.append(Line("retained-earnings", "retained", parts.retained))
    return tuple(lines)


def dividend_lines(dividends: Decimal, levied: Decimal, activity: Activity, rates: Rates) -> tuple[Line, ...]:
    """Return what is taken on dividends at the flat rate; `levied` is the part that bears social levies (CGI 200 A)."""
    if not dividends:
        return ()
    rate, flat = rates["dividend-levies"], rates["dividend-flat-tax"]
    lines = [Line("dividend-levies", "levies", cents(levied * rate), levied, rate)]
    if not activity.on_scale:
        lines.append(Line("dividend-flat-tax", "income_tax", cents(dividends * flat), dividends, flat))
    return tuple(lines)


def scale_tax(pay: Decimal, dividends: Decimal, levied: Decimal, activity: Activity, rates: Rates) -> Line:
    """Return the income tax on the scale: on taxable pay, and on dividends when that was chosen (CGI 158, 3)."""
    own = pay - wage_allowance(pay, rates)
    if activity.on_scale:
        kept = dividends * (1 - rates["dividend-allowance"]) - levied * rates["dividend-csg-deductible"]
        own += max(ZERO, kept)
    return Line("income-tax", "income_tax", euros(added_tax(own, activity.household, rates)))
