"""Stored quotes: a book found by its unguessable address, its quotes, their versions and their numbers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, select, update

from app.quotes.models import REFERENCE_LENGTH, BookRecord, QuoteRecord, QuoteVersion
from app.quotes.numbering import Number, label
from app.quotes.quote import Quote
from app.web.security import new_token, reader_token, token_hash

KEPT_DAYS = 730
TRIES = 100


class Overtaken(Exception):
    """Others wrote at the same time, again and again; nothing was stored."""


@dataclass(frozen=True)
class Book:
    """The quotes of one issuer; `token` is the owner's, known from the address alone."""

    record_id: int
    token: str


@dataclass(frozen=True)
class Stored:
    """A version of a stored quote, of `versions` in all; it has a number once it is issued."""

    record_id: int
    reference: str
    turn: int
    number: Number | None
    version: int
    versions: int
    quote: Quote

    @property
    def label(self) -> str:
        """The number with its version, or nothing for a draft."""
        return label(self.number, self.version)

    def reader(self, book: Book) -> str:
        """Return the client's token, which the owner's gives."""
        return _reader(book, self.reference, self.turn)


def new_book(session: Session, at: datetime) -> Book:
    """Store an empty book and return it with its owner's token, which is not stored."""
    token = new_token()
    record = BookRecord(owner_hash=token_hash(token), made_at=at, used_on=at.date())
    session.add(record)
    session.commit()
    assert record.id is not None
    return Book(record.id, token)


def found_book(session: Session, token: str, on: date) -> Book | None:
    """Return the book at an owner's address, or None; note that it was used."""
    record = session.exec(select(BookRecord).where(BookRecord.owner_hash == token_hash(token))).first()
    if record is None or record.id is None:
        return None
    book = Book(record.id, token)
    _note_use(session, record, on)
    return book


def add(session: Session, book: Book, quote: Quote, at: datetime) -> str:
    """Store a new draft in a book and return its reference, which stands in its address."""
    reference = new_token()[:REFERENCE_LENGTH]
    name = token_hash(_reader(book, reference, 1))
    record = QuoteRecord(book_id=book.record_id, reference=reference, reader_hash=name, changed_at=at)
    session.add(record)
    session.flush()
    assert record.id is not None
    session.add(QuoteVersion(quote_id=record.id, number=1, document=quote.model_dump_json()))
    session.commit()
    return reference


def found(session: Session, book: Book, reference: str, version: int | None = None) -> Stored | None:
    """Return a version of a quote of this book, the last one unless told, or None."""
    mine = col(QuoteRecord.book_id) == book.record_id, col(QuoteRecord.reference) == reference
    return next(_stored(session, *mine, version=version), None)


def found_by_client(session: Session, token: str, on: date) -> Stored | None:
    """Return the last version of the issued quote at a client's address, or None; note that the book was used."""
    record = session.exec(select(QuoteRecord).where(QuoteRecord.reader_hash == token_hash(token))).first()
    if record is None or record.sequence is None:
        return None
    stored = next(_stored(session, col(QuoteRecord.id) == record.id))
    _note_use(session, session.get_one(BookRecord, record.book_id), on)
    return stored


def quotes(session: Session, book: Book) -> tuple[Stored, ...]:
    """Return the last version of every quote of a book, the last changed first."""
    return tuple(_stored(session, col(QuoteRecord.book_id) == book.record_id))


def versions(session: Session, stored: Stored) -> tuple[Quote, ...]:
    """Return every version of a quote, the first one first."""
    query = select(QuoteVersion).where(QuoteVersion.quote_id == stored.record_id).order_by(col(QuoteVersion.number))
    return tuple(Quote.model_validate_json(version.document) for version in session.exec(query))


def save(session: Session, stored: Stored, quote: Quote, at: datetime) -> None:
    """Replace a draft; for an issued quote, add a version, unless the offer is the same. Raises Overtaken."""
    _tried(lambda: _saved(session, stored.record_id, quote, at))


def issue(session: Session, stored: Stored, at: datetime, on: date) -> Number:
    """Number a draft and freeze it, dated that day; return its number, the one it has if it is issued already.

    The number is one more than the year's last in this book, chosen and written at once: two issues at the same
    time get two numbers, in a row. Raises Overtaken.
    """
    _tried(lambda: _numbered(session, stored.record_id, at, on))
    record = session.get_one(QuoteRecord, stored.record_id)
    assert record.year is not None
    assert record.sequence is not None
    return Number(record.year, record.sequence)


def change_reader(session: Session, book: Book, stored: Stored) -> None:
    """Give the client of a quote another address; the one before leads to nothing."""
    record = session.get_one(QuoteRecord, stored.record_id)
    record.turn = stored.turn + 1
    record.reader_hash = token_hash(_reader(book, record.reference, record.turn))
    session.add(record)
    session.commit()


