"""What the content folders hold, counted: what `tremplin check` says."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from app.careers.vocabulary import KINDS
from app.content.dated import Dated, Figure, Scale
from app.content.reading import Problem
from app.freelance.market import GRADES
from app.library import Library


def inventory(
    library: Library | None, problems: Iterable[Problem] = (), missing_translations: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the counts of `library` and the lists of what is wrong, ready to be written as JSON."""
    return {
        "roles": list(library.roles) if library else [],
        "levels": list(library.levels) if library else [],
        "competencies": list(library.competencies) if library else [],
        "kinds": list(KINDS),
        "questions": _questions(library) if library else {"total": 0},
        "work_samples": len(library.samples) if library else 0,
        "faq": 0,
        "guides": 0,
        "figures": _figures(library) if library else {"total": 0},
        "missing_translations": list(missing_translations),
        "problems": [
            {"file": problem.file, "line": problem.line, "key": problem.key, "remedy": problem.remedy}
            for problem in problems
        ],
    }


def _questions(library: Library) -> dict[str, Any]:
    questions = library.questions.values()
    roles = Counter(role for question in questions for role in question.roles)
    levels = Counter[str](level for question in questions for level in question.levels)
    competencies = Counter(question.competency for question in questions)
    kinds = Counter(question.kind for question in questions)
    return {
        "total": len(library.questions),
        "by_role": {name: roles[name] for name in library.roles},
        "by_level": {name: levels[name] for name in library.levels},
        "by_competency": {name: competencies[name] for name in library.competencies},
        "by_kind": {name: kinds[name] for name in KINDS},
    }


def _figures(library: Library) -> dict[str, Any]:
    market = library.market
    law = library.law
    dated: list[Dated | Figure | Scale] = [*library.figures.values(), *law.figures.values(), *law.scales.values()]
    backed = tuple(market.entries())
    grades = Counter([figure.grade for figure in dated] + [market.grade(entry) for entry in backed])
    checks = [figure.checked for figure in dated] + [source.checked for source in market.sources.values()]
    return {
        "total": len(dated) + len(backed),
        "by_grade": {grade: grades[grade] for grade in GRADES},
        "ours": grades[None],
        "unsourced": sum(figure.source not in library.sources for figure in dated)
        + sum(not (entry.sources or entry.ours) for entry in backed),
        "oldest_check": min(checks).isoformat(),
    }
