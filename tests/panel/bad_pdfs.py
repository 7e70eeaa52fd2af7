"""Every wrong file of tests/cases/bad_pdfs.yaml, made from a scorecard that is right."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from paper_campaign import FOLDER, KIT, MEMBERS
from pikepdf import Array, Dictionary, Name, Pdf, String

from app.panel.sheets import coded

GOOD = (FOLDER / "pikepdf.pdf").read_bytes()
RATING, NOTES = "law-ethics-security_rating", "law-ethics-security_notes"
HASH = KIT.hash[:12]
Change = Callable[[Pdf], object]


def made(name: str) -> bytes:
    """Return the file of a case."""
    return MAKERS[name]()


def changed(change: Change, data: bytes = GOOD, **saved: object) -> bytes:
    """Return a PDF after a change."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, **saved)  # type: ignore[arg-type]
        return out.getvalue()


def renamed(old: str, new: str) -> bytes:
    """Return the good scorecard with part of every field's name replaced."""

    def change(pdf: Pdf) -> None:
        for each in pdf.Root.AcroForm.Fields:
            each.T = String(str(each.T).replace(old, new))

    return changed(change)


def rewritten(ending: str, value: str) -> bytes:
    """Return the good scorecard with another value in the field whose name ends so."""

    def change(pdf: Pdf) -> None:
        (found,) = (each for each in pdf.Root.AcroForm.Fields if str(each.T).endswith(ending))
        found.V = String(value)

    return changed(change)


def zipped(*files: tuple[str, bytes]) -> bytes:
    """Return files in a zip."""
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return held.getvalue()


def _joined(pdf: Pdf) -> None:
    field = pdf.Root.AcroForm.Fields[0]
    name = str(field.T).replace(coded(MEMBERS[0][0]), coded(MEMBERS[1][0]))
    pdf.Root.AcroForm.Fields.append(pdf.make_indirect(Dictionary(FT=Name.Tx, T=String(name), V=String("x"))))


def _blank(pdf: Pdf) -> None:
    for field in pdf.Root.AcroForm.Fields:
        if not str(field.T).endswith(("_rater", "_candidate")):
            field.V = String("")


def _action(kind: Name, **more: Any) -> Dictionary:
    return Dictionary({"/Type": Name.Action, "/S": kind} | {f"/{key}": each for key, each in more.items()})


def _script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = _action(Name.JavaScript, JS=String("app.alert(1)"))


def _field_script(pdf: Pdf) -> None:
    pdf.Root.AcroForm.Fields[3].AA = Dictionary(K=_action(Name.JavaScript, JS=String("event.value = 5")))


def _launch(pdf: Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=_action(Name.Launch, F=String("calc.exe")))


def _flat(pdf: Pdf) -> None:
    del pdf.Root.AcroForm
    for leaf in pdf.pages:
        leaf.Annots = Array()


def _foreign(pdf: Pdf) -> None:
    for rank, field in enumerate(pdf.Root.AcroForm.Fields):
        field.T = String(f"Texte {rank}")


def _password_zip() -> bytes:
    data = bytearray(zipped(("grille.pdf", GOOD)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _locked(user: str) -> bytes:
    return changed(lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user=user))


MAKERS: dict[str, Callable[[], bytes]] = {
    "good": lambda: GOOD,
    "other": lambda: rewritten(RATING, "2"),
    "text": lambda: b"Bonjour, voici ma grille.",
    "cut": lambda: GOOD[: len(GOOD) // 2],
    "nothing": lambda: b"",
    "encrypted": lambda: _locked("secret"),
    "locked": lambda: _locked(""),
    "flat": lambda: changed(_flat),
    "script": lambda: changed(_script),
    "field_script": lambda: changed(_field_script),
    "launch": lambda: changed(_launch),
    "heavy": lambda: GOOD + b"\n" * 3_000_000,
    "foreign": lambda: changed(_foreign),
    "joined": lambda: changed(_joined),
    "other_kit": lambda: renamed(HASH, "0123456789ab"),
    "altered": lambda: renamed("last-admin-has-left", "a-question-of-theirs"),
    "seven": lambda: rewritten(RATING, "7"),
    "half": lambda: rewritten(RATING, "3,5"),
    "long": lambda: rewritten(NOTES, "a" * 5_000),
    "stranger": lambda: renamed(coded(MEMBERS[0][0]), coded("qqqqqqqqqqqq")),
    "unknown": lambda: renamed(coded("Cand_idat-01"), coded("Cand_idat-99")),
    "nameless": lambda: (FOLDER / "pdfium-plain.pdf").read_bytes(),
    "blank": lambda: changed(_blank),
    "broken_zip": lambda: zipped(("grille.pdf", GOOD))[:20_000],
    "zip_in_zip": lambda: zipped(("tout.zip", zipped(("grille.pdf", GOOD)))),
    "path": lambda: zipped(("../../grille.pdf", GOOD)),
    "zip_password": _password_zip,
    "empty_zip": zipped,
    "bomb": cache(lambda: zipped(("grille.pdf", b"\0" * 30_000_000))),
}
