"""What is known of pay, gathered and checked as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from app.content.dated import Grade, Publication
from app.content.reading import Key, Origin, Problem, Reader
from app.salaries.tables import (
    EmployersFile,
    FamiliesFile,
    Family,
    FloorsFile,
    RangesFile,
    RegionsFile,
    RolePay,
    Seen,
    SeenFile,
    Step,
    Survey,
    SurveysFile,
    Transparency,
)

FOLDER = "rate_tables/salaries"
GRADES: tuple[Grade, ...] = ("A", "B", "C")
FIGURES = ("intern-hour", "part-time-least")
YEARS = 3  # Of an apprenticeship.
Cited = list[tuple[str, Key, tuple[str, ...]]]


@dataclass(frozen=True, eq=False)
class Salaries:
    """The eight files together, and the publications they cite."""

    sources: Mapping[str, Publication]
    roles: Mapping[str, RolePay]
    families: Mapping[str, Family]
    surveys: Mapping[str, Survey]
    employers: Mapping[str, Seen]
    regions: Mapping[str, Seen]
    seen: Mapping[str, Seen]
    floors: FloorsFile
    transparency: Transparency

    def seen_for(self, role: str) -> tuple[Seen, ...]:
        """Return the scales seen for a role, those that stand out last."""
        return tuple(sorted((each for each in self.seen.values() if role in each.roles), key=lambda each: each.outlier))

    def near(self, role: RolePay) -> tuple[Family, ...]:
        """Return the official families near a role."""
        return tuple(self.families[name] for name in role.families)

    def grade(self, sources: tuple[str, ...]) -> Grade:
        """Return the best grade among some of the sources."""
        return min((self.sources[name].grade for name in sources), key=GRADES.index)

    def cited(self) -> Cited:
        """Return the file, the place and the sources of everything that cites some."""
        found: Cited = [("transparency", (), self.transparency.sources)]
        for role in self.roles.values():
            found += [
                ("ranges", ("roles", role.id, "levels", name), step.sources) for name, step in role.levels.items()
            ]
            found += [("ranges", ("roles", role.id, "median"), role.median.sources)] if role.median else []
        for name in ("families", "surveys", "employers", "regions", "seen"):
            found += [(name, (name, key), entry.sources) for key, entry in getattr(self, name).items()]
        for name in ("apprentices", "contracts"):
            found += [("floors", (name, key), entry.sources) for key, entry in getattr(self.floors, name).items()]
        found += [("floors", ("figures", key), (figure.source,)) for key, figure in self.floors.figures.items()]
        return found


def load_salaries(read: Reader, publications: Mapping[str, Publication]) -> tuple[Salaries | None, tuple[Problem, ...]]:
    """Return the salaries read with `read`, None when a file cannot be read, and what is wrong between the files."""
    ranges = read(f"{FOLDER}/ranges.yaml", RangesFile)
    families = read(f"{FOLDER}/families.yaml", FamiliesFile)
    surveys = read(f"{FOLDER}/surveys.yaml", SurveysFile)
    employers = read(f"{FOLDER}/employers.yaml", EmployersFile)
    regions = read(f"{FOLDER}/regions.yaml", RegionsFile)
    seen = read(f"{FOLDER}/seen.yaml", SeenFile)
    floors = read(f"{FOLDER}/floors.yaml", FloorsFile)
    transparency = read(f"{FOLDER}/transparency.yaml", Transparency)
    if not (ranges and families and surveys and employers and regions and seen and floors and transparency):
        return None, ()
    salaries = Salaries(
        sources=publications,
        roles=ranges.value.roles,
        families=families.value.families,
        surveys=surveys.value.surveys,
        employers=employers.value.employers,
        regions=regions.value.regions,
        seen=seen.value.seen,
        floors=floors.value,
        transparency=transparency.value,
    )
    files = (ranges, families, surveys, employers, regions, seen, floors, transparency)
    origins = {file.origin.file.rpartition("/")[2].removesuffix(".yaml"): file.origin for file in files}
    found = tuple(problems(salaries, origins))
    cited = {name for _file, _key, names in salaries.cited() for name in names}
    return replace(salaries, sources={name: publications[name] for name in publications if name in cited}), found


def problems(salaries: Salaries, origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """Yield what is wrong between the files; `origins` are named after them: ranges, families, seen…"""
    for file, key, names in salaries.cited():
        for name in names:
            yield from origins[file].unknown((*key, "sources"), name, salaries.sources)
    yield from _unknown(salaries, origins)
    yield from _disorder(salaries, origins)
    floors = salaries.floors
    if tuple(floors.figures) != FIGURES:
        yield origins["floors"].problem(("figures",), f"must be exactly {', '.join(FIGURES)}, in this order")
    for name, band in floors.apprentices.items():
        if len(band.shares) != YEARS:
            yield origins["floors"].problem(("apprentices", name, "shares"), f"must hold {YEARS} years")


def _unknown(salaries: Salaries, origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """Yield the families and the roles that are named and do not exist."""
    for role in salaries.roles.values():
        for rank, name in enumerate(role.families):
            yield from origins["ranges"].unknown(("roles", role.id, "families", rank), name, salaries.families)
    for entry in salaries.seen.values():
        for rank, name in enumerate(entry.roles):
            yield from origins["seen"].unknown(("seen", entry.id, "roles", rank), name, salaries.roles)


def _disorder(salaries: Salaries, origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """Yield the figures that do not go from the lowest to the highest."""
    for file, key, values in _rows(salaries):
        known = [value for value in values if value is not None]
        if known != sorted(known):
            yield origins[file].problem(key, "figures must go from the lowest to the highest")


def _rows(salaries: Salaries) -> Iterator[tuple[str, Key, tuple[Decimal | None, ...]]]:
    for role in salaries.roles.values():
        for level, step in role.levels.items():
            yield "ranges", ("roles", role.id, "levels", level), _bounds(step)
    for family in salaries.families.values():
        yield "families", ("families", family.id), (family.beginner, family.average, family.experienced)
    for survey in salaries.surveys.values():
        quartiles = (survey.first_quartile, survey.median, survey.third_quartile)
        yield "surveys", ("surveys", survey.id), quartiles
    for name in ("employers", "regions", "seen"):
        for key, entry in getattr(salaries, name).items():
            yield name, (name, key), (entry.low, entry.high)


def _bounds(step: Step) -> tuple[Decimal | None, ...]:
    return step.low, step.usual, step.high
