"""Composing a kit, keeping it, printing it."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, cast, get_args
from urllib.parse import urlencode, urlsplit

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from app.content.text import LANGUAGES
from app.kits import documents, service
from app.kits.changes import alternatives
from app.kits.draft import Draft, action, address, mark
from app.kits.forms import KitForm
from app.kits.kit import bank, default_title
from app.kits.plan import Bank, CannotPlan, Plan
from app.kits.schedule import schedule
from app.kits.store import Found, Overtaken, found
from app.questions.files import Format, exported
from app.questions.store import Book
from app.web import clock
from app.web.database import session
from app.web.fields import one_line
from app.web.files import attachment
from app.web.language import Pages, current
from app.web.parts import part
from app.web.security import limiter, private

pages = Pages("kits", __name__)


@pages.page("/entretiens", "/interviews")
def builder() -> Response:
    """Show the composer: what was asked for, and the plan that answers it."""
    return _builder(request.args)


@pages.page("/entretiens/composer", "/interviews/compose", methods=("POST",))
@limiter.limit("240/minute")
def compose() -> AnyResponse:
    """Do what the composer's button says: act on an item, plan anew, or freeze the kit."""
    choice, book = _choice(request.form)
    form = KitForm(request.form, service.library(), choice)
    if not form.validate():
        return _builder(request.form)
    try:
        draft = form.draft()
        if wanted := action(request.form.get("do", "")):
            draft = draft.after(choice, *wanted)
        plan = draft.plan(choice)
    except CannotPlan:
        return _builder(request.form)
    if request.form.get("do") == "create" and plan.items and plan.spare >= 0:
        return redirect(_kept(form, plan), 303)
    here = _composer(draft, {name: form.data[name] for name in ("title", "pay", "kit", "own")})
    return redirect(_writing(here, book) if request.form.get("do") == "write" else here, 303)


@pages.page("/entretiens/kits/<token>", "/interviews/kits/<token>")
def kit(token: str) -> Response:
    """Show a kit to its owner or to its readers."""
    stored = _found(token)
    plan = stored.kit.plan
    others = {"title": stored.kit.title, "pay": stored.kit.pay, "kit": token}
    shown = render_template(
        "kits/kit.html",
        found=stored,
        token=token,
        library=service.library(),
        drawing=documents.drawing,
        swappable=_swappable(bank(service.library(), plan.items), plan) if stored.owned else (),
        composer=_composer(Draft(plan.request, plan.ids, plan.locked), others),
        **_documents(stored),
    )
    return private(make_response(shown))


@pages.page("/entretiens/kits/<token>/documents", "/interviews/kits/<token>/documents")
def prepared(token: str) -> Response:
    """Show which documents of a kit are printed, with their pages and sizes."""
    stored = _found(token)
    shown = render_template("kits/prepared.html", found=stored, token=token, **_documents(stored))
    return private(make_response(shown))


@pages.page("/entretiens/kits/<token>/export.<format>", "/interviews/kits/<token>/export.<format>")
@limiter.limit("60/minute")
def export(token: str, format: str) -> Response:
    """Give the questions of a kit as a file; work samples stay."""
    if format not in get_args(Format):
        abort(404)
    kit, language = _found(token).kit, current()
    schema = url_for("questions.schema", language="en", _external=True)
    name = f"questions-{kit.role.id}-{kit.level.id}"
    file = exported(kit.questions, cast(Format, format), language, name, service.library(), schema)
    return private(attachment(file.data, file.media, file.name))


@pages.page("/entretiens/kits/<token>/modifier", "/interviews/kits/<token>/edit", methods=("POST",))
@limiter.limit("60/minute")
def edit(token: str) -> AnyResponse:
    """Swap, move, remove or lock one item of a kit: its owner gets a new edition."""
    stored = _owned(token)
    if wanted := action(request.form.get("do", "")):
        with suppress(Overtaken):
            service.edit(session(), stored, *wanted)
    return private(cast(Response, redirect(url_for(".kit", token=token), 303)))


