"""Read the values of form fields back from a file that somebody filled."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from app.paper.order import Unreadable

FILE_BYTES = 5_000_000
FIELDS = 2_000
DEPTH = 8
VALUE_LENGTH = 20_000


def filled_fields(data: bytes) -> dict[str, str]:
    r"""The value of every field by its full name; "" for an empty one, lines ended by "\n".

    Raises Unreadable: too_large (over `FILE_BYTES`, `FIELDS` fields or `VALUE_LENGTH` signs in one),
    not_a_pdf, encrypted, no_fields. A file from outside should go through `Press.filled`, which has limits.
    """
    if len(data) > FILE_BYTES:
        raise Unreadable("too_large", f"{len(data)} bytes")
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("not_a_pdf")
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise Unreadable("encrypted")
            return _values(pdf.Root)
    except pikepdf.PasswordError as error:
        raise Unreadable("encrypted") from error
    except (pikepdf.PdfError, pikepdf.DependencyError, AttributeError, TypeError, ValueError) as error:
        raise Unreadable("not_a_pdf", str(error)[:200]) from error


def _values(root: Object) -> dict[str, str]:
    form = root.get("/AcroForm", Dictionary())
    values: dict[str, str] = {}
    # Counted as they come: a file may tie fields into a knot that never yields a new name.
    for count, (name, value) in enumerate(_leaves(form.get("/Fields", Array()), "", DEPTH)):
        if count >= FIELDS or len(value) > VALUE_LENGTH:
            raise Unreadable("too_large", name[:200])
        if name:
            values[name] = value
    if not values:
        raise Unreadable("no_fields")
    return values


def _leaves(fields: Object, parent: str, depth: int) -> Iterator[tuple[str, str]]:
    for field in fields:
        part = str(field.get("/T", ""))
        name = f"{parent}.{part}" if parent and part else parent or part
        children = [kid for kid in field.get("/Kids", ()) if "/T" in kid]
        if children and depth:
            yield from _leaves(Array(children), name, depth - 1)
        else:
            yield name, _chosen(field, _text(field.get("/V")))


def _chosen(field: Object, value: str) -> str:
    """The value of an option, also where a viewer kept its label."""
    options = [(str(option[0]), str(option[1])) for option in field.get("/Opt", ()) if isinstance(option, Array)]
    if value in (export for export, _ in options):
        return value
    return next((export for export, label in options if label == value), value)


def _text(value: Object | None) -> str:
    """Text strings, names and lists of choices (the first one) as text."""
    if isinstance(value, Array):
        value = value[0] if len(value) else None
    if isinstance(value, pikepdf.Stream):
        text = str(pikepdf.String(value.read_bytes()))
    elif isinstance(value, Name):
        text = str(value).removeprefix("/")
    else:
        text = "" if value is None else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n")
