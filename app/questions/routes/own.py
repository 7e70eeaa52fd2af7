"""Own questions: a notebook of them, writing one, taking one away."""

import re
from collections.abc import Iterable
from typing import cast
from urllib.parse import parse_qsl, urlencode

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.library import Library
from app.questions import store
from app.questions.bank import Question
from app.questions.forms import QuestionForm, form_of, form_typed, new_form, touched, usual_minutes, written
from app.questions.intake import MOST_OWN, with_question, without_question
from app.questions.picks import wanted
from app.questions.routes.found import found_book
from app.questions.routes.pages import pages
from app.questions.store import Book
from app.web import clock
from app.web.database import session
from app.web.language import current
from app.web.parts import part
from app.web.security import limiter, private

BACK_LENGTH = 20_000
FORM_LIMIT = "240/minute"
LONGEST_KIT = 130  # Minutes of questions that an interview of three hours surely holds.


@pages.page("/entretiens/vos-questions", "/interviews/your-questions")
def own_start() -> str:
    """Say what a notebook of own questions is, and start one."""
    return render_template("questions/own_start.html", refusal=None)


@pages.page("/entretiens/vos-questions/ecrire", "/interviews/your-questions/write", methods=("GET", "POST"))
@limiter.limit(FORM_LIMIT)
def own_write() -> AnyResponse:
    """Write the first question of a notebook, which is made when the question is stored."""
    return _written(None, None)


@pages.page("/entretiens/vos-questions/carnets/<token>", "/interviews/your-questions/books/<token>")
def own_book(token: str) -> Response:
    """Show a notebook to its owner."""
    book = found_book(token)
    return _private(render_template("questions/own_book.html", book=book, composer=_composer(book), most=MOST_OWN))


@pages.page(
    "/entretiens/vos-questions/carnets/<token>/ecrire",
    "/interviews/your-questions/books/<token>/write",
    methods=("GET", "POST"),
)
@limiter.limit(FORM_LIMIT)
def own_another(token: str) -> AnyResponse:
    """Write another question."""
    return _written(found_book(token), None)


@pages.page(
    "/entretiens/vos-questions/carnets/<token>/questions/<name>",
    "/interviews/your-questions/books/<token>/questions/<name>",
    methods=("GET", "POST"),
)
@limiter.limit(FORM_LIMIT)
def own_edit(token: str, name: str) -> AnyResponse:
    """Write a question anew."""
    book = found_book(token)
    return _written(book, book.question(name) or abort(404))


@pages.page(
    "/entretiens/vos-questions/carnets/<token>/questions/<name>/retirer",
    "/interviews/your-questions/books/<token>/questions/<name>/remove",
    methods=("GET", "POST"),
)
@limiter.limit("60/minute")
def own_remove(token: str, name: str) -> AnyResponse:
    """Ask whether to take a question out of a notebook, then do it."""
    book = found_book(token)
    question = book.question(name) or abort(404)
    if request.method == "POST":
        store.change(session(), book, lambda questions: without_question(questions, name))
        return to_book(token)
    return _private(render_template("questions/own_remove.html", book=book, question=question))


@pages.page(
    "/entretiens/vos-questions/carnets/<token>/effacer",
    "/interviews/your-questions/books/<token>/delete",
    methods=("GET", "POST"),
)
@limiter.limit("60/minute")
def own_delete(token: str) -> Response:
    """Ask the owner whether to erase a notebook, then erase it."""
    book = found_book(token)
    if request.method == "POST":
        store.erase_book(session(), book)
        return _private(render_template("questions/own_deleted.html"))
    return _private(render_template("questions/own_delete.html", book=book))


def to_book(token: str) -> AnyResponse:
    """Return the answer that leads to a notebook."""
    return private(cast(Response, redirect(url_for(".own_book", token=token), 303)))


def _written(book: Book | None, before: Question | None) -> AnyResponse:
    """Show the form, or do what its button says: look the question over, or store it."""
    library, held = part("library", Library), book.questions if book else ()
    if request.method == "GET":
        back = request.args.get("back", "")[:BACK_LENGTH]
        form = form_of(before, current(), back) if before else new_form(current(), library, request.args, back)
        return _form(form, book, before)
    form = form_typed(request.form)
    if request.form.get("do") != "save":
        return _form(form, book, before)
    if not before and len(held) >= MOST_OWN:
        return _form(form, book, before, 422)
    found = written(form, library, held, before)
    if found.question is None:
        return _form(form, book, before, 422)
    return _kept(book, found.question, form.back.data or "")


def _kept(book: Book | None, question: Question, back: str) -> AnyResponse:
    """Store a question, in a new notebook if there is none yet; return where to go on."""
    if book:
        store.change(session(), book, lambda questions: with_question(questions, question))
    else:
        book = store.new_book(session(), clock.now(), (question,))
    if not back:
        return to_book(book.token)
    kept = [pair for pair in parse_qsl(back[:BACK_LENGTH]) if pair[0] not in ("own", "add")]
    query = urlencode([*kept, ("own", book.token), ("add", question.id)])
    return private(cast(Response, redirect(f"{url_for('kits.builder')}?{query}", 303)))


def _form(form: QuestionForm, book: Book | None, before: Question | None, status: int = 200) -> Response:
    """Show the form; what was refused makes the next page a new one to live.js."""
    library = part("library", Library)
    turn = form.turn.data if re.fullmatch("[0-9]{1,3}", form.turn.data or "") else "0"
    form.turn.data = str((int(turn or 0) + (request.form.get("do") is not None)) % 1000)
    shown = {"findings": touched(form, library), "example": _example(form, library.questions.values())}
    page = render_template(
        "questions/own_write.html",
        form=form,
        book=book,
        before=before,
        usual_minutes=usual_minutes(form.kind.data or ""),
        full=not before and book is not None and len(book.questions) >= MOST_OWN,
        most=MOST_OWN,
        **shown,
    )
    return _private(page, status)


def _example(form: QuestionForm, bank: Iterable[Question]) -> Question | None:
    """Return a question of the bank on the same competency, of the same kind if there is one."""
    near = [question for question in bank if question.competency == form.competency.data]
    same = [question for question in near if question.kind == form.kind.data]
    return next(iter(same or near), None)


def _composer(book: Book) -> str:
    """Return the composer's address: with the notebook at hand, and its questions kept when a kit can hold them."""
    plan = wanted(book.questions)
    pairs = [("own", book.token)]
    if plan and sum(question.minutes for question in book.questions) <= LONGEST_KIT:
        pairs += [("role", plan.role), ("level", plan.level), ("minutes", str(plan.minutes))]
        for name, weight in plan.weights.items():
            pairs += [("competency", name), (f"weight-{name}", str(weight))]
        pairs += [("lock", question.id) for question in book.questions]
    return f"{url_for('kits.builder')}?{urlencode(pairs)}"


def _private(page: str, status: int = 200) -> Response:
    return private(make_response(page, status))
