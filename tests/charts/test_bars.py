"""The geometry of bars: lengths in proportion, words inside the drawing that do not touch."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.charts.bars import BAR, Bars, Group, bars
from app.charts.stack import Words

widths = st.sampled_from([300, 320, 560, 720, 1120])
values = st.floats(-1e5, 1e6)
labels = st.text("aé' n", max_size=60).map(lambda text: f"x{text}")
groups = st.lists(
    st.builds(
        lambda label, amounts, chosen: Group(label, tuple((amount, f"{amount:.0f} €") for amount in amounts), chosen),
        labels,
        st.lists(values, min_size=1, max_size=2),
        st.booleans(),
    ),
    min_size=1,
    max_size=7,
)


def words_of(drawing: Bars) -> list[Words]:
    """Every text of the drawing."""
    return [text for row in drawing.rows for text in (*row.label, *(bar.words for bar in row.bars))]


@given(groups, widths)
def test_nothing_leaves_the_drawing(found: list[Group], width: int) -> None:
    drawing = bars(found, width)
    for words in words_of(drawing):
        assert words.left >= 0
        assert words.left + words.width <= width + 0.2
        assert 0 <= words.y - words.size <= words.y + 3 <= drawing.height
    for bar in (bar for row in drawing.rows for bar in row.bars):
        assert 0 <= bar.x <= bar.x + bar.width <= width
        assert 0 <= bar.y <= bar.y + BAR <= drawing.height


@given(groups, widths)
def test_words_do_not_touch(found: list[Group], width: int) -> None:
    for one, two in combinations(words_of(bars(found, width)), 2):
        beside = one.left + one.width <= two.left or two.left + two.width <= one.left
        assert beside or abs(one.y - two.y) >= one.size


@given(groups, widths)
def test_bars_are_in_proportion(found: list[Group], width: int) -> None:
    drawn = [bar.width for row in bars(found, width).rows for bar in row.bars]
    amounts = [abs(amount) for group in found for amount, _ in group.values]
    unit = max(drawn) / max(amounts) if max(amounts) else 0
    assert drawn == pytest.approx([amount * unit for amount in amounts], abs=0.25)


def test_what_is_lost_goes_to_the_left_of_what_is_earned() -> None:
    earned, lost = (
        row.bars[0] for row in bars([Group("A", ((100, "100 €"),)), Group("B", ((-50, "-50 €"),))], 720).rows
    )
    assert lost.x + lost.width == pytest.approx(earned.x)
    assert lost.width == pytest.approx(earned.width / 2, abs=0.11)
    assert lost.words.left > lost.x + lost.width


def test_the_second_bar_of_a_group_is_striped_and_keeps_the_label_of_the_first() -> None:
    (row,) = bars([Group("A", ((100, "100 €"), (80, "80 €")), True)], 320).rows
    assert [(bar.tone, bool(bar.texture)) for bar in row.bars] == [("solid", False), ("striped", True)]
    assert ([words.text for words in row.label], row.chosen) == (["A"], True)


def test_a_long_label_is_cut_into_lines() -> None:
    (row,) = bars([Group("Entreprise unipersonnelle à responsabilité limitée", ((1, "1 €"),))], 560).rows
    assert [words.text for words in row.label] == ["Entreprise", "unipersonnelle à", "responsabilité limitée"]


@pytest.mark.parametrize("found", [[], [Group("A", ())], [Group("A", ((1, ""),) * 3)]])
def test_what_cannot_be_drawn_is_an_error(found: list[Group]) -> None:
    with pytest.raises(ValueError, match="one or two values"):
        bars(found, 720)


def test_the_drawing_has_a_name_a_legend_and_its_figures(app: Flask) -> None:
    source = """{% from "components/bars.html" import bars %}
        <div>{{ bars(drawing, "Net", "<3>", ("Avant", "Après"), drawing, table) }}</div>"""
    with app.app_context():
        drawn = app.jinja_env.from_string(source).render(
            drawing=bars([Group("SASU & co", ((100, "100 €"), (80, "80 €")))], 720),
            table=(("Statut", "Net"), [("SASU", "80 €")]),
        )
    tree = ElementTree.fromstring(drawn.strip())
    space = "{http://www.w3.org/2000/svg}"
    named = [svg for svg in tree.iter(f"{space}svg") if svg.get("role") == "img"]
    assert [(svg.findtext(f"{space}title"), svg.findtext(f"{space}desc")) for svg in named] == [("Net", "<3>")] * 2
    assert [text.text for text in named[0].iter(f"{space}text")] == ["SASU & co", "100 €", "80 €"]
    assert [(item[0].tail or "").strip() for item in tree.iter("li")] == ["Avant", "Après"]
    assert all(svg.findtext(f"{space}title") for svg in tree.iter(f"{space}svg")), "a PDF wants each drawing named"
    assert [cell.text for cell in tree.iter("td")] == ["80 €"]
