"""Stored scorecards that come from paper: nothing that stands there is lost, and nothing is replaced in silence."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.panel.campaign import Campaign, Card, Mark
from app.panel.fields import Field
from app.panel.models import AsideRecord, MarkRecord
from app.panel.store.campaigns import event
from app.panel.store.cards import hold


class Overtaken(Exception):
    """A field that was empty is not any more; nothing was stored."""


@dataclass(frozen=True)
class Brought:
    """A value from paper. `over`: None when the field was empty, or whether it replaces what stands there."""

    field: Field
    value: str
    over: bool | None = None


@dataclass(frozen=True)
class Note:
    """The line written in the campaign's record: when, about whom, what it says besides the counts."""

    at: datetime
    about: str
    detail: str


def merge(
    session: Session, campaign: Campaign, card: Card, brought: Sequence[Brought], device: str, note: Note
) -> None:
    """Store what a sheet says; of two values for a field, the one that gives way is put aside.

    Raises Closed when the card takes no more marks, Overtaken when a field was filled meanwhile.
    """
    hold(session, card)
    asides = 0
    for each in brought:
        mark = session.get(MarkRecord, (card.record_id, "before", str(each.field)), populate_existing=True)
        if each.over is None and mark is not None and mark.value.strip() not in ("", each.value):
            session.rollback()
            raise Overtaken
        asides += _put(session, card, mark, each, _mark(mark, each, note.at, device))
    told = f"{note.detail} · {len(brought)} · {asides}"
    session.add(event(campaign.record_id, note.at, "paper", note.about, told))
    session.commit()


def _mark(standing: MarkRecord | None, brought: Brought, at: datetime, device: str) -> Mark:
    """Return what comes from paper, as if it was typed now, and after what stands there."""
    now = int(at.timestamp() * 1000)
    return Mark(max(now, standing.at + 1) if standing else now, device, brought.value)


def _put(session: Session, card: Card, standing: MarkRecord | None, brought: Brought, mark: Mark) -> bool:
    """Store one value and return whether another was put aside."""
    key: dict[str, Any] = {"card_id": card.record_id, "stage": "before", "field": str(brought.field)}
    if standing is None:
        session.add(MarkRecord(**key, **asdict(mark)))
        return False
    if standing.value.strip() == mark.value:
        return False
    loser = mark
    if brought.over or not standing.value.strip():
        loser = Mark(standing.at, standing.device, standing.value)
        standing.sqlmodel_update(asdict(mark))
        session.add(standing)
    if loser.value.strip():
        session.add(AsideRecord(**key, **asdict(loser)))
    return bool(loser.value.strip())
