"""Every figure the service shows, whatever its file: value, unit, sources, day of check and day of the next one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from typing import Literal

from app.careers.vocabulary import Level
from app.content.dated import Figure, Publication, Scale, Source
from app.content.text import Text
from app.freelance import seen as market
from app.library import Library
from app.salaries import tables as pay

Subject = Literal["hiring", "law", "freelance", "salaries", "careers", "measures", "faq"]
Kind = Literal["", "mean", "median"]
# A figure read on a page is to be read again a year later; those of law and research say their own day.
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Shown:
    """One figure, two bounds, or `words`; without `low` it begins at the SMIC, with `onwards` it has no end.

    `unit` is that of its file, `%-smic` for a share of the SMIC, `%-followers` and the like for a rate over what its
    study says, and `factor` for what multiplies. What is only ours has no source, and no day of check.
    """

    label: Text
    low: Decimal | None
    high: Decimal | None
    unit: str
    sources: tuple[str, ...]
    checked: date | None
    recheck: date | None
    note: Text | None = None
    ours: bool = False
    onwards: bool = False
    about: bool = False
    kind: Kind = ""
    words: Text | None = None

    def stale(self, day: date) -> bool:
        """Return whether `day` is past the day by which the figure had to be checked again."""
        return self.recheck is not None and day > self.recheck


def source(library: Library, name: str) -> Source | Publication:
    """Return the source of that id, a text or study before a page; raises KeyError when there is none."""
    return library.sources[name] if name in library.sources else library.publications[name]


def figures(library: Library, day: date) -> dict[Subject, tuple[Shown, ...]]:
    """Return every figure by subject, those of law as they are in force on `day`."""
    law: list[Figure | Scale] = [*library.law.figures.values(), *library.law.scales.values()]
    law += library.salaries.floors.figures.values()
    return {
        "hiring": tuple(_studied(library)),
        "law": tuple(_dated(figure, day) for figure in law),
        "freelance": tuple(_market(library)),
        "salaries": tuple(_pay(library)),
        "measures": tuple(_measured(library)),
    }


def _studied(library: Library) -> Iterator[Shown]:
    for figure in library.figures.values():
        days = figure.checked, figure.recheck
        yield Shown(figure.label, figure.value, None, figure.unit, (figure.source,), *days)


def _dated(figure: Figure | Scale, day: date) -> Shown:
    """Return a figure of law in force on `day`, or the first one to come; a scale by its lowest and highest rates."""
    value = figure.values[max((since for since in figure.values if since <= day), default=min(figure.values))]
    low, high = (value, None) if isinstance(value, Decimal) else (value[0][1], value[-1][1])
    days = figure.checked, figure.recheck
    return Shown(figure.label, low, high, figure.unit, (figure.source,), *days, note=figure.article)


def _days(library: Library, names: Iterable[str]) -> tuple[date | None, date | None]:
    """Return the oldest day of check among some sources and the day of the next one; none without a source."""
    checked = min((source(library, name).checked for name in names), default=None)
    return checked, checked and checked + YEAR


def _market(library: Library) -> Iterator[Shown]:
    for entry in library.market.entries():
        low, high, unit = _bounds(entry)
        yield Shown(
            entry.label,
            low,
            high,
            unit,
            entry.sources,
            *_days(library, entry.sources),
            ours=entry.ours,
            onwards=isinstance(entry, market.Figure) and entry.onwards,
            about=isinstance(entry, market.Figure) and entry.about,
        )


def _bounds(entry: market.Backed) -> tuple[Decimal, Decimal | None, str]:
    match entry:
        case market.Range() | market.Figure():
            return entry.low, entry.high, entry.unit
        case market.ExpenseItem():
            amounts = sorted({entry.amount, *entry.by_status.values()})
            return amounts[0], amounts[-1] if amounts[1:] else None, entry.unit
        case market.HourItem():
            return entry.hours, None, "hours"
        case market.Cover():
            return entry.factor, None, "factor"
    raise TypeError(f"{type(entry).__name__} holds no figure")


def _pay(library: Library) -> Iterator[Shown]:
    salaries = library.salaries
    for role in salaries.roles.values():
        if role.median:
            yield _seen(library, role.label, role.median.amount, None, role.median.sources, kind="median")
        for level, step in role.levels.items():
            yield _step(library, role, library.levels[level], step)
    for family in salaries.families.values():
        low, high = family.beginner or family.average, family.experienced
        yield _seen(library, family.label, low, high, family.sources, "EUR/month", about=family.about)
    for survey in salaries.surveys.values():
        label = _joined(survey.label, str(survey.year))
        kinds: tuple[tuple[Kind, Decimal | None], ...] = (("mean", survey.mean), ("median", survey.median))
        for kind, value in kinds:
            if value is not None:
                yield _seen(library, label, value, None, survey.sources, about=survey.about, kind=kind)
    for entry in chain(salaries.employers.values(), salaries.regions.values(), salaries.seen.values()):
        yield _seen(
            library,
            entry.label,
            entry.low,
            entry.high,
            entry.sources,
            entry.unit,
            note=entry.note,
            onwards=entry.onwards,
            about=entry.about,
        )
    for band in chain(salaries.floors.apprentices.values(), salaries.floors.contracts.values()):
        yield _seen(library, band.label, min(band.shares), max(band.shares), band.sources, "%-smic", note=band.note)


def _measured(library: Library) -> Iterator[Shown]:
    """Yield what was measured of networks: a study by its lowest and highest rates, all over the same base."""
    subject = library.subject
    for study in subject.studies.values():
        low, high = min(study.values.values()), max(study.values.values())
        label, unit = _joined(study.label, str(study.year)), f"%-{study.base}"
        yield _seen(library, label, low, high, study.sources, unit, note=study.note, about=study.about)
    for fact in chain(subject.facts.values(), subject.norms.values()):
        days = _days(library, fact.sources)
        yield Shown(fact.label, None, None, "", fact.sources, *days, note=fact.note, ours=fact.ours, words=fact.value)


def _step(library: Library, role: pay.RolePay, level: Level, step: pay.Step) -> Shown:
    label = _joined(role.label, level.name)
    return _seen(library, label, step.low, step.high, step.sources, onwards=step.high is None)


def _joined(label: Text, rest: Text | str) -> Text:
    fr, en = (rest, rest) if isinstance(rest, str) else (rest.fr.lower(), rest.en.lower())
    return Text(fr=f"{label.fr}, {fr}", en=f"{label.en}, {en}")


def _seen(
    library: Library,
    label: Text,
    low: Decimal | None,
    high: Decimal | None,
    sources: tuple[str, ...],
    unit: str = "EUR/year",
    *,
    note: Text | None = None,
    onwards: bool = False,
    about: bool = False,
    kind: Kind = "",
) -> Shown:
    """Return a figure of pay; two equal bounds are one figure."""
    days = _days(library, sources)
    high = None if high == low else high
    return Shown(label, low, high, unit, sources, *days, note=note, onwards=onwards, about=about, kind=kind)
