"""The database: one engine for the service, one session for a request."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from flask import Flask, current_app, g
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url
from sqlmodel import Session, SQLModel, create_engine

PRAGMAS = ("journal_mode=WAL", "busy_timeout=5000", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON")
MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def engine(url: str) -> Engine:
    """Return an engine for `url`; SQLite gets a journal that lets readers and a writer work together.

    What is erased is overwritten with zeros, so that nothing of it stays in the file.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if file := make_url(url).database:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    made = create_engine(url)

    @event.listens_for(made, "connect")
    def _prepare(connection: Any, record: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    return made


def migrations(url: str) -> Config:
    """Return what alembic needs to know to work on the database at `url`."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """Bring the database at `url` to the tables this version needs, creating it if need be."""
    command.upgrade(migrations(url), "head")


def install(app: Flask, url: str) -> None:
    """Give every request a session of its own, opened when first asked for."""
    app.extensions["database"] = engine(url)

    @app.teardown_appcontext
    def _close(error: BaseException | None) -> None:
        if session := g.pop("session", None):
            session.close()


def session() -> Session:
    """Return the session of this request."""
    if "session" not in g:
        g.session = Session(current_app.extensions["database"])
    opened: Session = g.session
    return opened


@contextmanager
def healthy() -> Iterator[None]:
    """Fail if the database does not answer."""
    with current_app.extensions["database"].connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        yield
