"""Whether the service says that it is well only when it is."""

import pytest
from flask import Flask

from app.web.database import healthy


def test_healthy(app: Flask) -> None:
    with app.app_context(), healthy():
        pass


def test_not_healthy_without_a_database(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        """A database that does not answer."""

        def connect(self) -> None:
            """Fail."""
            raise OSError("away")

    monkeypatch.setitem(app.extensions, "database", Away())
    with app.app_context(), pytest.raises(OSError, match="away"), healthy():
        pass
