"""The geometry of curves: paths inside the frame, names apart, crossings where both curves agree."""

from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.charts.curves import Axis, Curves, Point, Series, crossings, curves
from app.charts.ranges import Limit
from app.charts.stack import Words

widths = st.sampled_from([300, 320, 560, 720, 1120])
heights = st.integers(-10_000, 150_000)
names = st.text("aé' n", max_size=29).map(lambda text: f"x{text}")


def thousands(value: float) -> str:
    """A value of an axis in words."""
    return f"{value:,.0f} €"


X, Y = Axis("Chiffre d'affaires", thousands), Axis("Net", thousands)


@st.composite
def families(draw: st.DrawFn) -> list[Series]:
    """One to six curves over the same turnovers, some of which stop early."""
    size = draw(st.integers(2, 40))
    found = []
    for _ in range(draw(st.integers(1, 6))):
        values = draw(st.lists(heights, min_size=2, max_size=size))
        found.append(Series(draw(names), [(1000.0 * index, float(value)) for index, value in enumerate(values)]))
    return found


def words_of(drawing: Curves) -> list[Words]:
    """Every text of the drawing but the names that stop early, which stand among the curves."""
    marks = [*drawing.limits, *([drawing.here] if drawing.here else [])]
    ticks = [tick.words for tick in (*drawing.x_ticks, *drawing.y_ticks)]
    return [*(curve.words for curve in drawing.curves), *(mark.words for mark in marks), *ticks, *drawing.names]


def corners(path: str) -> list[Point]:
    """The points of a path."""
    return [(float(x), float(y)) for x, y in (pair.split() for pair in path.removeprefix("M").split("L"))]


@given(families(), widths)
def test_nothing_leaves_the_drawing(series: list[Series], width: int) -> None:
    limits = [Limit(500, "Franchise de TVA"), Limit(900, "Plafond"), Limit(-1, "Dehors")]
    drawing = curves(series, width, X, Y, limits, Limit(700, "Vous : 700 €"))
    for words in words_of(drawing):
        assert words.left >= -0.1
        assert words.left + words.width <= width + 0.2
        assert 0 <= words.y - words.size <= words.y + 3 <= drawing.height
    for curve in drawing.curves:
        assert all(0 <= x <= width and 0 <= y <= drawing.height for x, y in corners(curve.path))
    assert all(0 <= x <= width and 0 <= y <= drawing.height for x, y in (*drawing.crossings, *drawing.dots))


@given(families(), widths)
def test_words_do_not_touch(series: list[Series], width: int) -> None:
    limits = [Limit(500, "Franchise de TVA"), Limit(510, "Plafond"), Limit(990, "Autre plafond")]
    for one, two in combinations(words_of(curves(series, width, X, Y, limits, Limit(520, "Vous"))), 2):
        beside = one.left + one.width <= two.left + 0.2 or two.left + two.width <= one.left + 0.2
        assert beside or abs(one.y - two.y) >= min(one.size, two.size) - 1


@given(families(), widths)
def test_one_path_for_each_curve_in_the_order_of_its_points(series: list[Series], width: int) -> None:
    drawing = curves(series, width, X, Y)
    for one, drawn in zip(series, drawing.curves, strict=True):
        path = corners(drawn.path)
        assert len(path) == len(one.points)
        assert all(here[0] <= there[0] for here, there in pairwise(path))
        assert all(
            (there[1] <= here[1]) is (after[1] >= before[1]) or here[1] == there[1]
            for (here, there), (before, after) in zip(pairwise(path), pairwise(one.points), strict=True)
        )


@given(st.lists(st.tuples(heights, heights), min_size=2, max_size=60))
def test_crossings_lie_between_points_and_both_curves_agree(values: list[tuple[int, int]]) -> None:
    one = [(10.0 * index, float(first)) for index, (first, _) in enumerate(values)]
    two = [(10.0 * index, float(second)) for index, (_, second) in enumerate(values)]
    found = crossings(one, two)
    for x, y in found:
        index = min(int(x // 10), len(values) - 2)
        ratio = (x - 10 * index) / 10
        assert 0 <= x <= one[-1][0]
        for curve in (one, two):
            assert y == pytest.approx(curve[index][1] + ratio * (curve[index + 1][1] - curve[index][1]), abs=1e-3)
    sides = [first < second for first, second in values if first != second]
    assert len(found) == sum(before != after for before, after in pairwise(sides))
    assert [x for x, _ in crossings(two, one)] == pytest.approx([x for x, _ in found])


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ([0, 10], [10, 0], [(0.5, 5)]),
        ([0, 5, 0], [5, 5, 5], []),
        ([0, 5, 10], [5, 5, 5], [(1, 5)]),
        ([0, 5, 5, 10], [5, 5, 5, 5], [(1, 5)]),
        ([5, 10], [5, 0], []),
        ([0, 1, 2, 3], [1, 0], [(0.5, 0.5)]),
    ],
)
def test_what_crosses_and_what_only_touches(one: list[float], two: list[float], expected: list[Point]) -> None:
    assert crossings(list(enumerate(one)), list(enumerate(two))) == tuple(expected)


