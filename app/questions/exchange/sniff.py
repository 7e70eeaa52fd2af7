"""What a file is, by its first bytes and by its name; both must agree."""

import io
import re
import zipfile
from collections.abc import Mapping

from app.questions.exchange.parsed import Format, Refused
from app.questions.exchange.raw import MOST_BYTES

FORMATS: Mapping[str, Format] = {".xlsx": "xlsx", ".csv": "csv", ".json": "json", ".md": "markdown"}

_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\x1f\x8b", "gzip"),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PARTS = (("xl/vbaProject.bin", "macros"), ("xl/workbook.xml", "xlsx"), ("word/document.xml", "docx"))
_MARKUP = re.compile(r"\s*<(!doctype|html|\?xml|table)", re.IGNORECASE)
_JSON = re.compile(r'\s*[\[{]\s*["\[{}\]]')


def format_of(data: bytes, name: str) -> Format:
    """Return the format of a file called `name`. Raises Refused when it is too large, or not what its name says."""
    if len(data) > MOST_BYTES:
        raise Refused("too-large", size=len(data), most=MOST_BYTES)
    if not data.strip():
        raise Refused("empty")
    extension = "." + name.rpartition(".")[2].lower() if "." in name else ""
    kind = _kind(data)
    if kind in ("encrypted", "macros", "old-excel"):
        raise Refused(kind)
    if extension not in FORMATS:
        raise Refused("unknown-extension", extension=extension[:20], kind=kind)
    return _agreed(FORMATS[extension], extension, kind)


def _agreed(format: Format, extension: str, kind: str) -> Format:
    if format == "xlsx" and kind in ("", "zip"):
        raise Refused("not-a-workbook")
    fine = {"xlsx": ("xlsx",), "json": ("json", ""), "csv": ("",), "markdown": ("",)}[format]
    if kind not in fine:
        raise Refused("mismatch", extension=extension, kind=kind)
    return format


def _kind(data: bytes) -> str:
    """Return what the bytes are, or "" for text of no special kind."""
    magic = next((kind for start, kind in _MAGIC if data.startswith(start)), "")
    if magic == "ole":
        return "encrypted" if _ENCRYPTED in data else "old-excel"
    if magic == "zip":
        return _zip_kind(data)
    if magic:
        return magic
    head = data[:200].removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return "html" if _MARKUP.match(head) else "json" if _JSON.match(head) else ""


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refused("damaged") from error
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    return next((kind for part, kind in _PARTS if part in names), "zip")
