"""A file of own questions: read, shown row by row, and stored once someone has said yes."""

from collections.abc import Mapping
from typing import cast

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.library import Library
from app.questions import store
from app.questions.exchange.columns import heading
from app.questions.exchange.parsed import Parsed, Refusal
from app.questions.exchange.raw import MOST_BYTES
from app.questions.exchange.read import read
from app.questions.files import vocabulary
from app.questions.intake import REASON, Intake, Pending, intake
from app.questions.routes.found import found_book
from app.questions.routes.own import to_book
from app.questions.routes.pages import pages
from app.questions.store import Book, Overtaken
from app.web import clock
from app.web.database import session
from app.web.fields import one_line
from app.web.language import current
from app.web.parts import part
from app.web.security import accepts, limiter, private

UPLOAD = MOST_BYTES + 50_000  # Bytes: a file, and what a browser writes around it.
NAME_LENGTH = 80
FIELD = "reason-"


@pages.page("/entretiens/vos-questions/importer", "/interviews/your-questions/import", methods=("POST",))
@limiter.limit("20/minute")
@accepts(UPLOAD)
def own_bring() -> AnyResponse:
    """Read a file that starts a notebook."""
    found = _brought()
    if isinstance(found, Refusal):
        return private(make_response(render_template("questions/own_start.html", refusal=found), 422))
    return _proposed(store.new_book(session(), clock.now()), found)


@pages.page(
    "/entretiens/vos-questions/carnets/<token>/importer",
    "/interviews/your-questions/books/<token>/import",
    methods=("GET", "POST"),
)
@limiter.limit("60/minute")
@accepts(UPLOAD)
def own_import(token: str) -> AnyResponse:
    """Show what a file would do, row by row; a second file takes the place of the first."""
    book = found_book(token)
    if request.method == "GET":
        return _dry_run(book)
    found = _brought()
    return _dry_run(book, 422, refusal=found) if isinstance(found, Refusal) else _proposed(book, found)


@pages.page(
    "/entretiens/vos-questions/carnets/<token>/confirmer",
    "/interviews/your-questions/books/<token>/confirm",
    methods=("POST",),
)
@limiter.limit("60/minute")
@accepts(UPLOAD)
def own_confirm(token: str) -> AnyResponse:
    """Store all that a file brings and that was accepted, at once, or forget it."""
    book = found_book(token)
    if request.form.get("do") == "drop":
        store.drop(session(), book)
    elif book.pending:
        reasons = _reasons()
        found = _intake(book, book.pending, reasons)
        if found.flawed:
            return _dry_run(book, 422, reasons)
        try:
            if request.form.get("version") != str(book.version):
                raise Overtaken
            store.confirm(session(), book, book.version, found.questions)
        except Overtaken:
            return _dry_run(found_book(token), 409, reasons, overtaken=True)
    return to_book(token)


def _brought() -> Pending | Refusal:
    """Return what was read in the file that was sent, or why nothing was."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return Refusal("no-file")
    library = part("library", Library)
    known = vocabulary(library)
    found: Parsed = read(
        file.stream.read(MOST_BYTES + 1),
        file.filename,
        current(),
        known.competencies,
        known.topics,
        known.roles,
        known.levels,
        known.default_topics,
    )
    return found if isinstance(found, Refusal) else Pending(one_line(file.filename)[:NAME_LENGTH], found)


def _proposed(book: Book, pending: Pending) -> AnyResponse:
    store.propose(session(), book, pending, clock.today())
    return private(cast(Response, redirect(url_for(".own_import", token=book.token), 303)))


def _dry_run(
    book: Book,
    status: int = 200,
    reasons: Mapping[int, str] | None = None,
    refusal: Refusal | None = None,
    overtaken: bool = False,
) -> Response:
    page = render_template(
        "questions/own_import.html",
        book=book,
        intake=_intake(book, book.pending, reasons or {}) if book.pending else None,
        refusal=refusal,
        overtaken=overtaken,
        reason_bounds=REASON,
        columns=lambda names: ", ".join(heading(name, current()) for name in names),
    )
    return private(make_response(page, status))


def _intake(book: Book, pending: Pending, reasons: Mapping[int, str]) -> Intake:
    library = part("library", Library)
    return intake(pending.rows.rows, book.questions, library.questions, library.lawful, reasons)


def _reasons() -> dict[int, str]:
    """Return the reasons typed, by the place of their row."""
    typed = ((name.removeprefix(FIELD), text) for name, text in request.form.items() if name.startswith(FIELD))
    return {
        int(place): one_line(text) for place, text in typed if place.isascii() and place.isdigit() and len(place) < 9
    }
