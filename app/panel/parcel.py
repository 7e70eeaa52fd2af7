"""What is dropped: PDFs, and zips of PDFs, taken apart within limits before anything reads them."""

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

MOST_FILES = 50
MOST_BYTES = 20_000_000
FILE_BYTES = 2_000_000
NAME_LENGTH = 80
SLICE = 65_536
BROKEN = (BadZipFile, LargeZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, ZlibError)
STRAY = ("__MACOSX/", ".DS_Store", "Thumbs.db")  # What systems add to a zip by themselves.


@dataclass(frozen=True)
class Piece:
    """A file by its last name; `trouble` says by a code why its content was left where it is.

    Codes: zip (not one that can be opened), zip-in-zip, encrypted, path (its name leads out of the zip), too-large,
    too-many, bomb (more than 20 MB unpacked), nothing (an empty zip or file).
    """

    name: str
    data: bytes = b""
    trouble: str = ""


def pieces(dropped: Iterable[tuple[str, bytes]]) -> tuple[Piece, ...]:
    """Return every file of what was dropped, zips opened, in order; past 50 files or 20 MB, the reason ends it."""
    found: list[Piece] = []
    size = 0
    for piece in (piece for name, data in dropped for piece in _opened(name, data)):
        size += len(piece.data)
        if len(found) == MOST_FILES or size > MOST_BYTES:
            return (*found, Piece("", trouble="too-many" if len(found) == MOST_FILES else "bomb"))
        found.append(piece)
        if piece.trouble == "bomb":
            break
    return tuple(found)


def _opened(name: str, data: bytes) -> Iterator[Piece]:
    short = _short(name)
    if not data:
        yield Piece(short, trouble="nothing")
    elif not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield _sized(short, data)
    else:
        try:
            with ZipFile(BytesIO(data)) as archive:
                yield from _members(short, archive)
        except BROKEN:
            yield Piece(short, trouble="zip")


def _members(name: str, archive: ZipFile) -> Iterator[Piece]:
    files = [each for each in archive.infolist() if not each.is_dir() and not _stray(each.filename)]
    if not files:
        yield Piece(name, trouble="nothing")
    for info in files:
        try:
            yield _member(archive, info)
        except BROKEN:
            yield Piece(_short(info.filename), trouble="zip")


def _member(archive: ZipFile, info: ZipInfo) -> Piece:
    """Read one file of a zip: by what comes out of it, whatever the zip says of its size."""
    short, path = _short(info.filename), PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or stat.S_ISLNK(info.external_attr >> 16):
        return Piece(short, trouble="path")
    if info.flag_bits & 1:
        return Piece(short, trouble="encrypted")
    with archive.open(info) as source:
        data = bytearray()
        while len(data) <= FILE_BYTES and (part := source.read(SLICE)):
            data += part
    if len(data) > FILE_BYTES:
        return Piece(short, trouble="bomb" if info.compress_size * 50 < len(data) else "too-large")
    if data.startswith(b"PK\x03\x04"):
        return Piece(short, trouble="zip-in-zip")
    return _sized(short, bytes(data)) if data else Piece(short, trouble="nothing")


def _sized(name: str, data: bytes) -> Piece:
    return Piece(name, trouble="too-large") if len(data) > FILE_BYTES else Piece(name, data)


def _stray(name: str) -> bool:
    return name.startswith(STRAY[0]) or name.rpartition("/")[2] in STRAY


def _short(name: str) -> str:
    last = "".join(sign for sign in name.replace("\\", "/").rpartition("/")[2] if sign.isprintable())
    return last if len(last) <= NAME_LENGTH else f"{last[: NAME_LENGTH - 8]}…{last[-7:]}"
