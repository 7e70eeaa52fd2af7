"""How a campaign is stored: addresses as hashes only, ratings one mark at a time."""

from datetime import date, datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlalchemy import Text as LongText
from sqlmodel import Field, SQLModel

HASH_LENGTH = 64
REFERENCE_LENGTH = 12
NAME_LENGTH = 60
CODE_LENGTH = 40


class CampaignRecord(SQLModel, table=True):
    """A recruitment with its panel. Its kit is frozen when the first candidate is interviewed.

    `closed_at`: no more ratings. `ended_on`: the day the process ended, from which the clocks of retention run.
    `archived_until`: the evidence is kept, out of sight, until that day.
    """

    __tablename__ = "campaign"

    id: int | None = Field(default=None, primary_key=True)
    owner_hash: str = Field(max_length=HASH_LENGTH, unique=True)
    made_at: datetime
    used_on: date = Field(index=True)
    title: str = Field(max_length=120)
    pay: str = Field(max_length=400)
    language: str = Field(max_length=2)
    frozen_at: datetime | None = None
    closed_at: datetime | None = None
    ended_on: date | None = Field(default=None, index=True)
    archived_until: date | None = None


class CampaignKit(SQLModel, table=True):
    """The questions, anchors and weights of a campaign; a change after the freeze makes another, with its reason."""

    __tablename__ = "campaign_kit"
    __table_args__ = (UniqueConstraint("campaign_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", ondelete="CASCADE")
    number: int
    hash: str = Field(max_length=HASH_LENGTH)
    document: str = Field(sa_type=LongText)
    made_at: datetime
    reason: str = Field(default="", max_length=400)


class MemberRecord(SQLModel, table=True):
    """Someone who rates. `turn` counts the addresses given: only the last one leads to the cards.

    `trained_on`: the last training on non-discrimination (art. L1131-2 du code du travail).
    """

    __tablename__ = "panel_member"
    __table_args__ = (UniqueConstraint("campaign_id", "reference"),)

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", ondelete="CASCADE")
    reference: str = Field(max_length=REFERENCE_LENGTH)
    token_hash: str = Field(max_length=HASH_LENGTH, unique=True)
    turn: int = 1
    name: str = Field(max_length=NAME_LENGTH)
    expires_on: date
    revoked_at: datetime | None = None
    trained_on: date | None = None


class CandidateRecord(SQLModel, table=True):
    """A candidate under a code; `extra` is the accommodation: more time, in per cent, never shown beside a rating."""

    __tablename__ = "candidate"
    __table_args__ = (
        UniqueConstraint("campaign_id", "reference"),
        UniqueConstraint("campaign_id", "code", name="uq_candidate_code"),
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", ondelete="CASCADE")
    reference: str = Field(max_length=REFERENCE_LENGTH)
    token_hash: str = Field(max_length=HASH_LENGTH, unique=True)
    turn: int = 1
    code: str = Field(max_length=CODE_LENGTH)
    starts_at: datetime | None = None
    extra: int = 0
    notice_on: date | None = None
    consent_on: date | None = None
    contact_on: date | None = None
    decision: str = Field(default="", max_length=20)
    reason: str = Field(default="", sa_type=LongText)
    decided_by: str = Field(default="", max_length=NAME_LENGTH)
    decided_at: datetime | None = None
    feedback: str = Field(default="", sa_type=LongText)


class CardRecord(SQLModel, table=True):
    """The scorecard of one member for one candidate, on one version of the kit."""

    __tablename__ = "scorecard"
    __table_args__ = (UniqueConstraint("member_id", "candidate_id"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="panel_member.id", ondelete="CASCADE")
    candidate_id: int = Field(foreign_key="candidate.id", ondelete="CASCADE", index=True)
    kit_number: int
    origin: str = Field(default="screen", max_length=10)
    opened_at: datetime
    submitted_at: datetime | None = None


class MarkRecord(SQLModel, table=True):
    """What stands in one field of a scorecard; `at` is when it was typed, in milliseconds since 1970."""

    __tablename__ = "mark"

    card_id: int = Field(foreign_key="scorecard.id", ondelete="CASCADE", primary_key=True)
    stage: str = Field(max_length=8, primary_key=True)
    field: str = Field(max_length=200, primary_key=True)
    value: str = Field(sa_type=LongText)
    at: int = Field(sa_type=BigInteger)
    device: str = Field(max_length=32)


class AsideRecord(SQLModel, table=True):
    """A value that came after a newer one: it replaced nothing, and it is not lost."""

    __tablename__ = "mark_aside"

    id: int | None = Field(default=None, primary_key=True)
    card_id: int = Field(foreign_key="scorecard.id", ondelete="CASCADE", index=True)
    stage: str = Field(max_length=8)
    field: str = Field(max_length=200)
    value: str = Field(sa_type=LongText)
    at: int = Field(sa_type=BigInteger)
    device: str = Field(max_length=32)


class EventRecord(SQLModel, table=True):
    """What happened in a campaign and when: the evidence that all were treated alike, and how they were not."""

    __tablename__ = "campaign_event"

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", ondelete="CASCADE", index=True)
    at: datetime
    what: str = Field(max_length=40)
    about: str = Field(default="", max_length=NAME_LENGTH)
    detail: str = Field(default="", sa_type=LongText)
