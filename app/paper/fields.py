"""Read the values of form fields back from a file that somebody filled."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from app.paper.order import Unreadable

FILE_BYTES = 5_000_000
FIELDS = 2_000
DEPTH = 8
VALUE_LENGTH = 20_000
ACTIONS = (Name.JavaScript, Name.Launch, Name.ImportData, Name.Rendition)


def filled_fields(data: bytes) -> dict[str, str]:
    r"""The value of every field by its full name; "" for an empty one, lines ended by "\n".

    Raises Unreadable: too_large (over `FILE_BYTES`, `FIELDS` fields or `VALUE_LENGTH` signs in one),
    not_a_pdf, encrypted, no_fields, program (JavaScript, or an action that starts something).
    A file from outside should go through `Press.filled`, which has limits.
    """
    if len(data) > FILE_BYTES:
        raise Unreadable("too_large", f"{len(data)} bytes")
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("not_a_pdf")
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise Unreadable("encrypted")
            _check_inert(pdf)
            return _values(pdf.Root)
    except pikepdf.PasswordError as error:
        raise Unreadable("encrypted") from error
    except (pikepdf.PdfError, pikepdf.DependencyError, AttributeError, TypeError, ValueError) as error:
        raise Unreadable("not_a_pdf", str(error)[:200]) from error


def _check_inert(pdf: Pdf) -> None:
    for thing in pdf.objects:
        if any(part.get("/S") in ACTIONS or "/JS" in part for part in _dictionaries(thing, DEPTH)):
            raise Unreadable("program")


def _dictionaries(thing: Object, depth: int) -> Iterator[Object]:
    """An object and what is written inside it; what it only refers to comes in its own turn."""
    if not depth:
        return
    if isinstance(thing, (Dictionary, Stream)):
        yield thing
        inside = [thing[key] for key in thing.keys()]  # noqa: SIM118
    else:
        inside = list(thing) if isinstance(thing, Array) else []
    for part in inside:
        if isinstance(part, Object) and not part.is_indirect:
            yield from _dictionaries(part, depth - 1)


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
    if isinstance(value, Stream):
        text = str(pikepdf.String(value.read_bytes()))
    elif isinstance(value, Name):
        text = str(value).removeprefix("/")
    else:
        text = "" if value is None else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n")
