"""Where the house asks for PDFs: rendered in limited processes, kept, served again in milliseconds."""

import hashlib
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from queue import Empty, Queue

from app.paper.assets import Assets
from app.paper.crew import Hand
from app.paper.order import Busy, Limits, Order, Printed, Stamp
from app.paper.shelf import Shelf

LIBRARIES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "fonttools", "pyphen", "pikepdf")
SHELF_BYTES = 200_000_000
NAMED_SECONDS = 3600  # What bears people's names waits for whoever asked for it, no longer.
DEFAULT = Limits()
LOG = logging.getLogger(__name__)


class Press:
    """Prints with `processes` rendering processes, keeps what it printed in `folder`; safe between threads.

    Nothing starts before the first order, or `warm`; do not call either before a server forks.
    """

    def __init__(
        self,
        assets: Assets,
        folder: Path,
        processes: int = 1,
        shelf_bytes: int = SHELF_BYTES,
        limits: Limits = DEFAULT,
    ) -> None:
        self._limits = limits
        self._edition = _edition(assets)
        self._shelf = Shelf(folder, shelf_bytes)
        self._named = Shelf(folder / "named", shelf_bytes, NAMED_SECONDS)
        self._named.tidy()
        settings = _font_settings(assets, folder / "fonts")
        self._hands = [Hand(assets.folders, settings, limits) for _ in range(processes)]
        self._free: Queue[Hand] = Queue()
        for hand in self._hands:
            self._free.put(hand)

    def kept(self, key: str) -> Printed | None:
        """The document printed under this key, in milliseconds, or nothing."""
        return self._shelf.get(self._name("key", key))

    def printed(self, order: Order, key: str | None = None) -> Printed:
        """The PDF of an order: kept from an earlier time, or rendered now and then kept.

        `key` stands for the document: same key, same document, whatever the HTML.
        Assets, library versions and this engine are part of every key.
        Raises Unprintable, TooLarge, TooHeavy, Busy.
        """
        name = self._name("html", order.html) if key is None else self._name("key", key)
        found = self._shelf.get(name)
        if found is not None:
            return found
        with self._hand() as hand:
            header, data = hand.asked("print", order.html.encode("utf-8", "replace"))
        printed = Printed(data, int(header["pages"]), tuple(header["remarks"]))
        for remark in printed.remarks:
            LOG.warning("%s", remark)
        self._shelf.put(name, printed)
        return printed

    def forget(self, key: str) -> None:
        """Keep the document printed under this key no longer."""
        self._shelf.drop(self._name("key", key))

    def stamped(self, base: Printed, stamp: Stamp) -> Printed:
        """A copy of a form printed here, for someone: made now, or a moment ago.

        After an hour, the next order removes it.

        Raises TooHeavy, Busy.
        """
        found = self.kept_copy(base, stamp)
        if found is None:
            with self._hand() as hand:
                _, data = hand.asked("stamp", base.data, stamp=asdict(stamp))
            found = Printed(data, base.pages)
            self._named.put(self._copy(base, stamp), found)
        return found

    def kept_copy(self, base: Printed, stamp: Stamp) -> Printed | None:
        """The copy made a moment ago, or nothing."""
        return self._named.get(self._copy(base, stamp))

    def forget_copy(self, base: Printed, stamp: Stamp) -> None:
        """Keep a copy no longer."""
        self._named.drop(self._copy(base, stamp))

    def forget_copies(self) -> None:
        """Keep no copy that bears somebody's name: who is erased is erased there too."""
        self._named.clear()

    def filled(self, data: bytes) -> dict[str, str]:
        """`fields.filled_fields` within the limits of a rendering process: the way for files from outside."""
        with self._hand() as hand:
            header, _ = hand.asked("read", data)
        return dict(header["fields"])

    def warm(self) -> None:
        """Start the processes now rather than at the first order."""
        for hand in self._hands:
            hand.start()

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the processes that run."""
        return tuple(hand.pid for hand in self._hands if hand.pid is not None)

    def close(self) -> None:
        """End the processes. The kept documents stay."""
        for hand in self._hands:
            hand.stop()

    @contextmanager
    def _hand(self) -> Iterator[Hand]:
        try:
            hand = self._free.get(timeout=self._limits.queue_seconds)
        except Empty:
            raise Busy("queue") from None
        try:
            yield hand
        finally:
            self._free.put(hand)
            self._named.tidy()

    def _copy(self, base: Printed, stamp: Stamp) -> str:
        return self._name("stamp", json.dumps([hashlib.sha256(base.data).hexdigest(), asdict(stamp)], sort_keys=True))

    def _name(self, kind: str, text: str) -> str:
        whole = f"{self._edition}\0{kind}\0{text}"
        return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()


def _font_settings(assets: Assets, folder: Path) -> Path:
    """The fontconfig file of our processes, written into `folder`, where fontconfig keeps its cache too."""
    folder.mkdir(exist_ok=True)
    settings = folder.resolve() / f"{assets.digest}.conf"
    partial = settings.with_suffix(f".{os.getpid()}")
    partial.write_text(assets.font_settings(folder.resolve()), encoding="utf-8")
    partial.replace(settings)
    return settings


def _edition(assets: Assets) -> str:
    """A fingerprint of what decides of the bytes besides the HTML: assets, libraries, this engine's code."""
    total = hashlib.sha256(assets.digest.encode())
    for library in LIBRARIES:
        total.update(f"{library} {version(library)}\n".encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        total.update(source.read_bytes())
    return total.hexdigest()
