"""What cannot stand together in a quote: numbers that do not exist, mentions that miss, days the law refuses."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.quotes.identifiers import SIREN_DIGITS, WrongNumber, business_number, same_business, vat_number
from app.quotes.quote import LONGEST_PAYMENT, RIGHTS, SOLE_TRADERS, Right

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class Fault:
    """Something to put right: a code, and the number its words need, if any."""

    code: str
    count: int = 0


def faults(typed: Mapping[str, Any], gross: Decimal) -> dict[str, Fault]:
    """Return what is wrong, field by field; `typed` holds the values of the form and `gross` the price in euros."""
    found = (*_issuer(typed), *_client(typed), *_terms(typed, gross))
    return dict(reversed(found))


def rights(typed: Mapping[str, Any]) -> tuple[Right, ...]:
    """Return the authors' rights ticked."""
    return tuple(name for name in RIGHTS if typed[name])


def _issuer(typed: Mapping[str, Any]) -> Iterator[tuple[str, Fault]]:
    yield from _business(typed, "business")
    if typed["vat"] == "reverse" and not typed["vat_number"]:
        yield "vat_number", Fault("vat_needed")
    yield from _vat(typed, "vat_number", "business")
    if typed["email"] and not _EMAIL.fullmatch(typed["email"]):
        yield "email", Fault("email")
    if typed["status"] not in SOLE_TRADERS:  # Art. R123-238 du code de commerce.
        if typed["capital"] is None:
            yield "capital", Fault("capital")
        if not typed["registry"]:
            yield "registry", Fault("registry")


def _client(typed: Mapping[str, Any]) -> Iterator[tuple[str, Fault]]:
    yield from _business(typed, "client_business")
    number = typed["client_vat_number"] or ""
    if typed["vat"] == "reverse" and (not number or number.upper().startswith("FR")):
        yield "client_vat_number", Fault("vat_abroad")
    yield from _vat(typed, "client_vat_number", "client_business")
    if typed["consumer"] and not typed["mediator"]:  # Art. L616-1 du code de la consommation.
        yield "mediator", Fault("mediator")


def _terms(typed: Mapping[str, Any], gross: Decimal) -> Iterator[tuple[str, Fault]]:
    if typed["starts_on"] and typed["ends_on"] and typed["ends_on"] < typed["starts_on"]:
        yield "ends_on", Fault("days")
    if typed["deposit_amount"] is not None:
        if typed["deposit_share"] is not None:
            yield "deposit_amount", Fault("two_deposits")
        if typed["deposit_amount"] > gross:
            yield "deposit_amount", Fault("deposit")
    most = LONGEST_PAYMENT.get(typed["payment"], 0)
    if most and (typed["payment_days"] or 0) > most:
        yield "payment_days", Fault("payment", most)
    if rights(typed) and not typed["purpose"]:
        yield "purpose", Fault("purpose")


def _business(typed: Mapping[str, Any], field: str) -> Iterator[tuple[str, Fault]]:
    if typed[field]:
        try:
            business_number(typed[field])
        except WrongNumber as wrong:
            yield field, Fault(wrong.fault, wrong.count)


def _vat(typed: Mapping[str, Any], field: str, business: str) -> Iterator[tuple[str, Fault]]:
    if not typed[field]:
        return
    try:
        number = vat_number(typed[field])
    except WrongNumber as wrong:
        yield field, Fault(wrong.fault, wrong.count)
        return
    try:
        other = bool(typed[business]) and not same_business(business_number(typed[business]), number)
    except WrongNumber:
        return
    if other:
        yield field, Fault("vat_other", SIREN_DIGITS)
