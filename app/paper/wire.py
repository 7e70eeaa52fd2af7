"""How the press and a rendering process talk: a JSON header and a body of bytes, each after its length."""

import json
import struct
from typing import Any, Protocol

LENGTH = struct.Struct(">I")


class Reader(Protocol):
    """Gives exactly `size` bytes, or raises EOFError."""

    def __call__(self, size: int, /) -> bytes: ...


def packed(header: dict[str, Any], body: bytes = b"") -> bytes:
    """One message, ready to be written."""
    head = json.dumps(header).encode("ascii")
    return LENGTH.pack(len(head)) + head + LENGTH.pack(len(body)) + body


def read(reader: Reader) -> tuple[dict[str, Any], bytes]:
    """The next message: header and body. Raises EOFError when the other side has gone."""
    header: dict[str, Any] = json.loads(_frame(reader))
    return header, _frame(reader)


def _frame(reader: Reader) -> bytes:
    (size,) = LENGTH.unpack(reader(LENGTH.size))
    return reader(size)
