"""The geometry of ranges: a round axis, values where they belong, words that do not touch."""

from itertools import combinations, pairwise
from math import log10
from xml.etree import ElementTree

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.charts.bars import Scale
from app.charts.ranges import Limit, Range, Ranges, banners, ranges, ticks
from app.charts.stack import Words

widths = st.sampled_from([300, 320, 560, 720, 1120])
labels = st.text("aé' n", max_size=60).map(lambda text: f"x{text}")


@st.composite
def rows(draw: st.DrawFn) -> Range:
    """A row that knows one to three values."""
    low, usual, high = sorted(draw(st.lists(st.floats(0, 2000), min_size=3, max_size=3)))
    known = draw(st.sets(st.sampled_from("luh"), min_size=1))
    return Range(
        draw(labels),
        low if "l" in known else None,
        usual if "u" in known else None,
        high if "h" in known else None,
        draw(labels),
    )


some_rows = st.lists(rows(), min_size=1, max_size=9)
marks = st.none() | st.floats(0, 3000).map(lambda value: Limit(value, "Votre TJM : 380 €"))


def euros(value: float) -> str:
    """A value of the axis in words."""
    return f"{value:g} €"


def words_of(drawing: Ranges) -> list[Words]:
    """Every text of the drawing."""
    texts = [text for row in drawing.rows for text in (*row.label, *row.note)]
    return [*texts, *(tick.words for tick in drawing.ticks), *([drawing.mark.words] if drawing.mark else [])]


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(3, 12))
def test_ticks_are_round_even_and_cover_the_domain(low: float, span: float, most: int) -> None:
    high = low + (span if span > 1e-3 else 0)
    found = ticks(low, high, most)
    steps = [two - one for one, two in pairwise(found)]
    assert 2 <= len(found) <= most
    assert found[0] <= low + 1e-6
    assert high - 1e-6 <= found[-1]
    assert steps == pytest.approx([steps[0]] * len(steps))
    step = round(steps[0], 6)
    digit = step / 10 ** round(log10(step / 2))
    assert min(abs(digit - each) for each in (0.5, 1, 2, 5)) < 1e-3
    assert found[0] / step == pytest.approx(round(found[0] / step), abs=1e-3)


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (180, 550, 6, (100, 200, 300, 400, 500, 600)),
        (0, 83600, 7, (0, 20000, 40000, 60000, 80000, 100000)),
        (-1, 1, 3, (-1, 0, 1)),
        (7, 7, 3, (7, 7.5, 8)),
        (0.1, 0.3, 3, (0.1, 0.2, 0.3)),
    ],
)
def test_ticks_one_would_choose(low: float, high: float, most: int, expected: tuple[float, ...]) -> None:
    assert ticks(low, high, most) == pytest.approx(expected)


@given(some_rows, widths, marks)
def test_nothing_leaves_the_drawing(found: list[Range], width: int, mark: Limit | None) -> None:
    drawing = ranges(found, width, euros, mark)
    for words in words_of(drawing):
        assert words.left >= -0.1
        assert words.left + words.width <= width + 0.2
        assert 0 <= words.y - words.size <= words.y + 3 <= drawing.height
    for row in drawing.rows:
        assert drawing.point <= row.x <= row.x + row.width <= width - drawing.point
        assert drawing.point <= row.y <= drawing.height - drawing.point


@given(some_rows, widths, marks)
def test_words_do_not_touch(found: list[Range], width: int, mark: Limit | None) -> None:
    for one, two in combinations(words_of(ranges(found, width, euros, mark)), 2):
        beside = one.left + one.width <= two.left + 0.2 or two.left + two.width <= one.left + 0.2
        assert beside or abs(one.y - two.y) >= min(one.size, two.size)


@given(some_rows, widths)
def test_values_keep_their_order_on_the_axis(found: list[Range], width: int) -> None:
    for row, drawn in zip(found, ranges(found, width, euros).rows, strict=True):
        if row.low is None or row.high is None:
            assert (drawn.width, drawn.point) == (0, drawn.x)
        else:
            assert drawn.point is None or drawn.x <= drawn.point <= drawn.x + drawn.width + 0.1
            assert (drawn.point is None) is (row.usual is None)


def test_the_mark_widens_the_axis() -> None:
    drawing = ranges([Range("A", 200, 250, 300, "")], 720, euros, Limit(900, "Vous"))
    assert drawing.ticks[-1].value >= 900


@given(st.lists(st.floats(0, 100), max_size=6), widths)
def test_flags_do_not_touch_and_each_stands_at_its_line(places: list[float], width: int) -> None:
    flags = banners([Limit(x, f"Seuil {x:g}") for x in places], Scale(0, 100, 40, width - 20), width, 28)
    assert [flag.text for flag in flags] == [f"Seuil {x:g}" for x in places]
    for one, two in combinations(flags, 2):
        assert one.left + one.width <= two.left or two.left + two.width <= one.left or abs(one.y - two.y) >= 12
    for x, flag in zip(places, flags, strict=True):
        line = Scale(0, 100, 40, width - 20).at(x)
        assert flag.left <= line <= flag.left + flag.width
    assert not flags or min(flag.y for flag in flags) == 28


@pytest.mark.parametrize(
    "found",
    [
        [],
        [Range("A", None, None, None, "")],
        [Range("A", 300, None, 200, "")],
        [Range("A", 200, 400, 300, "")],
    ],
)
def test_what_cannot_be_drawn_is_an_error(found: list[Range]) -> None:
    with pytest.raises(ValueError, match=r"at least one row$|missing or not in order$"):
        ranges(found, 720, euros)


def test_the_drawing_has_a_name_and_its_figures(app: Flask) -> None:
    source = """{% from "components/ranges.html" import ranges %}
        <div>{{ ranges(drawing, "TJM", "<vus>", drawing, table) }}</div>"""
    with app.app_context():
        drawn = app.jinja_env.from_string(source).render(
            drawing=ranges([Range("Confirmé & co", 300, None, 400, "solide")], 720, euros, Limit(380, "Vous")),
            table=(("Qui", "Bas"), [("Confirmé", "300 €")]),
        )
    tree = ElementTree.fromstring(drawn.strip())
    space = "{http://www.w3.org/2000/svg}"
    svg = next(tree.iter(f"{space}svg"))
    assert (svg.findtext(f"{space}title"), svg.findtext(f"{space}desc")) == ("TJM", "<vus>")
    assert [text.text for text in svg.iter(f"{space}text")][:3] == ["Confirmé & co", "solide", "Vous"]
    assert [cell.text for cell in tree.iter("td")] == ["300 €"]
    assert tree.findtext(".//summary") == "Voir les chiffres"
