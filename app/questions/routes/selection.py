"""Questions chosen one by one: the selection, and two questions side by side. Both live in their address alone."""

from flask import Response, make_response, render_template, request

from app.library import Library
from app.questions.after import after
from app.questions.apart import apart
from app.questions.bank import Question
from app.questions.picks import MOST, Picks, followed, moved, twins, wanted, without
from app.questions.routes import reading
from app.questions.routes.exporting import export_answer
from app.questions.routes.pages import pages
from app.web.fields import one_line
from app.web.language import current
from app.web.parts import part
from app.web.security import limiter

FOLLOWING = 2
CHOSEN = {"fr": "selection-de-questions", "en": "selected-questions"}
LISTED = {"fr": "questions-d-entretien", "en": "interview-questions"}


@pages.page("/entretiens/questions/selection", "/interviews/questions/selection")
def selection() -> Response:
    """Show the questions chosen, in full and in order, ready to be copied, printed, exported or put into a kit."""
    library = part("library", Library)
    chosen = reading.picks(library)
    questions = [library.questions[name] for name in chosen.names]
    page = render_template(
        "questions/selection.html",
        questions=questions,
        picks=chosen.names,
        over=chosen.over,
        gone=chosen.gone,
        twins=twins(questions),
        wanted=wanted(questions),
        following=_following(library, questions),
        moved=moved,
        without=without,
        followed=followed,
    )
    return _unlisted(page, 404 if chosen.gone else 200)


@pages.page("/entretiens/questions/comparer", "/interviews/questions/compare")
def comparison() -> Response:
    """Show two questions side by side, and what tells them apart."""
    library = part("library", Library)
    names = [one_line(request.args.get(side)) for side in ("a", "b")]
    known = [library.questions[name] for name in dict.fromkeys(names) if name in library.questions]
    unknown = any(name and name not in library.questions for name in names)
    page = render_template(
        "questions/comparison.html",
        known=known,
        apart=apart(*known) if len(known) > 1 else None,
        others=[other for other in library.questions.values() if known and _may_replace(other, known)],
        unknown=unknown,
        picks=reading.picks(library).names,
        joined=_joined(reading.picks(library).names, known),
    )
    return _unlisted(page, 404 if unknown else 200)


@pages.page("/entretiens/questions/export.<format>", "/interviews/questions/export.<format>")
@limiter.limit("30/minute")
def export(format: str) -> Response:
    """Give as a file the questions chosen, or without any those of the list."""
    library = part("library", Library)
    if names := reading.picks(library).names:
        return export_answer([library.questions[name] for name in names], format, current(), CHOSEN[current()])
    return export_answer(reading.listed(library, reading.asked(library)[0]), format, current(), LISTED[current()])


def _unlisted(page: str, status: int) -> Response:
    """Return a page that search engines leave alone: it follows what each person chooses."""
    answer = make_response(page, status)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _following(library: Library, questions: list[Question]) -> dict[str, object]:
    """Return what follows each question and is not told yet; nothing when the selection is full."""
    if len(questions) >= MOST:
        return {}
    stories = {question.story for question in questions}
    bank = library.questions.values()
    return {question.id: after(question, bank, stories)[:FOLLOWING] for question in questions}


def _may_replace(other: Question, known: list[Question]) -> bool:
    """Return whether a question is offered in place of the second one: another one of the first one's competency."""
    return other.competency == known[0].competency and other.id != known[0].id


def _joined(picks: Picks, known: list[Question]) -> Picks:
    return tuple(dict.fromkeys((*picks, *(question.id for question in known))))[:MOST]
