"""What an owner's address leads to, and how its pages answer."""

from collections.abc import Iterable
from typing import Any, cast

from flask import Response, abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.panel.campaign import Campaign, Candidate, Member
from app.panel.store import campaigns
from app.panel.store.campaigns import address
from app.web import clock
from app.web.database import session
from app.web.security import private


def owned(token: str) -> Campaign:
    """Return the campaign at an owner's address; anything else is not found."""
    return campaigns.found_campaign(session(), token, clock.today()) or abort(404)


def member_of(campaign: Campaign, reference: str) -> Member:
    """Return the member of a campaign's panel."""
    people = campaigns.members(session(), campaign.record_id)
    return next((each for each in people if each.reference == reference), None) or abort(404)


def candidate_of(campaign: Campaign, reference: str) -> Candidate:
    """Return the candidate of a campaign."""
    people = campaigns.candidates(session(), campaign.record_id)
    return next((each for each in people if each.reference == reference), None) or abort(404)


def to_campaign(token: str, part: str = "") -> AnyResponse:
    """Return the answer that leads to a campaign's page."""
    return to("campaign", token=token, _anchor=part or None)


def to(endpoint: str, **arguments: Any) -> AnyResponse:
    """Return the answer that leads to a page of the panel."""
    return private(cast(Response, redirect(url_for(f"panel.{endpoint}", **arguments), 303)))


def page(template: str, status: int = 200, **values: Any) -> Response:
    """Return a page that no cache keeps."""
    return private(make_response(render_template(f"panel/{template}.html", **values), status))


def file(data: bytes, kind: str, name: str, how: str = "attachment") -> Response:
    """Return a file that no cache keeps."""
    answer = make_response(data)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    return private(answer)


def links(owner: str, people: Iterable[Member | Candidate]) -> dict[str, str]:
    """Return the whole address to give to each person, by reference."""
    return {each.reference: _link(address(owner, each.reference, each.turn), each) for each in people}


def _link(token: str, person: Member | Candidate) -> str:
    return url_for("panel.notice" if isinstance(person, Candidate) else "panel.seat", token=token, _external=True)
