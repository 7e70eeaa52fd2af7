"""The comparison of statuses as rows for a spreadsheet: one row a line of each breakdown."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from app.content.spreadsheet import cell, table
from app.content.text import Language
from app.taxes.activity import Status
from app.taxes.breakdown import Breakdown
from app.taxes.law import Law


class Row(NamedTuple):
    """A line of a status in words: what is taken from the turnover, in euros a year, the rate in per cent of `base`.

    `article` says which text of law the line follows. The turnover and what is left stand before and after the lines.
    """

    status: str
    line: str
    amount: Decimal | None = None
    rate: Decimal | None = None
    base: Decimal | None = None
    article: str = ""


def rows(
    years: Mapping[Status, Breakdown | None], law: Law, ends: Mapping[str, str], unknown: str, language: Language
) -> Iterator[Row]:
    """Yield every line of every status; `ends` names the turnover and both nets, `unknown` a year without law."""
    for status, year in years.items():
        name = law.statuses[status].short[language]
        if year is None:
            yield Row(name, unknown)
            continue
        yield Row(name, ends["turnover"], year.start)
        for line in year.lines:
            rule, rate = law.lines[line.code], None if line.rate is None else line.rate * 100
            yield Row(name, rule.label[language], line.amount, rate, line.base, rule.article[language])
        yield Row(name, ends["net-before-tax"], year.net_before_tax)
        yield Row(name, ends["net"], year.net)


def as_csv(headings: tuple[str, ...], lines: Iterable[Row], language: Language) -> str:
    """Return rows under `headings`: semicolons, decimal commas in French, no cell that runs as a formula."""
    return table(headings, ([cell(value, language) for value in row] for row in lines))
