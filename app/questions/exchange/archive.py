"""What is inside a workbook, looked at before any of it is trusted: sizes, entities, how far its cells reach."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString
from openpyxl.utils import column_index_from_string

from app.questions.exchange.parsed import Refused
from app.questions.exchange.raw import check_count

MOST_INSIDE = 12_000_000  # Bytes, all files of the archive together, once inflated.
MOST_RATIO = 200  # Between a file and what it takes in the archive; spreadsheets stay under 50.
MOST_FILES = 1_000
MOST_ELEMENTS = 200_000  # Of XML, all files together: 500 questions make some 80 000.
MOST_COUNTED = 1_000_000  # Beyond, nobody counts the rows any more.
MOST_SHARED = 2_000_000  # Signs of formula to work out, when many cells share one.
LAST_ROW = 1_048_576
_SMALL = 100_000  # Bytes under which a ratio means nothing.
_ENCRYPTED = 1
_REFERENCE = re.compile("([A-Z]{1,3})[0-9]{1,7}")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, RuntimeError)


@dataclass
class Extent(ContentHandler):
    """How far a sheet reaches: its widest column and how many rows hold something; its merged ranges.

    `elements` counts those of XML; `shared` the cells that share a formula, `longest` the signs of the longest one.
    """

    width: int = 0
    rows: int = 0
    merged: list[str] = field(default_factory=list)
    elements: int = 0
    shared: int = 0
    longest: int = 0
    _formula: int | None = None
    _column: int = 0
    _counted: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        """Take what counts of an element, whatever the prefix of its name."""
        self.elements += 1
        if self.elements > MOST_COUNTED:
            raise Refused("bomb", size=self.elements, most=MOST_COUNTED)
        match local := name.rpartition(":")[2]:
            case "row":
                self._counted = False
                self._start_row(attrs.get("r"))
            case "c":
                self._column = _column(attrs.get("r"), self._column)
            case "v" | "is" | "f":
                self.width = max(self.width, self._column)
                self.rows += not self._counted
                self._counted = True
                self._formula = 0 if local == "f" else None
                self.shared += local == "f" and attrs.get("t") == "shared"
            case "mergeCell":
                self.merged.append(str(attrs.get("ref", "")))

    def characters(self, content: str) -> None:
        """Measure the formula that is being read."""
        if self._formula is not None:
            self._formula += len(content)
            self.longest = max(self.longest, self._formula)

    def endElement(self, name: str) -> None:
        """Close the formula that is being read."""
        self._formula = None

    def _start_row(self, number: str | None) -> None:
        self._column = 0
        if number is not None and not (re.fullmatch("[0-9]{1,7}", number) and 0 < int(number) <= LAST_ROW):
            raise Refused("damaged")


def _column(reference: str | None, before: int) -> int:
    if reference is None:
        return before + 1
    if not (found := _REFERENCE.fullmatch(reference)):
        raise Refused("damaged")
    return column_index_from_string(found[1])


def extents(data: bytes) -> Mapping[str, Extent]:
    """Return how far each XML file of a workbook reaches, by its path. Raises Refused for what is no fair workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive.infolist())
            found = {entry.filename: _extent(_inflated(archive, entry)) for entry in archive.infolist() if _xml(entry)}
    except DefusedXmlException as error:
        raise Refused("entities") from error
    except (*_BROKEN, SAXException) as error:
        raise Refused("damaged") from error
    _check_work(tuple(found.values()))
    return found


def _check_work(found: Sequence[Extent]) -> None:
    """Refuse what would take too long to read; what is only too many questions is said so."""
    elements = sum(extent.elements for extent in found)
    if elements > MOST_ELEMENTS:
        rows = max(extent.rows for extent in found) - 1
        check_count(max(rows, 1))
        raise Refused("bomb", size=elements, most=MOST_ELEMENTS)
    if any(extent.shared * extent.longest > MOST_SHARED for extent in found):
        raise Refused("bomb", size=max(extent.longest for extent in found), most=MOST_SHARED)


def _xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.endswith((".xml", ".rels", ".vml"))


def _check(entries: list[zipfile.ZipInfo]) -> None:
    size = sum(entry.file_size for entry in entries)
    squeezed = any(entry.file_size > max(_SMALL, MOST_RATIO * entry.compress_size) for entry in entries)
    if size > MOST_INSIDE or squeezed or len(entries) > MOST_FILES:
        raise Refused("bomb", size=size, most=MOST_INSIDE)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused("encrypted")
    if len({entry.filename for entry in entries}) < len(entries):
        raise Refused("damaged")


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a file of the archive; its size is checked again, for the directory may lie."""
    with archive.open(entry) as opened:
        found = opened.read(MOST_INSIDE + 1)
    if len(found) > MOST_INSIDE or len(found) != entry.file_size:
        raise Refused("bomb", size=len(found), most=MOST_INSIDE)
    return found


def _extent(xml: bytes) -> Extent:
    extent = Extent()
    parseString(xml, extent, forbid_dtd=True)
    return extent
