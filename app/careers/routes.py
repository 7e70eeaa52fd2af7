"""Looking at the trades: the map, a guide to each role, and where one stands for it."""

from typing import Any

from flask import Response, make_response, render_template, request, url_for

from app.careers import documents
from app.careers.assessment import Assessment, expected
from app.careers.forms import AssessmentForm
from app.careers.guides import Guide
from app.careers.paths import families, steps_from, steps_to
from app.careers.vocabulary import LEVELS, Competency
from app.content.dated import Publication, Source
from app.content.text import Text
from app.library import Library
from app.paper.order import Order
from app.paper.press import Press
from app.web import clock
from app.web.fields import one_line
from app.web.language import Pages, current
from app.web.parts import part
from app.web.security import limiter

pages = Pages("careers", __name__)

WIDE, NARROW = 640, 320  # Pixels.
MAP_WIDE = 1080
COUNTS = 3  # Out of five: from there on a competency is told level by level.


@pages.page("/metiers", "/careers")
def map() -> Response:
    """Show the roles and the steps between them, drawn and as a list; all of them, or those that leave a role."""
    library = part("library", Library)
    origin = one_line(request.args.get("from"))
    if origin and origin not in library.guides:
        return _unknown(library)
    page = render_template(
        "careers/map.html",
        origin=origin,
        families=families(library.steps),
        leaving={name: steps_from(library.steps.steps, name) for name in library.guides},
        drawings=[documents.map_drawing(library, origin, width) for width in (MAP_WIDE, NARROW)],
        addresses={name: url_for(".guide", role=name) for name in library.guides},
        sources=_sources(library),
    )
    return make_response(page)


@pages.page("/metiers/<role>", "/careers/<role>")
def guide(role: str) -> Response:
    """Show the guide to a role."""
    library = part("library", Library)
    if role not in library.guides:
        return _unknown(library)
    found = library.guides[role]
    page = render_template(
        "careers/guide.html",
        guide=found,
        expectations=_expectations(found, library),
        leaving=steps_from(library.steps.steps, role),
        leading=steps_to(library.steps.steps, role),
        sources=_sources(library),
        today=clock.today(),
    )
    return make_response(page)


@pages.page("/metiers/evaluation", "/careers/assessment")
def assessment() -> Response:
    """Show where one stands for a role at a level, and a plan for the months to come."""
    form = _form()
    return _assessment(form, form.found() if form.validate() else None)


@pages.page("/metiers/evaluation/plan", "/careers/assessment/plan")
@limiter.limit("30/minute")
def plan() -> Response:
    """Give the plan as a PDF; without anything to plan, show the page."""
    form = _form()
    found = form.found() if form.validate() else None
    if not (found and found.plan.stages):
        return _assessment(form, found, 422)
    address = url_for(".assessment", _external=True, **form.address())
    order = Order(documents.html(found, form.library, address, clock.today(), current()))
    return _file(part("press", Press).printed(order).data, "application/pdf", found, "pdf")


@pages.page("/metiers/evaluation/agenda", "/careers/assessment/diary")
def calendar() -> Response:
    """Give the plan as days for a diary; without anything to plan, show the page."""
    form = _form()
    found = form.found() if form.validate() else None
    if not (found and found.plan.stages):
        return _assessment(form, found, 422)
    text = documents.diary(found, form.library, clock.now(), current())
    return _file(text.encode(), "text/calendar; charset=utf-8", found, "ics")


def _form() -> AssessmentForm:
    return AssessmentForm(request.args, part("library", Library), clock.today())


def _assessment(form: AssessmentForm, found: Assessment | None, status: int | None = None) -> Response:
    shown: dict[str, Any] = {}
    if found and len(found.standing("unrated")) < len(found.gaps):
        shown["drawings"] = [documents.gaps_drawing(found, form.library, width) for width in (WIDE, NARROW)]
        shown["notes"] = [documents.note(gap) for gap in found.gaps]
    page = render_template(
        "careers/assessment.html", form=form, found=found, moments=documents.moments(), levels=LEVELS, **shown
    )
    return make_response(page, status or (200 if found else 422))


def _expectations(guide: Guide, library: Library) -> list[tuple[Competency, int, list[tuple[Text, Text]]]]:
    """Return, for what counts in a role, how much, and what is expected at each level: its name and the words."""
    told = sorted((name for name in guide.weights if guide.weights[name] >= COUNTS), key=lambda n: -guide.weights[n])
    return [
        (
            library.competencies[name],
            guide.weights[name],
            [
                (
                    library.levels[level].name,
                    library.competencies[name].levels[LEVELS[expected(guide.weights[name], level) - 1]],
                )
                for level in guide.levels
            ],
        )
        for name in told
    ]


def _sources(library: Library) -> dict[str, Publication | Source]:
    """Return what guides and steps may cite."""
    return {**library.publications, **library.sources}


def _unknown(library: Library) -> Response:
    """Say that a role does not exist, or no more, and which ones do."""
    return make_response(render_template("careers/unknown.html", families=families(library.steps)), 404)


def _file(data: bytes, kind: str, found: Assessment, ending: str) -> Response:
    answer = make_response(data)
    answer.headers["Content-Type"] = kind
    how = "inline" if ending == "pdf" else "attachment"
    answer.headers["Content-Disposition"] = f'{how}; filename="{documents.filename(found, current(), ending)}"'
    return answer
