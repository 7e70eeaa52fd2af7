"""Ways between the boxes of a grid: they pass over no box, and lanes keep them apart."""

from hypothesis import given
from hypothesis import strategies as st

from app.charts.lanes import Cell, Route, lanes, route

COLUMNS, ROWS = 5, 6
CELLS = st.tuples(st.integers(0, COLUMNS - 1), st.integers(0, ROWS - 1))
GRIDS = st.lists(CELLS, min_size=2, max_size=14, unique=True)
SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: (min(pair), max(pair))))


def passed(found: Route, origin: Cell, to: Cell) -> set[Cell]:
    """Return the cells that a way passes over, between its ends."""
    cells = {
        (track.place, row)
        for track in found.upwards
        if track.kind == "column"
        for row in range(ROWS)
        if track.span[0] <= row < track.span[1]
    }
    if found.across and found.across[0].kind == "row":
        low, high = sorted((origin[0], to[0]))
        cells |= {(column, origin[1]) for column in range(low + 1, high)}
    return cells


@given(GRIDS)
def test_a_way_passes_over_no_box(grid: list[Cell]) -> None:
    origin, to = grid[:2]
    found = route(origin, to, set(grid), COLUMNS)
    assert not passed(found, origin, to) & set(grid)


@given(GRIDS)
def test_a_way_goes_by_strips_that_follow_one_another(grid: list[Cell]) -> None:
    origin, to = grid[:2]
    found = route(origin, to, set(grid), COLUMNS)
    if not found.upwards:
        assert [track.kind for track in found.across] == ["row"]
        return
    assert len(found.across) == len(found.upwards) - 1
    assert (found.upwards[0].place, found.upwards[-1].place) == (origin[0], to[0])
    for before, across, after in zip(found.upwards, found.across, found.upwards[1:], strict=False):
        assert before.span[0] <= across.place <= before.span[1]
        assert after.span[0] <= across.place <= after.span[1]


@given(GRIDS)
def test_a_way_never_leaves_the_grid(grid: list[Cell]) -> None:
    found = route(grid[0], grid[1], set(grid), COLUMNS)
    assert all(0 < track.place < COLUMNS for track in found.upwards if track.kind == "gutter")
    assert all(0 <= track.place <= ROWS for track in found.across)


@given(SPANS)
def test_spans_that_meet_have_different_lanes(spans: list[tuple[float, float]]) -> None:
    placed = list(zip(spans, lanes(spans), strict=True))
    for rank, ((low, high), lane) in enumerate(placed):
        for (start, end), other in placed[:rank]:
            assert lane != other or high < start or end < low
    assert sorted({lane for _, lane in placed}) == list(range(len({lane for _, lane in placed})))
