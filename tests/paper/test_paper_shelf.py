"""What is kept of the printed documents, and for how long."""

import os
import time
from pathlib import Path

from app.paper.order import Printed
from app.paper.shelf import UNUSED_SECONDS, Shelf


def test_a_document_unused_for_a_month_goes_when_another_comes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 1_000_000)
    shelf.put("old", Printed(b"%PDF old", 1))
    shelf.put("recent", Printed(b"%PDF recent", 1))
    long_ago = time.time() - UNUSED_SECONDS - 60
    os.utime(tmp_path / "old.kept", (long_ago, long_ago))
    shelf.put("new", Printed(b"%PDF new", 1))
    assert shelf.get("old") is None
    assert shelf.get("recent")
    assert shelf.get("new")


def test_a_document_can_be_dropped(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 1_000_000)
    shelf.put("one", Printed(b"%PDF", 1))
    shelf.drop("one")
    shelf.drop("never kept")
    assert shelf.get("one") is None


def test_a_shelf_is_cleared_and_serves_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 1_000_000)
    for name in ("one", "two"):
        shelf.put(name, Printed(b"%PDF", 1))
    shelf.clear()
    assert not list(tmp_path.iterdir())
    shelf.put("one", Printed(b"%PDF", 1))
    assert shelf.get("one")
