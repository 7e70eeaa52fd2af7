"""The geometry of the stack: segments that fill the width, words that fit, numbers that stand apart."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.charts.stack import BAR, FONT, KEY, Part, Tone, length, spread, stack

TONES: tuple[Tone, ...] = ("solid", "striped", "dotted", "pale")
widths = st.sampled_from([300, 320, 658, 720, 1120])
amounts = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=8)
DAY = (
    Part("Dans votre poche", 218.4, "218,40 €", "54,6 %", "solid"),
    Part("Cotisations", 102.4, "102,40 €", "25,6 %", "striped"),
    Part("Rien", 0, "0,00 €", "0 %", "pale"),
    Part("Impôt <net>", 31.2, "31,20 €", "7,8 %", "dotted"),
    Part("CFE", 4, "4,00 €", "1 %", "pale"),
)


def parts(values: list[float]) -> list[Part]:
    """Parts of these amounts, with names of all lengths and the four tones in turn."""
    return [Part("n" * (rank * 3 + 1), value, "1 234 €", "5 %", TONES[rank % 4]) for rank, value in enumerate(values)]


@given(amounts, widths)
def test_segments_touch_and_fill_the_width(values: list[float], width: int) -> None:
    segments = stack(parts(values), width).segments
    assert segments[0].x == 0
    assert all(one.x + one.width == pytest.approx(two.x) for one, two in pairwise(segments))
    assert segments[-1].x + segments[-1].width == pytest.approx(width)
    assert all(
        segment.width == pytest.approx(width * segment.part.amount / sum(values), abs=0.11) for segment in segments
    )


@given(amounts, widths)
def test_words_fit_inside_or_a_number_stands_below(values: list[float], width: int) -> None:
    for segment in stack(parts(values), width).segments:
        assert bool(segment.words) != bool(segment.key)
        for words in segment.words:
            assert segment.x <= words.left
            assert words.left + words.width <= segment.x + segment.width
            assert FONT <= words.y <= BAR


@given(amounts, widths)
def test_numbers_stand_apart_inside_the_drawing(values: list[float], width: int) -> None:
    drawing = stack(parts(values), width)
    keys = [segment.key for segment in drawing.segments if segment.key]
    assert all(two.x - one.x >= KEY - 0.11 for one, two in pairwise(keys))
    assert all(key.left >= 0 and key.left + key.width <= width and key.y <= drawing.height for key in keys)
    assert {key.text for key in keys} <= {str(segment.number) for segment in drawing.segments}


@given(amounts, widths)
def test_textures_stay_inside_their_segment(values: list[float], width: int) -> None:
    for segment in stack(parts(values), width).segments:
        assert not segment.texture or segment.part.tone in ("striped", "dotted")
        if segment.part.tone == "striped":
            ends = segment.texture.replace("M", " ").replace("L", " ").split()
            assert all(segment.x - 0.1 <= float(x) <= segment.x + segment.inked + 0.1 for x in ends[::2])
            assert all(-0.1 <= float(y) <= BAR + 0.1 for y in ends[1::2])


def test_a_part_of_nothing_is_left_out_and_takes_no_number() -> None:
    segments = stack(DAY, 720).segments
    assert [(segment.number, segment.part.label) for segment in segments] == [
        (1, "Dans votre poche"),
        (2, "Cotisations"),
        (3, "Impôt <net>"),
        (4, "CFE"),
    ]


@pytest.mark.parametrize(
    ("values", "message"), [([1, -0.5], "negative"), ([0, 0], "1 to 8"), ([], "1 to 8"), ([1] * 9, "1 to 8")]
)
def test_what_cannot_be_drawn_is_an_error(values: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        stack(parts(values), 720)


@given(st.lists(st.floats(-50, 450), max_size=8))
def test_what_is_spread_stands_apart_in_order_and_in_bounds(wanted: list[float]) -> None:
    found = spread(wanted, 16, 0, 400)
    assert all(-1e-6 <= place <= 400 + 1e-6 for place in found)
    assert all(two - one >= 16 - 1e-6 for one, two in pairwise(sorted(found)))
    assert all(
        found[one] <= found[two]
        for one in range(len(wanted))
        for two in range(len(wanted))
        if wanted[one] < wanted[two]
    )


def test_what_is_apart_already_stays_where_it_is() -> None:
    assert spread([100, 20, 60], 16, 0, 400) == [100, 20, 60]


def test_neighbours_share_the_move() -> None:
    assert spread([100, 100], 16, 0, 400) == [92, 108]


def test_length_grows_with_text_and_size() -> None:
    assert length("", 12) == 0 < length("a", 12) < length("ab", 12) < length("ab", 13)


def test_the_drawing_has_a_name_a_legend_and_its_figures(app: Flask) -> None:
    source = """{% from "components/stack.html" import stack %}
        <div>{{ stack(drawing, "Un <jour>", "400 €", narrow, table) }}</div>"""
    with app.app_context():
        drawn = app.jinja_env.from_string(source).render(
            drawing=stack(DAY, 720), narrow=stack(DAY, 320), table=(("Part", "Montant"), [("Cotisations", "102,40 €")])
        )
    tree = ElementTree.fromstring(drawn.strip())
    space = "{http://www.w3.org/2000/svg}"
    named = [svg for svg in tree.iter(f"{space}svg") if svg.get("role") == "img"]
    assert [(svg.findtext(f"{space}title"), svg.findtext(f"{space}desc")) for svg in named] == [
        ("Un <jour>", "400 €")
    ] * 2
    assert [word.text for word in list(tree.iter("li"))[2].iter("span")] == ["3", "Impôt <net>", "31,20 €", "7,8 %"]
    assert all(svg.findtext(f"{space}title") for svg in tree.iter(f"{space}svg")), "a PDF wants each drawing named"
    assert [cell.text for cell in tree.iter("td")] == ["102,40 €"]
    assert not any("style" in element.attrib for element in tree.iter())
