"""What the interview's page sends at each stroke, and what it is told: JSON."""

from typing import Any

from flask import Response, abort, current_app, jsonify, request

from app.panel.campaign import Marks
from app.panel.edits import received
from app.panel.interview import fields
from app.panel.routes.desk import desk, milliseconds
from app.panel.routes.pages import pages
from app.panel.service.notes import advice_on
from app.panel.store import cards
from app.web.database import session
from app.web.language import current, say
from app.web.security import limiter, private

STROKES = "1800/minute"  # Six people may write at once behind one address.


@pages.page(
    "/entretiens/panel/<token>/<reference>/marks",
    "/interviews/panel/<token>/<reference>/marks",
    methods=("GET", "POST"),
)
@limiter.limit(STROKES)
def marks(token: str, reference: str) -> Response:
    """Keep what was typed, and tell what stands; GET tells what stands in every field, and a fresh form token."""
    found = desk(token, reference) or abort(404)
    if request.method == "GET":
        standing = cards.marks(session(), found.card)["before"]
        return _told(200, state=found.refusal("before") or "open", fields=_plain(standing), token=_form_token())
    sent = received(_sent(), fields(found.kit, "before"), milliseconds()) or abort(400)
    if refusal := found.refusal("before"):
        return _told(409, code=refusal)
    try:
        standing = dict(cards.write(session(), found.card, "before", sent.edits))
    except cards.Closed:
        return _told(409, code="submitted")
    return _told(200, fields=_plain(standing), refused=dict(sent.refused), advice=_advice(standing))


def _sent() -> object:
    try:
        return request.get_json(silent=True)
    except RecursionError:  # Lists in lists, without end.
        return None


def _told(status: int, **values: Any) -> Response:
    answer = jsonify(now=milliseconds(), **values)
    answer.status_code = status
    return private(answer)


def _form_token() -> str:
    """Return what the page's forms must hold, made anew when the session was lost."""
    return str(current_app.jinja_env.globals["csrf_token"]())  # type: ignore[operator]


def _plain(standing: Marks) -> dict[str, dict[str, Any]]:
    return {str(field): {"value": mark.value, "at": mark.at, "device": mark.device} for field, mark in standing.items()}


def _advice(standing: Marks) -> dict[str, list[dict[str, str]]]:
    """Return what to say of the texts that were just kept, empty where there is nothing to say."""
    return {
        str(field): [
            {"kind": each.subject.kind, "name": say(each.subject.name), "instead": say(each.subject.instead)}
            for each in advice_on(mark.value, current())
        ]
        for field, mark in standing.items()
        if field.what != "rating"
    }
