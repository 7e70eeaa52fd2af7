"""How own questions are stored: a notebook found by the hash of its address, its questions whole, as JSON."""

from datetime import date, datetime

from sqlalchemy import Text as LongText
from sqlmodel import Field, SQLModel

HASH_LENGTH = 64


class OwnBookRecord(SQLModel, table=True):
    """The questions of one team. `pending` is a file that was read and waits for a yes, since `pending_on`.

    `version` counts the changes: what was decided on an older one is not written.
    """

    __tablename__ = "own_book"

    id: int | None = Field(default=None, primary_key=True)
    owner_hash: str = Field(max_length=HASH_LENGTH, unique=True)
    made_at: datetime
    used_on: date = Field(index=True)
    version: int = 1
    questions: str = Field(sa_type=LongText)
    pending: str | None = Field(default=None, sa_type=LongText)
    pending_on: date | None = Field(default=None, index=True)
