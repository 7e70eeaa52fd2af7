"""Micro-entreprise: contributions and tax counted on turnover, whatever the expenses."""

from decimal import Decimal
from typing import Literal

from app.taxes.activity import Activity
from app.taxes.breakdown import ZERO, Breakdown, Line, cents, euros
from app.taxes.income_tax import added_tax, household_tax
from app.taxes.law import Rates

Trade = Literal["bnc", "bic"]
MONTHS = 12
PARTS = ("health", "disability", "pension", "complementary")
NAMES = ("micro-health", "micro-disability", "micro-base-pension", "micro-complementary-pension")


def micro(activity: Activity, rates: Rates, trade: Trade) -> Breakdown:
    """Return what becomes of a turnover (CSS L613-7, D613-4; CGI 50-0, 102 ter, 151-0).

    Contributions are rounded to the euro each month, as they are declared. Beyond the ceiling the figures are still
    those of a micro-entreprise, and a note says so.
    """
    turnover = activity.turnover
    rate = flat_rate(activity, rates, trade)
    contributions = MONTHS * euros(turnover / MONTHS * rate)
    lines = [
        Line(
            "micro-contributions", "contributions", contributions, turnover, rate, _parts(contributions, rates, trade)
        ),
        _line("micro-cfp", turnover, rates[f"micro-cfp-{trade}"]),
    ]
    if trade == "bic":
        chamber = rates["micro-chamber-bic"]
        lines.append(
            Line("micro-chamber-tax", "contributions", MONTHS * euros(turnover / MONTHS * chamber), turnover, chamber)
        )
    taxable = max(ZERO, turnover - max(turnover * rates[f"micro-allowance-{trade}"], rates["micro-allowance-least"]))
    lines += _tax(activity, taxable, rates, trade)
    lines.append(Line("expenses", "expenses", activity.expenses))
    figures = {"taxable-income": ZERO if activity.flat_tax else taxable, "flat-rate": rate}
    return Breakdown(
        f"micro-{trade}", rates.day, turnover, tuple(lines), figures, tuple(_notes(activity, rates, trade))
    )


def flat_rate(activity: Activity, rates: Rates, trade: Trade) -> Decimal:
    """Return the rate of contributions, reduced by ACRE where it is due (CSS D131-6-3).

    The reduced rate is rounded to two decimals of a per cent for a BNC, one for a BIC.
    """
    rate = rates[f"micro-social-{trade}"]
    if not _acre(activity, rates, trade):
        return rate
    return (rate * rates.law.on(activity.created)["acre-micro"]).quantize(
        Decimal("0.0001" if trade == "bnc" else "0.001")
    )


def acre_most(rates: Rates, trade: Trade) -> Decimal:
    """Return the turnover beyond which ACRE is lost: that whose income after allowance is the PASS."""
    return rates["pass"] / (1 - rates[f"micro-allowance-{trade}"])


def _acre(activity: Activity, rates: Rates, trade: Trade) -> bool:
    return activity.helped(rates.day) and activity.turnover <= acre_most(rates, trade)


def _line(code: str, base: Decimal, rate: Decimal) -> Line:
    return Line(code, "contributions", cents(base * rate), base, rate)


def _parts(total: Decimal, rates: Rates, trade: Trade) -> tuple[Line, ...]:
    """Return what the contributions pay for (CSS D613-6); the last part takes the rest."""
    known = [
        Line(name, "contributions", cents(total * rates[f"micro-part-{trade}-{part}"]))
        for name, part in zip(NAMES, PARTS, strict=True)
    ]
    return (*known, Line("micro-csg", "contributions", total - sum((line.amount for line in known), ZERO)))


def _tax(activity: Activity, taxable: Decimal, rates: Rates, trade: Trade) -> list[Line]:
    household = activity.household
    if not activity.flat_tax:
        return [Line("income-tax", "income_tax", euros(added_tax(taxable, household, rates)))]
    rate = rates[f"micro-flat-tax-{trade}"]
    flat = Line("micro-flat-tax", "income_tax", cents(activity.turnover * rate), activity.turnover, rate)
    if not household.other_income:
        return [flat]
    whole = household.other_income + taxable
    at_their_rate = household_tax(whole, household, rates) * household.other_income / whole
    more = at_their_rate - household_tax(household.other_income, household, rates)
    return [flat, Line("micro-flat-tax-household", "income_tax", euros(max(ZERO, more)))]


def _notes(activity: Activity, rates: Rates, trade: Trade) -> list[str]:
    notes = []
    if activity.turnover > rates["micro-ceiling"]:
        notes.append("micro-ceiling-passed")
    if activity.helped(rates.day) and not _acre(activity, rates, trade):
        notes.append("acre-lost")
    if activity.flat_tax:
        notes.append("flat-tax-income")
    return notes
