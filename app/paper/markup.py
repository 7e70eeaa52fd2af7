"""What the engine asks of a document's HTML before it is laid out: checks, links, fields, marks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from app.paper.order import Unprintable

FIELD_TAGS = ("input", "select", "textarea", "button")
FIELD_NAME = re.compile(r"[A-Za-z0-9_-]{1,120}")
# Elements that a page break may cut in two, and the PDF structure type of each half.
CUT = {"p": "P", "li": "LI", "ul": "L", "ol": "L", "dl": "L", "table": "Table"}


@dataclass(frozen=True)
class Field:
    """What WeasyPrint does not carry over by itself from a field: its first value and greatest length."""

    value: str
    length: int | None


@dataclass(frozen=True)
class Notes:
    """What finishing needs to remember of the HTML.

    `fields` by name; `links`, an accessible name for each target; `cut`, a structure type for each id.
    """

    fields: Mapping[str, Field]
    links: Mapping[str, str]
    cut: Mapping[str, str]


def prepared(root: Element) -> Notes:
    """Check and tidy a parsed document in place.

    Links other than https:, mailto: and #anchor lose their target. Every element that may be cut gets an id.
    Raises Unprintable: no_language, no_title, and the four `…_field` codes.
    """
    if not root.get("lang", "").strip():
        raise Unprintable("no_language")
    title = root.find(".//title")
    if title is None or not (title.text or "").strip():
        raise Unprintable("no_title")
    return Notes(_fields(root), _links(root), _cut(root))


def _fields(root: Element) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for element in _elements(root, *FIELD_TAGS):
        name = element.get("name", "")
        _check(element, name)
        if name in fields:
            raise Unprintable("duplicate_field", name)
        fields[name] = Field(_value(element), _length(element))
    return fields


def _check(element: Element, name: str) -> None:
    kind = element.get("type", "text")
    single = "multiple" not in element.attrib
    if element.tag == "button" or not single or (element.tag == "input" and kind != "text"):
        raise Unprintable("unsupported_field", f"{element.tag} {kind} {name}"[:200])
    if not FIELD_NAME.fullmatch(name):
        raise Unprintable("unnamed_field", name[:200])
    if not element.get("title", "").strip():
        raise Unprintable("untitled_field", name)


def _value(element: Element) -> str:
    if element.tag == "select":
        chosen = [option for option in element.iter("option") if "selected" in option.attrib]
        return chosen[-1].get("value", "") if chosen else ""
    if element.tag == "input":
        return element.get("value", "")
    # WeasyPrint would draw the text far outside of the page: it is put into the field at the end.
    text, element.text = element.text or "", None
    return text.replace("\r\n", "\n").removeprefix("\n")


def _length(element: Element) -> int | None:
    length = element.attrib.pop("maxlength", "")
    return int(length) if length.isascii() and length.isdigit() else None


def _links(root: Element) -> dict[str, str]:
    names: dict[str, str] = {}
    for element in _elements(root, "a", "area"):
        target = quote(element.attrib.pop("href", "").strip(), safe="/:?#[]@!$&'()*+,;=~%")
        if not target.lower().startswith(("https:", "mailto:", "#")):
            continue
        element.set("href", target)
        name = element.get("title") or " ".join("".join(element.itertext()).split())
        names.setdefault(unquote(target[1:]) if target.startswith("#") else target, name or target)
    return names


def _cut(root: Element) -> dict[str, str]:
    """Ids tell on which page an element begins; those added here hold a space, which no HTML id has."""
    kinds: dict[str, str] = {}
    for number, element in enumerate(_elements(root, *CUT)):
        name = element.get("id") or f"cut {number}"
        element.set("id", name)
        kinds[name] = CUT[str(element.tag)]
    return kinds


def _elements(root: Element, *tags: str) -> Iterator[Element]:
    return (element for element in root.iter() if element.tag in tags)
