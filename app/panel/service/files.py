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
from app.panel.board import Board
from app.panel.campaign import Campaign, Candidate
from app.panel.codes import ascii_name
from app.panel.exports import as_csv, as_data
from app.panel.service import decision
from app.panel.service.compared import case, read
from app.paper.order import Printed
from app.web.language import speaking
from app.web.shown import rendered

MOST_PRINTED = 40
Press = Callable[[Kit, Document, Language], Printed]


def whole(session: Session, campaign: Campaign, language: Language, printed: Press) -> bytes:
    """Return a zip of a campaign: JSON of everything, CSV of what was written, decision files, kits by `printed`.

    What may not be read yet is in none of them. Raises PaperError.
    """
    found, board = read(session, campaign)
    files = {"campaign.json": _json(as_data(found)), "ratings.csv": as_csv(found).encode()}
    files |= _decisions(found, board, language)
    for version in found.versions:
        for document in offered(version.kit):
            if document in ("all", "notice"):
                name = f"kit-{version.number}/{filename(version.kit, document, language)}"
                files[name] = printed(version.kit, document, language).data
    return zipped(files)


def _decisions(found: Case, board: Board | None, language: Language) -> dict[str, bytes]:
    """Return the decision file of a campaign, and those of its candidates when they are few enough to print at once."""
    name = decision.filename(language)
    pages = {name: decision.campaign_html(found, board, language)}
    few = found.candidates if len(found.candidates) <= MOST_PRINTED else ()
    for place, candidate in enumerate(few, 1):
        html = decision.candidate_html(found, board, candidate, language)
        pages[f"{place:03}-{ascii_name(candidate.code)}/{name}"] = html
    return {path: decision.printed(html).data for path, html in pages.items()}


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
