"""The simulation as a printed document, the comparison of statuses as a spreadsheet, and the drawings of both."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.charts import bars
from app.charts import curves as lines
from app.charts import ranges as charts
from app.charts.stack import Part, Stack, Tone, stack
from app.content.text import Language
from app.freelance.comparison import Comparison
from app.freelance.day_rate import DayRate
from app.freelance.export import as_csv
from app.freelance.export import rows as csv_rows
from app.freelance.market import Market
from app.freelance.simulation import Simulation
from app.taxes.activity import Status
from app.taxes.breakdown import Breakdown
from app.taxes.law import Law
from app.web.language import gettext as _
from app.web.language import say, speaking
from app.web.shown import cents, euros, percent, rendered

PAPER = 679  # A printed page has 180 mm, 680 CSS pixels, one of which is the edge of drawings.
PER_MILLE = Decimal("0.001")
TONES: dict[str, Tone] = {
    "net": "solid",
    "contributions": "striped",
    "levies": "striped",
    "expenses": "pale",
    "fee": "pale",
    "retained": "pale",
    "corporate_tax": "dotted",
    "income_tax": "dotted",
}


def html(found: Simulation, law: Law, market: Market, on: date, language: Language) -> str:
    """Return a simulation as one HTML page of two sheets, ready for `app.paper`; needs an application context.

    `on` is the day it is made.
    """
    explained = [law.explained(line.code) for line in found.found.year.lines]
    sources = {source.id: source for each in explained for source in each.sources}
    with speaking(language):
        return rendered(
            "freelance/document/simulation.html",
            title=title(found, law, language),
            simulation=found,
            law=law,
            market=market,
            on=on,
            language=language,
            fee=law.on(law.known_until)["portage-fee"],
            where=where_it_goes(found.found),
            stack_drawing=stack_drawing(found.found, PAPER),
            market_drawing=ranges_drawing(found, market, PAPER),
            sources=tuple(sources.values()),
            checked=min(each.checked for each in explained if each.checked),
        )


def title(found: Simulation, law: Law, language: Language) -> str:
    """Return what the document is called, in `language`."""
    with speaking(language):
        price = euros(found.found.rate)
        return f"{_('Ma simulation')} · {say(law.statuses[found.found.situation.status].short)} · {price}"


def filename(status: Status, language: Language) -> str:
    """Return the name of the PDF file, in ASCII."""
    return f"{'ma-simulation' if language == 'fr' else 'my-simulation'}-{status}-{language}.pdf"


def where_it_goes(found: DayRate) -> tuple[tuple[str, str, str, str], ...]:
    """Return where each euro of a day goes, in words: what, euros a day, share of the rate, euros a year."""
    names, year = _names(), found.year
    return tuple(
        (
            names[kind],
            cents(amount),
            _share(amount, found),
            euros(year.net if kind == "net" else year.total(kind)),  # type: ignore[arg-type]
        )
        for kind, amount in found.shares()
    )


def stack_drawing(found: DayRate, width: float) -> Stack | None:
    """Return the same as a bar, `width` CSS pixels wide; None when something is missing rather than left."""
    shares = found.shares()
    if any(amount < 0 for _kind, amount in shares):
        return None
    names = _names()
    return stack(
        (
            Part(names[kind], float(amount), cents(amount), _share(amount, found), TONES[kind])
            for kind, amount in shares
        ),
        width,
    )


def ranges_drawing(found: Simulation, market: Market, width: float) -> charts.Ranges:
    """Return the day rates seen by experience, and this one as a line across them."""
    rows = [
        charts.Range(
            say(seen.label),
            float(seen.low),
            None if seen.usual is None else float(seen.usual),
            float(seen.high),
            _("degré %(grade)s", grade=seen.grade),
        )
        for seen in market.rates.ranges.values()
    ]
    rate = found.found.rate
    mark = charts.Limit(float(rate), _("vous : %(price)s", price=euros(rate)))
    return charts.ranges(rows, width, lambda value: euros(Decimal(str(value))), mark)


def bars_drawing(found: Comparison, law: Law, width: float) -> bars.Bars:
    """Return what each status leaves after income tax, as bars."""
    nets = {status: ((float(year.net), euros(year.net)),) for status, year in found.known.items()}
    return bars.bars([bars.Group(say(law.statuses[status].short), net, True) for status, net in nets.items()], width)


def curves_drawing(found: Comparison, law: Law, width: float) -> lines.Curves:
    """Return what each status leaves over turnovers, with the thresholds and the turnover that was typed."""

    def shown(value: float) -> str:
        return euros(Decimal(str(value)))

    series = [
        lines.Series(say(law.statuses[status].short), [(float(turnover), float(net)) for turnover, net in points])
        for status, points in found.curves.items()
    ]
    across, up = lines.Axis(_("Chiffre d'affaires par an"), shown), lines.Axis(_("Net après impôt par an"), shown)
    limits = (
        charts.Limit(float(found.ceiling), _("plafond de la micro-entreprise")),
        charts.Limit(float(found.vat.base), _("seuil de TVA")),
    )
    here = charts.Limit(float(found.activity.turnover), _("vous : %(price)s", price=euros(found.activity.turnover)))
    return lines.curves(series, width, across, up, limits, here)


def curves_table(found: Comparison, law: Law) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the headings and the rows of the same at ten turnovers; a dash where a status has no point."""
    nets = [dict(points) for points in found.curves.values()]
    turnovers = [found.most * rank / 10 for rank in range(1, 11)]
    rows = [
        (euros(turnover), *(euros(net[turnover]) if turnover in net else "–" for net in nets))
        for turnover in turnovers
        if any(turnover in net for net in nets)
    ]
    return (_("Chiffre d'affaires"), *(say(law.statuses[status].short) for status in found.curves)), rows


def spreadsheet(years: Mapping[Status, Breakdown | None], law: Law, language: Language) -> str:
    """Return the comparison of statuses as CSV: every line of every status, with its rate and its text of law."""
    with speaking(language):
        ends = {
            "turnover": _("Chiffre d'affaires"),
            "net-before-tax": _("Net avant impôt sur le revenu"),
            "net": _("Net après impôt sur le revenu"),
        }
        unknown = _("Non calculé : les taux de cette année-là manquent")
        headings = (
            _("Statut"),
            _("Ligne"),
            _("Euros par an"),
            _("Taux, en pour cent"),
            _("Base, en euros"),
            _("Texte"),
        )
        return as_csv(headings, csv_rows(years, law, ends, unknown, language), language)


def spreadsheet_name(year: int, language: Language) -> str:
    """Return the name of the CSV file, in ASCII."""
    return f"{'comparaison-statuts' if language == 'fr' else 'status-comparison'}-{year}.csv"


def _share(amount: Decimal, found: DayRate) -> str:
    return percent((amount / found.rate).quantize(PER_MILLE))


def _names() -> dict[str, str]:
    return {
        "net": _("Pour vous"),
        "expenses": _("Frais"),
        "fee": _("Frais de gestion"),
        "contributions": _("Cotisations sociales"),
        "corporate_tax": _("Impôt sur les sociétés"),
        "retained": _("Bénéfice laissé dans la société"),
        "levies": _("Prélèvements sur les dividendes"),
        "income_tax": _("Impôt sur le revenu"),
    }
