"""The same turnover and expenses under several statuses, side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from app.charts.curves import crossings
from app.content.dated import NotYet
from app.freelance.day_rate import MONTHS
from app.freelance.simulation import status_notes, year_notes
from app.taxes.activity import Activity, Status
from app.taxes.breakdown import ZERO, Breakdown, cents
from app.taxes.law import Rates
from app.taxes.schemes import SCHEMES
from app.taxes.vat import Vat, vat_state

POINTS = 100
LATEST = 10  # Points: how far right of the expenses curves may begin, when a status keeps eating all that comes in.
SHORTEST_AXIS, ROUND_AXIS = Decimal(100_000), Decimal(10_000)  # Euros.
DAYS = Decimal(140)  # Billed in a year, as the calculator of day rates supposes.
PER_MILLE = Decimal("0.001")
IN_COVER = "no-unemployment"
MICRO = ("micro-bnc", "micro-bic")
Curve = tuple[tuple[Decimal, Decimal], ...]


class Overtaking(NamedTuple):
    """From this turnover on, in euros a year, a status leaves more than another, until they cross again."""

    turnover: Decimal
    above: Status
    below: Status


@dataclass(frozen=True)
class Comparison:
    """A year of work under several statuses.

    `years` holds None for a status that the law of that day does not know; `curves` are the nets of the others over
    turnovers up to `most`, in euros a year; `ceiling` is that of a micro-entreprise; `notes` are codes about the year.
    """

    activity: Activity
    years: dict[Status, Breakdown | None]
    curves: dict[Status, Curve]
    most: Decimal
    ceiling: Decimal
    vat: Vat
    notes: tuple[str, ...]

    @cached_property
    def known(self) -> dict[Status, Breakdown]:
        """The years that could be worked out."""
        return {status: year for status, year in self.years.items() if year}

    @cached_property
    def columns(self) -> dict[Status, dict[str, Decimal]]:
        """What the statuses are compared on: see `figures`."""
        return {status: figures(year) for status, year in self.known.items()}

    @property
    def lowest(self) -> Breakdown:
        """The year that leaves least after income tax."""
        return min(self.known.values(), key=lambda year: year.net)

    @property
    def highest(self) -> Breakdown:
        """The year that leaves most after income tax."""
        return max(self.known.values(), key=lambda year: year.net)

    @property
    def daily(self) -> Decimal:
        """The day rate, in euros, that makes this turnover in DAYS days."""
        return cents(self.activity.turnover / DAYS)

    def notes_of(self, year: Breakdown) -> tuple[str, ...]:
        """Return the codes of what one must know of a status, but what the words of its cover say already."""
        told = dict.fromkeys((*year.notes, *status_notes(year, self.activity)))
        return tuple(code for code in told if code != IN_COVER)


def comparison(activity: Activity, statuses: Iterable[Status], rates: Rates, today: date) -> Comparison:
    """Return what becomes of a year under each status; `today` only tells whether a later year is missing."""
    statuses = tuple(statuses)
    most = axis(activity.turnover)
    years = side_by_side(activity, statuses, rates)
    told = (year_notes(year, rates.law, today) for year in years.values() if year)
    return Comparison(
        activity=activity,
        years=years,
        curves=curves(activity, statuses, most, rates),
        most=most,
        ceiling=rates["micro-ceiling"],
        vat=vat_state(activity.turnover, rates),
        notes=tuple(dict.fromkeys(code for codes in told for code in codes)),
    )


def side_by_side(activity: Activity, statuses: Iterable[Status], rates: Rates) -> dict[Status, Breakdown | None]:
    """Return what becomes of a year under each status, None where the law of that day is not in the tables."""
    return {status: _year(status, activity, rates) for status in statuses}


def figures(year: Breakdown) -> dict[str, Decimal]:
    """Return what two statuses are compared on, in euros a year: from the turnover down to the net.

    Then the net a month, and `kept`: the ratio of the turnover that is left after income tax.
    """
    return {
        "turnover": year.start,
        "expenses": year.total("expenses"),
        "fee": year.total("fee"),
        "contributions": year.contributions,
        "corporate-tax": year.total("corporate_tax"),
        "retained": year.total("retained"),
        "net-before-tax": year.net_before_tax,
        "income-tax": year.income_tax,
        "net": year.net,
        "monthly-net": year.net / MONTHS,
        "kept": (year.net / year.start).quantize(PER_MILLE, "ROUND_HALF_UP"),
    }


def axis(turnover: Decimal) -> Decimal:
    """Return how far curves go, in euros: twice the turnover, 100 000 at least, a round number."""
    steps = max(2 * turnover, SHORTEST_AXIS) / ROUND_AXIS
    return steps.to_integral_value("ROUND_CEILING") * ROUND_AXIS


def curves(activity: Activity, statuses: Iterable[Status], most: Decimal, rates: Rates) -> dict[Status, Curve]:
    """Return for each status the net after tax (euros a year) at a hundred turnovers up to `most`.

    All curves begin at the same turnover: the first that pays the expenses and leaves something under every status,
    ten points after the expenses at the latest. A micro-entreprise stops at its ceiling. A status without law on that
    day, or of which fewer than two points are left, has no curve.
    """
    drawn = {status: _curve(status, activity, most, rates) for status in statuses}
    begins = min(LATEST, max((_losses(points) for points in drawn.values()), default=0))
    return {status: points[begins:] for status, points in drawn.items() if len(points) > begins + 1}


def overtakings(drawn: Mapping[Status, Curve]) -> tuple[Overtaking, ...]:
    """Return where a curve passes above another one, from the smallest turnover to the largest."""
    plain = {status: [(float(x), float(net)) for x, net in points] for status, points in drawn.items()}
    found = []
    for one, two in combinations(drawn, 2):
        for x, _net in crossings(plain[one], plain[two]):
            above = one if _leads(plain[one], plain[two], x) else two
            found.append(Overtaking(Decimal(str(x)), above, two if above == one else one))
    return tuple(sorted(found))


def _curve(status: Status, activity: Activity, most: Decimal, rates: Rates) -> Curve:
    """Return the points that pay the expenses; none when the law of that day is not in the tables."""
    top = min(most, rates["micro-ceiling"]) if status in MICRO else most
    points = []
    for turnover in (most * rank / POINTS for rank in range(1, POINTS + 1)):
        if activity.expenses < turnover <= top:
            year = _year(status, replace(activity, turnover=turnover), rates)
            if year is None:
                return ()
            points.append((turnover, year.net))
    return tuple(points)


def _losses(points: Curve) -> int:
    """Return how many points come before the first that leaves something."""
    return next((rank for rank, (_, net) in enumerate(points) if net >= ZERO), len(points))


def _leads(one: list[tuple[float, float]], two: list[tuple[float, float]], x: float) -> bool:
    """Return whether a curve is above another just after they cross."""
    after = (pair for pair in zip(one, two, strict=False) if pair[0][0] >= x and pair[0][1] != pair[1][1])
    return next(first[1] > second[1] for first, second in after)


def _year(status: Status, activity: Activity, rates: Rates) -> Breakdown | None:
    try:
        return SCHEMES[status](activity, rates)
    except NotYet:
        return None