def erase_draft(session: Session, stored: Stored) -> bool:
    """Erase a draft; return False for an issued quote, which stays, since its number would be missing."""
    draft = (col(QuoteRecord.id) == stored.record_id) & col(QuoteRecord.sequence).is_(None)
    session.exec(delete(QuoteVersion).where(col(QuoteVersion.quote_id).in_(select(QuoteRecord.id).where(draft))))
    erased = session.exec(delete(QuoteRecord).where(draft)).rowcount
    session.commit()
    return bool(erased)


def erase_book(session: Session, book_id: int) -> None:
    """Erase a book with all its quotes."""
    mine = select(QuoteRecord.id).where(QuoteRecord.book_id == book_id)
    session.exec(delete(QuoteVersion).where(col(QuoteVersion.quote_id).in_(mine)))
    session.exec(delete(QuoteRecord).where(col(QuoteRecord.book_id) == book_id))
    session.exec(delete(BookRecord).where(col(BookRecord.id) == book_id))
    session.commit()


def purge(session: Session, on: date) -> int:
    """Erase the books nobody has opened for two years, and return how many there were."""
    old = session.exec(select(BookRecord.id).where(BookRecord.used_on < on - timedelta(days=KEPT_DAYS))).all()
    for book_id in old:
        assert book_id is not None
        erase_book(session, book_id)
    return len(old)


def _stored(session: Session, *where: ColumnElement[bool], version: int | None = None) -> Iterator[Stored]:
    any_version = aliased(QuoteVersion)
    last = select(func.max(any_version.number)).where(any_version.quote_id == QuoteRecord.id).scalar_subquery()
    query = select(QuoteRecord, QuoteVersion, last).where(QuoteVersion.quote_id == QuoteRecord.id, *where)
    query = query.where(col(QuoteVersion.number) == (last if version is None else version))
    for record, found, count in session.exec(query.order_by(col(QuoteRecord.changed_at).desc())).all():
        assert record.id is not None
        number = Number(record.year, record.sequence) if record.year and record.sequence else None
        quote = Quote.model_validate_json(found.document)
        yield Stored(record.id, record.reference, record.turn, number, found.number, count, quote)


def _tried(action: Callable[[], bool]) -> None:
    if not any(action() for _ in range(TRIES)):
        raise Overtaken


def _saved(session: Session, record_id: int, quote: Quote, at: datetime) -> bool:
    record = session.exec(select(QuoteRecord).where(QuoteRecord.id == record_id).with_for_update()).one()
    latest = next(_stored(session, col(QuoteRecord.id) == record_id))
    if latest.quote.same_offer(quote):
        session.rollback()
        return True
    document = quote.model_dump_json()
    if record.sequence is None:
        draft = select(QuoteRecord.id).where(QuoteRecord.id == record_id, col(QuoteRecord.sequence).is_(None))
        replaced = update(QuoteVersion).where(col(QuoteVersion.quote_id).in_(draft)).values(document=document)
        if not session.exec(replaced.execution_options(synchronize_session=False)).rowcount:
            session.rollback()
            return False
    else:
        session.add(QuoteVersion(quote_id=record_id, number=latest.versions + 1, document=document))
    record.changed_at = at
    return _committed(session)


def _numbered(session: Session, record_id: int, at: datetime, on: date) -> bool:
    record, other = session.get_one(QuoteRecord, record_id), aliased(QuoteRecord)
    same_year = (other.book_id == record.book_id) & (other.year == on.year)
    following = select(func.coalesce(func.max(other.sequence), 0) + 1).where(same_year).scalar_subquery()
    drafts = (col(QuoteRecord.id) == record_id) & col(QuoteRecord.sequence).is_(None)
    numbered = update(QuoteRecord).where(drafts).values(year=on.year, sequence=following, changed_at=at)
    try:
        if not session.exec(numbered.execution_options(synchronize_session=False)).rowcount:
            session.rollback()
            return True
    except IntegrityError:
        session.rollback()
        return False
    version = session.exec(select(QuoteVersion).where(QuoteVersion.quote_id == record_id)).one()
    version.document = Quote.model_validate_json(version.document).dated(on).model_dump_json()
    return _committed(session)


def _committed(session: Session) -> bool:
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        return False
    return True


def _reader(book: Book, reference: str, turn: int) -> str:
    return reader_token(f"{book.token}/{reference}/{turn}")


def _note_use(session: Session, book: BookRecord, on: date) -> None:
    if book.used_on < on:
        book.used_on = on
        session.add(book)
        session.commit()
