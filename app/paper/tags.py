"""What WeasyPrint leaves undone in the structure tree that screen readers follow.

An element cut by a page break becomes two (WeasyPrint #2903), margin boxes are tagged but hang from nothing,
fields keep empty boxes of hidden text, and a link with an element inside is several links.
"""

import re
from collections import Counter

from pikepdf import Array, Dictionary, Pdf

from app.paper.links import join_links
from app.paper.markup import CUT
from app.paper.tree import Node, read

MARKED = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC")
ARTIFACT = b"/Artifact\n<</Type /Pagination>>\nBDC"
CUT_KINDS = frozenset(f"/{kind}" for kind in CUT.values())
REPEATED = ("/THead", "/TFoot")


def tidied(pdf: Pdf, begun: list[Counter[str]]) -> None:
    """Join what page breaks and links cut, keep of a field its Form only, make the untagged rest an artifact.

    `begun` says, for each page, how many elements of each type ("P") begin on it: the others continue.
    """
    document = read(pdf)
    _drop_empty_items(document)
    everything = list(document.descendants())
    found = [Counter[str]() for _ in begun]
    for node in everything:
        if node.kind in CUT_KINDS:
            found[node.page][node.kind[1:]] += 1
    # From the last page to the first, so that an element cut twice is joined link by link.
    for page in range(len(begun) - 1, 0, -1):
        _join(document, page, found[page] - begun[page])
    for node in everything:
        if any(kid.kind == "/Form" for kid in node.nodes):
            node.keep([kid for kid in node.nodes if kid.kind == "/Form"])
    join_links(pdf, document)
    _hide_the_rest(pdf, {node.element.objgen for node in document.descendants()})


def _drop_empty_items(document: Node) -> None:
    """An item whose nested list alone continues leaves an empty one: WeasyPrint hangs that list beside it."""
    for node in list(document.descendants()):
        if node.kind in ("/LI", "/LBody") and not node.kids:
            node.leave()


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
            bodies[-1].adopt(kid.nodes)
        else:
            one.adopt([kid])
    other.keep([])
    other.leave()


def _drop_repeated(one: Node, other: Node) -> None:
    """A table header repeated on the next page is no new header: cells there point to the first one."""
    heads = {kid.kind: kid for kid in one.nodes if kid.kind in REPEATED}
    repeated = [kid for kid in other.nodes if kid.kind in heads]
    names = {
        bytes(new.element.ID): old.element.ID
        for copy in repeated
        for old, new in zip(_headers(heads[copy.kind]), _headers(copy), strict=False)
    }
    other.keep([kid for kid in other.nodes if kid not in repeated])
    for cell in other.descendants():
        attributes = cell.element.get("/A", Dictionary())
        if "/Headers" in attributes:
            attributes.Headers = Array([names.get(bytes(name), name) for name in attributes.Headers])


def _headers(head: Node) -> list[Node]:
    return [node for node in head.descendants() if "/ID" in node.element]


def _hide_the_rest(pdf: Pdf, reached: set[tuple[int, int]]) -> None:
    """Marked content outside of the tree becomes an artifact: margins, repeated headers, hidden text."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for number, page in enumerate(pdf.pages):
        elements = numbers[2 * number + 1]
        hidden = {mark for mark, element in enumerate(elements) if element.objgen not in reached}
        if not hidden:
            continue
        numbers[2 * number + 1] = Array([None if mark in hidden else element for mark, element in enumerate(elements)])
        page.Contents.write(_unmarked(page.Contents.read_bytes(), hidden))


def _unmarked(content: bytes, hidden: set[int]) -> bytes:
    return MARKED.sub(lambda mark: ARTIFACT if int(mark[1]) in hidden else mark[0], content)
