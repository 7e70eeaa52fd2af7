"""The clocks at work: what is past its time is erased, when the service is tidied and whenever its address is used."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, delete, func, or_, select

from app.panel.clocks import (
    UNOPENED_DAYS,
    Consent,
    State,
    Times,
    candidate_erased_on,
    erased_on,
    state,
)
from app.panel.codes import named
from app.panel.models import AsideRecord, CampaignRecord, CandidateRecord, CardRecord, EventRecord
from app.web.security import new_token, token_hash

OPEN: frozenset[State] = frozenset(("running", "ended"))


class Purged(NamedTuple):
    """How many campaigns and, in those that stay, how many candidates were erased."""

    campaigns: int
    candidates: int


def purge(session: Session, on: date) -> Purged:
    """Erase what is past its time on a day, in the file of the database too."""
    due = or_(col(CampaignRecord.ended_on).is_not(None), CampaignRecord.used_on <= on - timedelta(UNOPENED_DAYS))
    before = _counts(session)
    for record in session.exec(select(CampaignRecord).where(due)).all():
        settled(session, record, on)
    after = _counts(session)
    written_through(session)
    return Purged(before.campaigns - after.campaigns, before.candidates - after.candidates)


def settled(session: Session, record: CampaignRecord, on: date) -> State:
    """Do what the clocks ask of a campaign on a day, and return where it stands."""
    assert record.id is not None
    now = state(Times(record.used_on, record.ended_on, record.archived_until), on)
    if now == "archived":
        _set_apart(session, record.id)
    if now == "ended" and record.ended_on and on >= erased_on(record.ended_on):
        _release(session, record.id, record.ended_on, on)
        if not session.exec(select(CandidateRecord.id).where(CandidateRecord.campaign_id == record.id)).first():
            now = "gone"
    if now == "gone":
        session.exec(delete(CampaignRecord).where(col(CampaignRecord.id) == record.id))
        session.commit()
    return now


def erase_candidates(session: Session, campaign_id: int, erased: Iterable[CandidateRecord]) -> None:
    """Erase candidates with their cards and the lines of the record that name them; the session is not committed."""
    lines = session.exec(select(EventRecord).where(EventRecord.campaign_id == campaign_id)).all()
    for candidate in erased:
        for line in lines:
            if named(candidate.code, line.about) or named(candidate.code, line.detail):
                session.exec(delete(EventRecord).where(col(EventRecord.id) == line.id))
        session.exec(delete(CandidateRecord).where(col(CandidateRecord.id) == candidate.id))


def written_through(session: Session) -> None:
    """Bring SQLite's journal into its file and empty it, so that what was erased is in neither."""
    session.commit()
    bind = session.get_bind()
    if bind.dialect.name == "sqlite":
        session.connection().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        session.commit()


def _counts(session: Session) -> Purged:
    campaigns, candidates = (
        session.exec(select(func.count()).select_from(table)).one() for table in (CampaignRecord, CandidateRecord)
    )
    return Purged(campaigns, candidates)


def _release(session: Session, campaign_id: int, ended_on: date, on: date) -> None:
    """Erase the candidates whose time is over."""
    found = session.exec(select(CandidateRecord).where(CandidateRecord.campaign_id == campaign_id)).all()
    late = [each for each in found if candidate_erased_on(ended_on, Consent(each.consent_on, each.contact_on)) <= on]
    if late:
        erase_candidates(session, campaign_id, late)
        session.commit()


def _set_apart(session: Session, campaign_id: int) -> None:
    """Close the candidates' addresses and erase what a decision file does not need; once is enough.

    The members' addresses lead nowhere in an archived campaign: see found_seat.
    """
    found = session.exec(select(CandidateRecord).where(CandidateRecord.campaign_id == campaign_id)).all()
    if not any(each.feedback or each.turn for each in found):
        return
    for candidate in found:
        candidate.token_hash, candidate.turn, candidate.feedback = token_hash(new_token()), 0, ""
        session.add(candidate)
    mine = [candidate.id for candidate in found]
    cards = select(CardRecord.id).where(col(CardRecord.candidate_id).in_(mine))
    session.exec(delete(AsideRecord).where(col(AsideRecord.card_id).in_(cards)))
    session.commit()
