"""The structure tree of a PDF: what screen readers follow.

WeasyPrint leaves three things undone: an element cut by a page break becomes two, margin boxes are tagged but
hang from nothing, and fields keep empty boxes of hidden text. See WeasyPrint #2903.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Union

from pikepdf import Array, Dictionary, Object, Pdf

from app.paper.markup import CUT

MARKED = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC")
ARTIFACT = b"/Artifact\n<</Type /Pagination>>\nBDC"
CUT_KINDS = frozenset(f"/{kind}" for kind in CUT.values())
REPEATED = ("/THead", "/TFoot")
Kid = Union["Node", Object, int]


@dataclass(eq=False)
class Node:
    """A structure element, read once: its type ("/P"), page index, parent and kids."""

    element: Object
    kind: str
    page: int
    parent: "Node | None"
    kids: list[Kid] = field(default_factory=list)

    @property
    def nodes(self) -> list["Node"]:
        return [kid for kid in self.kids if isinstance(kid, Node)]


def tidied(pdf: Pdf, begun: list[Counter[str]]) -> None:
    """Join what page breaks cut, keep of each field only its Form, and make the untagged rest an artifact.

    `begun` says, for each page, how many elements of each type ("P") begin on it: the others continue.
    """
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    document = _read(pdf.Root.StructTreeRoot.K[0], pages, None)
    everything = list(_descendants(document))
    found = [Counter[str]() for _ in begun]
    for node in everything:
        if node.kind in CUT_KINDS:
            found[node.page][node.kind[1:]] += 1
    # From the last page to the first, so that an element cut twice is joined link by link.
    for page in range(len(begun) - 1, 0, -1):
        _join(document, page, found[page] - begun[page])
    for node in everything:
        if any(kid.kind == "/Form" for kid in node.nodes):
            _keep(node, [kid for kid in node.nodes if kid.kind == "/Form"])
    _hide_the_rest(pdf, {node.element.objgen for node in _descendants(document)})


def _read(element: Object, pages: dict[tuple[int, int], int], parent: Node | None) -> Node:
    page = pages[element.Pg.objgen] if "/Pg" in element else 0
    node = Node(element, str(element.S), page, parent)
    for kid in element.get("/K", ()):
        is_element = isinstance(kid, Dictionary) and "/S" in kid
        node.kids.append(_read(kid, pages, node) if is_element else kid)
    return node


def _descendants(node: Node) -> Iterator[Node]:
    for kid in node.nodes:
        yield kid
        yield from _descendants(kid)


def _join(document: Node, page: int, continued: Counter[str]) -> None:
    """Join what continues at the top of `page` to what was left open at the foot of the one before."""
    before = [node for node in document.nodes if node.page == page - 1]
    after = [node for node in document.nodes if node.page == page]
    if not before or not after:
        return
    open_ones, new_ones = _edge(before[-1], -1), _edge(after[0], 0)
    for kind, count in continued.items():
        first = [node for node in open_ones if node.kind == f"/{kind}"]
        second = [node for node in new_ones if node.kind == f"/{kind}"]
        for one, other in list(zip(first, second, strict=False))[:count]:
            _absorb(one, other)


def _edge(node: Node, side: int) -> list[Node]:
    """`node`, its first (0) or last (-1) kid, the same of that kid, and so on down."""
    chain = [node]
    while chain[-1].nodes:
        chain.append(chain[-1].nodes[side])
    return chain


def _absorb(one: Node, other: Node) -> None:
    if one.kind == "/Table":
        _drop_repeated(one, other)
    bodies = [kid for kid in one.nodes if kid.kind == "/LBody"]
    for kid in other.nodes:
        if kid.kind == "/LBody" and bodies:
            _move(kid.nodes, bodies[-1])
        else:
            _move([kid], one)
    _keep(other, [])
    _remove(other)


def _drop_repeated(one: Node, other: Node) -> None:
    """A table header repeated on the next page is no new header: cells there point to the first one."""
    heads = {kid.kind: kid for kid in one.nodes if kid.kind in REPEATED}
    repeated = [kid for kid in other.nodes if kid.kind in heads]
    names = {
        bytes(new.element.ID): old.element.ID
        for copy in repeated
        for old, new in zip(_headers(heads[copy.kind]), _headers(copy), strict=False)
    }
    _keep(other, [kid for kid in other.nodes if kid not in repeated])
    for cell in _descendants(other):
        attributes = cell.element.get("/A", Dictionary())
        if "/Headers" in attributes:
            attributes.Headers = Array([names.get(bytes(name), name) for name in attributes.Headers])


def _headers(head: Node) -> list[Node]:
    return [node for node in _descendants(head) if "/ID" in node.element]


def _move(nodes: list[Node], target: Node) -> None:
    for node in nodes:
        node.parent = target
        node.element.P = target.element
        target.kids.append(node)
        target.element.K.append(node.element)


def _keep(node: Node, kids: Sequence[Kid]) -> None:
    node.kids = list(kids)
    node.element.K = Array([kid.element if isinstance(kid, Node) else kid for kid in kids])


def _remove(node: Node) -> None:
    """Take a node that lost its content out of the tree, and the parents that only held it."""
    while node.parent is not None and not node.kids:
        parent = node.parent
        _keep(parent, [kid for kid in parent.kids if kid is not node])
        node = parent


def _hide_the_rest(pdf: Pdf, reached: set[tuple[int, int]]) -> None:
    """Marked content outside of the tree becomes an artifact: margins, repeated headers, hidden text."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for number, page in enumerate(pdf.pages):
        elements = numbers[2 * number + 1]
        hidden = {mark for mark, element in enumerate(elements) if element.objgen not in reached}
        if not hidden:
            continue
        numbers[2 * number + 1] = Array(
            [None if mark in hidden else element for mark, element in enumerate(elements)]
        )
        page.Contents.write(_unmarked(page.Contents.read_bytes(), hidden))


def _unmarked(content: bytes, hidden: set[int]) -> bytes:
    return MARKED.sub(lambda mark: ARTIFACT if int(mark[1]) in hidden else mark[0], content)
