"""Writing a quote, keeping it in a book, numbering it, giving it to a client."""

import json
import re
from typing import Any, cast

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.content.text import LANGUAGES
from app.quotes import documents, service, store
from app.quotes.exports import as_csv, as_data
from app.quotes.forms import QuoteForm, form_of, form_typed, lines_of
from app.quotes.numbering import label
from app.quotes.quote import MOST_LINES, RATES
from app.quotes.sheet import issuer_only, offered, whole
from app.quotes.store import Book, Stored
from app.quotes.totals import deposit, line_amount, totals
from app.web import clock
from app.web.database import session
from app.web.language import Pages, current
from app.web.security import limiter, private
from app.web.shown import percent

pages = Pages("quotes", __name__)


@pages.page("/devis", "/quotes")
def start() -> Response:
    """Show the form of a first quote; an address may bring lines: label, quantity, unit, price, period, repeated."""
    others = {part: request.args.getlist(part) for part in ("quantity", "unit", "price")}
    rows = offered(request.args.getlist("label"), others, request.args.getlist("period"))
    return _form(QuoteForm(None, lines_of(rows[:MOST_LINES] or [{}])))


@pages.page("/devis/ecrire", "/quotes/write", methods=("POST",))
@limiter.limit("240/minute")
def write() -> AnyResponse:
    """Do what the form's button says: change its lines, work out its totals, or store the quote."""
    action = request.form.get("do", "")
    form = form_typed(request.form, action)
    book = _book(form.book.data) if form.book.data else None
    stored = _quote(book, form.quote.data) if book and form.quote.data else None
    if action != "save":
        return _form(form, stored, action=action)
    if not form.validate():
        return _form(form, stored, 422, action)
    lines = [line for row in form.written if (line := row.line(form.taxed))]
    quote = whole(form.values(), lines, current(), clock.today())
    book = book or store.new_book(session(), clock.now())
    if stored:
        store.save(session(), stored, quote, clock.now())
    reference = stored.reference if stored else store.add(session(), book, quote, clock.now())
    return _to("quote", book, reference=reference)


@pages.page("/devis/carnets/<token>", "/quotes/books/<token>")
def book(token: str) -> Response:
    """Show the quotes of a book to its owner."""
    found = _book(token)
    quotes = store.quotes(session(), found)
    return _private(render_template("quotes/book.html", token=token, quotes=quotes, totals=totals))


@pages.page("/devis/carnets/<token>/nouveau", "/quotes/books/<token>/new")
def new(token: str) -> Response:
    """Show the form of another quote by the same issuer."""
    quotes = store.quotes(session(), _book(token))
    return _form(QuoteForm(None, lines_of([{}]), book=token, **(issuer_only(quotes[0].quote) if quotes else {})))


@pages.page("/devis/carnets/<token>/export", "/quotes/books/<token>/export")
def export_book(token: str) -> Response:
    """Give a whole book as JSON: every version of every quote."""
    found = _book(token)
    data = [
        as_data(quote, label(stored.number, number))
        for stored in store.quotes(session(), found)
        for number, quote in enumerate(store.versions(session(), stored), 1)
    ]
    return _file(json.dumps(data, ensure_ascii=False, indent=2).encode(), "application/json", "carnet.json")


@pages.page("/devis/carnets/<token>/effacer", "/quotes/books/<token>/delete", methods=("GET", "POST"))
def delete_book(token: str) -> Response:
    """Ask the owner whether to erase a book, then erase it."""
    found = _book(token)
    count = len(store.quotes(session(), found))
    if request.method == "POST":
        service.erase_book(session(), found)
        return _private(render_template("quotes/deleted.html", count=count))
    return _private(render_template("quotes/delete_book.html", token=token, count=count))


@pages.page("/devis/carnets/<token>/<reference>", "/quotes/books/<token>/<reference>")
def quote(token: str, reference: str) -> Response:
    """Show a quote to its owner: its documents, its client's address, its versions."""
    found = _book(token)
    stored = _quote(found, reference)
    shown = _shown(stored)
    reader = stored.reader(found)
    return _private(render_template("quotes/quote.html", token=token, reader=reader, label=label, **shown))


@pages.page("/devis/carnets/<token>/<reference>/modifier", "/quotes/books/<token>/<reference>/edit")
def edit(token: str, reference: str) -> Response:
    """Show the form that writes a quote anew."""
    stored = _quote(_book(token), reference)
    form = form_of(stored.quote)
    form.book.data, form.quote.data = token, reference
    return _form(form, stored)


