"""What leaves a campaign: its export, a candidate's own file, and the evidence kept apart."""

from flask import Response, abort, request
from werkzeug.wrappers import Response as AnyResponse

from app.kits.service import printed
from app.panel.forms import ArchiveForm
from app.panel.routes.found import candidate_of, file, owned, page
from app.panel.routes.pages import pages
from app.panel.service import files
from app.panel.store import campaigns, changes
from app.web import clock
from app.web.database import session
from app.web.language import current
from app.web.security import limiter

ZIP = "application/zip"
PRINT = "6/minute"


@pages.page("/entretiens/campagnes/<token>/export.zip", "/interviews/campaigns/<token>/export.zip")
@limiter.limit(PRINT)
def export(token: str) -> Response:
    """Give a whole campaign: JSON, CSV and PDFs."""
    return file(files.whole(session(), owned(token), current(), printed), ZIP, _name("campagne", "campaign"))


@pages.page(
    "/entretiens/campagnes/<token>/candidatures/<reference>/acces.zip",
    "/interviews/campaigns/<token>/candidates/<reference>/access.zip",
)
@limiter.limit("20/minute")
def access(token: str, reference: str) -> Response:
    """Give everything about a candidate, and nothing about another."""
    found = owned(token)
    data = files.file_of(session(), found, candidate_of(found, reference), current())
    return file(data, ZIP, _name("candidature", "candidate"))


@pages.page("/entretiens/campagnes/<token>/archive", "/interviews/campaigns/<token>/archive", methods=("GET", "POST"))
@limiter.limit(PRINT)
def archive(token: str) -> AnyResponse:
    """Ask why the evidence kept apart is opened, note it, and give it."""
    found = campaigns.found_archive(session(), token, clock.today()) or abort(404)
    form = ArchiveForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        changes.note(session(), found, clock.now(), "archive-opened", detail=form.reason.data)
        return file(files.whole(session(), found, current(), printed), ZIP, _name("archive", "archive"))
    opened = [each for each in campaigns.events(session(), found.record_id) if each.what == "archive-opened"]
    return page("archive", 422 if form.errors else 200, token=token, campaign=found, form=form, opened=opened)


def _name(french: str, english: str) -> str:
    return f"{french if current() == 'fr' else english}.zip"
