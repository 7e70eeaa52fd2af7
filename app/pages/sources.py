"""Every source the service uses, by subject, with what each serves."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from app.content.dated import Publication, Source
from app.library import Library
from app.pages.figures import Subject, source

SUBJECTS: tuple[Subject, ...] = ("hiring", "law", "freelance", "salaries", "careers", "measures", "faq")


@dataclass(frozen=True)
class Used:
    """A source, and how many times each subject cites it."""

    source: Source | Publication
    serves: Mapping[Subject, int]


def citations(library: Library) -> Iterator[tuple[Subject, str]]:
    """Yield (subject, id of a source) each time something cites a source."""
    for figure in library.figures.values():
        yield "hiring", figure.source
    for finding in library.findings:
        yield from (("hiring", name) for name in finding.sources)
    for figures in (library.law.figures, library.law.scales):
        yield from (("law", rate.source) for rate in figures.values())
    for entry in library.market.entries():
        yield from (("freelance", name) for name in entry.sources)
    for _file, _key, names in library.salaries.cited():
        yield from (("salaries", name) for name in names)
    for guide in library.guides.values():
        yield from (("careers", name) for name in (*guide.sources, *(course.source for course in guide.training)))
    for step in library.steps.steps:
        yield from (("careers", name) for name in step.sources)
    for cited in chain(library.subject.indicators(), library.subject.guide.sections.values()):
        yield from (("measures", name) for name in cited.sources)
    for question in library.faq.questions.values():
        yield from (("faq", name) for name in question.sources)


def used(library: Library) -> dict[Subject, tuple[Used, ...]]:
    """Return the sources that serve, each under the first subject that cites it, by author then year."""
    counts: dict[str, Counter[Subject]] = {}
    for subject, name in citations(library):
        counts.setdefault(name, Counter())[subject] += 1
    found: dict[Subject, list[Used]] = {subject: [] for subject in SUBJECTS}
    for name, served in counts.items():
        serves = {subject: served[subject] for subject in SUBJECTS if served[subject]}
        found[next(iter(serves))].append(Used(source(library, name), serves))
    return {subject: tuple(sorted(group, key=_order)) for subject, group in found.items() if group}


def _order(each: Used) -> tuple[str, int, str]:
    who = each.source.authors if isinstance(each.source, Source) else each.source.publisher
    return who.casefold(), each.source.year or 0, each.source.id
