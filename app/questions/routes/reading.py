"""What an address of the question pages asks for, read: filters, words, order, page, questions chosen."""

from dataclasses import dataclass, replace

from flask import request

from app.careers.vocabulary import KINDS
from app.library import Library
from app.questions.bank import Question
from app.questions.browse import DIFFICULTIES, FACETS, SORTS, Asked, Filters, ordered
from app.questions.picks import MOST, Picks, picked
from app.search.index import Index
from app.web.fields import one_line
from app.web.language import current
from app.web.parts import part

QUERY_LENGTH = 200


@dataclass(frozen=True)
class Picked:
    """The questions chosen, in order; how many more than may be were asked for, and the ids that name none."""

    names: Picks
    over: int
    gone: tuple[str, ...]


def choices(library: Library) -> dict[str, tuple[str, ...]]:
    """Return the values one may ask for in each facet."""
    return {
        "role": tuple(library.roles),
        "level": tuple(library.levels),
        "competency": tuple(library.competencies),
        "kind": KINDS,
        "topic": tuple(library.topics),
        "difficulty": DIFFICULTIES,
    }


def asked(library: Library) -> tuple[Asked, bool]:
    """Return what the address asks for, and whether it also asks for what does not exist, which is left out.

    A page holds for the list on which it was turned: sent by the form with other filters, it is the first one.
    """
    known = choices(library)
    typed = {facet: _several(facet) for facet in FACETS}
    filters = Filters(
        **{facet: tuple(value for value in values if value in known[facet]) for facet, values in typed.items()}
    )
    sort, page = one_line(request.args.get("sort")), one_line(request.args.get("page")) or "1"
    unknown = sum(map(len, typed.values())) > sum(map(len, filters.chosen.values()))
    unknown |= sort not in ("", *SORTS) or not _is_page(page)
    found = Asked(
        filters,
        one_line(request.args.get("q", "")[:QUERY_LENGTH]),
        sort if sort in SORTS else "",
        int(page) if _is_page(page) else 1,
        picks(library).names,
    )
    turned = request.args.get("of", found.mark) == found.mark
    return (found if turned else replace(found, page=1)), unknown


def picks(library: Library) -> Picked:
    """Return what is chosen; beyond the most that a selection holds, the last ones are left out."""
    typed = _several("pick")
    found = picked(typed, one_line(request.args.get("order")).split(), library.questions)
    gone = tuple(name for name in typed if name not in library.questions)
    return Picked(found[:MOST], max(0, len(found) - MOST), gone)


def worded(library: Library, query: str) -> list[Question]:
    """Return the questions that hold the words of a query, best first, or the whole bank without a query."""
    if not query:
        return list(library.questions.values())
    index = part("question_index", dict[str, Index])[current()]
    return [library.questions[name] for name in index.find(query)]


def listed(library: Library, wanted: Asked) -> list[Question]:
    """Return the questions of a list, on all its pages, in its order."""
    found = worded(library, wanted.query)
    return ordered((question for question in found if wanted.filters.keep(question)), wanted.sort)


def _several(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for text in request.args.getlist(name) if (value := one_line(text))))


def _is_page(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4 and int(text) > 0
