"""What the owner decides about each candidate, the files that bear it out, and what may be told."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from app.content.text import Language
from app.panel.dossier import formers
from app.panel.forms import DECISIONS, FED_BACK, DecisionForm, FeedbackForm
from app.panel.routes.found import candidate_of, file, owned, page, to
from app.panel.routes.pages import pages
from app.panel.service import decision as service
from app.panel.service.compared import given, read
from app.panel.store import campaigns, decisions
from app.web import clock
from app.web.database import session
from app.web.language import current, say
from app.web.language import gettext as _
from app.web.security import limiter

ACT, PRINT = "60/minute", "20/minute"
PDF = "application/pdf"


@pages.page("/entretiens/campagnes/<token>/decision", "/interviews/campaigns/<token>/decision")
def decision(token: str) -> Response:
    """List the candidates with what was decided about each, and the files."""
    found = owned(token)
    people = campaigns.candidates(session(), found.record_id)
    readable, _everyone = given(session(), found)
    opened = {each.record_id for each in readable.candidates}
    return page("decision", token=token, campaign=found, people=people, opened=opened)


@pages.page(
    "/entretiens/campagnes/<token>/candidatures/<reference>/decision",
    "/interviews/campaigns/<token>/candidates/<reference>/decision",
    methods=("GET", "POST"),
)
@limiter.limit(ACT)
def decide(token: str, reference: str) -> AnyResponse:
    """Write what a person decided about a candidate, and why."""
    found = owned(token)
    candidate = candidate_of(found, reference)
    known = {name: getattr(candidate, name) for name in ("decision", "reason", "decided_by")}
    form = DecisionForm(request.form) if request.method == "POST" else DecisionForm(data=known)
    if request.method == "POST" and form.validate():
        if told := _told(form.reason.data):
            form.reason.errors = (told,)
        else:
            chosen = form.decision.data, form.reason.data, form.decided_by.data
            decisions.decide(session(), found, candidate, chosen, clock.now())
            return to("decision", token=token, _anchor=f"decided-{reference}")
    return page(
        "decide",
        422 if form.errors else 200,
        token=token,
        campaign=found,
        candidate=candidate,
        form=form,
        decisions=DECISIONS,
        formers=formers(campaigns.events(session(), found.record_id), candidate),
    )


@pages.page(
    "/entretiens/campagnes/<token>/candidatures/<reference>/retour",
    "/interviews/campaigns/<token>/candidates/<reference>/feedback",
    methods=("GET", "POST"),
)
@limiter.limit(ACT)
def feedback(token: str, reference: str) -> AnyResponse:
    """Propose what may be told to a candidate, in either language, and keep what the owner makes of it."""
    found = owned(token)
    candidate = candidate_of(found, reference)
    language: Language = {"fr": "fr", "en": "en"}.get(request.args.get("in", ""), found.language)  # type: ignore[assignment]
    form = FeedbackForm(request.form if request.method == "POST" else None)
    drafted = service.feedback_draft(session(), found, candidate, language)
    if request.method == "POST" and form.validate():
        if told := _told(form.feedback.data):
            form.feedback.errors = (told,)
        else:
            decisions.keep_feedback(session(), candidate, form.feedback.data)
            return to("decision", token=token, _anchor=f"decided-{reference}")
    if request.method == "GET":
        form.feedback.data = drafted if "in" in request.args or not candidate.feedback else candidate.feedback
    return page(
        "feedback",
        422 if form.errors else 200,
        token=token,
        campaign=found,
        candidate=candidate,
        form=form,
        drafted=drafted,
        most=FED_BACK,
    )


@pages.page("/entretiens/campagnes/<token>/dossier-de-decision.pdf", "/interviews/campaigns/<token>/decision-file.pdf")
@limiter.limit(PRINT)
def decision_file(token: str) -> Response:
    """Print the decision file of a campaign."""
    html = service.campaign_html(*read(session(), owned(token)), current())
    return file(service.printed(html).data, PDF, service.filename(current()), "inline")


@pages.page(
    "/entretiens/campagnes/<token>/candidatures/<reference>/dossier-de-decision.pdf",
    "/interviews/campaigns/<token>/candidates/<reference>/decision-file.pdf",
)
@limiter.limit(PRINT)
def candidate_file(token: str, reference: str) -> Response:
    """Print the decision file of a candidate."""
    found = owned(token)
    html = service.candidate_html(*read(session(), found), candidate_of(found, reference), current())
    return file(service.printed(html).data, PDF, service.filename(current()), "inline")


def _told(text: str) -> str:
    """Return what is wrong with a text about a candidate, or nothing."""
    each = service.unfit(text, current())
    if each is None:
        return ""
    words = {"name": say(each.subject.name), "sentence": each.sentence, "instead": say(each.subject.instead)}
    return _("À retirer (%(name)s) : « %(sentence)s ». %(instead)s", **words)
