"""The geometry of the timeline: segments that touch, labels that fit, marks that can be read."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from flask import Flask

from app.charts.timeline import APART, BAR, FONT, LETTER, Segment, Tone, timeline

SLOTS: tuple[tuple[str, int, Tone], ...] = (
    ("Accueil", 3, "pale"),
    ("1", 6, "solid"),
    ("2", 12, "striped"),
    ("Pause", 10, "blank"),
    ("Questions de la personne reçue", 5, "pale"),
)


def test_segments_touch_and_fill_the_width() -> None:
    drawing = timeline(SLOTS, 658)
    assert drawing.segments[0].x == 0
    assert all(one.x + one.width == pytest.approx(two.x, abs=0.11) for one, two in pairwise(drawing.segments))
    assert drawing.segments[-1].x + drawing.segments[-1].width == pytest.approx(658, abs=0.11)


@pytest.mark.parametrize("width", [200, 360, 658, 1400])
def test_a_label_fits_its_segment_or_is_left_out(width: float) -> None:
    segments = timeline(SLOTS, width).segments
    assert all(len(segment.label) * FONT * LETTER < segment.width for segment in segments if segment.label)
    assert [segment.name for segment in segments] == [name for name, _, _ in SLOTS]


def test_a_long_label_is_left_out_and_a_number_stays() -> None:
    labels = [segment.label for segment in timeline(SLOTS, 658).segments]
    assert labels == ["Accueil", "1", "2", "Pause", ""]


@pytest.mark.parametrize("minutes", [1, 15, 60, 177, 600])
def test_marks_begin_at_zero_end_at_the_end_and_keep_their_distance(minutes: int) -> None:
    ticks = timeline([("", minutes, "solid")], 658).ticks
    assert (ticks[0].minute, ticks[-1].minute, ticks[-1].x) == (0, minutes, 658)
    assert [tick.edge for tick in ticks] == [False] * (len(ticks) - 1) + [True]
    assert all(two.x - one.x >= APART for one, two in pairwise(ticks))


def corners(segment: Segment) -> list[tuple[float, float]]:
    """The ends of the stripes, from their path."""
    ends = segment.stripes.replace("M", " ").replace("L", " ").split()
    return [(float(x), float(y)) for x, y in zip(ends[::2], ends[1::2], strict=True)]


def test_stripes_stay_inside_their_segment() -> None:
    striped = timeline(SLOTS, 658).segments[2]
    assert corners(striped)
    for x, y in corners(striped):
        assert striped.x - 0.1 <= x <= striped.x + striped.width + 0.1
        assert -0.1 <= y <= BAR + 0.1


def test_only_striped_segments_have_stripes() -> None:
    assert [bool(segment.stripes) for segment in timeline(SLOTS, 658).segments] == [
        False,
        False,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("slots", [[], [("1", 0, "solid")]])
def test_no_time_at_all_is_an_error(slots: list[tuple[str, int, Tone]]) -> None:
    with pytest.raises(ValueError, match="at least one minute"):
        timeline(slots, 658)


def test_the_drawing_is_svg_with_a_name_and_without_style(app: Flask) -> None:
    source = '{% from "components/timeline.html" import timeline %}{{ timeline(drawing, name, words) }}'
    with app.app_context():
        drawn = app.jinja_env.from_string(source).render(
            drawing=timeline([("<b>&", 6, "solid"), *SLOTS], 658),
            name="Le <déroulé>",
            words="Soixante minutes",
        )
    svg = ElementTree.fromstring(drawn.strip())
    space = "{http://www.w3.org/2000/svg}"
    assert svg.get("role") == "img"
    assert [svg.findtext(f"{space}title"), svg.findtext(f"{space}desc")] == [
        "Le <déroulé>",
        "Soixante minutes",
    ]
    assert not any("style" in element.attrib for element in svg.iter())
    words = [element.text for element in svg.iter(f"{space}text")]
    assert {"<b>&", "1", "2", "Pause"} <= set(words)
    assert any(text and text.endswith("min") for text in words)
