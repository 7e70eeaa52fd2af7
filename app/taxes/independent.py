"""Contributions of the self-employed outside micro-entreprise: entreprise individuelle, gérance of an EURL."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from app.taxes.activity import Activity
from app.taxes.breakdown import ZERO, Line, euros
from app.taxes.law import Rates

BASIS_POINT = Decimal("0.0001")


def social_base(income: Decimal, rates: Rates) -> Decimal:
    """Return the assiette sociale, to the euro: income before contributions less its allowance (CSS L131-6, D136-5)."""
    ceiling = rates["pass"]
    allowance = income * rates["social-allowance"]
    least, most = rates["social-allowance-least"] * ceiling, rates["social-allowance-most"] * ceiling
    return euros(max(ZERO, income - min(max(allowance, least), most)))


def year_share(created: date, on: date) -> Decimal:
    """Return the part of the year of `on` that follows the creation, by days: 1 for an older business."""
    if created.year != on.year:
        return Decimal(1)
    year = date(on.year + 1, 1, 1) - date(on.year, 1, 1)
    return Decimal((date(on.year + 1, 1, 1) - created).days) / year.days


def contributions(income: Decimal, activity: Activity, rates: Rates) -> tuple[Line, ...]:
    """Return the contributions of a full year on an income before contributions, each to the euro.

    They are the definitive ones, minimum contributions included; the year of creation shortens the ceilings.
    """
    base = social_base(income, rates)
    whole = rates["pass"]
    ceiling = whole * year_share(activity.created, rates.day)
    saved = _acre(base, activity, rates, ceiling)
    lines = [_line(code, due, base, ceiling, saved) for code, due in _reducible(rates, whole)]
    lines[3:3] = [_complementary(base, ceiling, rates)]
    deductible, other = rates["independent-csg-deductible"], rates["independent-csg-other"]
    return (
        *lines,
        Line("independent-csg-deductible", "contributions", euros(base * deductible), base, deductible),
        Line("independent-csg-other", "contributions", euros(base * other), base, other),
        Line(
            "independent-cfp", "contributions", euros(whole * rates["independent-cfp"]), whole, rates["independent-cfp"]
        ),
    )


Due = Callable[[Decimal, Decimal], tuple[Decimal, Decimal | None]]


def _line(code: str, due: Due, base: Decimal, ceiling: Decimal, saved: "Saved | None") -> Line:
    amount, rate = due(base, ceiling)
    if saved is None:
        return Line(code, "contributions", euros(amount), base, rate)
    at, share = saved
    return Line(code, "contributions", euros(euros(amount) - share * euros(due(at, ceiling)[0])), base)


Saved = tuple[Decimal, Decimal]


def _acre(base: Decimal, activity: Activity, rates: Rates, ceiling: Decimal) -> Saved | None:
    """Return (base, share): ACRE takes off this share of what is due at this base (CSS L131-6-4, D131-6-1)."""
    if not activity.helped(rates.day) or base >= ceiling:
        return None
    share = rates.law.on(activity.created)["acre-share"]
    full = rates["acre-full"] * ceiling
    if base <= full:
        return base, share
    return full, share * (ceiling - base) / (ceiling - full)


def _reducible(rates: Rates, whole: Decimal) -> tuple[tuple[str, Due], ...]:
    """Return the contributions that ACRE reduces, each as a function of base and ceiling: amount, single rate."""

    def health(base: Decimal, ceiling: Decimal) -> tuple[Decimal, Decimal | None]:
        rate = _sliding(base / ceiling, rates.scale("independent-health"))
        top = 3 * ceiling
        amount = min(base, top) * rate + max(ZERO, base - top) * rates["independent-health-above"]
        return amount, rate if base <= top else None

    def daily(base: Decimal, ceiling: Decimal) -> tuple[Decimal, Decimal | None]:
        rate = rates["independent-daily"]
        most = rates["independent-daily-most"] * whole
        return min(max(base, rates["independent-daily-least"] * whole), most) * rate, rate

    def pension(base: Decimal, ceiling: Decimal) -> tuple[Decimal, Decimal | None]:
        counted = max(base, rates["independent-pension-hours"] * rates["smic-january"])
        rate, above = rates["independent-pension"], rates["independent-pension-above"]
        amount = min(counted, ceiling) * rate + max(ZERO, counted - ceiling) * above
        return amount, rate if counted <= ceiling else None

    def disability(base: Decimal, ceiling: Decimal) -> tuple[Decimal, Decimal | None]:
        rate = rates["independent-disability"]
        return min(max(base, rates["independent-disability-least"] * ceiling), ceiling) * rate, rate

    def family(base: Decimal, ceiling: Decimal) -> tuple[Decimal, Decimal | None]:
        rate = _sliding(base / ceiling, rates.scale("independent-family"))
        return base * rate, rate

    return (
        ("independent-health", health),
        ("independent-daily", daily),
        ("independent-base-pension", pension),
        ("independent-disability", disability),
        ("independent-family", family),
    )


def _complementary(base: Decimal, ceiling: Decimal, rates: Rates) -> Line:
    rate, above = rates["independent-complementary"], rates["independent-complementary-above"]
    most = rates["independent-complementary-most"] * ceiling
    amount = min(base, ceiling) * rate + max(ZERO, min(base, most) - ceiling) * above
    single = rate if base <= ceiling else None
    return Line("independent-complementary-pension", "contributions", euros(amount), base, single)


def _sliding(share: Decimal, points: tuple[tuple[Decimal, Decimal], ...]) -> Decimal:
    """Return the rate at `share` of the ceiling, linear between points, rounded to the hundredth of a per cent."""
    before, rate = points[0]
    for after, next_rate in points[1:]:
        if share * 100 < after:
            slid = rate + (next_rate - rate) * (share * 100 - before) / (after - before)
            return slid.quantize(BASIS_POINT, "ROUND_HALF_UP")
        before, rate = after, next_rate
    return rate
