"""Form fields of a PDF that WeasyPrint wrote: their font, first value, greatest length and appearance."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from app.paper.field_font import FieldFont, encoded
from app.paper.markup import Field

RESOURCE = "/Field"
MULTILINE = 1 << 12
# Space between the border of a field and its text, in points.
MARGIN = 2.0
LEADING = 1.3
# What WeasyPrint writes: "/a1.0 gs 0.1 0.1 0.2 rg /VLLRZL 9 Tf".
DEFAULT_APPEARANCE = re.compile(r"(/\S+ gs )?(?P<color>.*?)\s*(?P<font>/\S+) (?P<size>[\d.]+) Tf")


@dataclass(frozen=True)
class Pen:
    """How a field writes: the font WeasyPrint gave it, size in points, colour as a PDF operator."""

    font: str
    size: float
    color: str

    @classmethod
    def read(cls, appearance: str) -> "Pen":
        """Read a default appearance. Raises ValueError if it names no font."""
        found = DEFAULT_APPEARANCE.match(appearance)
        if found is None:
            raise ValueError(f"no font in {appearance!r}")
        return cls(found["font"], float(found["size"]), found["color"] or "0 g")

    @property
    def operators(self) -> str:
        """The same, with our font."""
        return f"{self.color} {RESOURCE} {self.size:g} Tf"


def complete_fields(pdf: Pdf, fields: Mapping[str, Field], font: FieldFont) -> None:
    """Give each field its first value, greatest length, font and appearance; drop WeasyPrint's font."""
    form = pdf.Root.AcroForm
    resources = pdf.make_indirect(Dictionary(Font=Dictionary({RESOURCE: font.embedded(pdf)})))
    replaced: set[str] = set()
    for widget in form.Fields:
        pen = Pen.read(str(widget.DA))
        replaced.add(pen.font)
        _set_value(widget, fields[str(widget.T)], pen)
        drawing = Stream(pdf, drawn(widget, font, pen), Type=Name.XObject, Subtype=Name.Form)
        drawing.BBox = Array([0, 0, *_size(widget)])
        drawing.Resources = resources
        widget.AP = Dictionary(N=drawing)
    for page in pdf.pages:
        for name in replaced & set(page.Resources.Font.keys()):
            del page.Resources.Font[name]
    del form.NeedAppearances
    form.DR = resources
    form.DA = String(f"0 g {RESOURCE} 9 Tf")


def _set_value(widget: Object, field: Field, pen: Pen) -> None:
    widget.DA = String(pen.operators)
    widget.V = String(field.value)
    widget.DV = String(field.value)
    if field.length is not None and "/Opt" not in widget:
        widget.MaxLen = field.length
    left, top, right, bottom = widget.Rect
    widget.Rect = Array([left, bottom, right, top])


def _size(widget: Object) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in widget.Rect)
    return right - left, top - bottom


def drawn(widget: Object, font: FieldFont, pen: Pen) -> bytes:
    """The appearance of a field as viewers expect it: its text, marked as /Tx."""
    width, height = _size(widget)
    lines, first = [_shown(widget)], (height - font.capital * pen.size / 1000) / 2
    if int(widget.get("/Ff", 0)) & MULTILINE:
        lines = list(_wrapped(lines[0], font, pen.size, width - 2 * MARGIN))
        first = height - MARGIN - pen.size
    if not any(lines):
        return b"/Tx BMC\nEMC\n"
    place = f"{MARGIN:g} {first:.3f} Td {pen.size * LEADING:.3f} TL"
    text = b" T* ".join(b"<%s> Tj" % encoded(line).hex().encode() for line in lines)
    return f"/Tx BMC\nq BT {pen.operators} {place} ".encode("ascii") + text + b" ET Q\nEMC\n"


def _shown(widget: Object) -> str:
    """The text a field shows: the label of the chosen option, or the value itself."""
    value = str(widget.V)
    labels = {str(option[0]): str(option[1]) for option in widget.get("/Opt", ())}
    return labels.get(value, value)


def _wrapped(text: str, font: FieldFont, size: float, width: float) -> Iterator[str]:
    """Lines no wider than `width` points, cut at spaces."""
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and font.width(longer, size) > width:
                yield line
                longer = word
            line = longer
        yield line
