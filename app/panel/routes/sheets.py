"""Scorecards on paper: printed for the whole panel in one go, dropped back, read, shown, then stored."""

import re
from typing import Any

from flask import Response, abort, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from app.panel.campaign import Campaign
from app.panel.fit import BRINGS, Choice, Finding, Stock, findings
from app.panel.parcel import FILE_BYTES, MOST_BYTES, MOST_FILES
from app.panel.routes.desk import before, seated
from app.panel.routes.found import file, owned, page
from app.panel.routes.pages import pages
from app.panel.service import drops
from app.panel.service.sheets import MOST_SHEETS, Batch, archive, asked, batch, filenames, sheet
from app.panel.store import campaigns
from app.web import clock
from app.web.database import session
from app.web.language import current
from app.web.security import accepts, limiter

UPLOAD = MOST_BYTES + 500_000  # Bytes: the files, and what a browser writes around them.
PRINT, DROP = "60/minute", "20/minute"
WORDS: dict[str, Any] = {
    "most": MOST_FILES,
    "file_megabytes": FILE_BYTES // 10**6,
    "all_megabytes": MOST_BYTES // 10**6,
    "brings": BRINGS,
}


@pages.page("/entretiens/campagnes/<token>/papier", "/interviews/campaigns/<token>/paper")
@limiter.limit(PRINT)
def sheets(token: str) -> Response:
    """Offer to print scorecards and to bring filled ones back."""
    found = owned(token)
    return page("sheets", token=token, campaign=found, **_people(found), most_sheets=MOST_SHEETS, **WORDS)


@pages.page("/entretiens/campagnes/<token>/papier/impression", "/interviews/campaigns/<token>/paper/printing")
@limiter.limit("120/minute")
def sheets_print(token: str) -> Response:
    """Print the scorecards asked for in the background, and show how many are there."""
    found = owned(token)
    wanted = _wanted(found)
    if not 0 < len(wanted.pairs) <= MOST_SHEETS:
        shown: dict[str, Any] = {**_people(found), "most_sheets": MOST_SHEETS, **WORDS}
        return page("sheets", 422, token=token, campaign=found, count=len(wanted.pairs), **shown)
    made = asked(wanted, current_app.app_context)
    return page("sheets_print", token=token, campaign=found, made=made, count=len(wanted.pairs), chosen=_chosen())


@pages.page("/entretiens/campagnes/<token>/papier/grilles.zip", "/interviews/campaigns/<token>/paper/scorecards.zip")
@limiter.limit("30/minute")
def sheets_zip(token: str) -> Response:
    """Give the scorecards asked for, one PDF each."""
    wanted = _wanted(owned(token))
    if not 0 < len(wanted.pairs) <= MOST_SHEETS:
        abort(404)
    return file(archive(wanted), "application/zip", "grilles.zip" if current() == "fr" else "scorecards.zip")


@pages.page(
    "/entretiens/campagnes/<token>/papier/lecture",
    "/interviews/campaigns/<token>/paper/reading",
    methods=("GET", "POST"),
)
@limiter.limit(DROP)
@accepts(UPLOAD)
def sheets_read(token: str) -> AnyResponse:
    """Read filled scorecards of the whole panel, show what they would do, do it when told to."""
    found = owned(token)
    if request.method == "GET":
        return page("sheets", token=token, campaign=found, **_people(found), most_sheets=MOST_SHEETS, **WORDS)
    return _read(drops.stock(session(), found, clock.today()), token)


@pages.page("/entretiens/panel/<token>/papier", "/interviews/panel/<token>/paper", methods=("GET", "POST"))
@limiter.limit(DROP)
@accepts(UPLOAD)
def seat_sheets(token: str) -> AnyResponse:
    """Let a member print their own scorecards, and bring filled ones back."""
    seat = seated(token)
    stock = drops.stock(session(), seat.campaign, clock.today(), seat.member)
    if request.method == "POST":
        return _read(stock, token)
    return page("seat_sheets", token=token, seat=seat, candidates=stock.candidates, **WORDS)


@pages.page("/entretiens/panel/<token>/<reference>/grille.pdf", "/interviews/panel/<token>/<reference>/scorecard.pdf")
@limiter.limit(PRINT)
def seat_sheet(token: str, reference: str) -> Response:
    """Give a member their scorecard for a candidate, to fill in."""
    seat, candidate, _ = before(token, reference)
    wanted = batch(seat.campaign, [seat.member], [candidate], current())
    return file(
        sheet(wanted, seat.member, candidate).data, "application/pdf", filenames(wanted.pairs, current())[0], "inline"
    )


def _read(stock: Stock, token: str) -> Response:
    """Answer a drop, or what was decided of one."""
    back = "seat_sheets" if stock.only else "sheets_read"
    carried = request.form.get("carried")
    if carried is None:
        read: list[drops.Read] | None = drops.read(_dropped())
    else:
        read = drops.brought_back(carried)
    if read is None:
        abort(400)
    found = findings(drops.files(read), _choices(len(read)), stock)
    shown: dict[str, Any] = {"token": token, "stock": stock, "back": back, "findings": found, **WORDS}
    shown["carried"] = drops.carried(read)
    if not found:
        return page("sheets_read", 422, **shown)
    if request.form.get("do") != "confirm":
        return page("sheets_read", **shown)
    if any(each.seen != request.form.get(f"seen-{rank}") for rank, each in enumerate(found)):
        return page("sheets_read", 409, changed=True, **shown)
    done = [drops.store(session(), each, _decision(rank, each), stock) for rank, each in enumerate(found)]
    taken = [_decision(rank, each).taken for rank, each in enumerate(found)]
    return page("sheets_done", results=list(zip(found, taken, done, strict=True)), **shown)


def _dropped() -> list[tuple[str, bytes]]:
    found = []
    for each in request.files.getlist("files"):
        with each.stream as source:
            found.append((each.filename or "", source.read()))
    return [each for each in found if each != ("", b"")]


def _choices(count: int) -> dict[int, Choice]:
    form = request.form
    return {rank: Choice(form.get(f"member-{rank}", ""), form.get(f"candidate-{rank}", "")) for rank in range(count)}


def _decision(rank: int, found: Finding) -> drops.Decision:
    form = request.form
    return drops.Decision(
        taken=found.outcome in BRINGS and f"take-{rank}" in form,
        sent=f"send-{rank}" in form,
        paper=frozenset(str(pair.field) for pair in found.pairs if form.get(f"pair-{rank}-{pair.field}") == "paper"),
    )


def _wanted(found: Campaign) -> Batch:
    people, chosen = _people(found), _chosen()
    return batch(
        found,
        [each for each in people["members"] if each.reference in chosen["m"]],
        [each for each in people["candidates"] if each.reference in chosen["c"]],
        current(),
    )


def _chosen() -> dict[str, list[str]]:
    fine = re.compile(r"[\w-]{1,16}")
    return {name: [each for each in request.args.getlist(name) if fine.fullmatch(each)] for name in ("m", "c")}


def _people(found: Campaign) -> dict[str, Any]:
    members = campaigns.members(session(), found.record_id)
    return {
        "members": [each for each in members if each.revoked_at is None],
        "candidates": campaigns.candidates(session(), found.record_id),
    }
