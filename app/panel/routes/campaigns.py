"""A campaign's own pages: starting one, its board, its kit, the end of the ratings and of the process."""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from flask import Response, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from app.kits.store import Found
from app.kits.store import found as found_kit
from app.panel import clocks
from app.panel.campaign import MOST_CANDIDATES, MOST_MEMBERS, Campaign, KitVersion, Member
from app.panel.codes import personal, proposed
from app.panel.forms import CandidateForm, ChangeForm, JobForm, MemberForm, end_form, job_form
from app.panel.progress import missing, rows, seated
from app.panel.routes.found import links, owned, page, to, to_campaign
from app.panel.routes.pages import pages
from app.panel.service.sheets import forget
from app.panel.store import campaigns, changes
from app.panel.store.cards import cards
from app.panel.store.retention import written_through
from app.web import clock
from app.web.database import session
from app.web.fields import one_line
from app.web.language import gettext as _
from app.web.security import limiter, new_token, reader_token

ACT = "60/minute"


@pages.page("/entretiens/campagnes", "/interviews/campaigns", methods=("GET", "POST"))
@limiter.limit(ACT)
def start() -> AnyResponse:
    """Say what a campaign is; with a kit's address, offer to start one, then do it.

    The page makes up what the campaign's address will be made of, so that a form sent twice starts one campaign.
    """
    typed = request.values.get("kit", "")
    form = ChangeForm(None, False)
    form.address.data = one_line(typed)
    kit = _kit(form.token) if form.token else None
    if typed and kit is None:
        form.address.errors = (_no_kit(),)
    seed = request.form.get("seed", "")
    if request.method == "POST" and kit and re.fullmatch(r"[\w-]{32}", seed):
        owner = reader_token(f"campaign:{seed}")
        with suppress(campaigns.Taken):  # The form was sent twice.
            campaigns.new_campaign(session(), kit.kit, clock.now(), owner)
        return to_campaign(owner)
    status, shown = 422 if form.address.errors else 200, {"form": form, "kit": kit, "token": form.token}
    if not typed:
        return make_response(render_template("panel/start.html", **shown))
    return page("start", status, seed=new_token(), **shown)


@pages.page("/entretiens/campagnes/<token>", "/interviews/campaigns/<token>")
def campaign(token: str) -> AnyResponse:
    """Show a campaign to its owner: who rates whom, how far they are, and what to do next."""
    if campaigns.found_archive(session(), token, clock.today()):
        return to("archive", token=token)
    return page("campaign", token=token, **board(token, owned(token)))


@pages.page("/entretiens/campagnes/<token>/poste", "/interviews/campaigns/<token>/job", methods=("GET", "POST"))
@limiter.limit(ACT)
def job(token: str) -> AnyResponse:
    """Change the job's title and the pay announced."""
    found = owned(token)
    form = JobForm(request.form) if request.method == "POST" else job_form(found)
    if request.method == "POST" and form.validate():
        changes.describe(session(), found, form.title.data, form.pay.data)
        return to_campaign(token)
    return page("job", 422 if form.errors else 200, token=token, campaign=found, form=form)


@pages.page("/entretiens/campagnes/<token>/kit", "/interviews/campaigns/<token>/kit", methods=("GET", "POST"))
@limiter.limit(ACT)
def change_kit(token: str) -> AnyResponse:
    """Put another kit in place; after the freeze, with a reason."""
    found = owned(token)
    form = ChangeForm(request.form if request.method == "POST" else None, found.frozen_at is not None)
    if request.method == "POST" and form.validate():
        kit = _kit(form.token)
        if kit is None:
            form.address.errors = (_no_kit(),)
        elif kit.kit.hash != found.kit.hash:
            campaigns.change_kit(session(), found, kit.kit, clock.now(), form.reason.data or "")
        if kit:
            return to_campaign(token, "kit")
    status = 422 if form.errors else 200
    return page("change_kit", status, token=token, campaign=found, form=form, versions=_versions(found))


@pages.page("/entretiens/campagnes/<token>/cloture", "/interviews/campaigns/<token>/close", methods=("GET", "POST"))
@limiter.limit(ACT)
def close(token: str) -> AnyResponse:
    """Say whose ratings are missing, then close the ratings, or open them again."""
    found = owned(token)
    owed = missing(board(token, found)["rows"])
    if request.method == "POST" and request.form.get("do") == "reopen" and not found.ended_on:
        changes.reopen(session(), found, clock.now())
        return to_campaign(token, "ratings")
    if request.method == "POST":
        changes.close(session(), found, clock.now(), _named(owed))
        return to_campaign(token, "ratings")
    return page("close", token=token, campaign=found, owed=owed)


@pages.page("/entretiens/campagnes/<token>/fin", "/interviews/campaigns/<token>/end", methods=("GET", "POST"))
@limiter.limit(ACT)
def end(token: str) -> AnyResponse:
    """Write the day the process ended, which closes the ratings and starts the clocks, and what is kept apart."""
    found = owned(token)
    form = end_form(found, clock.today(), request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        if form.ended_on.day:
            changes.close(session(), found, clock.now(), _named(missing(board(token, found)["rows"])))
        changes.end(session(), found, clock.now(), form.ended_on.day, form.archived_until.day)
        return to_campaign(token, "times")
    return page("end", 422 if form.errors else 200, token=token, campaign=found, form=form, clocks=clocks)


@pages.page("/entretiens/campagnes/<token>/effacer", "/interviews/campaigns/<token>/delete", methods=("GET", "POST"))
@limiter.limit(ACT)
def delete(token: str) -> Response:
    """Ask the owner whether to erase a campaign, then erase it."""
    found = owned(token)
    count = len(campaigns.candidates(session(), found.record_id))
    if request.method == "POST":
        campaigns.erase_campaign(session(), found.record_id)
        written_through(session())
        forget()
        return page("deleted", count=count)
    return page("delete", token=token, campaign=found, count=count)


def board(token: str, found: Campaign) -> dict[str, Any]:
    """Return what a campaign's page shows."""
    today, number = clock.today(), found.record_id
    people, candidates = campaigns.members(session(), number), campaigns.candidates(session(), number)
    held = cards(session(), number)
    candidate = CandidateForm(None, today)
    candidate.code.data = proposed(each.code for each in candidates)
    return {
        "campaign": found,
        "members": people,
        "seated": seated(people, held),
        "rows": rows(people, candidates, held),
        "versions": _versions(found),
        "links": links(token, (*people, *candidates)),
        "today": today,
        "clocks": clocks,
        "personal": personal,
        "member_form": MemberForm(None, today),
        "candidate_form": candidate,
        "room": (MOST_MEMBERS - sum(each.revoked_at is None for each in people), MOST_CANDIDATES - len(candidates)),
    }


def _named(owed: Sequence[tuple[Member, Sequence[str]]]) -> str:
    return "; ".join(f"{member.name}: {', '.join(codes)}" for member, codes in owed)


def _kit(token: str) -> Found | None:
    return found_kit(session(), token, clock.today())


def _no_kit() -> str:
    return _("Il n'y a pas de kit à cette adresse. Copiez celle de la page du kit, tout entière.")


def _versions(found: Campaign) -> tuple[KitVersion, ...]:
    return campaigns.versions(session(), found.record_id)
