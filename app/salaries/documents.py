"""The drawings of salaries, the spreadsheet, and what an ad says of pay, in words."""

from collections.abc import Iterable
from decimal import Decimal

from app.charts import bars, ranges
from app.content.text import LANGUAGES, Language
from app.library import Library
from app.salaries.export import as_csv, rows
from app.salaries.place import bounds
from app.salaries.statement import Statement
from app.salaries.tables import Family, RolePay
from app.taxes.wages import MONTHS
from app.web.language import current, say, speaking
from app.web.language import gettext as _
from app.web.shown import euros, number

WIDTHS = (640, 320)  # Pixels: a wide page, a phone.
Drawings = list[ranges.Ranges]


def roles_drawing(library: Library, floor: Decimal) -> Drawings:
    """Return every range known, role by role, with the SMIC of a year as a line."""
    lines = [line for role in library.salaries.roles.values() for line in _levels(library, role, floor, named=True)]
    return _drawn(lines, floor)


def role_drawing(library: Library, role: RolePay, floor: Decimal) -> Drawings:
    """Return the ranges of one role and the official families nearby; nothing when neither is known."""
    families = [_family(found) for found in library.salaries.near(role)]
    lines = [*_levels(library, role, floor, named=False), *families]
    return _drawn(lines, floor) if lines else []


def offer_drawing(library: Library, role: RolePay, floor: Decimal, offer: Decimal) -> Drawings:
    """Return the ranges of one role with an offer, in gross euros a year, as a line; nothing without a range."""
    lines = list(_levels(library, role, floor, named=False))
    mark = ranges.Limit(float(offer), _("l'offre : %(pay)s", pay=euros(offer)))
    return [ranges.ranges(lines, width, _shown, mark) for width in WIDTHS] if lines else []


def employers_drawing(library: Library) -> list[bars.Bars]:
    """Return pay by kind of employer as bars."""
    groups = [
        bars.Group(say(each.label), ((float(each.low), euros(each.low)),))
        for each in library.salaries.employers.values()
    ]
    return [bars.bars(groups, width) for width in WIDTHS]


def ways_drawing(costs: Iterable[tuple[str, Decimal]]) -> list[bars.Bars]:
    """Return what each way costs in a year as bars."""
    groups = [bars.Group(label, ((float(cost), euros(cost)),), chosen=True) for label, cost in costs]
    return [bars.bars(groups, width) for width in WIDTHS]


def spreadsheet(library: Library, floor: Decimal, language: Language) -> str:
    """Return every range and every scale seen as CSV; `floor` is the SMIC of a year."""
    with speaking(language):
        headings = (
            _("Métier"),
            _("Niveau ou échelle"),
            _("Bas"),
            _("Courant"),
            _("Haut"),
            _("Unité"),
            _("Année"),
            _("Degré"),
            _("Source"),
            _("Sur quoi cela repose"),
        )
        levels = {name: say(level.name) for name, level in library.levels.items()}
        return as_csv(headings, rows(library.salaries, floor, levels, language), language)


def spreadsheet_name(language: Language) -> str:
    """Return the name of the CSV file, in ASCII."""
    return "salaires.csv" if language == "fr" else "salaries.csv"


def statement_texts(found: Statement) -> dict[Language, str]:
    """Return what the ad says of pay in each language, first the one being spoken."""
    return {language: _statement(found, language) for language in sorted(LANGUAGES, key=lambda each: each != current())}


def _statement(found: Statement, language: Language) -> str:
    with speaking(language):
        said = [
            _("Rémunération : %(pay)s bruts par an.", pay=_pay(found)),
            _(
                "Base : %(hours)s heures par semaine, %(payments)s versements par an.",
                hours=number(found.hours),
                payments=found.payments,
            ),
        ]
        if found.variable:
            said.append(_("Part variable, en plus : %(words)s.", words=found.variable.rstrip(".")))
        if found.benefits:
            said.append(_("Avantages, non compris dans ces montants : %(words)s.", words=found.benefits.rstrip(".")))
        if found.agreement:
            said.append(_("Convention collective : %(words)s.", words=found.agreement.rstrip(".")))
        return " ".join(said)


def _pay(found: Statement) -> str:
    if found.low == found.high:
        return euros(found.low)
    return _("de %(low)s à %(high)s", low=euros(found.low), high=euros(found.high))


def _levels(library: Library, role: RolePay, floor: Decimal, *, named: bool) -> Iterable[ranges.Range]:
    for level, step in role.levels.items():
        found, name = bounds(step, floor), say(library.levels[level].name)
        label = f"{say(role.label)}, {name.lower()}" if named else name
        note = _("degré %(grade)s", grade=step.grade)
        if found.high is None:
            note = _("et plus, degré %(grade)s", grade=step.grade)
        yield ranges.Range(label, float(found.low), _float(found.usual), _float(found.high), note)


def _family(found: Family) -> ranges.Range:
    low, usual, high = (
        None if month is None else float(month * MONTHS) for month in (found.beginner, found.average, found.experienced)
    )
    return ranges.Range(say(found.label), low, usual, high, _("famille officielle"))


def _drawn(lines: list[ranges.Range], floor: Decimal) -> Drawings:
    mark = ranges.Limit(float(floor), _("SMIC : %(pay)s", pay=euros(floor)))
    return [ranges.ranges(lines, width, _shown, mark) for width in WIDTHS]


def _float(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _shown(value: float) -> str:
    return euros(Decimal(str(value)))
