"""Ways over the map: the shortest chains, and a map where every role can be reached."""

from itertools import pairwise

import pytest

from app.careers.guides import Step
from app.careers.paths import Way, families, steps_from, steps_to, ways
from app.content.text import Text
from app.library import Library

ADD = Text(fr="Apprendre.", en="Learn.")


def step(origin: str, to: str, kind: str = "up") -> Step:
    """Return a step between two roles."""
    return Step.model_validate({"from": origin, "to": to, "kind": kind, "add": ADD, "competencies": ("a",)})


STEPS = [step("a", "b", "side"), step("a", "c"), step("b", "d"), step("c", "d"), step("d", "e"), step("d", "a")]


def roles(way: Way) -> str:
    """Return the roles a way passes through."""
    return "".join([way[0].origin, *(each.to for each in way)])


@pytest.mark.parametrize(
    ("origin", "to", "found"),
    [("a", "b", ["ab"]), ("a", "d", ["abd", "acd"]), ("a", "e", ["abde", "acde"]), ("e", "a", []), ("a", "a", [])],
)
def test_every_shortest_way_is_found(origin: str, to: str, found: list[str]) -> None:
    assert [roles(way) for way in ways(STEPS, origin, to)] == found


def test_steps_up_come_before_steps_sideways() -> None:
    assert [each.to for each in steps_from(STEPS, "a")] == ["c", "b"]
    assert [each.origin for each in steps_to(STEPS, "d")] == ["b", "c"]


def test_ways_on_the_real_map_hold_together(library: Library) -> None:
    for origin in library.guides:
        for to in library.guides:
            for way in ways(library.steps.steps, origin, to):
                assert (way[0].origin, way[-1].to) == (origin, to)
                assert all(one.to == two.origin for one, two in pairwise(way))
                passed = roles(way)
                assert len({each.to for each in way} | {origin}) == len(way) + 1, passed


def test_every_role_has_a_way_in_and_a_way_out_but_for_the_top(library: Library) -> None:
    steps = library.steps.steps
    top = max(place.row for place in library.steps.places.values())
    for name, place in library.steps.places.items():
        assert steps_to(steps, name) or place.row == 0, name
        assert steps_from(steps, name) or place.row == top, name


def test_a_step_up_goes_up(library: Library) -> None:
    places = library.steps.places
    for each in library.steps.steps:
        assert each.kind == "side" or places[each.to].row > places[each.origin].row, (each.origin, each.to)


def test_families_hold_every_role_once(library: Library) -> None:
    found = [name for _family, names in families(library.steps) for name in names]
    assert sorted(found) == sorted(library.guides)
