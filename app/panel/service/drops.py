"""Filled scorecards: read within limits, shown to whoever dropped them, stored once they say so."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.kits.fields import field_name
from app.panel.campaign import Campaign, Member
from app.panel.fit import BRINGS, BROUGHT, File, Finding, Stock
from app.panel.parcel import pieces
from app.panel.sheets import Misfit, sheet
from app.panel.store import campaigns, cards
from app.panel.store.paper import Brought, Note, Overtaken, merge
from app.paper.order import Busy, TooHeavy, Unreadable
from app.paper.press import Press
from app.web import clock
from app.web.parts import part

SEAT = "paper-seat"
MOST_HEAVY = 2  # Files that use up the processor before the others are left unread.
CARRIED = 16_000_000  # Bytes of what a page carries from the dry run to the end, unpacked.

Read = tuple[str, str, dict[str, str]]  # A file's name, why it was not read, or the values of its fields.


@dataclass(frozen=True)
class Decision:
    """What is decided of a finding: whether it is taken and sent, and which fields the paper wins."""

    taken: bool
    sent: bool
    paper: frozenset[str]


def read(dropped: Iterable[tuple[str, bytes]]) -> list[Read]:
    """Return what every dropped file says; only fields of ours leave the limited process's answer."""
    found: list[Read] = []
    heavy = 0
    for piece in pieces(dropped):
        trouble, values = (piece.trouble, {}) if piece.trouble or heavy >= MOST_HEAVY else _fields(piece.data)
        heavy += trouble == "heavy"
        found.append((piece.name, trouble or ("" if values else "unread"), values))
    return found


def _fields(data: bytes) -> tuple[str, dict[str, str]]:
    try:
        values = part("press", Press).filled(data)
    except Unreadable as refusal:
        return refusal.code.replace("_", "-"), {}
    except TooHeavy:
        return "heavy", {}
    except Busy:
        return "unread", {}
    ours = {name: value for name, value in values.items() if field_name(name)}
    return ("", ours) if ours else ("foreign", {})


def carried(found: Sequence[Read]) -> str:
    """Return what was read as a text that a form carries: nothing is stored before someone says so."""
    return b64encode(zlib.compress(json.dumps(found).encode())).decode()


def brought_back(text: str) -> list[Read] | None:
    """Return what `carried` gave, or None when the text is something else."""
    try:
        data = zlib.decompressobj().decompress(b64decode(text, validate=True), CARRIED)
        found = json.loads(data)
        return [
            (str(name), str(trouble), {str(key): str(value) for key, value in values.items()})
            for name, trouble, values in found
        ]
    except (ValueError, TypeError, AttributeError, zlib.error, RecursionError):
        return None


def files(found: Iterable[Read]) -> tuple[File, ...]:
    """Return files ready to be compared."""
    return tuple(_file(*each) for each in found)


def _file(name: str, trouble: str, values: dict[str, str]) -> File:
    if trouble:
        return File(name, trouble)
    try:
        return File(name, sheet(values))
    except Misfit as misfit:
        return File(name, misfit.code)


def stock(session: Session, campaign: Campaign, on: date, only: Member | None = None) -> Stock:
    """Return what a campaign holds; with `only`, for a member who brings their own cards."""
    number = campaign.record_id
    held = [card for card in cards.cards(session, number) if only is None or card.member_id == only.record_id]
    return Stock(
        campaign=campaign,
        versions=campaigns.versions(session, number),
        members=campaigns.members(session, number),
        candidates=campaigns.candidates(session, number),
        cards={(card.member_id, card.candidate_id): card for card in held},
        standing={card.record_id: cards.marks(session, card)["before"] for card in held},
        on=on,
        only=only,
    )


def store(session: Session, found: Finding, decision: Decision, stock: Stock) -> bool:
    """Store what a finding brings, and send the card when it is decided; return False when it was too late.

    Nothing at all is stored of a card that was submitted or written meanwhile where it was empty.
    """
    if not decision.taken or found.outcome not in BRINGS or found.whose is None:
        return True
    now, campaign, (member, candidate, version) = clock.now(), stock.campaign, found.whose
    card = cards.opened(session, campaign, member, candidate, now, version.number)
    brought = [Brought(about, value) for about, value in found.adds]
    brought += [Brought(pair.field, pair.paper, str(pair.field) in decision.paper) for pair in found.pairs]
    about = f"{member.name} · {candidate.code}"[:60]
    try:
        merge(session, campaign, card, brought, SEAT if stock.only else BROUGHT, Note(now, about, found.file.name))
    except (cards.Closed, Overtaken):
        return False
    if decision.sent:
        cards.submit(session, campaign, card, now, about)
    return True
