"""What a person decides about a candidate, and what may be told to them."""

from datetime import datetime

from sqlmodel import Session

from app.panel.campaign import Campaign, Candidate
from app.panel.models import NAME_LENGTH, CandidateRecord
from app.panel.store.campaigns import event


def decide(
    session: Session, campaign: Campaign, candidate: Candidate, decided: tuple[str, str, str], at: datetime
) -> bool:
    """Write a decision, its reason and who made it; return False when it stands already, which changes nothing.

    Each one is a line of the record: a decision that replaces another leaves the former there. The person stands
    beside the code, so that a candidate's own file may hold the line without the name.
    """
    decision, reason, by = decided
    record = session.get_one(CandidateRecord, candidate.record_id, populate_existing=True)
    if (record.decision, record.reason, record.decided_by) == decided:
        return False
    record.decision, record.reason, record.decided_by, record.decided_at = decision, reason, by, at
    session.add(record)
    about = f"{candidate.code} · {by}"[:NAME_LENGTH]
    session.add(event(campaign.record_id, at, "decided", about, f"{decision}: {reason}"))
    session.commit()
    return True


def keep_feedback(session: Session, candidate: Candidate, text: str) -> None:
    """Store what may be told to a candidate; nothing is sent."""
    record = session.get_one(CandidateRecord, candidate.record_id)
    record.feedback = text
    session.add(record)
    session.commit()
