"""Links in the structure tree: WeasyPrint makes one for `<a>` and one more for each box inside of it."""

from collections.abc import Iterator
from typing import TypeGuard

from pikepdf import Array, Dictionary, Name, Object, Pdf

from app.paper.tree import Kid, Node

# Rounding of a box inside another, in points.
SLACK = 1.0


def join_links(pdf: Pdf, document: Node) -> None:
    """Give each Link the areas inside of it; an area that another covers goes, so that Tab stops once."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    covered: set[tuple[int, int]] = set()
    for link in _outermost(document):
        areas = _areas(link)
        for area in _taken_from_inside(link):
            if any(_covers(other, area) for other in areas):
                covered.add(area.Obj.objgen)
            else:
                areas.append(area)
            numbers[2 * int(area.Obj.StructParent) + 1] = link.element
        link.keep([*areas, *(kid for kid in link.kids if not _is_area(kid))])
    for page in pdf.pages if covered else ():
        page.Annots = Array([area for area in page.get("/Annots", ()) if area.objgen not in covered])


def _outermost(node: Node) -> Iterator[Node]:
    for kid in node.nodes:
        if kid.kind == "/Link":
            yield kid
        else:
            yield from _outermost(kid)


def _taken_from_inside(link: Node) -> list[Object]:
    """The areas of the elements below, which lose them and are no links any more."""
    taken: list[Object] = []
    for node in list(link.descendants()):
        if areas := _areas(node):
            taken += areas
            node.keep([kid for kid in node.kids if not _is_area(kid)])
        if node.kind == "/Link":
            node.kind, node.element.S = "/Span", Name.Span
    return taken


def _areas(node: Node) -> list[Object]:
    return [kid for kid in node.kids if _is_area(kid)]


def _is_area(kid: Kid) -> TypeGuard[Object]:
    return isinstance(kid, Dictionary) and "/Obj" in kid and kid.Obj.get("/Subtype") == Name.Link


def _covers(other: Object, area: Object) -> bool:
    if other.Pg.objgen != area.Pg.objgen:
        return False
    left, bottom, right, top = _sides(other)
    inner_left, inner_bottom, inner_right, inner_top = _sides(area)
    across = left - SLACK <= inner_left and inner_right <= right + SLACK
    return across and bottom - SLACK <= inner_bottom and inner_top <= top + SLACK


def _sides(area: Object) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(side) for side in area.Obj.Rect)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