@pages.page("/devis/carnets/<token>/<reference>/agir", "/quotes/books/<token>/<reference>/act", methods=("POST",))
@limiter.limit("60/minute")
def act(token: str, reference: str) -> AnyResponse:
    """Number a quote, copy it into a new draft, or give its client another address."""
    found = _book(token)
    stored = _quote(found, reference)
    match request.form.get("do"):
        case "issue":
            store.issue(session(), stored, clock.now(), clock.today())
        case "copy":
            copy = stored.quote.dated(clock.today())
            return _to("edit", found, reference=store.add(session(), found, copy, clock.now()))
        case "readdress":
            store.change_reader(session(), found, stored)
    return _to("quote", found, reference=reference)


@pages.page(
    "/devis/carnets/<token>/<reference>/effacer", "/quotes/books/<token>/<reference>/delete", methods=("GET", "POST")
)
def delete(token: str, reference: str) -> AnyResponse:
    """Ask the owner whether to erase a draft, then erase it; an issued quote stays, for its number's sake."""
    found = _book(token)
    stored = _quote(found, reference)
    if stored.number:
        abort(404)
    if request.method == "POST":
        service.erase_draft(session(), stored)
        return _to("book", found)
    return _private(render_template("quotes/delete.html", token=token, stored=stored))


@pages.page(
    "/devis/carnets/<token>/<reference>/<int:version>/pdf/<written>",
    "/quotes/books/<token>/<reference>/<int:version>/pdf/<written>",
)
@limiter.limit("60/minute")
def document(token: str, reference: str, version: int, written: str) -> Response:
    """Give a version of a quote as PDF, in either language."""
    return _pdf(_quote(_book(token), reference, version), written)


@pages.page(
    "/devis/carnets/<token>/<reference>/<int:version>/export/<kind>",
    "/quotes/books/<token>/<reference>/<int:version>/export/<kind>",
)
def export(token: str, reference: str, version: int, kind: str) -> Response:
    """Give a version of a quote as JSON, whole, or as CSV, its lines."""
    stored = _quote(_book(token), reference, version)
    name = documents.filename(stored.label, current())
    if kind == "csv":
        return _file(as_csv(stored.quote).encode(), "text/csv; charset=utf-8", f"{name}.csv")
    if kind != "json":
        abort(404)
    data = json.dumps(as_data(stored.quote, stored.label), ensure_ascii=False, indent=2)
    return _file(data.encode(), "application/json", f"{name}.json")


@pages.page("/devis/recus/<token>", "/quotes/received/<token>")
def received(token: str) -> Response:
    """Show an issued quote to its client."""
    return _private(render_template("quotes/received.html", token=token, **_shown(_received(token))))


@pages.page("/devis/recus/<token>/pdf/<written>", "/quotes/received/<token>/pdf/<written>")
@limiter.limit("60/minute")
def received_document(token: str, written: str) -> Response:
    """Give an issued quote to its client as PDF, in either language."""
    return _pdf(_received(token), written)


def _form(form: QuoteForm, stored: Stored | None = None, status: int = 200, action: str = "") -> Response:
    """Show the form; a button that was pressed makes the next page a new one to live.js, and may move the hand."""
    if not re.fullmatch("[0-9]{1,4}", form.turn.data or ""):
        form.turn.data = "0"
    form.turn.data = str((int(form.turn.data) + bool(action)) % 1000)
    lines = [row.line(form.taxed) for row in form.rows]
    page = render_template(
        "quotes/start.html",
        form=form,
        stored=stored,
        amounts=[(number, line_amount(line) if line else None) for number, line in enumerate(lines, 1)],
        rates=[(str(rate), percent(rate)) for rate in RATES],
        focus="line" if action == "add" else "",
    )
    return _private(page, status) if form.book.data else make_response(page, status)


def _shown(stored: Stored) -> dict[str, Any]:
    sums = totals(stored.quote.lines)
    asked = deposit(stored.quote.terms, sums.gross)
    return {"stored": stored, "sums": sums, "deposit": asked, "line_amount": line_amount, "written": LANGUAGES}


def _book(token: str) -> Book:
    return store.found_book(session(), token, clock.today()) or abort(404)


def _quote(book: Book, reference: str, version: int | None = None) -> Stored:
    return store.found(session(), book, reference, version) or abort(404)


def _received(token: str) -> Stored:
    return store.found_by_client(session(), token, clock.today()) or abort(404)


def _to(endpoint: str, book: Book, **arguments: Any) -> AnyResponse:
    return private(cast(Response, redirect(url_for(f".{endpoint}", token=book.token, **arguments), 303)))


def _private(page: str, status: int = 200) -> Response:
    return private(make_response(page, status))


def _pdf(stored: Stored, written: str) -> Response:
    if written not in LANGUAGES:
        abort(404)
    made = service.printed(stored.quote, stored.label, written)
    return _file(made.data, "application/pdf", f"{documents.filename(stored.label, written)}.pdf", "inline")


def _file(data: bytes, kind: str, name: str, how: str = "attachment") -> Response:
    answer = make_response(data)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    return private(answer)
