"""The planner's choice is the best there is: shown against brute force on small banks."""

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.kits.solve import SAMPLE_MINUTES, Piece, Task, best, value

COMPETENCIES = ("a", "b", "c")


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Draw a bank of up to nine pieces with twins, samples and earlier uses, and limits that may be too tight."""
    names = COMPETENCIES[: draw(st.integers(1, 3))]
    pieces = []
    for rank in range(draw(st.integers(0, 9))):
        sample = draw(st.booleans()) and draw(st.booleans())
        count = draw(st.integers(1, 2)) if sample else 1
        evidence = tuple((name, draw(st.integers(1, 24))) for name in draw(st.permutations(COMPETENCIES))[:count])
        story = f"w{rank}" if sample else f"{evidence[0][0]}{draw(st.integers(0, 4))}"
        minutes = draw(st.integers(1, 25 if sample else 8))
        pieces.append(Piece(f"p{rank}", minutes, evidence, story, sample, draw(st.integers(0, 2))))
    weights = {name: draw(st.integers(10, 35)) for name in names}
    must = frozenset(draw(st.sets(st.sampled_from([p.id for p in pieces]), max_size=2)) if pieces else ())
    budget, samples = draw(st.integers(0, 50)), draw(st.integers(0, 2))
    least = draw(st.none() | st.integers(0, 120_000_000))
    return Task(tuple(pieces), weights, budget, samples, must, least)


def allowed(choice: tuple[Piece, ...], task: Task) -> bool:
    """Say in the plainest way whether a choice respects every limit."""
    free = [piece for piece in choice if piece.id not in task.must]
    samples = [piece for piece in choice if piece.sample]
    covered = {piece.evidence[0][0] for piece in choice if not piece.sample}
    return (
        task.must <= {piece.id for piece in choice}
        and sum(piece.minutes for piece in choice) <= task.budget
        and len({piece.story for piece in choice}) == len(choice)
        and covered >= set(task.weights)
        and all(piece.sample or piece.evidence[0][0] in task.weights for piece in free)
        and (not any(piece.sample for piece in free) or len(samples) <= task.samples)
        and (not any(piece.sample for piece in free) or sum(p.minutes for p in samples) <= SAMPLE_MINUTES)
        and (task.least is None or value(choice, task.weights) >= task.least)
    )


def rank(choice: tuple[Piece, ...], task: Task) -> tuple[int, int, int]:
    """Samples first, then, for a parallel kit, few earlier uses, then value."""
    free = [piece for piece in choice if piece.id not in task.must]
    uses = sum(piece.uses for piece in free) if task.least is not None else 0
    return sum(piece.sample for piece in choice), -uses, value(choice, task.weights)


def brute_force(task: Task) -> tuple[int, int, int] | None:
    """Look at every subset."""
    subsets = chain.from_iterable(combinations(task.pieces, n) for n in range(len(task.pieces) + 1))
    return max((rank(subset, task) for subset in subsets if allowed(subset, task)), default=None)


@settings(max_examples=400)
@given(tasks())
def test_nothing_beats_the_plan(task: Task) -> None:
    choice = best(task)
    assert (rank(choice, task) if choice is not None else None) == brute_force(task)
    if choice is not None:
        assert allowed(choice, task)


@given(tasks())
def test_same_task_same_choice(task: Task) -> None:
    assert best(task) == best(task)


def test_time_follows_weights() -> None:
    pieces = tuple(
        Piece(f"{name}{rank}", 5, ((name, 20),), f"{name}{rank}") for name in ("a", "b") for rank in range(9)
    )
    choice = best(Task(pieces, {"a": 75, "b": 25}, 40))
    assert choice is not None
    assert sum(piece.minutes for piece in choice if piece.id.startswith("a")) == 30
