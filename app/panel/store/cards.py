"""Stored scorecards: one mark a field, where a newer value is never replaced by an older one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields as dataclass_fields
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy import select as columns
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, and_, col, or_, select, update

from app.panel.campaign import Campaign, Candidate, Card, CardMarks, Edit, Mark, Marks, Member
from app.panel.fields import NOT_OBSERVED, STAGES, Field, Stage, field
from app.panel.models import AsideRecord, CampaignRecord, CandidateRecord, CardRecord, MarkRecord, MemberRecord
from app.panel.scoring import Rating
from app.panel.store.campaigns import event


class Closed(Exception):
    """The card takes no more marks at this stage: it was submitted, or the ratings are closed."""


def opened(
    session: Session, campaign: Campaign, member: Member, candidate: Candidate, at: datetime, paper: int = 0
) -> Card:
    """Return the card of a member for a candidate, made when it is first opened; the first one freezes the kit.

    `paper`: the version of the kit on a scorecard filled on paper, which opens the card instead of the screen.
    """
    mine = select(CardRecord).where(
        CardRecord.member_id == member.record_id, CardRecord.candidate_id == candidate.record_id
    )
    if (record := session.exec(mine).first()) is None:
        record = CardRecord(
            member_id=member.record_id,
            candidate_id=candidate.record_id,
            kit_number=paper or campaign.version.number,
            origin="paper" if paper else "screen",
            opened_at=at,
        )
        session.add(record)
        unfrozen = (col(CampaignRecord.id) == campaign.record_id) & col(CampaignRecord.frozen_at).is_(None)
        if session.exec(update(CampaignRecord).where(unfrozen).values(frozen_at=at)).rowcount:
            session.add(event(campaign.record_id, at, "frozen", candidate.code, campaign.kit.hash))
        try:
            session.commit()
        except IntegrityError:  # Another tab opened it at the same moment.
            session.rollback()
            record = session.exec(mine).one()
    return _card(record)


def write(session: Session, card: Card, stage: Stage, edits: Sequence[Edit]) -> Mapping[Field, Mark]:
    """Store what was typed, and return what stands now in these fields; once it returns, all of it is on the disk.

    A mark replaces an older one only. One that comes late is put aside, unless it says the same. Raises Closed.
    """
    if stage == "before":
        hold(session, card)
    for edit in edits:
        _put(session, card.record_id, stage, edit)
    session.commit()
    kept = marks(session, card)[stage]
    return {edit.field: kept[edit.field] for edit in edits}


def hold(session: Session, card: Card) -> None:
    """Lock an open card until the session is committed; raises Closed when it is not open."""
    untouched = update(CardRecord).where(_is_open(card)).values(origin=col(CardRecord.origin))
    if not session.exec(untouched).rowcount:
        session.rollback()
        raise Closed


def _is_open(card: Card) -> ColumnElement[bool]:
    """Return the condition of a card that was not submitted, in a campaign whose ratings are not closed."""
    rated = select(CandidateRecord.id).join(CampaignRecord).where(col(CampaignRecord.closed_at).is_(None))
    return and_(
        col(CardRecord.id) == card.record_id,
        col(CardRecord.submitted_at).is_(None),
        col(CardRecord.candidate_id).in_(rated),
    )


def _put(session: Session, card_id: int, stage: Stage, edit: Edit) -> None:
    insert = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(MarkRecord)
    mark, name = edit.mark, str(edit.field)
    row = {"value": mark.value, "at": mark.at, "device": mark.device}
    older = or_(
        col(MarkRecord.at) < mark.at,
        (col(MarkRecord.at) == mark.at) & (col(MarkRecord.device) < mark.device),
    )
    upsert = insert.values(card_id=card_id, stage=stage, field=name, **row).on_conflict_do_update(
        index_elements=["card_id", "stage", "field"], set_=row, where=older
    )
    if session.connection().execute(upsert).rowcount:
        return
    standing = session.get_one(MarkRecord, (card_id, stage, name), populate_existing=True)
    if standing.value != mark.value:
        late = AsideRecord(card_id=card_id, stage=stage, field=name, value=mark.value, at=mark.at, device=mark.device)
        session.add(late)


def submit(session: Session, campaign: Campaign, card: Card, at: datetime, about: str) -> bool:
    """Lock a card; return False when it was submitted or the ratings were closed meanwhile, which changes nothing."""
    done = bool(session.exec(update(CardRecord).where(_is_open(card)).values(submitted_at=at)).rowcount)
    if done:
        session.add(event(campaign.record_id, at, "submitted", about))
    session.commit()
    return done


def cards(session: Session, campaign_id: int) -> tuple[Card, ...]:
    """Return the cards of a campaign, candidate by candidate."""
    query = (
        columns(*(getattr(CardRecord, each.name.replace("record_id", "id")) for each in dataclass_fields(Card)))
        .join(CandidateRecord, col(CandidateRecord.id) == CardRecord.candidate_id)
        .where(col(CandidateRecord.campaign_id) == campaign_id)
        .order_by(col(CardRecord.candidate_id), col(CardRecord.member_id))
    )
    return tuple(Card(*row) for row in session.connection().execute(query))


def mine(session: Session, member: Member) -> dict[int, Card]:
    """Return the cards a member opened, by the record of their candidate."""
    found = session.exec(select(CardRecord).where(CardRecord.member_id == member.record_id))
    return {record.candidate_id: _card(record) for record in found}


def marks(session: Session, card: Card) -> CardMarks:
    """Return what stands in a card, stage by stage."""
    found: dict[Stage, dict[Field, Mark]] = {stage: {} for stage in STAGES}
    for record in session.exec(select(MarkRecord).where(MarkRecord.card_id == card.record_id)):
        if known := field(record.field):
            found["before" if record.stage == "before" else "after"][known] = _mark(record)
    return found


def aside(session: Session, card: Card) -> tuple[tuple[Field, Mark], ...]:
    """Return the values that came late, in the order in which they came."""
    query = select(AsideRecord).where(AsideRecord.card_id == card.record_id).order_by(col(AsideRecord.id))
    return tuple((known, _mark(record)) for record in session.exec(query) if (known := field(record.field)))


def submitted_asides(session: Session, campaign_id: int) -> Mapping[int, tuple[tuple[Stage, Field, Mark], ...]]:
    """Return, for each submitted card of a campaign, the values that came late."""
    query = (
        select(AsideRecord)
        .join(CardRecord, col(CardRecord.id) == AsideRecord.card_id)
        .join(CandidateRecord, col(CandidateRecord.id) == CardRecord.candidate_id)
        .where(CandidateRecord.campaign_id == campaign_id, col(CardRecord.submitted_at).is_not(None))
        .order_by(col(AsideRecord.id))
    )
    found: dict[int, tuple[tuple[Stage, Field, Mark], ...]] = defaultdict(tuple)
    for record in session.exec(query):
        if known := field(record.field):
            stage: Stage = "before" if record.stage == "before" else "after"
            found[record.card_id] += ((stage, known, _mark(record)),)
    return found


def submitted_marks(session: Session, campaign_id: int, stage: Stage) -> Mapping[int, Marks]:
    """Return, for each submitted card of a campaign, what stands in it at a stage; other cards stay unread."""
    query = (
        select(MarkRecord)
        .join(CardRecord, col(CardRecord.id) == MarkRecord.card_id)
        .join(CandidateRecord, col(CandidateRecord.id) == CardRecord.candidate_id)
        .where(CandidateRecord.campaign_id == campaign_id, MarkRecord.stage == stage)
        .where(col(CardRecord.submitted_at).is_not(None))
    )
    found: dict[int, dict[Field, Mark]] = defaultdict(dict)
    for record in session.exec(query):
        if known := field(record.field):
            found[record.card_id][known] = _mark(record)
    return found


def ratings(session: Session, campaign_id: int, stage: Stage) -> tuple[Rating, ...]:
    """Return the observed ratings of a campaign's submitted cards; at “after”, those before where nothing changed.

    Raters and candidates go by their references.
    """
    query = (
        columns(
            col(MemberRecord.reference),
            col(CandidateRecord.reference),
            col(MarkRecord.field),
            col(MarkRecord.value),
        )
        .join(CardRecord, col(CardRecord.id) == MarkRecord.card_id)
        .join(CandidateRecord, col(CandidateRecord.id) == CardRecord.candidate_id)
        .join(MemberRecord, col(MemberRecord.id) == CardRecord.member_id)
        .where(col(CandidateRecord.campaign_id) == campaign_id, col(CardRecord.submitted_at).is_not(None))
        .where(col(MarkRecord.field).endswith(".rating"))
    )
    found: dict[tuple[str, str, str], str] = {}
    for each in STAGES[: STAGES.index(stage) + 1]:
        for rater, candidate, name, value in session.connection().execute(query.where(col(MarkRecord.stage) == each)):
            if value or each == "before":
                found[rater, candidate, name] = value
    return tuple(_rating(*key, value) for key, value in found.items() if value and value != NOT_OBSERVED)


def _rating(rater: str, candidate: str, name: str, value: str) -> Rating:
    item, competency, _ = name.split(".")
    return Rating(rater, candidate, item, competency, int(value))


def _mark(record: MarkRecord | AsideRecord) -> Mark:
    return Mark(record.at, record.device, record.value)


def _card(record: CardRecord) -> Card:
    assert record.id is not None
    return Card(
        record.id,
        record.member_id,
        record.candidate_id,
        record.kit_number,
        record.origin,
        record.opened_at,
        record.submitted_at,
    )
