"""The map and the gaps as drawings, the plan as a printed document and as days in a diary."""

from datetime import date, datetime

from app.careers.assessment import Assessment, Gap
from app.careers.calendar import Event, calendar
from app.careers.paths import families
from app.charts import gaps as charts
from app.charts import map as maps
from app.content.text import Language
from app.library import Library
from app.web.language import gettext as _
from app.web.language import ngettext, say, speaking
from app.web.shown import day, rendered

PAPER = 679  # A printed page has 180 mm, 680 CSS pixels, one of which is the edge of drawings.


def html(found: Assessment, library: Library, address: str, on: date, language: Language) -> str:
    """Return a plan as one HTML page, ready for `app.paper`; needs an application context.

    `address` is where the same plan stands, `on` the day it is made.
    """
    with speaking(language):
        return rendered(
            "careers/document/plan.html",
            title=title(found, language),
            found=found,
            library=library,
            drawing=gaps_drawing(found, library, PAPER),
            moments=moments(),
            address=address,
            on=on,
            language=language,
        )


def title(found: Assessment, language: Language) -> str:
    """Return what the plan is called, in `language`."""
    with speaking(language):
        return f"{_('Mon plan')} · {say(found.target.name)} · {say(found.level.name)}"


def filename(found: Assessment, language: Language, ending: str) -> str:
    """Return the name of the file, in ASCII."""
    return f"{'mon-plan' if language == 'fr' else 'my-plan'}-{found.target.id}-{found.level.id}-{language}.{ending}"


def diary(found: Assessment, library: Library, made: datetime, language: Language) -> str:
    """Return the plan as an iCalendar file: a whole day at the end of each of its actions."""
    with speaking(language):
        return calendar(title(found, language), _events(found, library), made)


def _events(found: Assessment, library: Library) -> list[Event]:
    names = moments()
    return [
        Event(
            task.ends,
            _(
                "%(what)s : %(name)s (dernier jour)",
                what=names[task.moment],
                name=say(library.competencies[stage.gap.competency].name),
            ),
            _("Du %(first)s au %(last)s.", first=day(task.begins), last=day(task.ends))
            + f"\n{say(library.actions[stage.gap.competency].at(task.moment))}",
        )
        for stage in found.plan.stages
        for task in stage.tasks
    ]


def moments() -> dict[str, str]:
    """Return the names of the three actions of a competency."""
    return {"start": _("Commencer"), "practise": _("S'exercer"), "prove": _("Prouver")}


def note(gap: Gap) -> str:
    """Return where one stands for a competency, in words."""
    if gap.standing == "missing":
        return ngettext("%(num)s niveau à gagner", "%(num)s niveaux à gagner", gap.missing)
    return {"unrated": _("à noter"), "met": _("au niveau attendu"), "beyond": _("au-delà")}[gap.standing]


def gaps_drawing(found: Assessment, library: Library, width: float) -> charts.Gaps:
    """Return what is expected and what is rated, competency by competency."""
    ranks = [
        charts.Rank(say(library.competencies[gap.competency].name), gap.expected, gap.rated, note(gap))
        for gap in found.gaps
    ]
    return charts.gaps(ranks, [say(level.name) for level in library.levels.values()], width)


def map_drawing(library: Library, origin: str, width: float) -> maps.Map:
    """Return the map; the steps that leave `origin` stand out when it is a role."""
    places, steps = library.steps.places, library.steps.steps
    near = {origin, *(step.to for step in steps if step.origin == origin)}
    nodes = [
        maps.Node(
            name, say(library.guides[name].name), places[name].column, places[name].row, _tone(name in near, False)
        )
        for _column, names in families(library.steps)
        for name in names
    ]
    links = [
        maps.Link(step.origin, step.to, step.kind == "side", _tone(step.origin == origin, bool(origin)))
        for step in steps
    ]
    return maps.map_(nodes, links, [say(column) for column in library.steps.columns], width)


def _tone(strong: bool, faint: bool) -> maps.Tone:
    return "strong" if strong else "faint" if faint else "plain"
