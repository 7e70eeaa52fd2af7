"""The geometry of the map: boxes apart, arrows between them that cross no box and do not run into each other."""

from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.careers import documents
from app.charts.map import BOX, HEAD, Box, Link, Map, Node, map_
from app.library import Library

COLUMNS = ("Un", "Deux", "Trois", "Quatre")
PLACES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), min_size=2, max_size=10, unique=True)
WIDTHS = st.sampled_from([320, 640, 1080])
Segment = tuple[tuple[float, float], tuple[float, float]]


def segments(points: tuple[tuple[float, float], ...]) -> list[Segment]:
    """Return the straight parts of an arrow, each from its upper left end."""
    return [(min(one, two), max(one, two)) for one, two in pairwise(points)]


def crosses(segment: Segment, box: Box) -> bool:
    """Return whether a straight part passes inside a box."""
    (left, top), (right, bottom) = segment
    top, bottom = min(top, bottom), max(top, bottom)
    return left < box.x + box.width and right > box.x and top < box.y + box.height and bottom > box.y


def overlap(one: Segment, two: Segment) -> bool:
    """Return whether two straight parts run on top of each other, not merely across."""
    for axis, along in ((0, 1), (1, 0)):
        flat = one[0][axis] == one[1][axis] == two[0][axis] == two[1][axis]
        spans = [sorted((each[0][along], each[1][along])) for each in (one, two)]
        if flat and min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0]) > 0.2:
            return True
    return False


def check(drawing: Map) -> None:
    """Fail unless everything is inside, boxes are apart and arrows are free."""
    for one, two in combinations(drawing.boxes, 2):
        assert not crosses(((one.x, one.y), (one.x + one.width, one.y + one.height)), two)
    for box in drawing.boxes:
        assert box.x >= 0
        assert box.x + box.width <= drawing.width
        assert box.y >= 0
        assert box.y + box.height <= drawing.height
    for line in drawing.lines:
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in line.points)
        assert not [box.node.id for part in segments(line.points) for box in drawing.boxes if crosses(part, box)]
    for first, second in combinations(drawing.lines, 2):
        assert not any(overlap(a, b) for a in segments(first.points) for b in segments(second.points))


@given(PLACES, WIDTHS, st.data())
def test_arrows_are_free_on_any_map(places: list[tuple[int, int]], width: float, data: st.DataObject) -> None:
    nodes = [Node(str(rank), f"Métier {rank}", *place) for rank, place in enumerate(places)]
    pairs = [(one.id, two.id) for one in nodes for two in nodes if one.id != two.id]
    chosen = data.draw(st.lists(st.sampled_from(pairs), max_size=12, unique=True))
    check(map_(nodes, [Link(one, two, False) for one, two in chosen], COLUMNS, width))


@pytest.mark.parametrize("width", [320, 1080])
@pytest.mark.parametrize("origin", ["", "community-manager"])
def test_arrows_are_free_on_the_map_of_roles(app: Flask, library: Library, width: float, origin: str) -> None:
    with app.app_context():
        drawing = documents.map_drawing(library, origin, width)
    check(drawing)
    assert len(drawing.boxes) == len(library.guides)
    assert len(drawing.lines) == len(library.steps.steps)


def test_an_arrow_goes_from_its_box_to_the_other() -> None:
    drawing = map_([Node("low", "Bas", 0, 0), Node("high", "Haut", 0, 1)], [Link("low", "high", False)], ["A"], 300)
    low, high = drawing.boxes
    (line,) = drawing.lines
    assert high.y < low.y, "the senior role stands above"
    assert (line.points[0][1], line.points[-1][1]) == (low.y, high.y + high.height)
    assert line.head.startswith(f"M{line.points[-1][0]:.1f} {line.points[-1][1]:.1f}L")
    assert f"{line.points[-1][1] + HEAD:.1f}" in line.head, "the head points up"


def test_names_are_written_where_they_fit() -> None:
    nodes = [Node("a", "Community manager", 0, 0), Node("b", "Autre", 1, 0)]
    wide, narrow = (map_(nodes, [], ("Un", "Deux"), width) for width in (600, 180))
    assert [words.text for words in wide.boxes[0].words] == ["1. Community manager"]
    assert [words.text for words in narrow.boxes[0].words] == ["1"]
    assert [words.text for words in wide.columns] == ["Un", "Deux"]
    assert narrow.columns == ()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_stay_in_their_boxes(app: Flask, library: Library, language: str) -> None:
    with app.test_request_context(f"/{language}/"):
        app.preprocess_request()
        for box in documents.map_drawing(library, "", 1080).boxes:
            for words in box.words:
                assert words.left >= box.x
                assert words.left + words.width <= box.x + box.width
                assert box.y <= words.y - words.size * 0.8
                assert words.y <= box.y + BOX


def test_two_nodes_on_one_place_are_an_error() -> None:
    with pytest.raises(ValueError, match="one place"):
        map_([Node("a", "A", 0, 0), Node("b", "B", 0, 0)], [], ("Un",), 300)


def test_the_drawing_is_svg_with_a_name_and_without_style(app: Flask) -> None:
    source = '{% from "components/map.html" import map_drawing %}{{ map_drawing(drawing, "La <carte>", "Des cases") }}'
    nodes = [Node("a", "<b>&", 0, 0, "strong"), Node("b", "B", 0, 1)]
    with app.app_context():
        drawing = map_(nodes, [Link("a", "b", True, "strong")], ("Un",), 300)
        drawn = app.jinja_env.from_string(source).render(drawing=drawing)
    svg = ElementTree.fromstring(drawn.strip())
    space = "{http://www.w3.org/2000/svg}"
    assert svg.get("role") == "img"
    assert [svg.findtext(f"{space}title"), svg.findtext(f"{space}desc")] == ["La <carte>", "Des cases"]
    assert not any("style" in element.attrib for element in svg.iter())
    assert "1. <b>&" in [element.text for element in svg.iter(f"{space}text")]
    assert [element.get("stroke-dasharray") for element in svg.iter(f"{space}path")] == ["5 3", None]
