"""The text of a file, whatever program saved it."""

import codecs

from app.questions.exchange.parsed import Refused


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a file and its encoding: utf-8, utf-16 when it says so itself, else cp1252.

    Raises Refused when it is none of them, or holds NUL bytes.
    """
    text, encoding = _text(data)
    if "\0" in text:
        raise Refused("nul-bytes")
    return text, encoding


def _text(data: bytes) -> tuple[str, str]:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for codec, name in (("utf-16", "utf-16"),) if wide else (("utf-8-sig", "utf-8"), ("cp1252", "cp1252")):
        try:
            return data.decode(codec), name
        except UnicodeDecodeError:
            continue
    raise Refused("unreadable-text")
