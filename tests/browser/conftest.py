"""A real browser before a real server; whatever it says or asks outside is a failure."""

import logging
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server
from witness import PATIENCE, Witness

from app import create_app
from app.config import Settings
from app.kits.service import Preparation
from app.web import database

EXECUTABLE = "/usr/bin/chromium-headless-shell"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
HERE = "127.0.0.1"
expect.set_options(timeout=PATIENCE)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory, unprepared: object) -> Iterator[Flask]:
    """The whole service; it prints ahead when a test asks for `printing`."""
    settings = Settings(instance=tmp_path_factory.mktemp("site"), secret_key="for the browser's tests", limited=False)
    database.upgrade(settings.database)
    app = create_app(settings)
    app.extensions["preparation"] = unprepared
    yield app
    app.extensions["press"].close()
    app.extensions["database"].dispose()


@pytest.fixture
def printing(service: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the service print a kit's documents ahead."""
    monkeypatch.setitem(service.extensions, "preparation", Preparation(service.app_context))


@pytest.fixture(scope="session")
def site(service: Flask) -> Iterator[str]:
    """The address of the service."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server(HERE, 0, service, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://{HERE}:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests, which can reach nothing but this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=[*ARGUMENTS, ONLY_HERE])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Open a page in a browser window of its own: `open_page(address, java_script_enabled=False, …)`."""
    witness, contexts = Witness(HERE), []

    def opened(address: str, **options: Any) -> Page:
        context = chromium.new_context(locale="fr-FR", **options)
        witness.watch(context)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert witness.heard == []
