"""The structure tree of a PDF, read once into nodes that can be moved about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Union

from pikepdf import Array, Dictionary, Object, Pdf

Kid = Union["Node", Object, int]


@dataclass(eq=False)
class Node:
    """A structure element: its type ("/P"), page index, parent and kids, elements or not."""

    element: Object
    kind: str
    page: int
    parent: "Node | None"
    kids: list[Kid] = field(default_factory=list)

    @property
    def nodes(self) -> list["Node"]:
        """The kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def descendants(self) -> Iterator["Node"]:
        """Every element below, in reading order."""
        for kid in self.nodes:
            yield kid
            yield from kid.descendants()

    def keep(self, kids: Sequence[Kid]) -> None:
        """Have these kids and no other."""
        self.kids = list(kids)
        self.element.K = Array([kid.element if isinstance(kid, Node) else kid for kid in kids])

    def adopt(self, nodes: list["Node"]) -> None:
        """Take elements from elsewhere as the last kids; their former parent has to let them go."""
        for node in nodes:
            node.parent = self
            node.element.P = self.element
            self.kids.append(node)
            self.element.K.append(node.element)

    def leave(self) -> None:
        """Go out of the tree if nothing is left inside, with the parents that only held this."""
        node = self
        while node.parent is not None and not node.kids:
            parent = node.parent
            parent.keep([kid for kid in parent.kids if kid is not node])
            node = parent


def read(pdf: Pdf) -> Node:
    """The document element with all that hangs from it."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return _node(pdf.Root.StructTreeRoot.K[0], pages, None)


def _node(element: Object, pages: dict[tuple[int, int], int], parent: Node | None) -> Node:
    page = pages[element.Pg.objgen] if "/Pg" in element else 0
    node = Node(element, str(element.S), page, parent)
    for kid in element.get("/K", ()):
        is_element = isinstance(kid, Dictionary) and "/S" in kid
        node.kids.append(_node(kid, pages, node) if is_element else kid)
    return node
