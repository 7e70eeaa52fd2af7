"""A quote as data: JSON with numbers as strings, CSV for a French spreadsheet. Keys and headings are stable codes."""

from collections.abc import Iterable
from typing import Any

from app.content.spreadsheet import harmless, table
from app.quotes.quote import Quote
from app.quotes.totals import line_amount, totals

COLUMNS = ("line", "description", "quantity", "unit", "unit_price", "discount", "vat_rate", "amount")


def as_data(quote: Quote, label: str) -> dict[str, Any]:
    """Return a whole quote with its totals, in euros, ready for JSON; `label` is its number, empty for a draft."""
    sums = totals(quote.lines)
    return {
        "number": label or None,
        **quote.model_dump(mode="json"),
        "valid_until": quote.valid_until.isoformat(),
        "totals": {
            "net": str(sums.net),
            "vat": [{"rate": str(tax.rate), "base": str(tax.base), "amount": str(tax.amount)} for tax in sums.taxes],
            "gross": str(sums.gross),
        },
    }


def as_csv(quote: Quote) -> str:
    """Return the lines of a quote for a spreadsheet: semicolons, decimal commas, no cell that runs as a formula."""
    rows: Iterable[tuple[object, ...]] = (
        (
            number,
            harmless(line.description),
            _decimal(line.quantity),
            line.unit,
            _decimal(line.price),
            _decimal(line.discount),
            _decimal(line.rate),
            _decimal(line_amount(line)),
        )
        for number, line in enumerate(quote.lines, 1)
    )
    return table(COLUMNS, rows)


def _decimal(number: object) -> str:
    return str(number).replace(".", ",")
