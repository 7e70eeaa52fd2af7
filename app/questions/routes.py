"""Looking at the bank: questions, work samples, what may not be asked."""

from dataclasses import asdict

from flask import abort, render_template, request

from app.careers.vocabulary import KINDS
from app.content.text import LANGUAGES
from app.library import Library
from app.questions.bank import Question
from app.questions.browse import FACETS, Filters, counts
from app.search.index import Index
from app.web.fields import one_line
from app.web.language import Pages, current
from app.web.parts import part

pages = Pages("questions", __name__)

QUERY_LENGTH = 200


@pages.page("/entretiens/questions", "/interviews/questions")
def bank() -> str | tuple[str, int]:
    """Show the questions that pass the filters of the address and hold its words."""
    library = part("library", Library)
    asked = {facet: one_line(request.args.get(facet)) for facet in FACETS}
    known = {name: value for name, value in asked.items() if value in _choices(library)[name]}
    filters = Filters(**known)
    query = one_line(request.args.get("q", "")[:QUERY_LENGTH])
    found = _found(library, query)
    shown = [question for question in found if filters.keep(question)]
    unknown = sorted(name for name, value in asked.items() if value and name not in known)
    page = render_template(
        "questions/bank.html",
        questions=shown,
        filters=asdict(filters),
        asked=_address(filters, query, "", ""),
        query=query,
        counts=counts(found, filters),
        choices=_choices(library),
        unknown=unknown,
        address=lambda name, value: _address(filters, query, name, value),
    )
    return (page, 404) if unknown else page


@pages.page("/entretiens/questions/<name>", "/interviews/questions/<name>")
def question(name: str) -> str:
    """Show one question with its scale."""
    library = part("library", Library)
    if name not in library.questions:
        abort(404)
    asked = library.questions[name]
    near = [
        other
        for other in library.questions.values()
        if other.competency == asked.competency and other.id not in (name, asked.twin)
    ]
    twin = library.questions.get(asked.twin or "")
    return render_template("questions/question.html", question=asked, twin=twin, near=near)


@pages.page("/entretiens/epreuves", "/interviews/work-samples")
def samples() -> str:
    """Show the work samples."""
    return render_template("questions/samples.html", samples=part("library", Library).samples.values())


@pages.page("/entretiens/epreuves/<name>", "/interviews/work-samples/<name>")
def sample(name: str) -> str:
    """Show a work sample: material, criteria, key."""
    samples = part("library", Library).samples
    if name not in samples:
        abort(404)
    return render_template("questions/sample.html", sample=samples[name])


@pages.page("/entretiens/questions-interdites", "/interviews/unlawful-questions")
def unlawful() -> str:
    """Show what may not be asked, why, and what to ask instead."""
    library = part("library", Library)
    return render_template("questions/unlawful.html", grounds=library.grounds.values(), traps=library.traps.values())


def _address(filters: Filters, query: str, name: str, value: str) -> dict[str, str]:
    """Return the arguments of the address that sets one filter and keeps the others."""
    asked = {**asdict(filters), "q": query, name: value}
    return {key: text for key, text in asked.items() if text}


def _choices(library: Library) -> dict[str, tuple[str, ...]]:
    return {
        "role": tuple(library.roles),
        "level": tuple(library.levels),
        "competency": tuple(library.competencies),
        "kind": KINDS,
        "topic": tuple(library.topics),
    }


def _found(library: Library, query: str) -> list[Question]:
    if not query:
        return list(library.questions.values())
    index = part("question_index", dict[str, Index])[current()]
    return [library.questions[name] for name in index.find(query)]


def indexes(library: Library) -> dict[str, Index]:
    """Return an index of the questions in each language."""
    return {
        language: Index(
            {
                question.id: (
                    question.ask[language],
                    " ".join(
                        text[language]
                        for text in (
                            library.competencies[question.competency].name,
                            library.topics[question.topic].name,
                            question.reveals,
                            *question.probes,
                            *question.anchors.values(),
                        )
                    ),
                )
                for question in library.questions.values()
            },
            language,
        )
        for language in LANGUAGES
    }
