"""Looking at the bank: the list of its questions, one question, work samples."""

from dataclasses import replace

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.content.text import LANGUAGES
from app.library import Library
from app.questions.after import after
from app.questions.browse import Asked, counts, leaf
from app.questions.routes import reading
from app.questions.routes.pages import pages
from app.search.index import Index
from app.web.parts import part


@pages.page("/entretiens/questions", "/interviews/questions")
def bank() -> Response | str | tuple[str, int]:
    """Show the questions that pass the filters of the address and hold its words."""
    library = part("library", Library)
    asked, unknown = reading.asked(library)
    if left := _left_for(asked):
        return redirect(left)
    chosen, questions = reading.picks(library), reading.listed(library, asked)
    shown = leaf(questions, asked.page)
    page = render_template(
        "questions/bank.html",
        leaf=shown or leaf(questions, 1),
        asked=asked,
        over=chosen.over,
        listed=replace(asked, page=1, picks=()).arguments(),
        counts=counts(reading.worded(library, asked.query), asked.filters),
        choices=reading.choices(library),
        unknown=(wrong := unknown or bool(chosen.gone) or shown is None),
    )
    return (page, 404) if wrong else page


@pages.page("/entretiens/questions/<name>", "/interviews/questions/<name>")
def question(name: str) -> str:
    """Show one question with its scale, and what to ask after it."""
    library = part("library", Library)
    if name not in library.questions:
        abort(404)
    asked = library.questions[name]
    near = [
        other
        for other in library.questions.values()
        if other.competency == asked.competency and other.id not in (name, asked.twin)
    ]
    return render_template(
        "questions/question.html",
        question=asked,
        twin=library.questions.get(asked.twin or ""),
        near=near,
        following=after(asked, library.questions.values()),
        picks=reading.picks(library).names,
    )


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


def _left_for(asked: Asked) -> str:
    """Return the address a button of the list leads to with what is chosen, or nothing."""
    match request.args.get("do"):
        case "selection":
            return url_for(".selection", pick=list(asked.picks))
        case "compare" if len(asked.picks) > 1:
            return url_for(".comparison", a=asked.picks[0], b=asked.picks[1], pick=list(asked.picks))
    return ""


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
