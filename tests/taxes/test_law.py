"""The tables of law: asked as of a day, used in full, explained line by line."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from app.content.dated import NotYet
from app.library import Library
from app.taxes.activity import STATUSES, Activity, Contract, Household
from app.taxes.breakdown import ZERO, Breakdown, Line
from app.taxes.employee import employee
from app.taxes.law import Beyond, Law, Rates
from app.taxes.schemes import SCHEMES, breakdown
from app.taxes.vat import vat_state

ON = date(2026, 5, 1)
# For people to read beside the calculators; the schemes rest on `smic-january`.
FOR_READERS = {"smic-hour", "micro-flat-tax-income"}


@pytest.fixture(scope="session")
def law(library: Library) -> Law:
    """The tables of law."""
    return library.law


class Noted(Rates):
    """Rates that remember what they were asked."""

    def __init__(self, law: Law, day: date) -> None:
        super().__init__(law, day)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Decimal:
        self.asked.add(name)
        return super().__getitem__(name)

    def scale(self, name: str) -> tuple[tuple[Decimal, Decimal], ...]:
        """Return a scale, and remember it."""
        self.asked.add(name)
        return super().scale(name)


def years(rates: Rates) -> Iterator[Breakdown]:
    """Yield years and wages of every kind."""
    couple = Household(couple=True, children=3, other_income=Decimal(30_000))
    parent = Household(single_parent=True, children=1)
    for status, turnover, flag in product(STATUSES, (0, 1_000, 30_000, 90_000, 300_000), (False, True)):
        year = Activity(
            Decimal(turnover), ZERO, couple if flag else parent, flat_tax=flag, dividends=flag, on_scale=flag
        )
        yield SCHEMES[status](year, rates)
        helped = replace(year, acre=True, created=date(2026, 2, 1), pay_share=Decimal("0.5"))
        yield SCHEMES[status](replace(helped, on_scale=False), rates)
    for gross, size, cadre in product((1_900, 9_000), (5, 30, 60, 300), (False, True)):
        yield employee(Contract(Decimal(gross), cadre, size), rates)


def codes(lines: tuple[Line, ...]) -> Iterator[str]:
    """Yield the codes of lines and of their parts."""
    for line in lines:
        yield line.code
        yield from codes(line.parts)


def test_every_line_and_note_is_explained(law: Law) -> None:
    found = list(years(law.on(ON)))
    for code in {code for year in found for code in codes(year.lines)}:
        explained = law.explained(code)
        assert explained.rule.article.fr
        assert explained.rule.article.en
    assert {note for year in found for note in year.notes} <= set(law.notes)
    assert set(STATUSES) | {"employee"} == set(law.statuses)


def test_every_line_with_a_rate_says_where_it_was_checked(law: Law) -> None:
    for year in years(law.on(ON)):
        for line in year.lines:
            if line.rate is not None:
                assert law.explained(line.code).checked, line.code
                assert law.explained(line.code).sources, line.code


def test_every_figure_serves(law: Law) -> None:
    rates = Noted(law, ON)
    for _ in years(rates):
        pass
    vat_state(Decimal(40_000), rates)
    used = rates.asked | {"acre-micro", "acre-share"}  # These two are asked as of the day of creation.
    assert set(law.figures) | set(law.scales) == used | FOR_READERS


def test_every_rule_serves(law: Law) -> None:
    shown = {code for year in years(law.on(ON)) for code in codes(year.lines)}
    shown |= {name for year in years(law.on(ON)) for name in year.figures}
    assert set(law.lines) - shown <= {"net", "household-tax"}


def test_no_figure_is_known_beyond_the_last_day(law: Law) -> None:
    with pytest.raises(Beyond, match="known until 2026-12-31, not on 2027-01-01"):
        law.on(date(2027, 1, 1))


def test_a_figure_is_not_known_before_its_first_day(law: Law) -> None:
    with pytest.raises(NotYet, match="is known from 2025-01-01, not on 2024-12-31"):
        breakdown(law, "ei", Activity(Decimal(30_000)), date(2024, 12, 31))


def test_2025_is_what_is_certain_of_it(law: Law) -> None:
    """Self-employed schemes; wages of 2025, with their other reductions, are not in the tables."""
    for status in STATUSES:
        year = Activity(Decimal(40_000), Decimal(2_000))
        if status in ("sasu", "portage"):
            with pytest.raises(NotYet):
                breakdown(law, status, year, date(2025, 6, 1))
        else:
            assert breakdown(law, status, year, date(2025, 6, 1)).net > 20_000


def test_the_smic_follows_its_three_steps(law: Law) -> None:
    days = (date(2025, 1, 1), date(2026, 5, 31), date(2026, 6, 1))
    assert [law.on(day)["smic-hour"] for day in days] == [Decimal("11.88"), Decimal("12.02"), Decimal("12.31")]
