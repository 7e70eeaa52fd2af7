"""The decision file, printed for a campaign or a candidate and kept by nobody here; and the draft of a feedback."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlmodel import Session

from app.content.text import Language
from app.kits.kit import Kit
from app.panel import agreement, clocks
from app.panel.access import Case
from app.panel.board import Board, Standing, kits
from app.panel.campaign import Campaign, Candidate
from app.panel.discussion import topics
from app.panel.dossier import asked, deviations, formers
from app.panel.feedback import draft
from app.panel.lines import told
from app.panel.service.compared import given
from app.panel.service.notes import advice_on
from app.panel.structure import structure
from app.paper.order import HTML_BYTES, Order, Printed
from app.paper.press import Press
from app.questions.notes import Advice
from app.web import clock
from app.web.language import gettext, speaking
from app.web.parts import part
from app.web.shown import rendered

REASONS = 40_000
NOTES = 4_000
SHORT_NOTES = 600
MOST_DEVIATIONS = 80


def campaign_html(found: Case, board: Board | None, language: Language) -> str:
    """Return the decision file of a campaign as one HTML page: what was the same for all, and every decision."""
    by_version = kits(found.versions)
    departed = deviations(found, by_version)
    with speaking(language):
        return rendered(
            "panel/document/campaign.html",
            **_common(found, by_version, language, gettext("Dossier de décision")),
            standings={each.candidate.record_id: each for each in board.standings} if board else {},
            asked=[(each, asked(found, each.kit, each.number)) for each in found.versions],
            deviations=departed[:MOST_DEVIATIONS],
            more=max(0, len(departed) - MOST_DEVIATIONS),
            structure=structure(found, by_version),
            agreements=_agreements(board),
            longest=max(80, min(1_200, REASONS // max(1, len(found.candidates)))),
        )


def candidate_html(found: Case, board: Board | None, candidate: Candidate, language: Language) -> str:
    """Return the decision file of a candidate as one HTML page: every rating, note and reason, and no other candidate.

    Where it would be too long to print, long notes are cut, and the page says so.
    """
    by_version = kits(found.versions)
    standing = _standing(board, candidate)
    mine = [each for each in found.cards if each.candidate_id == candidate.record_id]
    kit = by_version[max((each.kit_number for each in mine), default=found.campaign.version.number)]
    marks = {
        each.record_id: {stage: found.marks[stage].get(each.record_id, {}) for stage in found.marks} for each in mine
    }
    with speaking(language):
        values = {
            **_common(found, by_version, language, gettext("Dossier de décision %(code)s", code=candidate.code)),
            "kit": kit,
            "candidate": candidate,
            "standing": standing,
            "topics": topics(kit, found.members, mine if standing else [], marks),
            "cards": mine,
            "deviations": deviations(found, by_version, candidate),
            "formers": formers(found.events, candidate),
        }
        for longest in (NOTES, SHORT_NOTES):
            html = rendered("panel/document/candidate.html", longest=longest, **values)
            if len(html.encode()) <= HTML_BYTES:
                break
    return html


def printed(html: str) -> Printed:
    """Return a decision file as PDF; it is not kept, so that what is erased later is nowhere; raises PaperError."""
    press, key = part("press", Press), f"decision-{sha256(html.encode()).hexdigest()}"
    try:
        return press.printed(Order(html), key=key)
    finally:
        press.forget(key)


def filename(language: Language) -> str:
    """Return the name of a decision file."""
    return "dossier-de-decision.pdf" if language == "fr" else "decision-file.pdf"


def feedback_draft(session: Session, campaign: Campaign, candidate: Candidate, language: Language) -> str:
    """Return what may be told to a candidate who is not retained, to be reread; empty before ratings may be read."""
    found, _ = given(session, campaign)
    if candidate.record_id not in {each.record_id for each in found.candidates}:
        return ""
    standing = _standing(Board(found, "after", "kit"), candidate)
    assert standing is not None
    with speaking(language):
        pieces = draft(found.versions[standing.kit_number], standing.score)
        return rendered("panel/_feedback.txt", draft=pieces, campaign=campaign).strip()


def unfit(text: str, language: Language) -> Advice | None:
    """Return what in a text touches private life, and so is not written about a candidate, or None."""
    return next((each for each in advice_on(text, language) if each.subject.kind == "private"), None)


def _standing(board: Board | None, candidate: Candidate) -> Standing | None:
    found = board.standings if board else ()
    return next((each for each in found if each.candidate.record_id == candidate.record_id), None)


def _agreements(board: Board | None) -> dict[str, Any]:
    """Return the mean agreement over the questions that two raters or more rated, before discussion."""
    every = agreement.agreements(board.independent).values() if board else ()
    known = [(one.r_wg, one.deviation) for one in every if one.r_wg is not None and one.deviation is not None]
    if not known:
        return {}
    return {
        "count": len(known),
        "r_wg": sum(r_wg for r_wg, _ in known) / len(known),
        "deviation": sum(deviation for _, deviation in known) / len(known),
        "over": sum(deviation > agreement.PRACTICAL_LIMIT for _, deviation in known),
        "limit": agreement.PRACTICAL_LIMIT,
    }


def _common(found: Case, by_version: Mapping[int, Kit], language: Language, name: str) -> dict[str, Any]:
    return {
        "case": found,
        "campaign": found.campaign,
        "kit": found.campaign.kit,
        "names": {each.record_id: each.name for each in found.members},
        "competencies": told(by_version.values()),
        "clocks": clocks,
        "language": language,
        "title": f"{name} · {found.campaign.title}",
        "today": clock.today(),
    }
