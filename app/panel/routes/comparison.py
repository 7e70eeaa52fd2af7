"""Ratings side by side: for the owner, and for a member of the panel once their own cards are in."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, request

from app.charts.dots import Dots, Rated, dots
from app.panel import agreement, reliability
from app.panel.board import PAGE, SEED, Board, Standing, Weighting
from app.panel.campaign import Campaign, Member
from app.panel.discussion import Topic, topics, widest
from app.panel.fields import Stage
from app.panel.lines import agreed, lines_of, told
from app.panel.routes.desk import seated
from app.panel.routes.found import owned, page
from app.panel.routes.pages import pages
from app.panel.service.compared import given
from app.panel.store import cards
from app.web.database import session
from app.web.language import say
from app.web.security import limiter

SEEN = "60/minute"
WIDE, NARROW = 1040, 340
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FIRST_TO_DISCUSS = 12


@pages.page("/entretiens/campagnes/<token>/comparaison", "/interviews/campaigns/<token>/comparison")
@limiter.limit(SEEN)
def comparison(token: str) -> Response:
    """Show the owner the candidates whose ratings may be read, side by side."""
    return page("comparison", **_compared(token, owned(token)))


@pages.page("/entretiens/panel/<token>/comparaison", "/interviews/panel/<token>/comparison")
@limiter.limit(SEEN)
def member_comparison(token: str) -> Response:
    """Show a member the candidates whose ratings may be read and whose card they sent, side by side."""
    seat = seated(token)
    return page("comparison", **_compared(token, seat.campaign, seat.member))


@pages.page(
    "/entretiens/campagnes/<token>/candidatures/<reference>/discussion",
    "/interviews/campaigns/<token>/candidates/<reference>/discussion",
)
@limiter.limit(SEEN)
def discussion(token: str, reference: str) -> Response:
    """Show the owner what a panel has to talk about for a candidate."""
    return page("discussion", **_discussed(token, owned(token), reference))


@pages.page("/entretiens/panel/<token>/<reference>/discussion", "/interviews/panel/<token>/<reference>/discussion")
@limiter.limit(SEEN)
def member_discussion(token: str, reference: str) -> Response:
    """Show a member what the panel has to talk about for a candidate."""
    seat = seated(token)
    return page("discussion", **_discussed(token, seat.campaign, reference, seat.member))


def _compared(token: str, campaign: Campaign, reader: Member | None = None) -> dict[str, Any]:
    stage: Stage = "before" if request.args.get("stage") == "before" else "after"
    weighting: Weighting = "equal" if request.args.get("weights") == "equal" else "kit"
    found, everyone = given(session(), campaign, reader)
    common = {"token": token, "campaign": campaign, "reader": reader, "stage": stage, "weighting": weighting}
    shown = {each.record_id for each in found.candidates}
    hidden = [each for each in everyone if each.record_id not in shown]
    if not found.candidates:
        return {**common, "board": None, "hidden": hidden}
    board = Board(found, stage, weighting)
    last = -(-len(board.standings) // PAGE)
    rank = request.args.get("page", "1")
    number = min(max(int(rank), 1), last) if rank.isascii() and rank.isdigit() and len(rank) < 4 else 1
    start = (number - 1) * PAGE
    part = board.standings[start : start + PAGE]
    kit = found.versions[board.main]
    return {
        **common,
        "board": board,
        "hidden": hidden,
        "page_number": number,
        "pages": last,
        "start": start,
        "shown": part,
        "steps": {step.first.candidate.reference: step for step in board.steps(start, start + PAGE)},
        "kit": kit,
        "competencies": told(found.versions.values()),
        "lines": lines_of(kit),
        "drawing": _drawings(board, part),
        "letters": _letters(found.members),
        "rater_names": {each.reference: each.name for each in found.members},
        "people": {each.reference: each for each in found.candidates},
        "counts": {each.reference: sum(c.member_id == each.record_id for c in found.cards) for each in found.members},
        **_agreed(board),
    }


def _agreed(board: Board) -> dict[str, Any]:
    """Return how far raters agree, before discussion."""
    wide = agreement.to_discuss(board.independent)
    return {
        "agreed": agreed(agreement.agreements(board.independent)),
        "to_discuss": wide[:FIRST_TO_DISCUSS],
        "wide": len(wide),
        "limit": agreement.PRACTICAL_LIMIT,
        "severity": agreement.severity(board.independent),
        "icc": reliability.icc(board.alone),
        "icc_interval": reliability.interval(reliability.ICC_SINGLE, board.alone, SEED),
        "alpha": reliability.alpha(board.alone),
        "alpha_interval": reliability.interval(reliability.ALPHA, board.alone, SEED),
        "enough": reliability.ENOUGH,
    }


def _drawings(board: Board, shown: tuple[Standing, ...]) -> dict[str, Any] | None:
    """Return the totals that each rater alone gives, drawn wide and narrow, and as numbers."""
    alone, letters = board.by_rater(shown), _letters(board.given.members)
    rated = [
        Rated(
            each.candidate.code,
            tuple((letters[rater], float(value)) for rater, value in sorted(alone[each.candidate.reference].items())),
            None if each.score.total is None else float(each.score.total),
            "",
        )
        for each in shown
    ]
    return {"wide": dots(rated, WIDE), "narrow": dots(rated, NARROW), "alone": alone} if rated else None


def _letters(members: Sequence[Member]) -> dict[str, str]:
    """Return the letter that stands for each rater in drawings."""
    return {each.reference: LETTERS[rank % len(LETTERS)] for rank, each in enumerate(members)}


def _discussed(token: str, campaign: Campaign, reference: str, reader: Member | None = None) -> dict[str, Any]:
    found, everyone = given(session(), campaign, reader)
    if reference not in {each.reference for each in everyone}:
        abort(404)
    common = {"token": token, "campaign": campaign, "reader": reader}
    candidate = next((each for each in found.candidates if each.reference == reference), None)
    if candidate is None:
        return {**common, "candidate": next(each for each in everyone if each.reference == reference), "topics": None}
    mine = [card for card in found.cards if card.candidate_id == candidate.record_id]
    both = {card.record_id: cards.marks(session(), card) for card in mine}
    board = Board(found, "after", "kit")
    standing = next(each for each in board.standings if each.candidate == candidate)
    kit = found.versions[standing.kit_number]
    said = topics(kit, found.members, mine, both)
    letters = _letters(found.members)
    return {
        **common,
        "candidate": candidate,
        "topics": widest(said),
        "standing": standing,
        "kit": kit,
        "competencies": told(found.versions.values()),
        "letters": letters,
        "raters": [each for each in found.members if each.record_id in {card.member_id for card in mine}],
        "drawing": _questions(said, letters),
    }


def _questions(said: Sequence[Topic], letters: dict[str, str]) -> dict[str, Dots] | None:
    """Return the independent ratings of each question, drawn wide and narrow."""
    rated = [
        Rated(
            f"{point.number}. {say(point.competency.name)}",
            tuple((letters[one.member.reference], float(one.value)) for one in point.voices if one.value is not None),
            None if point.mean is None else float(point.mean),
            "",
        )
        for topic in said
        for point in topic.points
        if point.values
    ]
    return {"wide": dots(rated, WIDE), "narrow": dots(rated, NARROW)} if rated else None
