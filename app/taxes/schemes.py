"""Every legal status behind one door: from a turnover to a net, and back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from app.taxes.activity import Activity, Status
from app.taxes.breakdown import EURO, Breakdown
from app.taxes.ei import ei
from app.taxes.eurl import eurl
from app.taxes.law import Law, Rates
from app.taxes.micro import micro
from app.taxes.portage import portage
from app.taxes.sasu import sasu
from app.taxes.search import least

SCHEMES: dict[Status, Callable[[Activity, Rates], Breakdown]] = {
    "micro-bnc": partial(micro, trade="bnc"),
    "micro-bic": partial(micro, trade="bic"),
    "ei": ei,
    "eurl": eurl,
    "sasu": sasu,
    "portage": portage,
}
HIGHEST_TURNOVER = Decimal(10_000_000)


class Unreachable(ValueError):
    """No turnover gives the wished net: the status keeps none of it, or the net is beyond all reason."""


def breakdown(law: Law, status: Status, activity: Activity, on: date) -> Breakdown:
    """Return what becomes of a year's turnover under a status; raises Beyond and NotYet for days without law."""
    return SCHEMES[status](activity, law.on(on))


def turnover_for(law: Law, status: Status, activity: Activity, on: date, net: Decimal) -> Decimal:
    """Return the smallest turnover, in whole euros, whose net after tax reaches `net`; `activity` gives the rest.

    Raises Unreachable.
    """
    rates, scheme = law.on(on), SCHEMES[status]

    def received(turnover: Decimal) -> Decimal:
        return scheme(replace(activity, turnover=turnover), rates).net

    found = least(received, net, EURO, HIGHEST_TURNOVER)
    if found is None:
        raise Unreachable
    return found