def test_curves_over_other_values_are_not_compared() -> None:
    with pytest.raises(ValueError, match="same values of x"):
        crossings([(0, 1), (1, 2)], [(0, 1), (2, 2)])


def straight(name: str, slope: float, stop: int = 100) -> Series:
    """A straight curve that stops after so many points."""
    return Series(name, [(1000.0 * index, slope * 1000 * index) for index in range(stop)])


def test_a_curve_that_stops_early_is_named_above_its_end() -> None:
    micro, ei = curves([straight("Micro", 0.7, 70), straight("EI", 0.6)], 720, X, Y).curves
    end = corners(micro.path)[-1]
    assert (micro.words.anchor, ei.words.anchor) == ("end", "start")
    assert micro.words.x < end[0] < ei.words.left
    assert micro.words.y < end[1]
    assert not ei.leader


def test_names_that_do_not_fit_become_numbers() -> None:
    series = [straight("Entreprise individuelle", 0.6), straight("Micro-entreprise", 0.7)]
    assert not curves(series, 720, X, Y).keyed
    narrow = curves(series, 320, X, Y)
    assert narrow.keyed
    assert [(curve.words.text, curve.name) for curve in narrow.curves] == [
        ("1", "Entreprise individuelle"),
        ("2", "Micro-entreprise"),
    ]


def test_the_reader_stands_on_every_curve_that_goes_so_far() -> None:
    series = [straight("Micro", 0.7, 50), straight("EI", 0.6), straight("SASU", 0.5)]
    drawing = curves(series, 720, X, Y, [Limit(77_700, "Plafond")], Limit(60_500, "Vous"))
    assert len(drawing.dots) == 2
    assert [mark.words.text for mark in drawing.limits] == ["Plafond"]
    assert drawing.here is not None
    assert drawing.here.path.startswith(f"M{drawing.dots[0][0]} ")


def test_a_line_outside_the_curves_is_left_out() -> None:
    drawing = curves([straight("EI", 0.6)], 720, X, Y, [Limit(200_000, "Loin")], Limit(300_000, "Vous"))
    assert (drawing.limits, drawing.here, drawing.dots) == ((), None, ())


def test_signs_of_curves_stand_at_different_points() -> None:
    drawing = curves([straight(str(number), 0.5) for number in range(6)], 720, X, Y)
    places = [{mark.split("m")[0] for mark in curve.signs.split("M")[1:]} for curve in drawing.curves]
    assert all(len(marks) == 5 for marks in places)
    assert len(set.union(*places)) == 30


@pytest.mark.parametrize(
    "series", [[], [straight("A", 1)] * 7, [Series("A", [(0, 1)])], [Series("A", [(2, 1), (1, 1)])]]
)
def test_what_cannot_be_drawn_is_an_error(series: list[Series]) -> None:
    with pytest.raises(ValueError, match="1 to 6 curves"):
        curves(series, 720, X, Y)


def test_the_drawing_has_a_name_a_legend_when_keyed_and_stays_small(app: Flask) -> None:
    series = [straight(f"Statut <{number}> à retenir", 0.5 + number / 50) for number in range(5)]
    source = (
        '{% from "components/curves.html" import curves %}<div>{{ curves(wide, "Net", "<cinq>", narrow, table) }}</div>'
    )
    with app.app_context():
        drawn = app.jinja_env.from_string(source).render(
            wide=curves(series, 720, X, Y, [Limit(77_700, "Plafond")], Limit(60_000, "Vous")),
            narrow=curves(series, 320, X, Y),
            table=(("Statut", "Net"), [("EI", "30 000 €")]),
        )
    assert len(drawn) < 30_000
    tree = ElementTree.fromstring(drawn)
    space = "{http://www.w3.org/2000/svg}"
    named = [svg for svg in tree.iter(f"{space}svg") if svg.get("role") == "img"]
    assert [(svg.findtext(f"{space}title"), svg.findtext(f"{space}desc")) for svg in named] == [("Net", "<cinq>")] * 2
    assert ["".join(item.itertext()).split()[0] for item in tree.iter("li")] == ["1", "2", "3", "4", "5"]
    assert all(svg.findtext(f"{space}title") for svg in tree.iter(f"{space}svg")), "a PDF wants each drawing named"
    assert {"Plafond", "Vous", "Statut <3> à retenir"} <= {text.text for text in named[0].iter(f"{space}text")}
    assert [cell.text for cell in tree.iter("td")] == ["30 000 €"]
