"""What an owner changes in a stored campaign, each change written in its record where it bears on equal treatment."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from app.panel.campaign import Campaign, Candidate, Member
from app.panel.codes import named
from app.panel.models import CampaignRecord, CandidateRecord, CardRecord, MemberRecord
from app.panel.store.campaigns import Taken, event, events
from app.panel.store.retention import erase_candidates, written_through


def describe(session: Session, campaign: Campaign, title: str, pay: str) -> None:
    """Write the job's title and what is announced as pay."""
    _write(session, campaign, title=title, pay=pay)
    session.commit()


def close(session: Session, campaign: Campaign, at: datetime, missing: str) -> bool:
    """Close the ratings, noting which cards were `missing`; return False when they were closed already."""
    still = (col(CampaignRecord.id) == campaign.record_id) & col(CampaignRecord.closed_at).is_(None)
    done = bool(session.exec(update(CampaignRecord).where(still).values(closed_at=at)).rowcount)
    if done:
        session.add(event(campaign.record_id, at, "closed", detail=missing))
    session.commit()
    return done


def reopen(session: Session, campaign: Campaign, at: datetime) -> bool:
    """Open the ratings again; return False when they were open."""
    shut = (col(CampaignRecord.id) == campaign.record_id) & col(CampaignRecord.closed_at).is_not(None)
    done = bool(session.exec(update(CampaignRecord).where(shut).values(closed_at=None)).rowcount)
    if done:
        session.add(event(campaign.record_id, at, "reopened"))
    session.commit()
    return done


def end(session: Session, campaign: Campaign, at: datetime, ended_on: date | None, archived_until: date | None) -> None:
    """Set the day the process ended, or None when it did not, and until when the evidence is kept."""
    if (ended_on, archived_until) == (campaign.ended_on, campaign.archived_until):
        return
    _write(session, campaign, ended_on=ended_on, archived_until=archived_until)
    told = " ".join(str(day) for day in (ended_on, archived_until) if day)
    session.add(event(campaign.record_id, at, "ended" if ended_on else "not-ended", detail=told))
    session.commit()


def note(session: Session, campaign: Campaign, at: datetime, what: str, about: str = "", detail: str = "") -> None:
    """Write a line of a campaign's record."""
    session.add(event(campaign.record_id, at, what, about, detail))
    session.commit()


def change_member(session: Session, member: Member, name: str, trained_on: date | None) -> None:
    """Write a member's name and last training."""
    record = session.get_one(MemberRecord, member.record_id)
    record.name, record.trained_on = name, trained_on
    session.add(record)
    session.commit()


def revoke(session: Session, campaign: Campaign, member: Member, at: datetime) -> None:
    """Make a member's address lead to nothing; the cards they submitted stay."""
    record = session.get_one(MemberRecord, member.record_id)
    if record.revoked_at is None:
        record.revoked_at = at
        session.add(record)
        session.add(event(campaign.record_id, at, "member-revoked", member.name))
        session.commit()


def extend(session: Session, member: Member, until: date) -> None:
    """Let a member's address hold until a day."""
    record = session.get_one(MemberRecord, member.record_id)
    record.expires_on = until
    session.add(record)
    session.commit()


def remove_member(session: Session, member: Member) -> bool:
    """Take out a member who never opened a card; return False when there is one."""
    if session.exec(select(CardRecord.id).where(CardRecord.member_id == member.record_id)).first():
        return False
    session.delete(session.get_one(MemberRecord, member.record_id))
    session.commit()
    return True


def change_candidate(session: Session, candidate: Candidate, values: Mapping[str, Any]) -> None:
    """Write some columns of a candidate; raises Taken when the code is."""
    record = session.get_one(CandidateRecord, candidate.record_id)
    record.sqlmodel_update(dict(values))
    session.add(record)
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise Taken from error


def told_of(session: Session, campaign: Campaign, candidate: Candidate) -> bool:
    """Return whether the record names a candidate."""
    lines = events(session, campaign.record_id)
    return any(named(candidate.code, line.about) or named(candidate.code, line.detail) for line in lines)


def erase_candidate(session: Session, campaign: Campaign, candidate: Candidate, at: datetime) -> None:
    """Erase a candidate with all that is about them; the record only says that one was erased."""
    record = session.get_one(CandidateRecord, candidate.record_id)
    erase_candidates(session, campaign.record_id, [record])
    session.add(event(campaign.record_id, at, "candidate-erased"))
    written_through(session)


def _write(session: Session, campaign: Campaign, **values: Any) -> None:
    session.exec(update(CampaignRecord).where(col(CampaignRecord.id) == campaign.record_id).values(**values))
