"""Stored own questions, on SQLite and, when TEST_DATABASE_URL names one, on PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from owning import own, rows
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.questions import store
from app.questions.exchange.parsed import Ignored, Problem, Row, Rows
from app.questions.intake import Pending, with_question, without_question
from app.questions.models import OwnBookRecord
from app.questions.store import KEPT_DAYS, Book, Overtaken

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DAY = MOMENT.date()
REFUSED = Row(3, None, (Problem("too-long", "ask_fr", {"count": 301, "most": 300, "typed": "12"}, "question"),))
PENDING = Pending("x.csv", Rows("csv", (*rows(own("own-two")), REFUSED), (Ignored("zut"),), "cp1252"))


@pytest.fixture
def book(session: Session) -> Book:
    """A notebook with one question."""
    return store.new_book(session, MOMENT, (own(),))


@pytest.fixture
def again(session: Session, book: Book) -> Callable[..., Book]:
    """Finds the notebook anew, on a day."""

    def found(on: date = DAY) -> Book:
        known = store.found_book(session, book.token, on)
        assert known
        return known

    return found


def test_a_notebook_is_found_again_with_its_questions(book: Book, again: Callable[..., Book]) -> None:
    assert again() == book
    assert book.questions == (own(),)
    assert (book.question("own-one"), book.question("x")) == (own(), None)


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "' OR 1=1 --", "\x00", "é" * 32])
def test_another_token_finds_nothing(session: Session, book: Book, token: str) -> None:
    assert store.found_book(session, token, DAY) is None
    assert book.token not in repr(session.exec(select(OwnBookRecord)).one().model_dump())


def test_changes_of_two_tabs_both_stay(session: Session, book: Book, again: Callable[..., Book]) -> None:
    """Both tabs were opened on the same notebook."""
    store.change(session, book, lambda questions: with_question(questions, own("own-two")))
    store.change(session, book, lambda questions: with_question(questions, own("own-three")))
    store.change(session, book, lambda questions: without_question(questions, "own-one"))
    assert [question.id for question in again().questions] == ["own-two", "own-three"]


def test_a_change_that_is_always_overtaken_gives_up(session: Session, engine: Engine, book: Book) -> None:
    def meddled(questions: tuple[object, ...]) -> tuple[()]:
        with Session(engine) as other:
            store.drop(other, book)
        return ()

    with pytest.raises(Overtaken):
        store.change(session, book, meddled)


def test_what_waits_comes_back_as_it_was_read(session: Session, book: Book, again: Callable[..., Book]) -> None:
    store.propose(session, book, PENDING, DAY)
    assert again().pending == PENDING
    assert again().questions == (own(),)
    other = Pending("y.csv", Rows("csv", ()))
    store.propose(session, book, other, DAY)
    assert again().pending == other
    store.drop(session, book)
    assert again().pending is None


def test_what_waits_is_gone_two_days_later(session: Session, book: Book, again: Callable[..., Book]) -> None:
    store.propose(session, book, PENDING, DAY)
    assert again(DAY + timedelta(days=1)).pending
    assert again(DAY + timedelta(days=2)).pending is None
    assert store.purge(session, DAY + timedelta(days=2)) == 0
    session.expire_all()
    assert session.exec(select(OwnBookRecord)).one().pending is None


def test_only_what_was_shown_is_confirmed(session: Session, book: Book, again: Callable[..., Book]) -> None:
    store.propose(session, book, PENDING, DAY)
    shown = again()
    store.change(session, book, lambda questions: with_question(questions, own("own-three")))
    with pytest.raises(Overtaken):
        store.confirm(session, shown, shown.version, (own("own-two"),))
    assert [question.id for question in again().questions] == ["own-one", "own-three"]
    shown = again()
    store.confirm(session, shown, shown.version, (own("own-two"),))
    assert (again().questions, again().pending) == ((own("own-two"),), None)
    with pytest.raises(Overtaken):
        store.confirm(session, shown, shown.version, ())


def test_erased_by_its_owner_or_by_time(session: Session, book: Book, again: Callable[..., Book]) -> None:
    used = DAY + timedelta(days=10)
    again(used)
    assert store.purge(session, used + timedelta(days=KEPT_DAYS)) == 0
    assert store.purge(session, used + timedelta(days=KEPT_DAYS + 1)) == 1
    assert store.found_book(session, book.token, used) is None
    other = store.new_book(session, MOMENT)
    store.erase_book(session, other)
    assert session.exec(select(OwnBookRecord)).all() == []
