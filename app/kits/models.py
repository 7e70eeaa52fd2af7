"""How a kit is stored: addresses as hashes only, each edition whole, as JSON."""

from datetime import date, datetime

from sqlalchemy import Text as LongText
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

HASH_LENGTH = 64


class KitRecord(SQLModel, table=True):
    """A kit, found by the hash of its owner's or its readers' address."""

    __tablename__ = "kit"

    id: int | None = Field(default=None, primary_key=True)
    owner_hash: str = Field(max_length=HASH_LENGTH, unique=True)
    reader_hash: str = Field(max_length=HASH_LENGTH, unique=True)
    made_at: datetime
    used_on: date = Field(index=True)


class KitEdition(SQLModel, table=True):
    """An edition of a kit; an edit makes a new one and leaves those before it as they were."""

    __tablename__ = "kit_edition"
    __table_args__ = (UniqueConstraint("kit_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    kit_id: int = Field(foreign_key="kit.id", ondelete="CASCADE")
    number: int
    hash: str = Field(max_length=HASH_LENGTH)
    document: str = Field(sa_type=LongText)
