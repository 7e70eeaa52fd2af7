"""What a comparison shows, by properties, on a real kit: order, pages, versions, who may read what."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from app.charts.dots import DOT, Rated, dots
from app.kits.kit import Kit
from app.panel.board import Board, Given, readable
from app.panel.campaign import Campaign, Candidate, Card, KitVersion, Member
from app.panel.feedback import draft
from app.panel.interview import scales
from app.panel.scoring import Rating, scores

MOMENT = datetime(2026, 3, 2, tzinfo=UTC)
MEMBERS = tuple(Member(n, f"m{n}", 1, f"M{n}", date(2027, 1, 1), None, None) for n in range(3))


def person(number: int) -> Candidate:
    """Return a candidate of whom nothing is known."""
    return Candidate(number, f"c{number}", 1, f"C-{number:02}", None, 0, None, None, None, "", "", "", None, "")


def sent(member: int, candidate: int, version: int = 1, submitted: bool = True) -> Card:
    """Return a card."""
    number = candidate * 10 + member
    return Card(number, member, candidate, version, "screen", MOMENT, MOMENT if submitted else None)


def played(kit: Kit, people: int, seed: int = 1, versions: tuple[int, ...] = (1,)) -> Given:
    """Return ratings at random for some candidates, who take the versions of the kit in turn."""
    chance = Random(seed)
    cells = [scale.field for item in kit.items for scale in scales(kit, item)]
    ratings = tuple(
        Rating(f"m{m}", f"c{c}", cell.item, cell.competency, chance.randint(1, 5))
        for c in range(people)
        for m in range(3)
        for cell in cells
    )
    return Given(
        dict.fromkeys(versions, kit),
        MEMBERS,
        tuple(person(c) for c in range(people)),
        tuple(sent(m, c, versions[c % len(versions)]) for c in range(people) for m in range(3)),
        {"before": ratings, "after": ratings},
    )


def test_the_order_is_that_of_the_totals_and_pages_share_it(kit: Kit) -> None:
    board = Board(played(kit, 9), "before", "kit")
    totals = [each.score.total for each in board.standings]
    assert totals == sorted(totals, key=lambda total: -(total or 0))
    whole, parts = board.steps(0, 9), (*board.steps(0, 4), *board.steps(4, 9))
    assert [(step.first, step.second, step.chance) for step in whole] == [
        (step.first, step.second, step.chance) for step in parts
    ]


@over(st.integers(0, 200))
def test_a_formula_gives_its_total(seed: int) -> None:
    board = Board(played(_KIT[0], 2, seed), "before", "kit")
    for standing in board.standings:
        above = sum((term.mean * term.weight for term in standing.terms), Decimal(0))
        assert standing.score.total is not None
        assert abs(above / sum(term.weight for term in standing.terms) - standing.score.total) < Decimal("1e-20")


_KIT: list[Kit] = []


@pytest.fixture(autouse=True)
def _kit(kit: Kit) -> None:
    _KIT[:] = [kit]


def test_candidates_on_two_versions_are_never_ordered(kit: Kit) -> None:
    board = Board(played(kit, 6, versions=(1, 2)), "after", "kit")
    for step in board.steps(0, 6):
        apart = step.first.kit_number != step.second.kit_number
        assert (step.chance is None) == apart
        assert not (apart and (step.established or step.flip))
    assert board.main == 2


def test_equal_ratings_are_level_and_nothing_is_established(kit: Kit) -> None:
    found = played(kit, 2)
    same = tuple(replace(rating, value=3) for rating in found.ratings["before"])
    (step,) = Board(replace(found, ratings={"before": same, "after": same}), "before", "equal").steps(0, 2)
    assert step.level
    assert not step.established


@pytest.mark.parametrize(
    ("cards", "reader", "seen"),
    [
        ([sent(0, 0), sent(1, 0), sent(2, 0)], None, 1),
        ([sent(0, 0), sent(1, 0), sent(2, 0, submitted=False)], None, 0),
        ([sent(0, 0), sent(1, 0), sent(2, 0)], 0, 1),
        ([], None, 0),
    ],
)
def test_who_may_read(kit: Kit, cards: list[Card], reader: int | None, seen: int) -> None:
    version = KitVersion(1, kit, MOMENT, "")
    campaign = Campaign(1, "t", "", "fr", MOMENT, version, None, None, None, None)
    member = None if reader is None else MEMBERS[reader]
    assert len(readable(campaign, MEMBERS, [person(0)], cards, member)) == seen
    closed = replace(campaign, closed_at=MOMENT)
    assert len(readable(closed, MEMBERS, [person(0)], cards, member)) == bool([c for c in cards if c.submitted_at])


def test_a_member_without_their_own_card_reads_nothing_even_closed(kit: Kit) -> None:
    campaign = Campaign(1, "t", "", "fr", MOMENT, KitVersion(1, kit, MOMENT, ""), None, MOMENT, None, None)
    assert not readable(campaign, MEMBERS, [person(0)], [sent(0, 0), sent(1, 0, submitted=False)], MEMBERS[1])


@pytest.mark.parametrize(("value", "strong", "missed"), [(5, 3, 0), (3, 0, 0), (1, 0, 3)])
def test_feedback_tells_strengths_and_what_was_expected(kit: Kit, value: int, strong: int, missed: int) -> None:
    ratings = tuple(replace(rating, value=value) for rating in played(kit, 1).ratings["before"])
    weights = [(entry.competency.id, entry.weight) for entry in kit.weights]
    found = draft(kit, scores(ratings, weights, kit.shares)["c0"])
    assert (len(found.strengths), len(found.expected)) == (strong, missed)


@over(st.lists(st.floats(1, 5), min_size=1, max_size=6), st.sampled_from([300, 340, 700, 1040]))
def test_no_dot_hides_another(values: list[float], width: int) -> None:
    letters = "ABCDEF"
    line = Rated("C-01", tuple(zip(letters, values, strict=False)), 3.0, "")
    drawing = dots([line, line], width)
    for row in drawing.rows:
        for one in row.dots:
            assert DOT <= one.x <= width - DOT
            assert 0 <= one.y <= drawing.height
            for other in row.dots:
                apart = (one.x - other.x) ** 2 + (one.y - other.y) ** 2
                assert one == other or apart >= (2 * DOT) ** 2


def test_a_drawing_needs_lines_and_ratings() -> None:
    for lines in ([], [Rated("a", (("A", 6.0),), None, "")]):
        with pytest.raises(ValueError, match="1 to 5"):
            dots(lines, 400)
