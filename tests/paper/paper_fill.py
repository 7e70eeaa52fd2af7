"""Filling the sample scorecard the ways people's software does."""

import io

import pikepdf
import pypdf
from pikepdf.form import ExtendedAppearanceStreamGenerator, Form

VALUES = {
    "candidate": "Élodie Noël-Lefèvre",
    "q1-score": "1",
    "remarks": "Très à l’aise.\nA dit : « ça coûte 300 € », puis s’est tue.\n\nÀ revoir.",
    "advice": "yes",
}


def filled_with_pikepdf(data: bytes, values: dict[str, str]) -> bytes:
    """Values set and appearances drawn by pikepdf."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        form = Form(pdf, ExtendedAppearanceStreamGenerator)
        for name, value in values.items():
            field = form[name]
            field.value = value
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def filled_with_pypdf(data: bytes, values: dict[str, str]) -> bytes:
    """Values set and appearances drawn by pypdf."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for leaf in writer.pages:
        writer.update_page_form_field_values(leaf, dict(values), auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
