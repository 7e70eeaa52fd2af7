"""The geometry of the gaps: points on their steps, words that do not touch, bars between the two."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.charts.gaps import Rank, gaps

STEPS = ("Alternance", "Junior", "Confirmé", "Senior", "Lead")
RANK = st.builds(
    Rank,
    st.sampled_from(["Mesure et lecture des KPI", "Droit, éthique et sécurité des comptes", "Ton"]),
    st.integers(1, 5),
    st.none() | st.integers(1, 5),
    st.sampled_from(["à noter", "2 niveaux à gagner"]),
)
RANKS = st.lists(RANK, min_size=1, max_size=8)
WIDTHS = st.sampled_from([300, 320, 640, 679])


@given(RANKS, WIDTHS)
def test_everything_is_inside_and_in_order(ranks: list[Rank], width: float) -> None:
    drawing = gaps(ranks, STEPS, width)
    assert len(drawing.rows) == len(ranks)
    assert all(one.y < two.y for one, two in pairwise(drawing.rows))
    for row in drawing.rows:
        words = [*row.label, *row.note]
        assert all(each.left >= 0 and each.left + each.width <= width + 0.2 for each in words)
        assert 0 < row.y < drawing.height
        assert row.x >= 0
        assert row.x + row.width <= width
    assert all(one.left + one.width <= two.left for one, two in pairwise(drawing.steps))


@given(RANKS, WIDTHS)
def test_a_bar_is_as_long_as_the_gap(ranks: list[Rank], width: float) -> None:
    drawing = gaps(ranks, STEPS, width)
    xs = [words.x for words in drawing.steps]
    unit = (xs[-1] - xs[0]) / (len(STEPS) - 1)
    for rank, row in zip(ranks, drawing.rows, strict=True):
        reached = rank.expected if rank.reached is None else rank.reached
        assert row.width == pytest.approx(abs(rank.expected - reached) * unit, abs=0.6 * len(STEPS))
        assert row.lacking == (reached < rank.expected)
        assert (row.point is None) == (rank.reached is None)


@given(RANKS)
def test_words_stand_beside_the_steps_on_a_wide_page(ranks: list[Rank]) -> None:
    drawing = gaps(ranks, STEPS, 640)
    first, last = drawing.steps[0].left, drawing.steps[-1].left + drawing.steps[-1].width
    for row in drawing.rows:
        assert all(words.left + words.width <= first for words in row.label)
        assert all(words.left >= last - 0.2 for words in row.note)


@pytest.mark.parametrize("ranks", [[], [Rank("Ton", 6, 1, "")], [Rank("Ton", 1, 0, "")]])
def test_ranks_that_are_no_steps_are_an_error(ranks: list[Rank]) -> None:
    with pytest.raises(ValueError, match="on its steps"):
        gaps(ranks, STEPS, 640)


def test_the_drawing_is_svg_with_a_name_and_without_style(app: Flask) -> None:
    source = '{% from "components/gaps.html" import gaps_drawing %}{{ gaps_drawing(drawing, "<Écart>", "Des lignes") }}'
    with app.app_context():
        drawn = app.jinja_env.from_string(source).render(drawing=gaps([Rank("<b>&", 4, 2, "2")], STEPS, 640))
    svg = ElementTree.fromstring(drawn.strip())
    space = "{http://www.w3.org/2000/svg}"
    assert svg.get("role") == "img"
    assert [svg.findtext(f"{space}title"), svg.findtext(f"{space}desc")] == ["<Écart>", "Des lignes"]
    assert not any("style" in element.attrib for element in svg.iter())
    assert {"<b>&", *STEPS} <= {element.text for element in svg.iter(f"{space}text")}