@pages.page("/entretiens/kits/<token>/effacer", "/interviews/kits/<token>/delete", methods=("GET", "POST"))
def delete(token: str) -> AnyResponse:
    """Ask the owner whether to erase a kit, then erase it."""
    stored = _owned(token)
    if request.method == "POST":
        service.erase(session(), stored)
        return private(make_response(render_template("kits/deleted.html", kit=stored.kit)))
    return private(make_response(render_template("kits/delete.html", found=stored, token=token)))


@pages.page("/entretiens/kits/<token>/pdf/<written>/<document>", "/interviews/kits/<token>/pdf/<written>/<document>")
@limiter.limit("60/minute")
def document(token: str, written: str, document: str) -> Response:
    """Give a document of a kit, as PDF, in either language."""
    stored = _found(token)
    if written not in LANGUAGES or document not in documents.offered(stored.kit):
        abort(404)
    made = service.printed(stored.kit, document, written)
    answer = make_response(made.data)
    answer.headers["Content-Type"] = "application/pdf"
    file = documents.filename(stored.kit, document, written)
    answer.headers["Content-Disposition"] = f'inline; filename="{file}"'
    return private(answer)


def _builder(typed: MultiDict[str, str]) -> Response:
    library, (choice, book) = service.library(), _choice(typed)
    form = KitForm(typed, library, choice)
    shown: dict[str, Any] = {"form": form, "plan": None, "trouble": None, "draft": None, "slots": (), "book": book}
    status = 200
    if form.validate():
        try:
            draft = form.draft()
            for name in typed.getlist("add"):
                draft = draft.after(choice, "add", name)
            plan = draft.plan(choice)
            shown |= {"draft": draft, "plan": plan, "slots": schedule(plan), "swappable": _swappable(choice, plan)}
            shown |= {"mark": mark(draft.request)}
        except CannotPlan as trouble:
            status = 422
            shown |= {"trouble": trouble}
    else:
        status = 422
    request_now = shown["draft"].request if shown["draft"] else None
    weights = dict(request_now.weights) if request_now else {}
    page = render_template("kits/builder.html", library=library, weights=weights, drawing=documents.drawing, **shown)
    answer = make_response(page, status)
    return private(answer) if form.kit.data or form.own.data else answer


def _choice(typed: MultiDict[str, str]) -> tuple[Bank, Book | None]:
    return service.composed_from(session(), one_line(typed.get("kit")), one_line(typed.get("own")))


def _writing(composer: str, book: Book | None) -> str:
    """Return the address where an own question is written, which comes back to the composer as it is."""
    back = urlsplit(composer).query
    if book:
        return url_for("questions.own_another", token=book.token, back=back)
    return url_for("questions.own_write", back=back)


def _swappable(choice: Bank, plan: Plan) -> set[str]:
    return {item.id for item in plan.items if alternatives(choice, plan, item.id)}


def _composer(draft: Draft, others: Mapping[str, str]) -> str:
    """Return the composer's address for a draft."""
    base = f"{draft.request.role}.{draft.request.level}"
    return f"{url_for('.builder')}?{urlencode([*address(draft, others), ('base', base)])}"


def _kept(form: KitForm, plan: Plan) -> str:
    """Store the plan as a new kit, or as a new edition of the kit being changed; return its address."""
    title = form.title.data or default_title(service.library(), plan.request, current())
    words = (title, form.pay.data, current())
    if form.kit.data:
        for _attempt in range(2):
            with suppress(Overtaken):
                service.replace_plan(session(), _owned(form.kit.data), plan, *words)
                break
        return url_for(".kit", token=form.kit.data)
    return url_for(".kit", token=service.create(session(), plan, *words))


def _found(token: str) -> Found:
    stored = found(session(), token, clock.today())
    if stored is None:
        abort(404)
    return stored


def _owned(token: str) -> Found:
    stored = _found(token)
    if not stored.owned:
        abort(404)
    return stored


def _documents(stored: Found) -> dict[str, Any]:
    """Return what the page says of each document: its pages and size once it is printed."""
    preparation = part("preparation", service.Preparation)
    waiting = preparation.ask(stored.kit, current())
    return {"printed": service.ready(stored.kit, current()), "waiting": waiting}
