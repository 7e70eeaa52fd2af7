"""Stored own questions: a notebook found by its unguessable address, changed whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session, col, delete, select, update

from app.questions.bank import Question
from app.questions.intake import Pending, Questions
from app.questions.models import OwnBookRecord
from app.web.security import new_token, token_hash

KEPT_DAYS = 730
PENDING_DAYS = 1  # A file read yesterday may still be said yes to.
TRIES = 100

_QUESTIONS = TypeAdapter(tuple[Question, ...])
_PENDING = TypeAdapter(Pending)


class Overtaken(Exception):
    """The notebook was changed meanwhile; nothing was stored."""


@dataclass(frozen=True)
class Book:
    """A notebook; `token` is its owner's, known from the address alone."""

    record_id: int
    token: str
    version: int
    questions: Questions
    pending: Pending | None

    def question(self, name: str) -> Question | None:
        """Return the question of that id, or None."""
        return next((question for question in self.questions if question.id == name), None)


def new_book(session: Session, at: datetime, questions: Questions = ()) -> Book:
    """Store a notebook and return it with its owner's token, which is not stored."""
    token = new_token()
    record = OwnBookRecord(
        owner_hash=token_hash(token), made_at=at, used_on=at.date(), questions=_QUESTIONS.dump_json(questions).decode()
    )
    session.add(record)
    session.commit()
    return _book(record, token)


def found_book(session: Session, token: str, on: date) -> Book | None:
    """Return the notebook at an address, or None; note that it was used."""
    record = session.exec(select(OwnBookRecord).where(OwnBookRecord.owner_hash == token_hash(token))).first()
    if record is None:
        return None
    if record.used_on < on:
        record.used_on = on
        session.add(record)
        session.commit()
    return _book(record, token, on)


def change(session: Session, book: Book, changed: Callable[[Questions], Questions]) -> None:
    """Replace the questions of a notebook by what `changed` makes of the latest ones. Raises Overtaken."""
    for _attempt in range(TRIES):
        record = session.get_one(OwnBookRecord, book.record_id, populate_existing=True)
        questions = changed(_QUESTIONS.validate_json(record.questions))
        if _replaced(session, record.id, record.version, questions=_QUESTIONS.dump_json(questions).decode()):
            return
    raise Overtaken


def propose(session: Session, book: Book, pending: Pending, on: date) -> None:
    """Keep a file that was read until someone says yes; it takes the place of the one before it."""
    written = _PENDING.dump_json(pending).decode()
    _changed(session, book.record_id, col(OwnBookRecord.id) == book.record_id, pending=written, pending_on=on)


def drop(session: Session, book: Book) -> None:
    """Forget the file that waits."""
    _changed(session, book.record_id, col(OwnBookRecord.id) == book.record_id, pending=None, pending_on=None)


def confirm(session: Session, book: Book, version: int, questions: Questions) -> None:
    """Replace the questions, and forget the file that waited, if the notebook is still at `version`: else Overtaken."""
    written = _QUESTIONS.dump_json(questions).decode()
    if not _replaced(session, book.record_id, version, questions=written, pending=None, pending_on=None):
        raise Overtaken


def erase_book(session: Session, book: Book) -> None:
    """Erase a notebook with all its questions."""
    session.exec(delete(OwnBookRecord).where(col(OwnBookRecord.id) == book.record_id))
    session.commit()


def purge(session: Session, on: date) -> int:
    """Erase the notebooks nobody has opened for two years, and files nobody said yes to; return how many notebooks."""
    waiting = col(OwnBookRecord.pending_on) < on - timedelta(days=PENDING_DAYS)
    session.exec(_unsynchronised(update(OwnBookRecord).where(waiting).values(pending=None, pending_on=None)))
    old = delete(OwnBookRecord).where(col(OwnBookRecord.used_on) < on - timedelta(days=KEPT_DAYS))
    erased = session.exec(old).rowcount
    session.commit()
    return erased


def _replaced(session: Session, record_id: int | None, version: int, **values: Any) -> bool:
    where = (col(OwnBookRecord.id) == record_id) & (col(OwnBookRecord.version) == version)
    return _changed(session, record_id, where, **values)


def _changed(session: Session, record_id: int | None, where: Any, **values: Any) -> bool:
    following = {"version": OwnBookRecord.version + 1, **values}
    done = session.exec(_unsynchronised(update(OwnBookRecord).where(where).values(**following))).rowcount
    session.commit()
    return bool(done)


def _unsynchronised(statement: Any) -> Any:
    return statement.execution_options(synchronize_session=False)


def _book(record: OwnBookRecord, token: str, on: date | None = None) -> Book:
    assert record.id is not None
    fresh = on is not None and record.pending_on is not None and record.pending_on >= on - timedelta(days=PENDING_DAYS)
    pending = _PENDING.validate_json(record.pending) if fresh and record.pending else None
    return Book(record.id, token, record.version, _QUESTIONS.validate_json(record.questions), pending)
