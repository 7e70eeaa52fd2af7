"""Everything the day-rate page and its document say of an answer, gathered once."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.content.dated import NotYet
from app.freelance.day_rate import MONTHS, DayRate, same_net_salary, sensitivity
from app.freelance.days import BillableDays
from app.freelance.market import Market, Place, place
from app.taxes.activity import Activity
from app.taxes.breakdown import ZERO, Breakdown, cents
from app.taxes.law import Law, Rates
from app.taxes.vat import Vat, vat_state

SCALE = "income-tax"
Table = tuple[tuple[Decimal, tuple[tuple[Decimal, Decimal], ...]], ...]


@dataclass(frozen=True)
class Simulation:
    """A day rate with what it implies.

    `salaries` are the months of salary that leave as much, not cadre then cadre, None where there is none; `days` is
    None when their number was given; `salary` is the month of salary one started from, if any; `notes` are codes of
    rate_tables/law/notes.yaml.
    """

    found: DayRate
    vat: Vat
    notes: tuple[str, ...]
    salaries: tuple[Breakdown | None, Breakdown | None]
    place: Place
    around: Table
    days: BillableDays | None
    salary: Breakdown | None

    @property
    def missing(self) -> Decimal:
        """What is billed too little to pay for all that is due, by the person or the company, in euros a month."""
        year = self.found.year
        return cents((max(ZERO, -year.net) + max(ZERO, -year.total("retained"))) / MONTHS)


def simulation(
    found: DayRate, rates: Rates, market: Market, today: date, days: BillableDays | None, salary: Breakdown | None
) -> Simulation:
    """Return what a day rate implies; `today` only tells whether a later year is missing from the tables."""
    vat = vat_state(found.year.start, rates)
    return Simulation(
        found=found,
        vat=vat,
        notes=notes(found, vat, rates.law, today),
        salaries=_salaries(found, rates),
        place=place(found.rate, market.rates.ranges),
        around=sensitivity(found, rates),
        days=days,
        salary=salary,
    )


def _salaries(found: DayRate, rates: Rates) -> tuple[Breakdown | None, Breakdown | None]:
    """Return the two salaries; none for a year whose rates on wages are not in the tables."""
    try:
        return same_net_salary(found, False, rates), same_net_salary(found, True, rates)
    except NotYet:
        return None, None


def notes(found: DayRate, vat: Vat, law: Law, today: date) -> tuple[str, ...]:
    """Return the codes of what one must know: what the scheme says, then VAT, the status, and the year."""
    status, year = found.situation.status, found.year
    own = () if status == "portage" else vat.notes
    told = status_notes(year, found.situation.activity)
    return tuple(dict.fromkeys((*year.notes, *own, *told, *year_notes(year, law, today))))


def status_notes(year: Breakdown, activity: Activity) -> tuple[str, ...]:
    """Return the codes of what one must know of a status, beside what its scheme says."""
    status, figures = year.status, year.figures
    salaried = status == "portage" or bool(figures.get("gross"))
    flat = status.startswith("micro") and activity.flat_tax
    told = {
        "acre-delay": activity.acre and status != "portage",
        "flat-tax-household": flat and activity.household.other_income > ZERO,
        "minimum-contributions": status in ("ei", "eurl"),
        "reduced-corporate-tax": figures.get("corporate-profit", ZERO) > ZERO,
        "no-unemployment": status != "portage",
        "death-cover-not-taxed": salaried,
    }
    return tuple(code for code, applies in told.items() if applies)


def year_notes(year: Breakdown, law: Law, today: date) -> tuple[str, ...]:
    """Return the codes of what one must know of the year: a scale kept from the year before, rates not known yet."""
    on_scale = any(line.code == SCALE for line in year.lines)
    told = {
        "scale-of-last-year": on_scale and year.on.year > max(law.scales[SCALE].values).year,
        "year-beyond": year.on.year == law.known_until.year < today.year,
    }
    return tuple(code for code, applies in told.items() if applies)
