"""The guide to the subject, its indicators, and their calculators."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from flask import Response, make_response, render_template, request

from app.charts.bars import Bars, Group, bars
from app.content.dated import Cited
from app.library import Library
from app.subject.forms import IndicatorForm
from app.subject.subject import BASES, FAMILIES, NETWORKS, Backed, Base, Study, Subject
from app.web.language import Pages
from app.web.parts import part
from app.web.shown import percent

pages = Pages("subject", __name__)

WIDE, NARROW = 640, 320  # Pixels.
NAMES = {
    "tiktok": "TikTok",
    "instagram": "Instagram",
    "facebook": "Facebook",
    "linkedin": "LinkedIn",
    "x": "X",
    "youtube": "YouTube",
}
DRAWN: tuple[Base, ...] = ("followers", "impressions", "reach")
COMPARED: tuple[Base, ...] = (*DRAWN, "views")


@pages.page("/metier", "/community-management")
def guide() -> str:
    """Show the guide: what the job is, where it comes from, what it asks, how it is measured."""
    library = part("library", Library)
    found = library.subject.guide
    return render_template("subject/guide.html", guide=found, sources=_cited(library, found.sections.values()))


@pages.page("/metier/indicateurs", "/community-management/kpis")
def kpis() -> str:
    """Show the formulas, the benchmarks base by base, and the response times others keep."""
    library = part("library", Library)
    subject = library.subject
    return render_template(
        "subject/kpis.html",
        subject=subject,
        families=FAMILIES,
        networks=NAMES,
        bases=[base for base in BASES if subject.over(base)],
        drawings={base: _drawings(subject.latest(base)) for base in DRAWN},
        sources=_cited(library, subject.indicators()),
    )


@pages.page("/metier/indicateurs/calculer", "/community-management/kpis/calculators")
def calculators() -> Response:
    """Show the indicators that the address asks for, next to benchmarks over the same base."""
    library = part("library", Library)
    form = IndicatorForm(request.args)
    right = form.validate()
    page = render_template(
        "subject/calculators.html",
        form=form,
        networks=NAMES,
        engagement=form.engagement(),
        near=_near(library.subject, form.network.data),
        response=form.response(),
        conversion=form.conversion(),
        sources=library.publications,
    )
    return make_response(page, 200 if right else 422)


def _near(subject: Subject, network: str) -> dict[Base, list[Study]]:
    """Return the latest studies that know a network, by what stands under the line."""
    return {base: [study for study in subject.latest(base) if network in study.values] for base in COMPARED}


def _cited(library: Library, entries: Iterable[Backed]) -> Mapping[str, Cited]:
    """Return the sources that entries name, in the order in which they do."""
    known: dict[str, Cited] = {**library.publications, **library.sources}
    return {name: known[name] for entry in entries for name in entry.sources}


def _drawings(studies: list[Study]) -> tuple[Bars, Bars]:
    """Return studies over one base as bars, for a wide page and for a phone."""
    networks = [network for network in NETWORKS if all(network in study.values for study in studies)]
    groups = [Group(NAMES[network], tuple(_bar(study.values[network]) for study in studies)) for network in networks]
    return bars(groups, WIDE), bars(groups, NARROW)


def _bar(value: Decimal) -> tuple[float, str]:
    return float(value), percent(value / 100)
