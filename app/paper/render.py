"""Lay out a document and write its PDF: the only file that imports WeasyPrint.

The environment must hold a FONTCONFIG_FILE made by `Assets.font_settings` before this module is imported.
"""

import gc
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from app.paper.assets import Assets
from app.paper.field_font import FieldFont
from app.paper.finish import finished
from app.paper.markup import Notes, prepared
from app.paper.order import PAGES, PaperError, Printed, Stamp, TooHeavy, TooLarge, Unprintable
from app.paper.stamp import stamped

VARIANT = "pdf/ua-1"
LOG = logging.getLogger("weasyprint")
LOST_DRAWING = "Failed to render SVG image"
FIELD_FONT = "Inter-Field.ttf"
# Fields have a font of their own: small, complete, replaced by a simple one in the finished file.
FIELD_STYLE = 'input, select, textarea { font-family: "Inter Field" !important; font-weight: 400 !important }'


class Renderer:
    """Renders documents one after the other, in one thread, from `assets` alone."""

    def __init__(self, assets: Assets) -> None:
        self._fetcher = _Fetcher(assets)
        self._fonts = FontConfiguration()
        self._style = weasyprint.CSS(string=FIELD_STYLE, url_fetcher=self._fetcher)
        self._field_font = FieldFont.read(assets.named(FIELD_FONT))

    def printed(self, html: str) -> Printed:
        """The PDF/UA-1 file of a whole HTML document: the same bytes for the same HTML and assets.

        Raises Unprintable, TooLarge("pages"), TooHeavy("memory").
        """
        with _collector_off(), _failures(), _remarks() as remarks:
            data, pages = self._made(html)
        if any(remark.startswith(LOST_DRAWING) for remark in remarks):
            raise Unprintable("failed", remarks[-1])
        return Printed(data, pages, tuple(dict.fromkeys(remarks)))

    def _made(self, html: str) -> tuple[bytes, int]:
        self._fetcher.refused = None
        source = weasyprint.HTML(string=html, base_url="asset:", url_fetcher=self._fetcher)
        notes = prepared(source.etree_element)
        options = {"pdf_variant": VARIANT, "pdf_forms": bool(notes.fields)}
        document = source.render(font_config=self._fonts, stylesheets=[self._style], **options)
        if len(document.pages) > PAGES:
            raise TooLarge("pages", str(len(document.pages)))
        begun = _begun(document.pages, notes)
        raw = document.write_pdf(uncompressed_pdf=True, **options)
        self._fetcher.check()
        return finished(raw, notes, begun, self._field_font), len(document.pages)

    def stamped(self, data: bytes, stamp: Stamp) -> bytes:
        """A copy of a PDF printed here: see `stamp.stamped`."""
        return stamped(data, stamp, self._field_font)


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Answers WeasyPrint from the assets; anything else stops the rendering."""

    def __init__(self, assets: Assets) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False, fail_on_errors=True)
        self._assets = assets
        self.refused: Unprintable | None = None

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        try:
            content, kind = self._assets.at(url)
        except Unprintable as error:
            self.refused = error
            raise
        return URLFetcherResponse(url, content, {"Content-Type": kind})

    def check(self) -> None:
        """Raise what was refused: WeasyPrint swallows every error while it draws an SVG image."""
        if self.refused is not None:
            raise self.refused


def _begun(pages: list[weasyprint.Page], notes: Notes) -> list[Counter[str]]:
    """For each page, how many elements of each type begin there. Takes our own ids out of the anchors."""
    seen: set[str] = set()
    begun = []
    for page in pages:
        new = [name for name in page.anchors if name in notes.cut and name not in seen]
        seen.update(new)
        begun.append(Counter(notes.cut[name] for name in new))
        for name in [name for name in page.anchors if name.startswith("cut ")]:
            del page.anchors[name]
    return begun


@contextmanager
def _remarks() -> Iterator[list[str]]:
    """What WeasyPrint logs meanwhile: unknown properties, missing anchors or alternatives."""
    remarks: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: remarks.append(record.getMessage()[:500])  # type: ignore[method-assign]
    LOG.addHandler(handler)
    try:
        yield remarks
    finally:
        LOG.removeHandler(handler)


@contextmanager
def _collector_off() -> Iterator[None]:
    """Garbage collection during a render costs a fifth of it; the worker collects between two orders."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def _failures() -> Iterator[None]:
    """Turn whatever WeasyPrint raises on a strange document into one of our errors."""
    try:
        yield
    except PaperError:
        raise
    except FatalURLFetchingError as error:
        cause = error.__cause__
        raise cause if isinstance(cause, PaperError) else Unprintable("failed", str(error)) from error
    except MemoryError as error:
        raise TooHeavy("memory") from error
    except Exception as error:
        raise Unprintable("failed", f"{type(error).__name__}: {error}"[:500]) from error
