"""The people of a campaign: the members of its panel, its candidates, and the notice each candidate reads."""

from datetime import timedelta
from typing import Any

from flask import Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.content.text import LANGUAGES
from app.kits.documents import filename
from app.kits.service import printed
from app.panel.calendar import Sitting, calendar, minutes_with
from app.panel.campaign import MOST_CANDIDATES, MOST_MEMBERS, Campaign, Candidate, Member
from app.panel.clocks import training_lapsed
from app.panel.codes import personal, proposed
from app.panel.forms import CandidateForm, MemberForm, candidate_form, member_form
from app.panel.routes.found import candidate_of, file, links, member_of, owned, page, to_campaign
from app.panel.routes.pages import pages
from app.panel.service.sheets import forget
from app.panel.store import campaigns, changes
from app.web import clock
from app.web.database import session
from app.web.language import gettext as _
from app.web.security import limiter

ACT = "60/minute"


@pages.page("/entretiens/campagnes/<token>/jury", "/interviews/campaigns/<token>/panel", methods=("GET", "POST"))
@limiter.limit(ACT)
def new_member(token: str) -> AnyResponse:
    """Add a member to the panel; the same name sent twice adds one."""
    found, today = owned(token), clock.today()
    people = [each for each in campaigns.members(session(), found.record_id) if each.revoked_at is None]
    form = MemberForm(request.form if request.method == "POST" else None, today)
    if request.method == "POST" and form.validate():
        if form.name.data in {each.name for each in people}:
            return to_campaign(token, "panel")
        if len(people) < MOST_MEMBERS:
            member = campaigns.add_member(session(), token, found.record_id, form.name.data, today)
            changes.change_member(session(), member, member.name, form.trained_on.day)
            return to_campaign(token, "panel")
        form.name.errors = (_("Un jury compte six membres au plus."),)
    return _member(token, found, None, form)


@pages.page(
    "/entretiens/campagnes/<token>/jury/<reference>",
    "/interviews/campaigns/<token>/panel/<reference>",
    methods=("GET", "POST"),
)
@limiter.limit(ACT)
def member(token: str, reference: str) -> AnyResponse:
    """Change a member of the panel, take their address back, or give them another."""
    found, today = owned(token), clock.today()
    person = member_of(found, reference)
    match request.form.get("do"):
        case "save":
            form = MemberForm(request.form, today)
            if not form.validate():
                return _member(token, found, person, form)
            changes.change_member(session(), person, form.name.data, form.trained_on.day)
        case "renew":
            campaigns.renew(session(), token, person)
            changes.extend(session(), person, today + timedelta(days=campaigns.ADDRESS_DAYS))
        case "revoke":
            changes.revoke(session(), found, person, clock.now())
        case "remove":
            changes.remove_member(session(), person)
        case _:
            return _member(token, found, person, member_form(person, today))
    return to_campaign(token, "panel")


@pages.page(
    "/entretiens/campagnes/<token>/candidatures", "/interviews/campaigns/<token>/candidates", methods=("GET", "POST")
)
@limiter.limit(ACT)
def new_candidate(token: str) -> AnyResponse:
    """Add a candidate under a code; the same form sent twice is told that the code is taken."""
    found, today = owned(token), clock.today()
    form = CandidateForm(request.form if request.method == "POST" else None, today)
    codes = [each.code for each in campaigns.candidates(session(), found.record_id)]
    if request.method == "GET":
        form.code.data = proposed(codes)
    elif form.validate():
        if len(codes) >= MOST_CANDIDATES:
            form.code.errors = (_("Une campagne tient 200 candidatures au plus."),)
        elif _added(token, found, form):
            return to_campaign(token, "board")
        else:
            form.code.errors = (_taken(),)
    return _candidate(token, found, None, form)


@pages.page(
    "/entretiens/campagnes/<token>/candidatures/<reference>",
    "/interviews/campaigns/<token>/candidates/<reference>",
    methods=("GET", "POST"),
)
@limiter.limit(ACT)
def candidate(token: str, reference: str) -> AnyResponse:
    """Change a candidate, or give them another address for the notice."""
    found, today = owned(token), clock.today()
    person = candidate_of(found, reference)
    if request.form.get("do") == "renew":
        campaigns.renew(session(), token, person)
        return to_campaign(token, "board")
    if request.method == "GET":
        return _candidate(token, found, person, candidate_form(person, today))
    form = CandidateForm(request.form, today)
    if form.validate() and _code_may_change(found, person, form):
        try:
            changes.change_candidate(session(), person, form.values())
            return to_campaign(token, "board")
        except campaigns.Taken:
            form.code.errors = (_taken(),)
    return _candidate(token, found, person, form)


