"""How long the levies, their inverse and the comparison of statuses take: `make bench`."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from flask import Flask
from timing import Table, ms, usual

from app.freelance.comparison import POINTS, curves
from app.library import Library
from app.taxes.activity import STATUSES, Activity, Contract, Status
from app.taxes.employee import employee, gross_for_net
from app.taxes.schemes import breakdown, turnover_for

pytestmark = pytest.mark.bench

ON = date(2026, 5, 1)
YEAR = Activity(Decimal(61_234), Decimal(4_000))
NET = Decimal(31_234)
TIMES = 100


def each(act: Callable[[], object], times: int = TIMES) -> float:
    """Return how long one `act` takes, among many."""
    return usual(lambda: [act() for _ in range(times)]) / times


def us(time_taken: float) -> str:
    """Return seconds as microseconds, in words."""
    return f"{time_taken * 1_000_000:.0f} µs"


def test_levies(library: Library, table: Table) -> None:
    law = library.law
    baseline = each(lambda: breakdown(law, "micro-bnc", YEAR, ON))
    for status in STATUSES:
        one = each(partial(breakdown, law, status, YEAR, ON))
        back = each(partial(turnover_for, law, status, YEAR, ON, NET), 10)
        ratio = f"{one / baseline:.1f} × micro-bnc; turnover for a net: {ms(back)}"
        table(f"a year with its breakdown, {status}", us(one), ratio)
    contract = Contract(Decimal(2_800))
    wage = each(lambda: employee(contract, law.on(ON)))
    gross = each(lambda: gross_for_net(Decimal(2_100), contract, law.on(ON)), 10)
    table("a month of wage with its breakdown", us(wage), f"gross for a net: {ms(gross)}")


def test_comparison(library: Library, app: Flask, table: Table) -> None:
    statuses: tuple[Status, ...] = ("micro-bnc", "ei", "eurl", "sasu", "portage")
    drawn = usual(lambda: curves(YEAR, statuses, Decimal(120_000), library.law.on(ON)))
    table(f"5 statuses × {POINTS} turnovers", ms(drawn))
    client = app.test_client()
    for what, address in (
        ("page of the statuses", "/fr/freelance/statuts?turnover=61234&expenses=4000"),
        ("page of the day rate", "/fr/freelance/tarif-journalier?net=2600"),
    ):
        page = usual(partial(client.get, address))
        table(f"{what}, whole", ms(page), f"{len(client.get(address).data) // 1000} kB")
