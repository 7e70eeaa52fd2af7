"""A quote to start from, and what a person types to write it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.quotes.quote import Client, Issuer, Line, Quote, Rights, Terms

TYPED = {
    "name": "Camille Martin",
    "address": "12 rue des Capucins\n69001 Lyon",
    "business": "732 829 320 00074",
    "client": "Maison Verdier",
    "client_address": "8 quai Saint-Vincent\n69009 Lyon",
    "title": "Animation de trois comptes",
    "line-1-description": "Audit des comptes",
    "line-1-quantity": "2",
    "line-1-price": "380,00",
}


@pytest.fixture
def typed() -> dict[str, str]:
    """What is written in the form of a plain quote."""
    return dict(TYPED)


@pytest.fixture(scope="session")
def make_quote() -> Callable[..., Quote]:
    """Makes quotes: `make_quote(lines=…, issuer={…}, client={…}, terms={…}, title=…)` changes what it is told."""

    def make(
        lines: tuple[Line, ...] = (),
        issuer: dict[str, Any] | None = None,
        client: dict[str, Any] | None = None,
        terms: dict[str, Any] | None = None,
        **others: Any,
    ) -> Quote:
        business = {"status": "micro", "business": "73282932000074", "vat": "franchise"}
        rights = Rights(assigned=("reproduction",), purpose="comptes sociaux du client", place="france", years=5)
        usual = {"valid_days": 30, "payment": "days", "payment_days": 30, "revisions": 2, "rights": rights}
        line = Line(description="Audit des comptes", quantity=Decimal(2), unit="day", price=Decimal(380))
        whole: dict[str, Any] = {"language": "fr", "title": "Animation de trois comptes", "made_on": date(2026, 3, 2)}
        return Quote(
            issuer=Issuer(**{"name": "Camille Martin", "address": "12 rue des Capucins", **business, **(issuer or {})}),
            client=Client(**{"name": "Maison Verdier", "address": "8 quai Saint-Vincent", **(client or {})}),
            lines=lines or (line,),
            terms=Terms(**{**usual, **(terms or {})}),
            **{**whole, **others},
        )

    return make