@pages.page(
    "/entretiens/campagnes/<token>/candidatures/<reference>/effacer",
    "/interviews/campaigns/<token>/candidates/<reference>/delete",
    methods=("GET", "POST"),
)
@limiter.limit(ACT)
def erase_candidate(token: str, reference: str) -> AnyResponse:
    """Ask whether to erase a candidate with all their cards, then do it."""
    found = owned(token)
    person = candidate_of(found, reference)
    if request.method == "POST":
        changes.erase_candidate(session(), found, person, clock.now())
        forget()
        return to_campaign(token, "board")
    return page("erase_candidate", token=token, campaign=found, candidate=person)


@pages.page("/entretiens/notice/<token>", "/interviews/notice/<token>")
def notice(token: str) -> Response:
    """Tell a candidate how they will be assessed, before the interview."""
    found, person = _noticed(token)
    panel = [each for each in campaigns.members(session(), found.record_id) if each.revoked_at is None]
    return page("notice", token=token, campaign=found, candidate=person, kit=found.kit, panel_size=len(panel))


@pages.page("/entretiens/notice/<token>/pdf/<written>", "/interviews/notice/<token>/pdf/<written>")
@limiter.limit(ACT)
def notice_document(token: str, written: str) -> Response:
    """Give a candidate the notice as PDF, in either language."""
    found, _person = _noticed(token)
    if written not in LANGUAGES:
        abort(404)
    name = filename(found.kit, "notice", written)
    return file(printed(found.kit, "notice", written).data, "application/pdf", name, "inline")


@pages.page("/entretiens/panel/<token>/calendrier.ics", "/interviews/panel/<token>/calendar.ics")
def member_calendar(token: str) -> Response:
    """Give a member of the panel their interviews for a diary, without a word about candidates."""
    seat = campaigns.found_seat(session(), token, clock.today()) or abort(404)
    minutes = seat.campaign.kit.minutes
    sittings = [
        Sitting(f"{each.reference}-{seat.member.reference}", each.starts_at, minutes_with(minutes, each.extra))
        for each in campaigns.candidates(session(), seat.campaign.record_id)
        if each.starts_at
    ]
    words = _("Votre grille et les documents de l'entretien :")
    link = url_for(".seat", token=token, _external=True)
    made = calendar(_("Entretien (jury)"), words, link, sittings, clock.now())
    return file(made.encode(), "text/calendar; charset=utf-8", "entretiens-jury.ics")


def _noticed(token: str) -> tuple[Campaign, Candidate]:
    return campaigns.found_candidate(session(), token, clock.today()) or abort(404)


def _taken() -> str:
    return _("Ce code est déjà pris dans cette campagne : choisissez-en un autre.")


def _added(token: str, found: Campaign, form: CandidateForm) -> bool:
    """Store a candidate; return False when the code is taken."""
    try:
        person = campaigns.add_candidate(session(), token, found.record_id, form.code.data)
    except campaigns.Taken:
        return False
    changes.change_candidate(session(), person, form.values())
    return True


def _code_may_change(found: Campaign, person: Candidate, form: CandidateForm) -> bool:
    """Refuse another code once the record names the candidate by the first one."""
    if form.code.data == person.code or not changes.told_of(session(), found, person):
        return True
    form.code.errors = (_("Ce code figure déjà au dossier : il ne change plus."),)
    return False


def _member(token: str, found: Campaign, person: Member | None, form: MemberForm) -> Response:
    values: dict[str, Any] = {"member": person, "links": links(token, [person] if person else [])}
    lapsed = training_lapsed(form.trained_on.day, clock.today())
    status = 422 if form.errors else 200
    return page("member", status, token=token, campaign=found, form=form, lapsed=lapsed, today=clock.today(), **values)


def _candidate(token: str, found: Campaign, person: Candidate | None, form: CandidateForm) -> Response:
    values: dict[str, Any] = {"candidate": person, "links": links(token, [person] if person else [])}
    status = 422 if form.errors else 200
    return page("candidate", status, token=token, campaign=found, form=form, personal=personal, **values)
