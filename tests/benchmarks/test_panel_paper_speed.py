"""Fifty scorecards for a panel, stamped from one layout or laid out one by one: `make bench`."""

import re
from pathlib import Path

import pytest
from flask import Flask
from timing import Table, ms, seconds

from app.careers.vocabulary import KINDS
from app.kits.documents import html
from app.kits.kit import Kit, made
from app.kits.plan import Bank, default_request, planned
from app.library import Library
from app.panel.sheets import stamp
from app.paper.order import Order, Printed
from app.paper.press import Press
from app.web import clock

pytestmark = pytest.mark.bench

SHEETS = 50
LAID_OUT = 5


def test_fifty_scorecards(app: Flask, library: Library, bank: Bank, table: Table) -> None:
    press: Press = app.extensions["press"]
    role, level = library.roles["community-manager"], library.levels["confirmed"]
    plan = planned(bank, default_request(bank, role, 60, level, frozenset(KINDS)))
    kit: Kit = made(library, plan, "Community manager", "fr", clock.today())
    with app.test_request_context("/fr/"):
        text = html(kit, "scorecard", "fr")
    press.printed(Order(text + "<!-- warm -->"))
    base: list[Printed] = []
    first = seconds(lambda: base.append(press.printed(Order(text))))
    copies = [stamp(kit, (f"rater-{rank}", "Élodie Noël"), (f"one-{rank}", f"C-{rank:02}")) for rank in range(SHEETS)]
    stamped = seconds(lambda: [press.stamped(base[0], each) for each in copies])
    apart = seconds(lambda: [press.printed(Order(f"{text}<!-- {rank} -->")) for rank in range(LAID_OUT)]) / LAID_OUT
    table(f"{SHEETS} scorecards of {base[0].pages} pages, stamped", f"{first + stamped:.1f} s", "the layout included")
    table("  each, once laid out", ms(stamped / SHEETS), f"{SHEETS / (first + stamped):.0f} a second in all")
    table("  each, laid out anew", ms(apart), f"{1 / apart:.1f} a second")
    table("  peak memory of the printing process", f"{_peak(press):.0f} MB")
    assert stamped / SHEETS < apart


def _peak(press: Press) -> float:
    (pid,) = press.pids
    found = re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    assert found
    return int(found[1]) / 1000
