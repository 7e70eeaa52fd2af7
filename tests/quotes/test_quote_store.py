"""Stored quotes, on SQLite and, when TEST_DATABASE_URL names one, on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.config import Settings
from app.quotes import store
from app.quotes.models import BookRecord, QuoteRecord, QuoteVersion
from app.quotes.numbering import Number, label
from app.quotes.quote import Quote
from app.quotes.store import KEPT_DAYS, Book, Stored
from app.web import database

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DAY = MOMENT.date()


@pytest.fixture
def book(session: Session) -> Book:
    """An empty book."""
    return store.new_book(session, MOMENT)


def kept(session: Session, book: Book, reference: str) -> Stored:
    stored = store.found(session, book, reference)
    assert stored is not None
    return stored


def test_a_draft_is_found_again_without_a_number(
    session: Session, book: Book, make_quote: Callable[..., Quote]
) -> None:
    again = store.found_book(session, book.token, DAY)
    assert again == book
    stored = kept(session, book, store.add(session, book, make_quote(), MOMENT))
    assert stored.quote == make_quote()
    assert (stored.number, stored.label, stored.versions) == (None, "", 1)


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "' OR 1=1 --", "\x00", "é" * 32])
def test_another_token_finds_nothing(
    session: Session, book: Book, make_quote: Callable[..., Quote], token: str
) -> None:
    reference = store.add(session, book, make_quote(), MOMENT)
    assert store.found_book(session, token, DAY) is None
    assert store.found_by_client(session, token, DAY) is None
    assert store.found(session, store.new_book(session, MOMENT), reference) is None


def test_saving_a_draft_replaces_it(session: Session, book: Book, make_quote: Callable[..., Quote]) -> None:
    reference = store.add(session, book, make_quote(), MOMENT)
    store.save(session, kept(session, book, reference), make_quote(title="Autre objet"), MOMENT)
    assert kept(session, book, reference).quote.title == "Autre objet"
    assert len(session.exec(select(QuoteVersion)).all()) == 1


def test_issuing_numbers_and_dates_the_quote(session: Session, book: Book, make_quote: Callable[..., Quote]) -> None:
    reference = store.add(session, book, make_quote(), MOMENT)
    later = DAY + timedelta(days=9)
    assert store.issue(session, kept(session, book, reference), MOMENT, later) == Number(2026, 1)
    stored = kept(session, book, reference)
    assert (stored.label, stored.quote.made_on) == ("2026-001", later)
    assert store.issue(session, stored, MOMENT, date(2027, 1, 1)) == Number(2026, 1)
    assert kept(session, book, reference).quote.made_on == later


def test_an_edit_of_an_issued_quote_makes_a_version_and_keeps_the_first(
    session: Session, book: Book, make_quote: Callable[..., Quote]
) -> None:
    stale = kept(session, book, store.add(session, book, make_quote(), MOMENT))
    store.issue(session, stale, MOMENT, DAY)
    store.save(session, stale, make_quote(title="Autre objet", made_on=date(2026, 5, 5)), MOMENT)
    stored = kept(session, book, stale.reference)
    assert (stored.label, stored.versions, stored.quote.title) == ("2026-001 v2", 2, "Autre objet")
    first = store.found(session, book, stale.reference, 1)
    assert first is not None
    assert (first.label, first.quote) == ("2026-001", make_quote())
    assert store.versions(session, stored) == (first.quote, stored.quote)
    store.save(session, stored, stored.quote.dated(date(2026, 6, 6)), MOMENT)
    assert kept(session, book, stale.reference).versions == 2


def test_each_book_and_each_year_count_from_one(session: Session, book: Book, make_quote: Callable[..., Quote]) -> None:
    other = store.new_book(session, MOMENT)
    days = [(book, DAY), (book, DAY), (other, DAY), (book, date(2027, 1, 2)), (book, date(2027, 1, 2))]
    numbers = []
    for owner, day in days:
        stored = kept(session, owner, store.add(session, owner, make_quote(), MOMENT))
        numbers.append(str(store.issue(session, stored, MOMENT, day)))
    assert numbers == ["2026-001", "2026-002", "2026-001", "2027-001", "2027-002"]


def test_numbers_issued_at_once_follow_each_other(engine: Engine, make_quote: Callable[..., Quote]) -> None:
    """Eight tabs issue eight drafts of one book together, twice each: eight numbers, none missing, none twice."""
    with Session(engine) as session:
        book = store.new_book(session, MOMENT)
        drafts = [kept(session, book, store.add(session, book, make_quote(), MOMENT)) for _ in range(8)]
    gate = Barrier(8)

    def issue(draft: Stored) -> Number:
        with Session(engine) as session:
            gate.wait(timeout=30)
            number = store.issue(session, draft, MOMENT, DAY)
            assert store.issue(session, draft, MOMENT, DAY) == number
            return number

    with ThreadPoolExecutor(8) as tabs:
        numbers = sorted(tabs.map(issue, drafts))
    assert numbers == [Number(2026, rank) for rank in range(1, 9)]


def test_versions_saved_at_once_are_all_kept(engine: Engine, make_quote: Callable[..., Quote]) -> None:
    with Session(engine) as session:
        book = store.new_book(session, MOMENT)
        stored = kept(session, book, store.add(session, book, make_quote(), MOMENT))
        store.issue(session, stored, MOMENT, DAY)
    gate = Barrier(4)

    def save(number: int) -> None:
        with Session(engine) as session:
            gate.wait(timeout=30)
            store.save(session, stored, make_quote(title=f"Objet {number}"), MOMENT)

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(save, range(4)))
    with Session(engine) as session:
        titles = [quote.title for quote in store.versions(session, stored)]
    assert titles[0] == make_quote().title
    assert sorted(titles[1:]) == [f"Objet {number}" for number in range(4)]


def test_a_client_reads_an_issued_quote_only(session: Session, book: Book, make_quote: Callable[..., Quote]) -> None:
    draft = kept(session, book, store.add(session, book, make_quote(), MOMENT))
    token = draft.reader(book)
    assert store.found_by_client(session, token, DAY) is None
    store.issue(session, draft, MOMENT, DAY)
    read = store.found_by_client(session, token, DAY)
    assert read is not None
    assert read.label == "2026-001"
    assert store.found_book(session, token, DAY) is None


def test_another_address_for_the_client_ends_the_first(
    session: Session, book: Book, make_quote: Callable[..., Quote]
) -> None:
    stored = kept(session, book, store.add(session, book, make_quote(), MOMENT))
    store.issue(session, stored, MOMENT, DAY)
    store.change_reader(session, book, stored)
    fresh = kept(session, book, stored.reference).reader(book)
    assert store.found_by_client(session, stored.reader(book), DAY) is None
    assert store.found_by_client(session, fresh, DAY) is not None


def test_a_draft_goes_and_an_issued_quote_stays(session: Session, book: Book, make_quote: Callable[..., Quote]) -> None:
    draft, issued = (kept(session, book, store.add(session, book, make_quote(), MOMENT)) for _ in range(2))
    store.issue(session, issued, MOMENT, DAY)
    assert store.erase_draft(session, draft)
    assert not store.erase_draft(session, issued)
    assert [stored.reference for stored in store.quotes(session, book)] == [issued.reference]
    assert len(session.exec(select(QuoteVersion)).all()) == 1


def test_the_database_holds_no_token(tmp_path: Path, make_quote: Callable[..., Quote]) -> None:
    """No address can be read in the file, nor in its journal, nor in a dump of all its rows."""
    url = Settings(instance=tmp_path).database
    database.upgrade(url)
    engine = database.engine(url)
    with Session(engine) as session:
        book = store.new_book(session, MOMENT)
        stored = kept(session, book, store.add(session, book, make_quote(title="Un titre bien à lui"), MOMENT))
        store.issue(session, stored, MOMENT, DAY)
        rows = [session.exec(select(table)).all() for table in (BookRecord, QuoteRecord, QuoteVersion)]
        dump = repr([[row.model_dump() for row in table] for table in rows])
    bytes_kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    engine.dispose()
    assert "Un titre bien à lui".encode() in bytes_kept
    for token in (book.token, stored.reader(book)):
        assert len(token) == 32
        assert token.encode() not in bytes_kept
        assert token not in dump


@pytest.mark.parametrize(("days", "erased"), [(KEPT_DAYS, 0), (KEPT_DAYS + 1, 1)])
def test_a_book_is_erased_the_day_after_its_last(
    session: Session, book: Book, make_quote: Callable[..., Quote], days: int, erased: int
) -> None:
    store.add(session, book, make_quote(), MOMENT)
    assert store.purge(session, DAY + timedelta(days=days)) == erased
    for table in (BookRecord, QuoteRecord, QuoteVersion):
        assert len(session.exec(select(table)).all()) == 1 - erased


def test_opening_a_book_or_reading_a_quote_keeps_the_book(
    session: Session, book: Book, make_quote: Callable[..., Quote]
) -> None:
    stored = kept(session, book, store.add(session, book, make_quote(), MOMENT))
    store.issue(session, stored, MOMENT, DAY)
    assert store.found_by_client(session, stored.reader(book), DAY + timedelta(days=700))
    assert store.purge(session, DAY + timedelta(days=1400)) == 0
    assert store.found_book(session, book.token, DAY + timedelta(days=1400))
    assert store.purge(session, DAY + timedelta(days=2100)) == 0
    assert store.purge(session, DAY + timedelta(days=2200)) == 1


def test_labels() -> None:
    assert [label(None, 1), label(Number(2026, 7), 1), label(Number(2026, 1234), 3)] == ["", "2026-007", "2026-1234 v3"]
