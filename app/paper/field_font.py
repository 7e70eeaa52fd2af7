"""The font of form fields: what a simple PDF font must know of a TrueType file."""

import io
from dataclasses import dataclass

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

FIRST, LAST = 32, 255
# Signs that French text needs and Windows-1252 lacks.
NEAREST = str.maketrans({"\u202f": "\u00a0", "\u2009": " ", "\u2011": "-", "\u2212": "-"})


@dataclass(frozen=True)
class FieldFont:
    """A TrueType font for what people type, in Windows-1252: viewers know how to write with it.

    Widths and heights are in thousandths of the font size.
    """

    program: bytes
    name: str
    widths: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    capital: int

    @classmethod
    def read(cls, program: bytes) -> "FieldFont":
        """Read the measures of a TrueType file."""
        font = TTFont(io.BytesIO(program), lazy=True)
        scale = 1000 / font["head"].unitsPerEm
        glyphs, metrics, head = font.getBestCmap(), font["hmtx"], font["head"]
        signs = [bytes([code]).decode("cp1252", "replace") for code in range(FIRST, LAST + 1)]
        return cls(
            program=program,
            name=font["name"].getDebugName(6),
            widths=tuple(round(metrics[glyphs.get(ord(sign), ".notdef")][0] * scale) for sign in signs),
            box=tuple(round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)),
            ascent=round(font["hhea"].ascent * scale),
            descent=round(font["hhea"].descent * scale),
            capital=round(font["OS/2"].sCapHeight * scale),
        )

    def width(self, text: str, size: float) -> float:
        """The width of a line of text, in points."""
        return sum(self.widths[code - FIRST] for code in encoded(text) if code >= FIRST) * size / 1000

    def embedded(self, pdf: Pdf) -> Object:
        """This font as an object of `pdf`."""
        name = Name(f"/{self.name}")
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=name, Flags=32, FontBBox=Array(self.box), ItalicAngle=0,
            Ascent=self.ascent, Descent=self.descent, CapHeight=self.capital, StemV=80,
            FontFile2=Stream(pdf, self.program, Length1=len(self.program)),
        )  # fmt: skip
        font = Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=name, FirstChar=FIRST, LastChar=LAST,
            Widths=Array(self.widths), Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )  # fmt: skip
        return pdf.make_indirect(font)


def encoded(text: str) -> bytes:
    """Text in Windows-1252; a sign it lacks becomes its nearest or a question mark."""
    return text.translate(NEAREST).encode("cp1252", "replace")
