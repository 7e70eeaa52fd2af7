"""How quotes are stored: addresses as hashes only, each version whole, as JSON."""

from datetime import date, datetime

from sqlalchemy import Text as LongText
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

HASH_LENGTH = 64
REFERENCE_LENGTH = 12


class BookRecord(SQLModel, table=True):
    """The quotes of one issuer, found by the hash of its owner's address."""

    __tablename__ = "quote_book"

    id: int | None = Field(default=None, primary_key=True)
    owner_hash: str = Field(max_length=HASH_LENGTH, unique=True)
    made_at: datetime
    used_on: date = Field(index=True)


class QuoteRecord(SQLModel, table=True):
    """A quote of a book. It has a number, `year` and `sequence`, once it is issued; `reader_hash` finds it too.

    `turn` counts the addresses its client was given: only the last one leads to it.
    """

    __tablename__ = "quote"
    __table_args__ = (
        UniqueConstraint("book_id", "reference"),
        UniqueConstraint("book_id", "year", "sequence", name="uq_quote_number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    book_id: int = Field(foreign_key="quote_book.id", ondelete="CASCADE")
    reference: str = Field(max_length=REFERENCE_LENGTH)
    reader_hash: str = Field(max_length=HASH_LENGTH, unique=True)
    turn: int = 1
    year: int | None = None
    sequence: int | None = None
    changed_at: datetime


class QuoteVersion(SQLModel, table=True):
    """A version of a quote; once the quote is issued, an edit makes a new one and leaves the others as they were."""

    __tablename__ = "quote_version"
    __table_args__ = (UniqueConstraint("quote_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    quote_id: int = Field(foreign_key="quote.id", ondelete="CASCADE")
    number: int
    document: str = Field(sa_type=LongText)
