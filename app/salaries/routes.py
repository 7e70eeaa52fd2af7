"""What is paid, by role and level; gross and net; an offer placed; hire or freelance."""

from decimal import Decimal

from flask import Response, jsonify, make_response, render_template, request

from app.library import Library
from app.salaries import documents
from app.salaries.export import as_values
from app.salaries.forms import ConversionForm, NeedForm, OfferForm
from app.salaries.pay import Salaries
from app.salaries.place import bounds, smic_month, smic_year
from app.taxes.law import Law, Rates
from app.web import clock
from app.web.language import Pages, current
from app.web.language import gettext as _
from app.web.parts import part

pages = Pages("salaries", __name__)


@pages.page("/salaires", "/salaries")
def ranges() -> str:
    """Show every range with its level, its source and its grade, and what surveys, employers and law say."""
    library, rates = part("library", Library), _rates()
    return render_template(
        "salaries/ranges.html",
        salaries=library.salaries,
        levels=library.levels,
        bounds=bounds,
        rates=rates,
        smic=smic_month(rates),
        floor=smic_year(rates),
        drawings=documents.roles_drawing(library, smic_year(rates)),
        employers=documents.employers_drawing(library),
    )


@pages.page("/salaires/csv", "/salaries/csv")
def ranges_csv() -> Response:
    """Give every range and every scale seen as a table for a spreadsheet."""
    answer = make_response(documents.spreadsheet(part("library", Library), _floor(), current()))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{documents.spreadsheet_name(current())}"'
    return answer


@pages.page("/salaires/json", "/salaries/json")
def ranges_json() -> Response:
    """Give the same for a program, in both languages."""
    return jsonify(as_values(_salaries(), _floor()))


@pages.page("/salaires/<name>", "/salaries/<name>")
def role(name: str) -> Response:
    """Show what is known of the pay of one role, or that there is no such role."""
    library, floor = part("library", Library), _floor()
    found = library.salaries.roles.get(name)
    shown = {"salaries": library.salaries, "levels": library.levels, "bounds": bounds, "floor": floor}
    if found is None:
        return make_response(render_template("salaries/role.html", role=None, **shown), 404)
    drawings = documents.role_drawing(library, found, floor)
    return make_response(render_template("salaries/role.html", role=found, drawings=drawings, **shown))


@pages.page("/salaires/brut-net", "/salaries/gross-net")
def conversion() -> Response:
    """Show a wage from its cost to what is received, line by line."""
    form = ConversionForm(request.args, _salaries(), _rates())
    found = form.found() if form.validate() else None
    page = render_template(
        "salaries/conversion.html", form=form, law=part("law", Law), found=found, smic=smic_month(form.rates)
    )
    return make_response(page, 200 if found else 422)


@pages.page("/salaires/offre", "/salaries/offer")
def offer() -> Response:
    """Show where an offer stands, and what an ad would say of it."""
    library, rates = part("library", Library), _rates()
    form = OfferForm(request.args, library.salaries, rates)
    shown = {"form": form, "salaries": library.salaries, "levels": library.levels, "today": clock.today()}
    if not form.validate():
        return make_response(render_template("salaries/offer.html", found=None, **shown), 422)
    found, statement, floor = form.found(), form.statement(), smic_year(rates)
    page = render_template(
        "salaries/offer.html",
        found=found,
        floor=floor,
        drawings=documents.offer_drawing(library, form.asked(), floor, found.full_time),
        texts=documents.statement_texts(statement),
        warnings=statement.warnings(floor, rates["week-hours"]),
        **shown,
    )
    return make_response(page)


@pages.page("/salaires/embaucher-ou-freelance", "/salaries/hire-or-freelance")
def need() -> Response:
    """Show what the same need costs in a year with an employee, an apprentice or a freelance."""
    form = NeedForm(request.args, _salaries(), _rates())
    found = form.found() if form.validate() else None
    shown = {"form": form, "salaries": form.salaries, "law": part("law", Law), "found": found}
    if found is None:
        return make_response(render_template("salaries/need.html", **shown), 422)
    costs = (
        (_("Poste salarié"), found.employee),
        (_("Alternance"), found.apprentice),
        (_("Freelance"), found.freelance),
    )
    drawings = documents.ways_drawing((label, way.cost) for label, way in costs)
    return make_response(render_template("salaries/need.html", ways=costs, drawings=drawings, **shown))


def _salaries() -> Salaries:
    return part("library", Library).salaries


def _rates() -> Rates:
    """Return the law of the day, or the last one known."""
    law = part("law", Law)
    return law.on(min(clock.today(), law.known_until))


def _floor() -> Decimal:
    return smic_year(_rates())
