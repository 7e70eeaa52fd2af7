"""What the tests of day rates start from: the law and the market as shipped, and usual situations."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from app.freelance.day_rate import Situation
from app.freelance.expenses import usual_expenses
from app.freelance.market import Market
from app.loading import load
from app.taxes.activity import Activity, Status
from app.taxes.law import Law

LIBRARY = load(Path(__file__).parents[2])
LAW: Law = LIBRARY.law
MARKET: Market = LIBRARY.market
RATES = LAW.on(date(2026, 12, 31))


def situation(status: Status, activity: Activity | None = None, days: Decimal = Decimal(142)) -> Situation:
    """Return a status with the expenses proposed for it, seven hours a day."""
    costs = usual_expenses(MARKET.expenses.values(), status)
    return Situation(status, activity or Activity(Decimal(0)), costs, days, Decimal(7))
