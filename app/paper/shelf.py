"""Printed documents kept on disk under a fingerprint of what went in, as long as they are asked for."""

import contextlib
import hashlib
import os
import struct
import tempfile
import time
from pathlib import Path

from app.paper.order import Printed

HEADER = struct.Struct(">8sI32s")
MAGIC = b"paper 1\n"
SUFFIX = ".kept"
UNUSED_SECONDS = 30 * 24 * 3600


class Shelf:
    """Keeps at most `size` bytes in `folder`, and nothing unused for 30 days or as told; several processes share it."""

    def __init__(self, folder: Path, size: int, unused_seconds: int = UNUSED_SECONDS) -> None:
        self._unused = unused_seconds
        self._folder = folder
        self._size = size
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str) -> Printed | None:
        """The document kept under `name`. A damaged file counts as absent and is removed."""
        path = self._folder / f"{name}{SUFFIX}"
        try:
            content = path.read_bytes()
            os.utime(path)
        except FileNotFoundError:
            return None
        printed = _unpacked(content)
        if printed is None:
            path.unlink(missing_ok=True)
        return printed

    def put(self, name: str, printed: Printed) -> None:
        """Keep a document under `name`, whole or not at all, then make room. A full disk loses the copy."""
        with contextlib.suppress(OSError):
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix=name, delete=False) as file:
                file.write(_packed(printed))
            os.replace(file.name, self._folder / f"{name}{SUFFIX}")
        self.tidy()

    def drop(self, name: str) -> None:
        """Keep the document under `name` no longer."""
        (self._folder / f"{name}{SUFFIX}").unlink(missing_ok=True)

    def clear(self) -> None:
        """Keep nothing."""
        for path in self._folder.glob(f"*{SUFFIX}"):
            path.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Make room, and keep nothing that nobody asked for; what another process removes meanwhile is removed."""
        oldest = time.time() - self._unused
        with contextlib.suppress(OSError):
            kept = [(entry.stat(), entry.path) for entry in os.scandir(self._folder) if entry.is_file()]
            total = sum(status.st_size for status, _ in kept)
            for status, path in sorted(kept, key=lambda item: item[0].st_mtime_ns):
                if total <= self._size and status.st_mtime > oldest:
                    break
                Path(path).unlink(missing_ok=True)
                total -= status.st_size


def _packed(printed: Printed) -> bytes:
    digest = hashlib.sha256(printed.data).digest()
    return HEADER.pack(MAGIC, printed.pages, digest) + printed.data


def _unpacked(content: bytes) -> Printed | None:
    if len(content) < HEADER.size:
        return None
    magic, pages, digest = HEADER.unpack_from(content)
    data = content[HEADER.size :]
    if magic != MAGIC or hashlib.sha256(data).digest() != digest:
        return None
    return Printed(data, pages)
