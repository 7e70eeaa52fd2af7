"""The guide and the tables of indicators: what they are made of, and what is wrong between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Annotated, Literal

from pydantic import Field

from app.content.dated import Cited, Number
from app.content.reading import Entries, Entry, Item, Origin, Problem, Reader
from app.content.text import Language, Text

GUIDE, FOLDER = "question_banks/subject.yaml", "rate_tables/kpi"
Network = Literal["tiktok", "instagram", "facebook", "linkedin", "x", "youtube"]
NETWORKS: tuple[Network, ...] = ("tiktok", "instagram", "facebook", "linkedin", "x", "youtube")
Base = Literal["followers", "impressions", "reach", "views", "unstated"]
BASES: tuple[Base, ...] = ("followers", "impressions", "reach", "views", "unstated")
Family = Literal["engagement", "audience", "service", "results"]
FAMILIES: tuple[Family, ...] = ("engagement", "audience", "service", "results")
Calculator = Literal["engagement", "response", "conversion"]
Known = Mapping[str, Cited]


class Backed(Entry):
    """Something that names its sources, or says that it is ours, or both."""

    sources: tuple[str, ...]
    ours: bool = False


class Section(Backed):
    """A part of the guide, in paragraphs."""

    title: Text
    body: Text

    def paragraphs(self, language: Language) -> list[str]:
        """Return the text cut where its lines are."""
        return [line for line in self.body[language].split("\n") if line]


class SubjectFile(Item):
    """question_banks/subject.yaml."""

    title: Text
    lead: Text
    checked: date
    sections: Annotated[Entries[Section], Field(min_length=1)]


class Formula(Backed):
    """How an indicator is worked out: `top` over `bottom`; without `bottom`, `top` says it all."""

    family: Family
    name: Text
    top: Text
    bottom: Text | None = None
    unit: Literal["%", "min", "EUR"]
    use: Text
    caution: Text
    calculator: Calculator | None = None


class FormulaFile(Item):
    """formulas.yaml."""

    formulas: Entries[Formula]


class Study(Backed):
    """Engagement rates that a report of `year` measured, in per cent, all over the same `base`."""

    label: Text
    year: int
    base: Base
    statistic: Literal["mean", "median", "unstated"]
    about: bool = False
    values: Annotated[dict[Network, Number], Field(min_length=1)]
    note: Text | None = None


class Fact(Backed):
    """A figure that stands by itself, in words."""

    label: Text
    value: Text
    note: Text | None = None


class BenchmarkFile(Item):
    """benchmarks.yaml."""

    studies: Entries[Study]
    facts: Entries[Fact]


class Norm(Fact):
    """In how long an answer is given, promised or wanted."""

    kind: Literal["rule", "promise", "expectation", "measure"]


class NormFile(Item):
    """norms.yaml."""

    norms: Entries[Norm]


@dataclass(frozen=True, eq=False)
class Subject:
    """The guide and the three tables together."""

    guide: SubjectFile
    formulas: Mapping[str, Formula]
    studies: Mapping[str, Study]
    facts: Mapping[str, Fact]
    norms: Mapping[str, Norm]

    def over(self, base: Base) -> list[Study]:
        """Return the studies whose rates have the same thing under the line, the latest first."""
        return sorted((study for study in self.studies.values() if study.base == base), key=lambda study: -study.year)

    def latest(self, base: Base) -> list[Study]:
        """Return those of the latest year, which may be drawn side by side."""
        studies = self.over(base)
        return [study for study in studies if study.year == studies[0].year]

    def indicators(self) -> Iterator[Backed]:
        """Yield everything the tables hold."""
        yield from chain(self.formulas.values(), self.studies.values(), self.facts.values(), self.norms.values())


def load_subject(read: Reader, known: Known) -> tuple[Subject | None, tuple[Problem, ...]]:
    """Return the subject read with `read`, None when a file cannot be read, and what is wrong between the files."""
    guide = read(GUIDE, SubjectFile)
    formulas = read(f"{FOLDER}/formulas.yaml", FormulaFile)
    benchmarks = read(f"{FOLDER}/benchmarks.yaml", BenchmarkFile)
    norms = read(f"{FOLDER}/norms.yaml", NormFile)
    if not (guide and formulas and benchmarks and norms):
        return None, ()
    subject = Subject(
        guide=guide.value,
        formulas=formulas.value.formulas,
        studies=benchmarks.value.studies,
        facts=benchmarks.value.facts,
        norms=norms.value.norms,
    )
    entries: tuple[tuple[Origin, str, Mapping[str, Backed]], ...] = (
        (guide.origin, "sections", guide.value.sections),
        (formulas.origin, "formulas", subject.formulas),
        (benchmarks.origin, "studies", subject.studies),
        (benchmarks.origin, "facts", subject.facts),
        (norms.origin, "norms", subject.norms),
    )
    return subject, tuple(chain.from_iterable(_problems(*each, known) for each in entries))


def _problems(origin: Origin, section: str, entries: Mapping[str, Backed], known: Known) -> Iterator[Problem]:
    for entry in entries.values():
        for rank, name in enumerate(entry.sources):
            yield from origin.unknown((section, entry.id, "sources", rank), name, known)
        if not (entry.sources or entry.ours):
            yield origin.problem((section, entry.id), "has neither sources nor “ours: true”: say where it comes from")
