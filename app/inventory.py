"""What the content folders hold, counted: what `tremplin check` says."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from app.careers.vocabulary import KINDS
from app.content.reading import Problem
from app.kits.coverage import Cell, exposure
from app.library import Library
from app.pages.figures import figures, source


def inventory(
    library: Library | None,
    problems: Iterable[Problem] = (),
    missing_translations: Iterable[str] = (),
    cells: Sequence[Cell] = (),
) -> dict[str, Any]:
    """Return the counts of `library` and the lists of what is wrong, ready to be written as JSON."""
    return {
        "roles": list(library.roles) if library else [],
        "levels": list(library.levels) if library else [],
        "competencies": list(library.competencies) if library else [],
        "kinds": list(KINDS),
        "questions": _questions(library) if library else {"total": 0},
        "work_samples": len(library.samples) if library else 0,
        "faq": len(library.faq.questions) if library else 0,
        "guides": len(library.guides) if library else 0,
        "sources": len(library.sources) + len(library.publications) if library else 0,
        "figures": _figures(library) if library else {"total": 0},
        "coverage": [_coverage(cell) for cell in cells],
        "most_exposed": _most_exposed(cells),
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


def _coverage(cell: Cell) -> dict[str, Any]:
    return {
        "role": cell.role,
        "level": cell.level,
        "minutes": cell.minutes,
        "questions": list(cell.questions),
        "most_shared": cell.shared,
        "most_shared_samples": cell.shared_samples,
    }


def _most_exposed(cells: Iterable[Cell]) -> dict[str, Any]:
    """Return the question that stands in most of the default kits, and in what share of them (0 to 1)."""
    shares = exposure(cells)
    name = max(shares, key=lambda name: (shares[name], name), default=None)
    return {"question": name, "share": round(shares[name], 3) if name else 0}


def coverage_table(report: dict[str, Any]) -> list[str]:
    """Return the coverage of a report as lines: for each role, and each level, the questions of versions A to D.

    `7777+1 / 8888+1`: at 45 and at 60 minutes, seven then eight questions a version, of which two versions share one.
    """
    cells: dict[tuple[str, str], list[str]] = {}
    for cell in report["coverage"]:
        counts = "".join(map(str, cell["questions"])) or "none"
        cells.setdefault((cell["role"], cell["level"]), []).append(f"{counts}+{cell['most_shared']}")
    rows = [["", *report["levels"]]]
    rows += [
        [role, *(" / ".join(cells.get((role, level), [])) for level in report["levels"])] for role in report["roles"]
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _figures(library: Library) -> dict[str, Any]:
    shown = [each for group in figures(library, library.law.known_until).values() for each in group]
    graded = [min(source(library, name).grade for name in each.sources) for each in shown if each.sources]
    grades = Counter[str](graded)
    checks = [each.checked for each in shown if each.checked]
    return {
        "total": len(shown),
        "by_grade": {grade: grades[grade] for grade in ("A", "B", "C")},
        "ours": sum(each.ours and not each.sources for each in shown),
        "unsourced": sum(not (each.sources or each.ours) for each in shown),
        "oldest_check": min(checks).isoformat() if checks else None,
    }
