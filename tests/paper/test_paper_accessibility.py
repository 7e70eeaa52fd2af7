"""PDF/UA-1 by veraPDF, empty and filled, and what it cannot judge: headings, order, whole elements."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import paper_samples
import pikepdf
import pytest
from paper_fill import VALUES, filled_with_pikepdf, filled_with_pypdf
from pikepdf import Dictionary, Object, Pdf
from ua_gate import broken_rules

from app.paper.order import Order
from app.paper.press import Press

NAMES = ["scorecard", "by-pikepdf", "by-pypdf", "kit", "kit-fields", "cut"]


@pytest.fixture(scope="module")
def documents(press: Press) -> dict[str, bytes]:
    scorecard = press.printed(Order(paper_samples.scorecard())).data
    return {
        "scorecard": scorecard,
        "by-pikepdf": filled_with_pikepdf(scorecard, VALUES),
        "by-pypdf": filled_with_pypdf(scorecard, VALUES),
        "kit": press.printed(Order(paper_samples.kit())).data,
        "kit-fields": press.printed(Order(paper_samples.kit(4, fields=True))).data,
        "cut": press.printed(Order(paper_samples.cut())).data,
    }


@pytest.fixture(scope="module")
def broken(documents: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    return broken_rules(documents, tmp_path_factory.mktemp("verapdf"))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_pdf_ua(broken: dict[str, list[str]], name: str) -> None:
    assert broken[name] == []


def test_the_gate_can_close(documents: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> None:
    with pikepdf.open(io.BytesIO(documents["scorecard"])) as pdf:
        del pdf.Root.Lang
        for field in pdf.Root.AcroForm.Fields:
            del field.TU
        out = io.BytesIO()
        pdf.save(out)
    rules = broken_rules({"bad": out.getvalue()}, tmp_path_factory.mktemp("bad"))["bad"]
    assert {rule.split("-")[0] for rule in rules} >= {"7.2", "7.18.1"}


def elements(node: Object) -> Iterator[Object]:
    """Every structure element, in reading order."""
    for kid in node.get("/K", ()):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


@pytest.fixture
def opened(documents: dict[str, bytes]) -> Iterator[dict[str, Pdf]]:
    opened = {name: pikepdf.open(io.BytesIO(data)) for name, data in documents.items()}
    yield opened
    for pdf in opened.values():
        pdf.close()


def kinds(pdf: Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf.Root.StructTreeRoot.K[0])]


@pytest.mark.parametrize("name", NAMES)
def test_language_title_and_tab_order(opened: dict[str, Pdf], name: str) -> None:
    root = opened[name].Root
    assert str(root.Lang) == "fr"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert opened[name].docinfo.Title
    assert all(page.Tabs == "/S" for page in opened[name].pages)


@pytest.mark.parametrize("name", ["scorecard", "kit", "cut"])
def test_headings_skip_no_level(opened: dict[str, Pdf], name: str) -> None:
    levels = [int(kind[2]) for kind in kinds(opened[name]) if re.fullmatch(r"/H[1-6]", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_bookmarks_follow_the_headings(opened: dict[str, Pdf]) -> None:
    with opened["kit"].open_outline() as outline:
        (kit,) = outline.root
        assert [child.title for child in kit.children] == ["Sommaire", "Questions"]
        assert len(kit.children[1].children) == 10


def test_elements_cut_by_a_page_are_whole(opened: dict[str, Pdf]) -> None:
    pdf = opened["cut"]
    count = kinds(pdf).count
    assert len(pdf.pages) > 6
    assert (count("/P"), count("/Table"), count("/THead"), count("/Caption")) == (3, 1, 1, 1)
    assert (count("/L"), count("/LI"), count("/Lbl")) == (62, 182, 182)
    assert count("/TR") == 91


def test_cells_after_a_cut_point_to_the_first_header(opened: dict[str, Pdf]) -> None:
    tree = list(elements(opened["cut"].Root.StructTreeRoot.K[0]))
    names = {bytes(element.ID) for element in tree if "/ID" in element}
    cells = [element for element in tree if element.S == "/TD"]
    assert len(cells) == 90
    assert all({bytes(name) for name in cell.A.Headers} <= names for cell in cells)
    assert len({bytes(cell.A.Headers[-1]) for cell in cells}) == 1


def test_running_headers_are_no_content(opened: dict[str, Pdf]) -> None:
    for name in ("kit", "cut"):
        for page in opened[name].pages[1:]:
            assert b"/Pagination" in page.Contents.read_bytes()


def test_every_mark_has_its_place_in_the_tree(opened: dict[str, Pdf]) -> None:
    for pdf in opened.values():
        reached = {element.objgen for element in elements(pdf.Root.StructTreeRoot.K[0])}
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        for number, page in enumerate(pdf.pages):
            marks = re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())
            owners = list(numbers[2 * number + 1])
            assert all(owners[int(mark)].objgen in reached for mark in marks)


def test_links_are_named_by_their_words(opened: dict[str, Pdf]) -> None:
    names = [str(link.Contents) for link in opened["scorecard"].pages[0].Annots if link.Subtype == "/Link"]
    assert names == ["Code du travail sur Légifrance", "les observations", "les observations"]


def test_a_link_is_one_link_whatever_is_inside(opened: dict[str, Pdf]) -> None:
    document = opened["kit"].Root.StructTreeRoot.K[0]
    links = [element for element in elements(document) if element.S == "/Link"]
    assert len(links) == 11
    assert not any(inner.S == "/Link" for link in links for inner in elements(link))
    areas = [[kid.Obj for kid in link.K if isinstance(kid, Dictionary) and "/Obj" in kid] for link in links]
    assert [len(inside) for inside in areas] == [1] + [2] * 10
    assert sum(len(page.get("/Annots", ())) for page in opened["kit"].pages) == 21
    assert str(areas[0][0].Contents) == "Aller à la première question, tout de suite"


def test_every_font_is_ours_and_embedded(opened: dict[str, Pdf]) -> None:
    for name in ("scorecard", "kit"):
        for font in opened[name].pages[0].Resources.Font.values():
            assert re.search(r"\+(Inter|Bricolage)", str(font.BaseFont))
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
