"""What most tests need: the service on a fresh database, a client, a day that holds still, pages that are checked."""

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from sqlmodel import Session

sys.path += [str(Path(__file__).parent / name) for name in ("web", "taxes", "paper", "verapdf")]

from addresses import public_pages
from owed import expect, missing
from visiting import Fetch, Page

from app import create_app, loading
from app.config import Settings
from app.kits.kit import Kit
from app.kits.plan import Bank
from app.library import Library
from app.web import clock, database
from app.web.language import speaking

# The same examples at each run; `--hypothesis-profile=default` looks for new ones.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.load_profile("steady")

ROOT = Path(__file__).parents[1]
# Hypothesis makes examples of the constants of what is imported: all is, whatever ran before.
for module in walk_packages([str(ROOT / "app")], "app."):
    if ".migrations" not in module.name:
        import_module(module.name)

_load = loading.load
_shipped = cache(_load)
# The shipped content never changes: it is read once for each process, whoever asks.
loading.load = lambda root: _shipped(root) if root == ROOT else _load(root)

SECRET = "a secret for tests only, of a decent length"


class NoPreparation:
    """Stands for the background printer, which would print five PDFs for every kit a test opens."""

    def ask(self, kit: Kit, language: str) -> bool:
        """Print nothing, and say that it is still to come."""
        return True


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    """Speak French at the start of each test, whatever the one before asked for."""
    with speaking("fr"):
        yield


@pytest.fixture(scope="session")
def unprepared() -> NoPreparation:
    """What stands for the background printer in most tests."""
    return NoPreparation()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, unprepared: NoPreparation) -> Iterator[Flask]:
    """The service, without limits and without printing ahead; PDFs that are asked for are printed for real.

    An error nobody foresaw fails the test with its own trace, instead of giving the page for errors.
    """
    settings = Settings(instance=tmp_path_factory.mktemp("instance"), secret_key=SECRET, limited=False)
    database.upgrade(settings.database)
    made = create_app(settings)
    made.config["PROPAGATE_EXCEPTIONS"] = True
    made.extensions["preparation"] = unprepared
    expect(made, public_pages(made.extensions["library"]))
    yield made
    made.extensions["press"].close()
    made.extensions["database"].dispose()


@pytest.fixture(scope="session")
def library(app: Flask) -> Library:
    """What the content folders say."""
    found: Library = app.extensions["library"]
    return found


@pytest.fixture(scope="session")
def bank(app: Flask) -> Bank:
    """What kits choose from."""
    found: Bank = app.extensions["bank"]
    return found


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that keeps its cookies for one test."""
    return app.test_client()


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Stop the clock: `at(2026, 3, 1)`, or with hours and minutes, in UTC; call it again to move on.

    The whole service asks app.web.clock, and the clock asks datetime.now: that is what is replaced.
    """

    def stop(*moment: int) -> None:
        still = datetime(*moment, tzinfo=UTC)  # type: ignore[misc, arg-type]

        class Stopped(datetime):
            """A datetime for which it is always the same moment."""

            @classmethod
            def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
                return still.astimezone(tz)

        monkeypatch.setattr(clock, "datetime", Stopped)

    return stop


@pytest.fixture
def page(client: FlaskClient) -> Fetch:
    """Fetch pages and check at once what every page owes: see tests/web/owed.py."""

    def fetch(address: str, status: int = 200, typed: tuple[str, ...] = (), **request: Any) -> Page:
        answer = client.open(address, follow_redirects=True, **request)
        found = Page(client, answer, typed)
        assert answer.status_code == status, found.words("h1")
        troubles = missing(found)
        assert not troubles, f"{answer.request.path}:\n" + "\n".join(troubles)
        return found

    return fetch


@pytest.fixture(scope="module")
def table(request: pytest.FixtureRequest) -> Iterator[Callable[..., None]]:
    """Takes lines (what, value, remark) and shows them all at the end."""
    lines: list[tuple[str, str, str]] = []
    yield lambda what, value, remark="": lines.append((what, value, remark))
    capture = request.config.pluginmanager.get_plugin("capturemanager")
    assert capture
    with capture.global_and_fixture_disabled():
        print()
        for what, value, remark in lines:
            print(f"{what:<44}{value:>12}  {remark}".rstrip())


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of its own: a new file, or a new schema of the server, with the tables of this version."""
    schema, given = f"test_{secrets.token_hex(6)}", os.environ.get("TEST_DATABASE_URL", "")
    url = Settings(instance=tmp_path).database
    if request.param == "postgresql":
        if not given:
            pytest.skip("TEST_DATABASE_URL names no PostgreSQL database")
        url = Settings(database_url=given).database
        _act(url, f"CREATE SCHEMA {schema}")
        url += ("&" if "?" in url else "?") + f"options=-csearch_path%3D{schema}"
    database.upgrade(url)
    made = database.engine(url)
    yield made
    made.dispose()
    if request.param == "postgresql":
        _act(url, f"DROP SCHEMA {schema} CASCADE")


def _act(url: str, statement: str) -> None:
    made = database.engine(url)
    with made.begin() as connection:
        connection.execute(text(statement))
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on an empty database."""
    with Session(engine) as opened:
        yield opened
