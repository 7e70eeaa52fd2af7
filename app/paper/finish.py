"""Finish the PDF that WeasyPrint wrote, so that it passes PDF/UA-1 with its fields, and compress it.

WeasyPrint is asked for an uncompressed file: qpdf compresses it faster, and its text can be edited.
"""

import io
from collections import Counter

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from app.paper.field_font import FieldFont
from app.paper.markup import Notes
from app.paper.order import Unprintable
from app.paper.tags import tidied
from app.paper.widgets import complete_fields

pikepdf.settings.set_flate_compression_level(6)

FORBIDDEN = ("/OpenAction", "/AA", "/AF", "/Collection")
FORBIDDEN_NAMES = ("/JavaScript", "/EmbeddedFiles")
SCHEMES = ("https:", "mailto:")


def finished(raw: bytes, notes: Notes, begun: list[Counter[str]], font: FieldFont) -> bytes:
    """The finished file: tags tidied, links named, fields complete, nothing that acts by itself.

    `begun` says, page by page, how many elements of each type begin there. Same input, same bytes.
    Raises Unprintable("forbidden_link") if an action or an attached file is in it.
    """
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        _check_catalog(pdf)
        for page in pdf.pages:
            for annotation in page.get("/Annots", ()):
                _check_annotation(annotation)
                _name_link(annotation, notes)
        tidied(pdf, begun)
        if "/AcroForm" in pdf.Root:
            complete_fields(pdf, notes.fields, font)
        return written(pdf)


def _check_catalog(pdf: Pdf) -> None:
    names = pdf.Root.get("/Names", Dictionary())
    if any(key in pdf.Root for key in FORBIDDEN) or any(key in names for key in FORBIDDEN_NAMES):
        raise Unprintable("forbidden_link", "action or attached file")


def _check_annotation(annotation: pikepdf.Object) -> None:
    kind, action = annotation.Subtype, annotation.get("/A")
    if kind not in (Name.Link, Name.Widget) or "/AA" in annotation:
        raise Unprintable("forbidden_link", str(kind))
    if action is not None and not (
        action.S == Name.URI and str(action.URI).lower().startswith(SCHEMES) and kind == Name.Link
    ):
        raise Unprintable("forbidden_link", str(action.get("/URI", action.S))[:200])


def _name_link(annotation: pikepdf.Object, notes: Notes) -> None:
    """WeasyPrint names a link by its address; a person wants the words of the link."""
    if annotation.Subtype == Name.Link:
        target = str(annotation.get("/Contents", ""))
        annotation.Contents = pikepdf.String(notes.links.get(target, target))


def written(pdf: Pdf) -> bytes:
    """The file, compressed; the same bytes for the same content."""
    out = io.BytesIO()
    pdf.save(
        out,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return out.getvalue()
