"""A quote as the flat sheet of values a form holds, and back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from app.content.text import Language
from app.quotes.checks import rights
from app.quotes.identifiers import business_number, vat_number
from app.quotes.quote import Client, Issuer, Line, Quote, Rights, Terms

Row = dict[str, str]
PARTS = ("description", "quantity", "unit", "price", "discount", "rate")
_FIELD = re.compile(r"line-([0-9]{1,4})-([a-z]+)")
_ISSUER = ("name", "trade_name", "status", "capital", "registry", "address", "vat", "email", "phone", "insurance")
_TERMS = ("valid_days", "starts_on", "ends_on", "deposit_share", "deposit_amount", "payment", "late_rate", "revisions")
_MORE_TERMS = ("cancellation", "fee", "others")


def rows(typed: Mapping[str, str]) -> list[Row]:
    """Return the lines typed, in order, each with what its fields hold."""
    found: dict[int, Row] = {}
    for name, text in typed.items():
        if (named := _FIELD.fullmatch(name)) and named[2] in PARTS:
            found.setdefault(int(named[1]), {})[named[2]] = text
    return [found[number] for number in sorted(found)]


def changed(lines: Sequence[Row], action: str) -> list[Row]:
    """Return the lines after a button: `add`, `remove:2`; there is always one left, be it blank."""
    verb, _, number = action.partition(":")
    kept = [row for place, row in enumerate(lines, 1) if (verb, number) != ("remove", str(place))]
    return [*kept, {}] if verb == "add" or not kept else kept


def typed_row(row: Row, number: int) -> Row:
    """Return the names and texts of a line's fields when it is the one called `number`."""
    return {f"line-{number}-{part}": text for part, text in row.items()}


def offered(labels: Sequence[str], others: Mapping[str, Sequence[str]], periods: Sequence[str]) -> list[Row]:
    """Return the lines an address asks for; a period is written under the label it goes with."""
    lines: list[Row] = []
    for place, label in enumerate(labels):
        period = periods[place] if place < len(periods) else ""
        row = {"description": f"{label}\n{period}" if period else label}
        row |= {part: texts[place] for part, texts in others.items() if place < len(texts)}
        lines.append(row)
    return lines


def flat(quote: Quote) -> dict[str, Any]:
    """Return the values of a quote, as the form names them, without its lines."""
    issuer, client, terms = quote.issuer, quote.client, quote.terms
    values: dict[str, Any] = {name: getattr(issuer, name) for name in (*_ISSUER, "business", "vat_number")}
    values |= {"title": quote.title, "client": client.name, "contact": client.contact}
    values |= {"client_address": client.address, "client_business": client.business, "consumer": client.consumer}
    values |= {"client_vat_number": client.vat_number, "mediator": client.mediator}
    values |= {name: getattr(terms, name) for name in (*_TERMS, *_MORE_TERMS, "payment_days")}
    values |= {name: values[name] and values[name].isoformat() for name in ("starts_on", "ends_on")}
    if terms.rights:
        values |= dict.fromkeys(terms.rights.assigned, True)
        values |= terms.rights.model_dump(include={"purpose", "place", "years"})
    return values


def flat_line(line: Line) -> dict[str, Any]:
    """Return the values of a line, as its form names them; no discount is nothing typed."""
    return line.model_dump() | {"rate": str(line.rate), "discount": line.discount or None}


def issuer_only(quote: Quote) -> dict[str, Any]:
    """Return the values of a quote that the next one starts from: the issuer's own."""
    return {name: value for name, value in flat(quote).items() if name in (*_ISSUER, "business", "vat_number")}


def whole(values: Mapping[str, Any], lines: Iterable[Line], language: Language, on: date) -> Quote:
    """Return the quote made of the values of a form that was found right."""
    return Quote(
        language=language,
        title=values["title"],
        issuer=_issuer(values),
        client=_client(values),
        lines=tuple(lines),
        terms=_terms(values),
        made_on=on,
    )


def _issuer(values: Mapping[str, Any]) -> Issuer:
    kept = {name: values[name] for name in _ISSUER}
    return Issuer(business=business_number(values["business"]), vat_number=_vat(values["vat_number"]), **kept)


def _client(values: Mapping[str, Any]) -> Client:
    business = values["client_business"]
    return Client(
        name=values["client"],
        contact=values["contact"],
        address=values["client_address"],
        consumer=values["consumer"],
        business=business_number(business) if business else "",
        vat_number=_vat(values["client_vat_number"]),
        mediator=values["mediator"] if values["consumer"] else "",
    )


def _terms(values: Mapping[str, Any]) -> Terms:
    days = 0 if values["payment"] == "receipt" else values["payment_days"]
    assigned, limits = rights(values), {name: values[name] for name in ("purpose", "place", "years")}
    given = Rights(assigned=assigned, **limits) if assigned else None
    return Terms(payment_days=days, rights=given, **{name: values[name] for name in (*_TERMS, *_MORE_TERMS)})


def _vat(text: str) -> str:
    return vat_number(text) if text else ""
