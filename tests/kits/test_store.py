"""Stored kits, on SQLite and, when TEST_DATABASE_URL names one, on PostgreSQL."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.careers.vocabulary import KINDS
from app.config import Settings
from app.kits.kit import Kit, bank, made
from app.kits.models import KitEdition, KitRecord
from app.kits.plan import default_request, planned
from app.kits.store import KEPT_DAYS, Overtaken, add_edition, erase, found, purge, save
from app.loading import load
from app.web import database
from app.web.security import reader_token

LIBRARY = load(Path(__file__).parents[2])
BANK = bank(LIBRARY)
MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DAY = MOMENT.date()


def new_kit(title: str = "Community manager", number: int = 1) -> Kit:
    """Return the classic kit."""
    request = default_request(
        BANK, LIBRARY.roles["community-manager"], 60, LIBRARY.levels["confirmed"], frozenset(KINDS)
    )
    return made(LIBRARY, planned(BANK, request), title, "fr", DAY, number)


def test_the_owner_finds_the_kit_again(session: Session) -> None:
    kit = new_kit()
    stored = found(session, save(session, kit, MOMENT), DAY)
    assert stored is not None
    assert stored.kit == kit
    assert stored.kit.hash == kit.hash
    assert stored.owned


def test_a_reader_finds_it_and_does_not_own_it(session: Session) -> None:
    owner = save(session, new_kit(), MOMENT)
    seen = found(session, owner, DAY)
    assert seen is not None
    assert seen.reader == reader_token(owner) != owner
    read = found(session, seen.reader, DAY)
    assert read is not None
    assert (read.owned, read.kit, read.reader) == (False, seen.kit, seen.reader)


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "' OR 1=1 --", "\x00", "é" * 32])
def test_another_token_finds_nothing(session: Session, token: str) -> None:
    owner = save(session, new_kit(), MOMENT)
    assert found(session, token, DAY) is None
    assert found(session, owner[:-1], DAY) is None
    assert found(session, owner.swapcase(), DAY) is None


def test_tokens_are_long_and_never_the_same(session: Session) -> None:
    tokens = [save(session, new_kit(), MOMENT) for _ in range(5)]
    tokens += [reader_token(token) for token in tokens]
    assert len(set(tokens)) == 10
    assert all(len(token) == 32 for token in tokens)


def test_the_database_holds_no_token(tmp_path: Path) -> None:
    """Neither address can be read in the file, nor in its journal, nor in a dump of all its rows."""
    url = Settings(instance=tmp_path).database
    database.upgrade(url)
    engine = database.engine(url)
    with Session(engine) as session:
        owner = save(session, new_kit("Un titre bien à lui"), MOMENT)
        found(session, owner, DAY + timedelta(days=1))
        rows = [session.exec(select(KitRecord)).all(), session.exec(select(KitEdition)).all()]
        dump = repr([[row.model_dump() for row in table] for table in rows])
    bytes_kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    engine.dispose()
    assert "Un titre bien à lui".encode() in bytes_kept
    for token in (owner, reader_token(owner)):
        assert token.encode() not in bytes_kept
        assert token not in dump


def test_an_edit_makes_an_edition_and_keeps_those_before(session: Session) -> None:
    first = new_kit()
    owner = save(session, first, MOMENT)
    stored = found(session, owner, DAY)
    assert stored is not None
    second = new_kit("Another title", 2)
    add_edition(session, stored.record_id, second)
    last = found(session, owner, DAY)
    assert last is not None
    assert last.kit == second
    editions = session.exec(select(KitEdition).order_by(col(KitEdition.number))).all()
    assert [Kit.model_validate_json(edition.document) for edition in editions] == [first, second]
    assert [edition.hash for edition in editions] == [first.hash, second.hash]


def test_two_tabs_cannot_make_the_same_edition(session: Session) -> None:
    owner = save(session, new_kit(), MOMENT)
    stored = found(session, owner, DAY)
    assert stored is not None
    add_edition(session, stored.record_id, new_kit("One tab", 2))
    with pytest.raises(Overtaken):
        add_edition(session, stored.record_id, new_kit("The other tab", 2))
    last = found(session, owner, DAY)
    assert last is not None
    assert last.kit.title == "One tab"


def test_erasing_leaves_no_row(session: Session) -> None:
    owner, other = save(session, new_kit(), MOMENT), save(session, new_kit("Kept"), MOMENT)
    stored = found(session, owner, DAY)
    assert stored is not None
    add_edition(session, stored.record_id, new_kit(number=2))
    erase(session, stored.record_id)
    assert found(session, owner, DAY) is None
    assert found(session, stored.reader, DAY) is None
    left = found(session, other, DAY)
    assert left is not None
    assert left.kit.title == "Kept"
    assert len(session.exec(select(KitEdition)).all()) == 1


@pytest.mark.parametrize(("days", "erased"), [(KEPT_DAYS - 1, 0), (KEPT_DAYS, 0), (KEPT_DAYS + 1, 1)])
def test_a_kit_is_erased_the_day_after_its_last(session: Session, days: int, erased: int) -> None:
    """Kept two years after it was last opened, that day included; gone the day after, editions too."""
    owner = save(session, new_kit(), MOMENT)
    assert purge(session, DAY + timedelta(days=days)) == erased
    assert len(session.exec(select(KitEdition)).all()) == 1 - erased
    assert (found(session, owner, DAY) is None) == bool(erased)


def test_opening_a_kit_keeps_it_for_two_more_years(session: Session) -> None:
    owner = save(session, new_kit(), MOMENT)
    later = date(2028, 2, 29)
    assert found(session, owner, later)
    assert purge(session, DAY + timedelta(days=KEPT_DAYS + 1)) == 0
    assert purge(session, later + timedelta(days=KEPT_DAYS + 1)) == 1


def test_a_reader_keeps_it_too(session: Session) -> None:
    owner = save(session, new_kit(), MOMENT)
    assert found(session, reader_token(owner), DAY + timedelta(days=700))
    assert purge(session, DAY + timedelta(days=800)) == 0


def test_purging_nothing(session: Session) -> None:
    assert purge(session, DAY) == 0


def test_the_tables_are_those_the_code_knows(engine: Engine) -> None:
    """The migration and the models agree: alembic would change nothing."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlmodel import SQLModel

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
