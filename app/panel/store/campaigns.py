"""Stored campaigns: their kits, members and candidates, each found by an unguessable address or through the owner's."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, func, select

from app.kits.kit import Kit
from app.panel.campaign import Campaign, Candidate, Event, KitVersion, Member, Seat
from app.panel.models import (
    REFERENCE_LENGTH,
    CampaignKit,
    CampaignRecord,
    CandidateRecord,
    EventRecord,
    MemberRecord,
)
from app.panel.store.retention import OPEN, settled
from app.web.security import new_token, reader_token, token_hash

ADDRESS_DAYS = 180


class Taken(Exception):
    """The address or the code is another's; nothing was stored."""


_kit = lru_cache(maxsize=32)(Kit.model_validate_json)  # Reading a kit takes longer than the rest of a page.
RecordT = TypeVar("RecordT", MemberRecord, CandidateRecord)


def new_campaign(session: Session, kit: Kit, at: datetime, owner: str = "") -> str:
    """Store a campaign made from a kit, copied whole, and return its owner's token, which is not stored.

    Raises Taken when there is a campaign at the address `owner` already.
    """
    owner = owner or new_token()
    record = CampaignRecord(
        owner_hash=token_hash(owner),
        made_at=at,
        used_on=at.date(),
        title=kit.title,
        pay=kit.pay,
        language=kit.language,
    )
    session.add(record)
    try:
        session.flush()
    except IntegrityError as error:
        session.rollback()
        raise Taken from error
    assert record.id is not None
    session.add(_version(record.id, 1, kit, at, ""))
    session.commit()
    return owner


def found_campaign(session: Session, token: str, on: date) -> Campaign | None:
    """Return the campaign at an owner's address, or None; note that it was used."""
    record = session.exec(select(CampaignRecord).where(CampaignRecord.owner_hash == token_hash(token))).first()
    if record is None or settled(session, record, on) not in OPEN:
        return None
    _used(session, record, on)
    return _campaign(session, record)


def found_archive(session: Session, token: str, on: date) -> Campaign | None:
    """Return the campaign kept as evidence at an owner's address, or None: its pages show it no more."""
    record = session.exec(select(CampaignRecord).where(CampaignRecord.owner_hash == token_hash(token))).first()
    if record is None or settled(session, record, on) != "archived":
        return None
    return _campaign(session, record)


def found_seat(session: Session, token: str, on: date) -> Seat | None:
    """Return what a member's address leads to, or None when it is wrong, revoked or past its day."""
    member = session.exec(select(MemberRecord).where(MemberRecord.token_hash == token_hash(token))).first()
    if member is None or member.revoked_at is not None or member.expires_on < on:
        return None
    record = session.get_one(CampaignRecord, member.campaign_id)
    if settled(session, record, on) not in OPEN:
        return None
    _used(session, record, on)
    return Seat(_campaign(session, record), _member(member))


def found_candidate(session: Session, token: str, on: date) -> tuple[Campaign, Candidate] | None:
    """Return what a candidate's address leads to, or None."""
    record = session.exec(select(CandidateRecord).where(CandidateRecord.token_hash == token_hash(token))).first()
    if record is None:
        return None
    number, found = record.id, session.get_one(CampaignRecord, record.campaign_id)
    if settled(session, found, on) not in OPEN:
        return None
    kept = session.get(CandidateRecord, number)
    return (_campaign(session, found), _candidate(kept)) if kept else None


def versions(session: Session, campaign_id: int) -> tuple[KitVersion, ...]:
    """Return every version of a campaign's kit, the first one first."""
    query = select(CampaignKit).where(CampaignKit.campaign_id == campaign_id).order_by(col(CampaignKit.number))
    return tuple(_read_version(record) for record in session.exec(query))


def change_kit(session: Session, campaign: Campaign, kit: Kit, at: datetime, reason: str) -> int:
    """Put another kit in place and return its number: the same before the freeze, the next one after it."""
    last = session.exec(
        select(CampaignKit)
        .where(CampaignKit.campaign_id == campaign.record_id, CampaignKit.number == campaign.version.number)
        .with_for_update()
    ).one()
    if campaign.frozen_at is None:
        session.delete(last)
        session.flush()
    number = last.number + (campaign.frozen_at is not None)
    session.add(_version(campaign.record_id, number, kit, at, reason))
    if campaign.frozen_at is not None:
        session.add(event(campaign.record_id, at, "kit-changed", str(number), reason))
    session.commit()
    return number


