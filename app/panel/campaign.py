"""What a campaign is made of, as pages and documents see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.content.text import Language
from app.kits.kit import Kit
from app.panel.fields import Field, Stage

MOST_MEMBERS = 6
MOST_CANDIDATES = 200


@dataclass(frozen=True)
class KitVersion:
    """A version of a campaign's kit: number, from 1, when it was made, and why it replaced the one before."""

    number: int
    kit: Kit
    made_at: datetime
    reason: str


@dataclass(frozen=True)
class Campaign:
    """A campaign with the last version of its kit."""

    record_id: int
    title: str
    pay: str
    language: Language
    made_at: datetime
    version: KitVersion
    frozen_at: datetime | None
    closed_at: datetime | None
    ended_on: date | None
    archived_until: date | None

    @property
    def kit(self) -> Kit:
        """The kit in force."""
        return self.version.kit


@dataclass(frozen=True)
class Member:
    """A member of the panel."""

    record_id: int
    reference: str
    turn: int
    name: str
    expires_on: date
    revoked_at: datetime | None
    trained_on: date | None


@dataclass(frozen=True)
class Candidate:
    """A candidate, under a code. `extra`: more time, in per cent."""

    record_id: int
    reference: str
    turn: int
    code: str
    starts_at: datetime | None
    extra: int
    notice_on: date | None
    consent_on: date | None
    contact_on: date | None
    decision: str
    reason: str
    decided_by: str
    decided_at: datetime | None
    feedback: str


@dataclass(frozen=True)
class Card:
    """The scorecard of one member for one candidate."""

    record_id: int
    member_id: int
    candidate_id: int
    kit_number: int
    origin: str
    opened_at: datetime
    submitted_at: datetime | None


@dataclass(frozen=True)
class Seat:
    """What a member's address leads to."""

    campaign: Campaign
    member: Member


@dataclass(frozen=True, order=True)
class Mark:
    """What stands in a field: when it was typed, in milliseconds since 1970, on which device, and the value."""

    at: int
    device: str
    value: str


@dataclass(frozen=True)
class Edit:
    """A value typed in a field of a card."""

    field: Field
    mark: Mark


@dataclass(frozen=True)
class Event:
    """Something that happened in a campaign; `about` names a person or a file, `detail` says more."""

    at: datetime
    what: str
    about: str
    detail: str


Marks = Mapping[Field, Mark]
CardMarks = Mapping[Stage, Marks]
