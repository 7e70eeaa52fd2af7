"""What people fill in comes back right, whatever they filled it with; what is not such a file is refused."""

import io
import zlib
from collections.abc import Callable

import paper_samples
import pikepdf
import pytest
from paper_fill import VALUES, filled_with_pikepdf, filled_with_pypdf

from app.paper.fields import FILE_BYTES, filled_fields
from app.paper.order import Order, PaperError, Unreadable
from app.paper.press import Press

PressMaker = Callable[..., Press]

Filler = Callable[[bytes, dict[str, str]], bytes]


@pytest.fixture(scope="module")
def empty(press: Press) -> bytes:
    return press.printed(Order(paper_samples.scorecard())).data


def test_first_values_are_there(empty: bytes) -> None:
    assert filled_fields(empty) == {
        "candidate": "Zoé d’Œuvre",
        "q1-score": "4",
        "remarks": "Première ligne\n« Deuxième », avec des œufs à 3 €",
        "advice": "",
    }


@pytest.mark.parametrize("fill", [filled_with_pikepdf, filled_with_pypdf])
def test_what_is_filled_comes_back(press: Press, empty: bytes, fill: Filler) -> None:
    data = fill(empty, VALUES)
    assert filled_fields(data) == VALUES
    assert press.filled(data) == VALUES


def test_line_ends_are_made_one(empty: bytes) -> None:
    data = filled_with_pikepdf(empty, {"remarks": "un\rdeux\r\ntrois\n"})
    assert filled_fields(data)["remarks"] == "un\ndeux\ntrois\n"


def test_a_label_kept_by_a_viewer_is_read_as_its_value(empty: bytes) -> None:
    with pikepdf.open(io.BytesIO(empty)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if field.T == "advice":
                field.V = pikepdf.String("Favorable")
        out = io.BytesIO()
        pdf.save(out)
    assert filled_fields(out.getvalue())["advice"] == "yes"


def test_the_fields_behave(empty: bytes) -> None:
    with pikepdf.open(io.BytesIO(empty)) as pdf:
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        assert int(fields["candidate"].MaxLen) == 80
        assert [str(label) for _, label in fields["advice"].Opt] == ["–", "Favorable", "Réservé"]
        assert str(fields["advice"].TU) == "Avis du jury"
        assert all("/AP" in field and "/Field " in str(field.DA) for field in fields.values())


def _drop_widgets(pdf: pikepdf.Pdf) -> None:
    for leaf in pdf.pages:
        del leaf.Annots


def encrypted(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user=""))
        return out.getvalue()


def without_fields(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.AcroForm
        _drop_widgets(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda data: b"", "not_a_pdf"),
        (lambda data: b"PK\x03\x04" + data[5:], "not_a_pdf"),
        (lambda data: b"%PDF-1.7\n" + b"x" * 500, "not_a_pdf"),
        (lambda data: data + b"\0" * FILE_BYTES, "too_large"),
        (encrypted, "encrypted"),
        (without_fields, "no_fields"),
        (lambda data: filled_with_pikepdf(data, {"remarks": "x" * 20_001}), "too_large"),
    ],
)
def test_another_file_is_refused(press: Press, empty: bytes, spoil: Callable[[bytes], bytes], code: str) -> None:
    data = spoil(empty)
    for read in (filled_fields, press.filled):
        with pytest.raises(Unreadable) as refusal:
            read(data)
        assert refusal.value.code == code


def test_a_tree_of_fields_is_read_and_a_loop_ends(empty: bytes) -> None:
    with pikepdf.open(io.BytesIO(empty)) as pdf:
        child = pikepdf.Dictionary(T=pikepdf.String("b"), V=pikepdf.String("2"))
        parent = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("a"), Kids=pikepdf.Array([child])))
        loop = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("l")))
        loop.Kids = pikepdf.Array([loop])
        pdf.Root.AcroForm.Fields = pikepdf.Array([parent, loop])
        _drop_widgets(pdf)
        out = io.BytesIO()
        pdf.save(out)
    values = filled_fields(out.getvalue())
    assert values["a.b"] == "2"


def test_a_knot_of_fields_is_too_large(empty: bytes) -> None:
    with pikepdf.open(io.BytesIO(empty)) as pdf:
        knot = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("")))
        knot.Kids = pikepdf.Array([knot] * 10)
        pdf.Root.AcroForm.Fields = pikepdf.Array([knot])
        _drop_widgets(pdf)
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(Unreadable, match="too_large"):
        filled_fields(out.getvalue())


def test_a_compression_bomb_stays_in_its_process(new_press: PressMaker) -> None:
    zeros = zlib.compressobj(1)
    packed = b"".join(zeros.compress(b"\0" * 10**7) for _ in range(40)) + zeros.flush()
    table = b"<</Type/XRef/Size 9/W[1 4 1]/Root 2 0 R/Filter/FlateDecode/Length %d>>" % len(packed)
    bomb = b"%PDF-1.7\n1 0 obj\n" + table + b"\nstream\n" + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"
    press = new_press(memory_bytes=300_000_000)
    with pytest.raises(PaperError):
        press.filled(bomb)
    assert press.printed(Order(paper_samples.page("<p>la suite"))).pages == 1
