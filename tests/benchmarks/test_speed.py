"""How long planning and printing take, next to Chromium printing the same pages: `make bench`.

One run, one machine: read the ratios rather than the seconds.
"""

import shutil
import time
from collections.abc import Callable
from datetime import date
from itertools import islice, product
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, sync_playwright
from timing import Table, ms, seconds, usual

from app.careers.vocabulary import KINDS, LEVELS, LevelId
from app.kits import documents
from app.kits.documents import Document
from app.kits.kit import Kit, made
from app.kits.kit import bank as fresh_bank
from app.kits.plan import Bank, CannotPlan, default_request, planned
from app.kits.request import VARIANTS
from app.library import Library
from app.paper.assets import Assets
from app.paper.order import Order
from app.paper.press import Press

pytestmark = pytest.mark.bench

ROOT = Path(__file__).parents[2]
PLANS = 2000
DURATIONS = (30, 40, 45, 50, 60, 70, 75, 80, 90, 100, 120, 150, 180)
HOST = "http://documents.test/"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def assets() -> Assets:
    """What the documents of the service are printed with."""
    return Assets.read(ROOT / "app" / "static" / "fonts", ROOT / "templates" / "kits" / "document")


def kit_of(library: Library, bank: Bank, minutes: int) -> Kit:
    """Return the kit of a community manager, confirmed, for so many minutes."""
    role, level = library.roles["community-manager"], library.levels["confirmed"]
    plan = planned(bank, default_request(bank, role, minutes, level, KINDS))
    return made(library, plan, "Community manager", "fr", date(2026, 1, 1))


def test_planning(library: Library, table: Table) -> None:
    bank = fresh_bank(library)
    asked = list(islice(product(DURATIONS, library.roles, LEVELS, VARIANTS), PLANS))
    assert len(asked) == PLANS

    def plan(minutes: int, role: str, level: LevelId, variant: str) -> bool:
        try:
            request = default_request(bank, library.roles[role], minutes, library.levels[level], KINDS)
            return bool(planned(bank, request.but(variant=variant)).items)
        except CannotPlan:
            return False

    start = time.perf_counter()
    answered = sum(plan(*each) for each in asked)
    total = time.perf_counter() - start
    table(f"{PLANS} plans, in all", f"{total:.1f} s", f"{ms(total / PLANS)} each, {answered} possible")
    hard = default_request(bank, library.roles["community-manager"], 180, library.levels["confirmed"], KINDS)
    first = seconds(lambda: planned(fresh_bank(library), hard))
    fourth = seconds(lambda: planned(fresh_bank(library), hard.but(variant="D")))
    table("one plan of 180 minutes, cold", ms(first), f"its version D, with A, B and C: {ms(fourth)}")


def served(html: str, assets: Assets, page: Page) -> Callable[[], bytes]:
    """Return what prints `html` with Chromium, with the same style sheets and fonts."""

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(HOST)
        body = html.encode() if name == "" else assets.files.get(name, b"")
        if name.endswith(".css") or name == "":
            body = body.replace(b"asset:", HOST.encode())
        kind = {"": "text/html; charset=utf-8", "css": "text/css", "ttf": "font/ttf"}.get(name.rpartition(".")[2])
        route.fulfill(body=body, content_type=kind or "application/octet-stream")

    page.route("**/*", answer)

    def print_() -> bytes:
        page.goto(HOST)
        return page.pdf(prefer_css_page_size=True, tagged=True, print_background=True)

    return print_


def chromium(html: str, assets: Assets) -> tuple[float, float, int]:
    """Return how long Chromium takes from its start, then once warm, and the size of its file."""
    with sync_playwright() as driver:
        path = shutil.which("chromium-headless-shell")

        def start() -> Browser:
            return driver.chromium.launch(executable_path=path, args=FLAGS)

        begun = time.perf_counter()
        browser = start()
        print_ = served(html, assets, browser.new_page())
        size = len(print_())
        cold = time.perf_counter() - begun
        warm = usual(print_)
        browser.close()
    return cold, warm, size


def peak(process: int) -> float:
    """Return the most memory a process ever held, in megabytes."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1000


@pytest.mark.parametrize(
    ("name", "minutes"), [("interviewer", 60), ("scorecard", 60), ("notice", 60), ("all", 60), ("all", 180)]
)
def test_printing(name: Document, minutes: int, app: Flask, assets: Assets, table: Table, tmp_path: Path) -> None:
    library, bank = app.extensions["library"], app.extensions["bank"]
    kit = kit_of(library, bank, minutes)
    with app.app_context():
        html = documents.html(kit, name, "fr")
        making = usual(lambda: documents.html(kit, name, "fr"))
        naming = usual(lambda: documents.key(kit, name, "fr"))
        key = documents.key(kit, name, "fr")
    press = Press(assets, tmp_path)
    rounds = iter(range(100))
    try:
        cold = seconds(lambda: press.printed(Order(html), key))
        warm = usual(lambda: press.printed(Order(html), f"{key}-{next(rounds)}"))
        kept = usual(lambda: press.kept(key))
        printed = press.kept(key)
        memory = peak(press._hands[0].pid or 0)
    finally:
        press.close()
    assert printed
    theirs_cold, theirs, their_size = chromium(html, assets)
    table(f"{name}, {minutes} minutes", f"{printed.pages} pages", f"{len(html.encode()) / 1000:.0f} kB of HTML")
    table("  HTML", ms(making), f"key: {ms(naming)}")
    table("  PDF, new process", ms(cold), f"Chromium: {ms(theirs_cold)}, ratio {cold / theirs_cold:.2f}")
    table("  PDF, warm", ms(warm), f"Chromium: {ms(theirs)}, ratio {warm / theirs:.2f}")
    table("  PDF, kept", ms(kept), f"1/{warm / kept:.0f} of warm")
    ratio = len(printed.data) / their_size
    table(
        "  size",
        f"{len(printed.data) / 1000:.0f} kB",
        f"Chromium: {their_size / 1000:.0f} kB, ratio {ratio:.2f}",
    )
    table("  most memory of the printing process", f"{memory:.0f} MB")