def add_member(session: Session, owner: str, campaign_id: int, name: str, on: date) -> Member:
    """Store a member, whose address holds for 180 days."""
    reference = new_token()[:REFERENCE_LENGTH]
    record = MemberRecord(
        campaign_id=campaign_id,
        reference=reference,
        token_hash=token_hash(address(owner, reference, 1)),
        name=name,
        expires_on=on + timedelta(days=ADDRESS_DAYS),
    )
    return _member(_stored(session, record))


def add_candidate(session: Session, owner: str, campaign_id: int, code: str) -> Candidate:
    """Store a candidate; raises Taken when the code is."""
    reference = new_token()[:REFERENCE_LENGTH]
    record = CandidateRecord(
        campaign_id=campaign_id, reference=reference, token_hash=token_hash(address(owner, reference, 1)), code=code
    )
    return _candidate(_stored(session, record))


def members(session: Session, campaign_id: int) -> tuple[Member, ...]:
    """Return the members of a campaign's panel, in the order in which they were added."""
    query = select(MemberRecord).where(MemberRecord.campaign_id == campaign_id).order_by(col(MemberRecord.id))
    return tuple(map(_member, session.exec(query)))


def candidates(session: Session, campaign_id: int) -> tuple[Candidate, ...]:
    """Return the candidates of a campaign, in the order in which they were added."""
    query = select(CandidateRecord).where(CandidateRecord.campaign_id == campaign_id)
    return tuple(map(_candidate, session.exec(query.order_by(col(CandidateRecord.id)))))


def renew(session: Session, owner: str, person: Member | Candidate) -> None:
    """Give a member or a candidate another address; the one before leads to nothing."""
    found: MemberRecord | CandidateRecord
    if isinstance(person, Member):
        found = session.get_one(MemberRecord, person.record_id)
    else:
        found = session.get_one(CandidateRecord, person.record_id)
    found.turn += 1
    found.token_hash = token_hash(address(owner, found.reference, found.turn))
    if isinstance(found, MemberRecord):
        found.revoked_at = None
    session.add(found)
    session.commit()


def address(owner: str, reference: str, turn: int) -> str:
    """Return the token of a member or a candidate, which the owner's gives and which does not give it back."""
    return reader_token(f"{owner}/{reference}/{turn}")


def event(campaign_id: int, at: datetime, what: str, about: str = "", detail: str = "") -> EventRecord:
    """Return a line of a campaign's record, to be stored."""
    return EventRecord(campaign_id=campaign_id, at=at, what=what, about=about, detail=detail)


def events(session: Session, campaign_id: int) -> tuple[Event, ...]:
    """Return what happened in a campaign, in order."""
    query = select(EventRecord).where(EventRecord.campaign_id == campaign_id).order_by(col(EventRecord.id))
    return tuple(Event(each.at, each.what, each.about, each.detail) for each in session.exec(query))


def erase_campaign(session: Session, campaign_id: int) -> None:
    """Erase a campaign with all that hangs on it."""
    session.exec(delete(CampaignRecord).where(col(CampaignRecord.id) == campaign_id))
    session.commit()


def _used(session: Session, record: CampaignRecord, on: date) -> None:
    if record.used_on < on:
        record.used_on = on
        session.add(record)
        session.commit()


def _stored(session: Session, record: RecordT) -> RecordT:
    session.add(record)
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise Taken from error
    session.refresh(record)
    return record


def _version(campaign_id: int, number: int, kit: Kit, at: datetime, reason: str) -> CampaignKit:
    document = kit.model_dump_json()
    return CampaignKit(
        campaign_id=campaign_id, number=number, hash=kit.hash, document=document, made_at=at, reason=reason
    )


def _read_version(record: CampaignKit) -> KitVersion:
    return KitVersion(record.number, _kit(record.document), record.made_at, record.reason)


def _campaign(session: Session, record: CampaignRecord) -> Campaign:
    mine = CampaignKit.campaign_id == record.id
    last = select(func.max(CampaignKit.number)).where(mine).scalar_subquery()
    assert record.id is not None
    return Campaign(
        record_id=record.id,
        title=record.title,
        pay=record.pay,
        language="fr" if record.language == "fr" else "en",
        made_at=record.made_at,
        version=_read_version(session.exec(select(CampaignKit).where(mine, CampaignKit.number == last)).one()),
        frozen_at=record.frozen_at,
        closed_at=record.closed_at,
        ended_on=record.ended_on,
        archived_until=record.archived_until,
    )


def _member(record: MemberRecord) -> Member:
    assert record.id is not None
    return Member(record_id=record.id, **record.model_dump(exclude={"id", "campaign_id", "token_hash"}))


def _candidate(record: CandidateRecord) -> Candidate:
    assert record.id is not None
    return Candidate(record_id=record.id, **record.model_dump(exclude={"id", "campaign_id", "token_hash"}))
