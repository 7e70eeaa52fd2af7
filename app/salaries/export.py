"""The ranges and the scales seen, as rows for a spreadsheet and as plain values for a program."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from app.content.spreadsheet import cell, table
from app.content.text import Language
from app.salaries.pay import Salaries
from app.salaries.place import Bounds, bounds
from app.salaries.tables import Seen

_SHOWN = {"title", "publisher", "year", "about", "grade", "checked", "url"}


class Row(NamedTuple):
    """A figure in words, in gross euros by `unit`; `what` says whose it is, `basis` what it rests on."""

    role: str
    what: str
    low: Decimal | None
    usual: Decimal | None
    high: Decimal | None
    unit: str
    year: str
    grade: str
    sources: str
    basis: str


def rows(salaries: Salaries, floor: Decimal, levels: dict[str, str], language: Language) -> Iterator[Row]:
    """Yield every range, role by role, then every scale seen; `floor` is the SMIC of a year, `levels` their names."""
    for role in salaries.roles.values():
        name = role.label[language]
        for level, step in role.levels.items():
            found, named = bounds(step, floor), _named(salaries, step.sources)
            yield Row(
                name,
                levels[level],
                *_three(found),
                "EUR/year",
                f"{step.year}",
                step.grade,
                named,
                step.meaning[language],
            )
        if role.none:
            yield Row(name, "", None, None, None, "", "", "", "", role.none[language])
        for seen in salaries.seen_for(role.id):
            yield _seen(name, seen, salaries, language)


def as_csv(headings: tuple[str, ...], lines: Iterable[Row], language: Language) -> str:
    """Return rows under `headings`: semicolons, decimal commas in French, no cell that runs as a formula."""
    return table(headings, ([cell(value, language) for value in row] for row in lines))


def as_values(salaries: Salaries, floor: Decimal) -> dict[str, Any]:
    """Return the same in both languages, with the addresses of the sources; amounts are texts, which keep cents."""
    return {
        "unit": "EUR/year",
        "smic": f"{floor}",
        "roles": {name: _role(salaries, name, floor) for name in salaries.roles},
        "sources": {name: source.model_dump(mode="json", include=_SHOWN) for name, source in salaries.sources.items()},
    }


def _role(salaries: Salaries, name: str, floor: Decimal) -> dict[str, Any]:
    role = salaries.roles[name]
    levels = {}
    for level, step in role.levels.items():
        found = bounds(step, floor)
        levels[level] = {
            "low": f"{found.low}",
            "usual": None if found.usual is None else f"{found.usual}",
            "high": None if found.high is None else f"{found.high}",
            "from_smic": step.floor,
            **step.model_dump(mode="json", include={"grade", "year", "sources", "meaning"}),
        }
    plain = role.model_dump(mode="json", include={"label", "median", "families", "none", "note"})
    seen = [each.model_dump(mode="json", exclude={"roles"}) for each in salaries.seen_for(name)]
    return {**plain, "levels": levels, "seen": seen}


def _seen(name: str, seen: Seen, salaries: Salaries, language: Language) -> Row:
    year, grade = "" if seen.year is None else f"{seen.year}", salaries.grade(seen.sources)
    note = seen.note[language] if seen.note else ""
    low, high = seen.low, seen.high
    return Row(
        name, seen.label[language], low, None, high, seen.unit, year, grade, _named(salaries, seen.sources), note
    )


def _three(found: Bounds) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return found.low, found.usual, found.high


def _named(salaries: Salaries, sources: Iterable[str]) -> str:
    return ", ".join(salaries.sources[name].publisher for name in sources)
