"""The same scorecard for one person after the other: a printed PDF whose fields are renamed and partly filled in."""

import io

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream, String

from app.paper.field_font import FieldFont
from app.paper.finish import written
from app.paper.order import Stamp
from app.paper.widgets import Pen, drawn

READ_ONLY = 1


def stamped(data: bytes, stamp: Stamp, font: FieldFont) -> bytes:
    """A copy of a PDF that `finish` wrote, with the names and values of `stamp`; what is filled in is read-only.

    Nothing is laid out anew, so pages, tags and conformance are those of the original. Same input, same bytes.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        form = pdf.Root.AcroForm
        for widget in form.Fields:
            name = str(widget.T)
            if name in stamp.values:
                _fill(pdf, widget, stamp.values[name], font)
            widget.T = String(name.replace(stamp.before, stamp.after, 1))
        return written(pdf)


def _fill(pdf: Pdf, widget: Object, value: str, font: FieldFont) -> None:
    widget.V = widget.DV = String(value)
    widget.Ff = int(widget.get("/Ff", 0)) | READ_ONLY
    old = widget.AP.N
    drawing = Stream(pdf, drawn(widget, font, Pen.read(str(widget.DA))), Type=Name.XObject, Subtype=Name.Form)
    drawing.BBox, drawing.Resources = old.BBox, old.Resources
    widget.AP = Dictionary(N=drawing)
