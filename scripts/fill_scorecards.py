"""Fill scorecards with several programs, for the tests: `python -m scripts.fill_scorecards`.

In the project's environment with `pip install pypdfium2==5.15.2` besides, which the service and its tests do without.
PDFium is the engine of Chromium's own viewer: here the fields get a click, then the keys one by one, as in the viewer.
"""

import ctypes
import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pypdfium2.raw as pdfium

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / "tests" / "panel"), str(ROOT / "tests" / "paper")]

from paper_campaign import CANDIDATES, FOLDER, KIT, MEMBERS, VALUES, plain, printed_for  # noqa: E402
from paper_fill import filled_with_pikepdf, filled_with_pypdf  # noqa: E402

from app import create_app  # noqa: E402
from app.config import Settings  # noqa: E402

Fill = Callable[[bytes, dict[str, str]], bytes]


def filled_with_pdfium(data: bytes, values: Mapping[str, str]) -> bytes:
    """Return a PDF filled by clicks and keys, saved by PDFium."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    form = document.formenv.raw
    for number in range(len(document)):
        page = document[number]
        pdfium.FORM_OnAfterLoadPage(page.raw, form)
        for rank in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            note = pdfium.FPDFPage_GetAnnot(page.raw, rank)
            if value := values.get(_text(pdfium.FPDFAnnot_GetFormFieldName, form, note)):
                _type(form, page.raw, note, value)
            pdfium.FPDFPage_CloseAnnot(note)
        pdfium.FORM_ForceToKillFocus(form)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _type(form: object, page: object, note: object, value: str) -> None:
    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(note, box)
    pdfium.FORM_ForceToKillFocus(form)
    if pdfium.FPDFAnnot_GetFormFieldType(form, note) == pdfium.FPDF_FORMFIELD_COMBOBOX:
        pdfium.FORM_SetFocusedAnnot(form, note)
        pdfium.FORM_SetIndexSelected(form, page, int(value) if value.isdigit() else 6, True)
        return
    place = (box.left + 4, box.top - 6)
    pdfium.FORM_OnLButtonDown(form, page, 0, *place)
    pdfium.FORM_OnLButtonUp(form, page, 0, *place)
    for sign in value:
        pdfium.FORM_OnChar(form, page, 13 if sign == "\n" else ord(sign), 0)


def _text(ask: Callable[..., int], *about: object) -> str:
    size = ask(*about, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(*about, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")


def main() -> None:
    """Write the files of tests/cases/filled/."""
    FOLDER.mkdir(exist_ok=True)
    whole: tuple[tuple[str, Fill, int, int], ...] = (
        ("pikepdf", filled_with_pikepdf, 0, 0),
        ("pypdf", filled_with_pypdf, 0, 1),
        ("pdfium", filled_with_pdfium, 1, 0),
    )
    with TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder), limited=False))
        with app.app_context():
            for name, fill, member, candidate in whole:
                sheet, start = printed_for(app, KIT, MEMBERS[member], CANDIDATES[candidate])
                (FOLDER / f"{name}.pdf").write_bytes(fill(sheet, {start + key: text for key, text in VALUES.items()}))
            values = {f"{KIT.hash[:12]}_any_any_{key}": text for key, text in VALUES.items()}
            values |= {f"{KIT.hash[:12]}_any_any_any_any_candidate": "c-02"}
            (FOLDER / "pdfium-plain.pdf").write_bytes(filled_with_pdfium(plain(KIT), values))
        app.extensions["press"].close()


if __name__ == "__main__":
    main()
