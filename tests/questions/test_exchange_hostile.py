"""Files made to harm or badly saved: refused whole, quickly, with what they are."""

import io
import zipfile
from collections.abc import Callable

import pytest
from exchanging import BANK, VOCABULARY, given, refused, rows
from hypothesis import given as with_any
from hypothesis import settings
from hypothesis import strategies as st

from app.questions.exchange.as_xlsx import xlsx
from app.questions.exchange.parsed import Refusal, Rows

WORKBOOK = xlsx(BANK[:2], "fr", VOCABULARY)


def rezipped(change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """Return a good workbook whose files went through `change`, with more files."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
        for name, data in more.items():
            new.writestr(name, data)
    return written.getvalue()


def in_sheet(old: bytes, new: bytes) -> bytes:
    """Return a good workbook in whose first sheet `old` is written `new`, once."""

    def replaced(name: str, data: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return data
        assert old in data
        return data.replace(old, new, 1)

    return rezipped(replaced)


def declaring(size: int) -> bytes:
    """Return a good workbook whose directory says that a file of it holds so many bytes."""
    data = bytearray(WORKBOOK)
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = size.to_bytes(4, "little")
    return bytes(data)


def test_a_zip_bomb_is_not_inflated() -> None:
    squeezed = refused(rezipped(lambda name, data: data, bomb=b"0" * 11_000_000))
    assert squeezed.code == "bomb"
    heavy = bytes(range(256)) * 30_000
    assert refused(rezipped(lambda name, data: data, one=heavy, two=heavy)).code == "bomb"


def test_a_declared_size_is_not_believed() -> None:
    assert (refused(declaring(50_000_000)).code, refused(declaring(50_000_000)).arguments["most"]) == (
        "bomb",
        12_000_000,
    )
    assert refused(declaring(10)).code in ("bomb", "damaged")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_entities_are_refused_wherever_they_stand(part: str) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>'

    def poisoned(name: str, data: bytes) -> bytes:
        end = data.index(b"?>") + 2 if data.startswith(b"<?xml") else 0
        return data[:end] + bomb + data[end:] if name == part else data

    assert refused(rezipped(poisoned)).code == "entities"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="2"', b'<row r="99999999999"'),
        (b'<row r="2"', b'<row r="-1"'),
        (b'r="A2"', b'r="ZZZZZZZ2"'),
        (b'r="A2"', b'r="?"'),
        (b"</sheetData>", b""),
    ],
)
def test_a_sheet_that_lies_about_its_cells_is_damaged(old: bytes, new: bytes) -> None:
    assert refused(in_sheet(old, new)).code == "damaged"


def test_a_huge_dimension_costs_nothing() -> None:
    claimed = in_sheet(b"<sheetPr>", b'<dimension ref="A1:XFD1048576"/><sheetPr>')
    assert len(rows(claimed, "a.xlsx").rows) == 2


def test_what_is_no_fair_workbook_is_named() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert refused(ole + "EncryptedPackage".encode("utf-16-le")).code == "encrypted"
    assert refused(ole + b"Workbook").code == "old-excel"
    assert refused(rezipped(lambda name, data: data, **{"xl/vbaProject.bin": b"x"})).code == "macros"
    assert refused(WORKBOOK[: len(WORKBOOK) // 2]).code == "damaged"
    assert refused(WORKBOOK[:100] + b"\0" * 40 + WORKBOOK[140:]).code == "damaged"
    assert refused(b"%PDF-1.7 ...").arguments["kind"] == "pdf"
    assert refused(WORKBOOK, "a.csv").arguments == {"extension": ".csv", "kind": "xlsx"}
    assert refused(b"PK\x05\x06" + b"\0" * 18).code == "not-a-workbook"


def test_a_workbook_whose_files_are_locked_is_encrypted() -> None:
    data = bytearray(WORKBOOK)
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    assert refused(bytes(data)).code == "encrypted"


def test_too_much_is_refused_with_its_number() -> None:
    assert refused(b"a" * 2_000_001, "a.csv") == Refusal("too-large", {"size": 2_000_001, "most": 2_000_000})
    lines = b"question;minutes\r\n" + b"Quoi ?;5\r\n" * 10_000
    assert refused(lines, "a.csv").arguments["count"] == 10_000
    wide = ";".join(["question", *(f"c{rank}" for rank in range(80))]) + "\nQuoi\n"
    assert refused(wide.encode(), "a.csv") == Refusal("too-many-columns", {"count": 81, "most": 80})
    keys = ",".join(f'"k{rank}": 1' for rank in range(81))
    assert refused(f'{{"questions": [{{{keys}}}]}}'.encode(), "a.json").code == "too-many-columns"


def test_a_workbook_of_ten_thousand_rows_says_so() -> None:
    row = b'<row><c t="inlineStr"><is><t>Quoi ?</t></is></c></row>'
    assert refused(in_sheet(b"</sheetData>", row * 9_998 + b"</sheetData>")).arguments["count"] == 10_000


@pytest.mark.parametrize(
    ("filler", "most"),
    [
        (b"".join(b'<row><c s="%d"/></row>' % (rank * 7919 % 1000) for rank in range(105_000)), 200_000),
        (
            b'<row><c><f t="shared" si="0" ref="A3:A9">'
            + b"1+" * 4_000
            + b"1</f></c></row>"
            + b'<row><c><f t="shared" si="0"/></c></row>' * 400,
            2_000_000,
        ),
    ],
    ids=["empty cells", "a long formula shared by many"],
)
def test_what_would_take_long_to_read_is_not_read(filler: bytes, most: int) -> None:
    found = refused(in_sheet(b"</sheetData>", filler + b"</sheetData>"))
    assert (found.code, found.arguments["most"]) == ("bomb", most)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", b'{"questions": ["' + b'"' * 900_000),
        ("a.csv", b"question " * 200_000),
        ("a.csv", b";" * 900_000),
        ("a.md", b"## a\n-" + b" *" * 900_000 + b"x"),
        ("a.md", b"## a\n### " + b"# " * 900_000 + b"x"),
    ],
    ids=["quotes", "one heading", "no heading", "stars", "hashes"],
)
def test_one_endless_line_is_read_in_time(name: str, data: bytes) -> None:
    """An expression that goes back over what it has read would not end."""
    assert isinstance(given(data, name), (Refusal, Rows))


def test_what_is_no_text_is_refused() -> None:
    assert refused(b"question;comp\x81tence\n\xff;\xe9", "a.csv").code == "unreadable-text"
    assert refused("question".encode("utf-16-le"), "a.csv").code == "nul-bytes"
    assert refused(b"\xff\xfeq", "a.csv").code == "unreadable-text"


def test_hostile_values_are_read_in_reasonable_time() -> None:
    """Hundreds of unknown names make one problem a column, with one search for what was meant."""
    names = ", ".join(f"x{rank}" for rank in range(150))
    lines = "question;métiers;niveaux;thème\n" + "".join(
        f'Q{rank};"{names}";"{names}";inconnu{rank}\n' for rank in range(150)
    )
    read = rows(lines.encode(), "a.csv").rows
    assert len(read) == 150
    assert [problem.code for problem in read[0].problems].count("unknown-value") == 3


@settings(max_examples=40)
@with_any(
    name=st.sampled_from(["a.csv", "a.json", "a.md", "a.xlsx", "a"]),
    start=st.sampled_from([b"", b"question;minutes\n", b'{"questions": [', b"## a\n### question\n", WORKBOOK[:3000]]),
    rest=st.binary(max_size=60),
)
def test_no_bytes_break_the_reader(name: str, start: bytes, rest: bytes) -> None:
    assert isinstance(given(start + rest, name), (Refusal, Rows))
