"""The files an owner takes away: a whole campaign, and what one candidate may ask for."""

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlmodel import Session

from app.content.text import Language
from app.kits.documents import Document, filename, offered
from app.kits.kit import Kit
from app.panel.access import Case, Data, access
from app.panel.campaign import Campaign, Candidate
from app.panel.exports import as_csv, as_data
from app.panel.store import campaigns, cards
from app.paper.order import Printed
from app.web.language import speaking
from app.web.shown import rendered

Press = Callable[[Kit, Document, Language], Printed]


def case(session: Session, campaign: Campaign) -> Case:
    """Return all that is stored about a campaign, but for cards that are not submitted."""
    number = campaign.record_id
    held = cards.cards(session, number)
    return Case(
        campaign=campaign,
        versions=campaigns.versions(session, number),
        members=campaigns.members(session, number),
        candidates=campaigns.candidates(session, number),
        cards=held,
        marks={stage: cards.submitted_marks(session, number, stage) for stage in ("before", "after")},
        late=cards.submitted_asides(session, number),
        events=campaigns.events(session, number),
    )


def whole(session: Session, campaign: Campaign, language: Language, printed: Press) -> bytes:
    """Return a zip of a campaign: JSON of everything, CSV of what was written, PDFs by `printed`; raises PaperError."""
    found = case(session, campaign)
    files = {"campaign.json": _json(as_data(found)), "ratings.csv": as_csv(found).encode()}
    for version in found.versions:
        for document in offered(version.kit):
            if document in ("all", "notice"):
                name = f"kit-{version.number}/{filename(version.kit, document, language)}"
                files[name] = printed(version.kit, document, language).data
    return zipped(files)


def file_of(session: Session, campaign: Campaign, candidate: Candidate, language: Language) -> bytes:
    """Return a zip of everything about a candidate, and nothing about another: to be read, and as data."""
    data = access(case(session, campaign), candidate, language)
    with speaking(language):
        page = rendered("panel/document/access.html", file=data, language=language)
    return zipped({"dossier.html" if language == "fr" else "file.html": page.encode(), "data.json": _json(data)})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip, the same for the same files."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return held.getvalue()


def _json(data: Data) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode()
