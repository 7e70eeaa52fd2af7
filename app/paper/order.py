"""What a document to print is, what comes back, the limits, and every way it can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

# A kit of 26 pages with fields is 53 kB of HTML; 1 MB of text would take 13 s of processor.
HTML_BYTES = 250_000
PAGES = 200


@dataclass(frozen=True)
class Limits:
    """What one order may use: processor, memory and clock, and the wait for a free process before it.

    A process is replaced after `renders` of them, since WeasyPrint leaks about 0.1 MB each time.
    """

    cpu_seconds: int = 15
    memory_bytes: int = 1_073_741_824
    wall_seconds: float = 30.0
    queue_seconds: float = 30.0
    renders: int = 200


class PaperError(Exception):
    """A document could not be made or read. `code` names the reason, `detail` is for the log."""

    codes: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, code: str, detail: str = "") -> None:
        if code not in self.codes:
            raise ValueError(f"{type(self).__name__} has no code {code!r}")
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class Unprintable(PaperError):
    """The HTML breaks a rule of the engine, or WeasyPrint failed on it (`failed`)."""

    codes = frozenset(
        {"missing_asset", "forbidden_address", "forbidden_link", "no_language", "no_title", "failed"}
        | {"unsupported_field", "unnamed_field", "untitled_field", "duplicate_field"}
    )


class TooLarge(PaperError):
    """The HTML is over `HTML_BYTES` (`html`) or the document over `PAGES` (`pages`)."""

    codes = frozenset({"html", "pages"})


class TooHeavy(PaperError):
    """Printing went over its processor, memory or clock limit, or the process died (`crashed`)."""

    codes = frozenset({"cpu", "memory", "time", "crashed"})


class Busy(PaperError):
    """No process became free within `Limits.queue_seconds`: the same order may work later."""

    codes = frozenset({"queue"})


class Unreadable(PaperError):
    """A file whose fields were asked for is no PDF, is encrypted, is too large, has no field, or holds a program."""

    codes = frozenset({"not_a_pdf", "encrypted", "too_large", "no_fields", "program"})


ERRORS: dict[str, type[PaperError]] = {
    kind.__name__: kind for kind in (Unprintable, TooLarge, TooHeavy, Busy, Unreadable)
}


@dataclass(frozen=True)
class Order:
    """A whole HTML document to print as PDF/UA-1. Raises TooLarge("html") over `HTML_BYTES` of UTF-8."""

    html: str

    def __post_init__(self) -> None:
        size = len(self.html.encode("utf-8", "surrogatepass"))
        if size > HTML_BYTES:
            raise TooLarge("html", f"{size} bytes")


@dataclass(frozen=True)
class Stamp:
    """What makes a copy of a printed form somebody's: `before`, in the names of its fields, becomes `after`.

    `values`: what is filled in, by the name of the field in the original.
    """

    before: str
    after: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Printed:
    """A finished PDF, its number of pages, and what WeasyPrint complained about, if it was just made."""

    data: bytes
    pages: int
    remarks: tuple[str, ...] = ()
