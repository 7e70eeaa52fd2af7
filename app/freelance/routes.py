"""What a day is worth, what the market pays, and a package priced by the hours it takes."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask import Response, make_response, render_template, request, url_for

from app.charts import ranges as charts
from app.freelance import documents
from app.freelance.comparison import DAYS, comparison, overtakings, side_by_side
from app.freelance.day_rate import HIGHEST_RATE
from app.freelance.forms.packages import PackageForm
from app.freelance.forms.rates import RateForm, StatusForm
from app.freelance.market import Market
from app.freelance.package import PackagePrice, nearest, package_price
from app.freelance.seen import Range, SeenPackage
from app.freelance.simulation import Simulation
from app.freelance.simulation import simulation as simulated
from app.library import Library
from app.paper.order import Order
from app.paper.press import Press
from app.taxes.employee import employee
from app.taxes.law import Law
from app.web import clock
from app.web.language import Pages, current, say
from app.web.language import gettext as _
from app.web.parts import part
from app.web.security import limiter, private
from app.web.shown import euros, number

pages = Pages("freelance", __name__)

WIDE, NARROW = 640, 320  # Pixels.


@pages.page("/freelance/tarif-journalier", "/freelance/day-rate")
def day_rate() -> Response:
    """Show the price of a day that the address asks for, or what is left of it, and all that it rests on."""
    form = _rate_form()
    return _day_rate(form, _simulated(form))


@pages.page("/freelance/tarif-journalier/simulation", "/freelance/day-rate/simulation")
@limiter.limit("30/minute")
def simulation() -> Response:
    """Give the same answer as a PDF of two pages."""
    form = _rate_form()
    found = _simulated(form)
    if found is None:
        return _day_rate(form, None)
    order = Order(documents.html(found, form.law, form.market, clock.today(), current()))
    answer = make_response(part("press", Press).printed(order).data)
    answer.headers["Content-Type"] = "application/pdf"
    file = documents.filename(found.found.situation.status, current())
    answer.headers["Content-Disposition"] = f'inline; filename="{file}"'
    return private(answer)


@pages.page("/freelance/tarifs-observes", "/freelance/market-rates")
def market() -> str:
    """Show every figure of the market with its source, its year and its grade, and say what is missing."""
    found = part("library", Library).market
    return render_template(
        "freelance/market.html",
        market=found,
        days=_drawings([_range_row(each) for each in found.rates.ranges.values()]),
        packs=_drawings([_range_row(each) for each in found.packages.ranges.values()]),
    )


@pages.page("/freelance/forfaits", "/freelance/packages")
def packages() -> Response:
    """Show the price of the package that the address describes, hour by hour, next to packages on sale."""
    found = part("library", Library).market
    form = PackageForm(request.args, found)
    if not form.validate():
        return make_response(render_template("freelance/packages.html", form=form, market=found, price=None), 422)
    package = form.package()
    price = package_price(package, form.terms(), found.hours.values())
    near = nearest(package, found.packages.seen.values())
    mark = charts.Limit(float(price.monthly), _("vous : %(price)s", price=euros(price.monthly)))
    page = render_template(
        "freelance/packages.html",
        form=form,
        market=found,
        price=price,
        near=near,
        drawings=_drawings([_seen_row(each, found) for each in near], mark),
        quote=url_for("quotes.start", **_offer(price, found)),
    )
    return make_response(page)


@pages.page("/freelance/statuts", "/freelance/statuses")
def statuses() -> Response:
    """Show what a turnover leaves under each status, what each implies, and how that changes with the turnover."""
    form = StatusForm(request.args, part("law", Law), clock.today())
    if not form.validate():
        return _no_statuses(form)
    found = comparison(form.compared(), form.statuses, form.rates, clock.today())
    page = render_template(
        "freelance/statuses.html",
        form=form,
        law=form.law,
        found=found,
        overtakings=overtakings(found.curves),
        bars=[documents.bars_drawing(found, form.law, width) for width in (WIDE, NARROW)],
        curves=[documents.curves_drawing(found, form.law, width) for width in (WIDE, NARROW)],
        points=documents.curves_table(found, form.law),
        carried=form.shared() | _priced(found.daily),
    )
    return make_response(page)


@pages.page("/freelance/statuts/csv", "/freelance/statuses/csv")
def statuses_csv() -> Response:
    """Give the comparison that the address describes as a table for a spreadsheet, every line of every status."""
    form = StatusForm(request.args, part("law", Law), clock.today())
    if not form.validate():
        return _no_statuses(form)
    years = side_by_side(form.compared(), form.statuses, form.rates)
    answer = make_response(documents.spreadsheet(years, form.law, current()))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    file = documents.spreadsheet_name(form.year.data, current())
    answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def _no_statuses(form: StatusForm) -> Response:
    return make_response(render_template("freelance/statuses.html", form=form, law=form.law, found=None), 422)


def _priced(rate: Decimal) -> dict[str, str]:
    """Return what makes the calculator of day rates start from this rate, when it reads such a rate."""
    return {"mode": "rate", "rate": f"{rate}", "count": "given", "days": f"{DAYS}"} if 1 <= rate <= HIGHEST_RATE else {}


def _rate_form() -> RateForm:
    return RateForm(request.args, part("law", Law), part("market", Market), clock.today())


def _simulated(form: RateForm) -> Simulation | None:
    """Return what the form asks for, or None: it then says why next to its fields."""
    found = form.found() if form.validate() else None
    if found is None:
        return None
    days = form.built() if form.count.data == "built" else None
    salary = employee(form.contract(), form.rates) if form.mode.data == "salary" else None
    return simulated(found, form.rates, form.market, clock.today(), days, salary)


def _day_rate(form: RateForm, found: Simulation | None) -> Response:
    shown: dict[str, Any] = {"fee": form.law.on(form.law.known_until)["portage-fee"]}
    if found:
        shown["where"] = documents.where_it_goes(found.found)
        shown["stacks"] = [documents.stack_drawing(found.found, width) for width in (WIDE, NARROW)]
        shown["drawings"] = [documents.ranges_drawing(found, form.market, width) for width in (WIDE, NARROW)]
    page = render_template(
        "freelance/day_rate.html", form=form, law=form.law, market=form.market, simulation=found, **shown
    )
    return make_response(page, 200 if found else 422)


def _offer(price: PackagePrice, found: Market) -> dict[str, Any]:
    """Return the lines of a quote, one list a column: the month as a whole, then what is made once."""
    month = " · ".join(_times(line.quantity, say(found.hours[line.code].label)) for line in price.of("month"))
    once = price.of("once")
    return {
        "label": [_("Forfait mensuel"), *(say(found.hours[line.code].label) for line in once)],
        "period": [month, *("" for _line in once)],
        "quantity": [str(price.months), *(str(line.quantity) for line in once)],
        "unit": ["month", *("package" for _line in once)],
        "price": [f"{price.monthly:.2f}", *(f"{line.unit_price:.2f}" for line in once)],
    }


def _times(quantity: Decimal, label: str) -> str:
    return f"{number(quantity)} × {label}"


def _range_row(found: Range) -> charts.Range:
    usual = None if found.usual is None else float(found.usual)
    return charts.Range(say(found.label), float(found.low), usual, float(found.high), _grade(found.grade))


def _seen_row(found: SeenPackage, market: Market) -> charts.Range:
    high = None if found.high is None else float(found.high)
    usual = float(found.low) if high is None else None
    return charts.Range(say(found.label), float(found.low), usual, high, _grade(market.grade(found) or ""))


def _grade(grade: str) -> str:
    return _("degré %(grade)s", grade=grade)


def _drawings(rows: Iterable[charts.Range], mark: charts.Limit | None = None) -> tuple[charts.Ranges, charts.Ranges]:
    """Return a drawing for a wide page and one for a phone."""
    rows = list(rows)

    def shown(value: float) -> str:
        return euros(Decimal(str(value)))

    return charts.ranges(rows, WIDE, shown, mark), charts.ranges(rows, NARROW, shown, mark)
