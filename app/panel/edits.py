"""What a page sends of a card, read and checked: as marks with their time and device, or as a form."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from app.panel.campaign import Edit, Mark, Marks
from app.panel.fields import LONGEST, RATINGS, Field, field

MOST = 200
FORM = "form"
WAS = "was."
_DEVICE = re.compile(r"[a-z0-9-]{1,32}")


@dataclass(frozen=True)
class Received:
    """The edits that can be kept and, by the name of their field, why others cannot: unknown, value, too-long."""

    edits: tuple[Edit, ...]
    refused: Mapping[str, str]


def received(sent: object, known: Collection[Field], now: int) -> Received | None:
    """Return what a list of {field, value, at, device} asks for, or None when it is no such list.

    `now`, in milliseconds since 1970, is the latest that anything can have been typed.
    """
    if not isinstance(sent, list) or not 0 < len(sent) <= MOST:
        return None
    edits, refused = [], {}
    for each in sent:
        if not _shaped(each):
            return None
        value, about = cleaned(each["value"]), field(each["field"])
        if trouble := _trouble(about, value, known):
            refused[each["field"]] = trouble
        elif about:
            edits.append(Edit(about, Mark(max(0, min(each["at"], now)), each["device"], value)))
    return Received(tuple(edits), refused)


def typed(form: Mapping[str, str], fields: Iterable[Field], now: int) -> Received:
    """Return what a form changes: what it holds as it was shown is not typed anew, whatever stands now."""
    edits, refused = [], {}
    for about in fields:
        name = str(about)
        if name not in form:
            continue
        value = cleaned(form[name])
        if form.get(WAS + name) == digest(value):
            continue
        if trouble := _trouble(about, value, {about}):
            refused[name] = trouble
        else:
            edits.append(Edit(about, Mark(now, FORM, value)))
    return Received(tuple(edits), refused)


def digest(value: str) -> str:
    """Return what tells whether a value is still the one that was shown."""
    return sha256(value.strip().encode()).hexdigest()[:12]


def cleaned(value: str) -> str:
    """Return a text that can be stored: line ends as \\n, no other control sign, no half of a character."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))


def value_of(marks: Marks, about: Field) -> str:
    """Return what stands in a field, or nothing."""
    return marks[about].value if about in marks else ""


def _shaped(each: object) -> bool:
    return (
        isinstance(each, dict)
        and isinstance(each.get("field"), str)
        and isinstance(each.get("value"), str)
        and type(each.get("at")) is int
        and isinstance(each.get("device"), str)
        and bool(_DEVICE.fullmatch(each["device"]))
    )


def _trouble(about: Field | None, value: str, known: Collection[Field]) -> str:
    if about is None or about not in known:
        return "unknown"
    if about.what == "rating" and value not in ("", *RATINGS):
        return "value"
    return "too-long" if len(value) > LONGEST[about.what] else ""
