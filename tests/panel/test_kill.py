"""A server killed a hundred times while marks are written: what it acknowledged is there, and nothing older."""

import logging
import os
import random
import signal
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from json import dumps, loads
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import Flask
from seats import Played, form_token, played
from werkzeug.serving import make_server

from app import create_app
from app.config import Settings
from app.kits.kit import Kit
from app.panel.interview import fields
from app.panel.store import cards
from app.panel.store.campaigns import found_seat
from app.web import clock, database

KILLS = 100
HERE = "127.0.0.1"
LONGEST = 0.06  # Seconds from a server's first answer to its end.


@dataclass
class Desk:
    """Where marks are sent, with the cookie and the token of a form, and what was acknowledged of each field."""

    port: int
    path: str
    headers: dict[str, str]
    acknowledged: dict[str, int] = field(default_factory=dict)
    answers: int = 0
    cut: int = 0
    answered: Event = field(default_factory=Event)

    def write(self, names: list[str], at: int) -> None:
        """Send a mark for each field, its time as its value; note what is acknowledged."""
        sent = [{"field": name, "value": f"écrit à {at}", "at": at, "device": "tablet"} for name in names]
        link = HTTPConnection(HERE, self.port, timeout=10)
        try:
            link.request("POST", self.path, dumps(sent), self.headers)
            answer = link.getresponse()
            told = loads(answer.read())
        except ConnectionRefusedError:
            time.sleep(0.002)
            return
        except (HTTPException, OSError):
            self.cut += 1
            return
        finally:
            link.close()
        assert answer.status == 200, told
        self.answers += 1
        self.answered.set()
        self.acknowledged |= dict.fromkeys(names, at)
        assert {name: told["fields"][name]["at"] for name in names} == dict.fromkeys(names, at)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Flask]:
    """The whole service on a file of its own."""
    settings = Settings(instance=tmp_path, secret_key="to be killed", limited=False)
    database.upgrade(settings.database)
    app = create_app(settings)
    yield app
    app.extensions["press"].close()
    app.extensions["database"].dispose()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server((HERE, 0)) as probe:
        return int(probe.getsockname()[1])


def server(app: Flask, port: int) -> int:
    """Serve in a process of its own, which starts from the file alone; return its number."""
    app.extensions["database"].dispose()
    if child := os.fork():
        return child
    try:
        logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
        make_server(HERE, port, app, threaded=True).serve_forever()
    finally:
        os._exit(1)


def test_what_was_acknowledged_outlives_a_hundred_kills(service: Flask, kit: Kit, table: Callable[..., None]) -> None:
    play, chance, begun = played(service, kit), random.Random(6), time.monotonic()
    texts = sorted(str(each) for each in fields(kit, "before") if each.what in ("notes", "judgement"))
    desk, at = opened(play, free_port()), 0
    for _ in range(KILLS):
        desk.answered.clear()
        child = server(service, desk.port)
        killer = Thread(target=killed, args=(child, desk.answered, chance.uniform(0, LONGEST)))
        killer.start()
        while killer.is_alive():
            at += 1
            desk.write(chance.sample(texts, chance.randint(1, 3)), at)
        killer.join()
    lost, older = compared(play, desk)
    table("kills", str(KILLS), f"{time.monotonic() - begun:.1f} s")
    table("requests acknowledged", str(desk.answers), f"{desk.cut} cut short")
    table("fields acknowledged, found", f"{len(desk.acknowledged) - len(lost)} of {len(desk.acknowledged)}")
    assert desk.answers >= KILLS
    assert desk.cut > 0
    assert (lost, older) == ([], [])


def opened(play: Played, port: int) -> Desk:
    """Open a card, and return where its marks are sent."""
    client = play.app.test_client()
    with play.session() as session:
        seat = found_seat(session, play.token(), clock.today())
        assert seat is not None
        cards.opened(session, seat.campaign, seat.member, play.candidates[0], clock.now())
    path = play.seat(0, 0, "/marks")
    token = form_token(client, path)
    cookie = client.get_cookie("tremplin")
    assert cookie is not None
    headers = {"X-CSRFToken": token, "Cookie": f"tremplin={cookie.value}", "Content-Type": "application/json"}
    return Desk(port, path, headers)


def killed(child: int, answered: Event, after: float) -> None:
    """Kill a process some seconds after its first answer, and see it gone."""
    answered.wait(10)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def compared(play: Played, desk: Desk) -> tuple[list[str], list[str]]:
    """Return the fields acknowledged that are not there, and those that are older than what was acknowledged."""
    with play.session() as session:
        (card,) = cards.cards(session, play.campaign_id)
        found = {str(about): mark for about, mark in cards.marks(session, card)["before"].items()}
    lost = [name for name in desk.acknowledged if name not in found]
    older = [name for name, at in desk.acknowledged.items() if name in found and found[name].at < at]
    torn = [name for name, mark in found.items() if mark.value != f"écrit à {mark.at}"]
    return lost, older + torn
