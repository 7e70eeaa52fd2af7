"""A selection in an address: its order, its moves, the interview that holds it, what tells two questions apart."""

from hypothesis import given
from hypothesis import strategies as st
from whole_bank import LIBRARY, QUESTIONS

from app.kits.request import budget
from app.questions.apart import apart
from app.questions.bank import Question
from app.questions.picks import LONGEST, followed, length, moved, picked, twins, wanted, without

NAMES = [question.id for question in QUESTIONS[:12]]
names = st.lists(st.sampled_from([*NAMES, "no-such"]), max_size=15)
selections = st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True).map(tuple)
some = st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=10, unique_by=lambda question: question.id)


@given(names, names)
def test_what_is_chosen_is_known_once_and_in_the_order_said(asked: list[str], order: list[str]) -> None:
    found = picked(asked, order, LIBRARY.questions)
    assert set(found) == set(asked) - {"no-such"}
    assert len(set(found)) == len(found)
    said = [name for name in dict.fromkeys(order) if name in found]
    assert list(found[: len(said)]) == said


@given(selections, st.data())
def test_moves_can_be_taken_back_and_lose_nothing(picks: tuple[str, ...], data: st.DataObject) -> None:
    name, step = data.draw(st.sampled_from(picks)), data.draw(st.sampled_from((-1, 1)))
    after = moved(picks, name, step)
    assert sorted(after) == sorted(picks)
    assert after == picks or moved(after, name, -step) == picks
    assert sorted((*without(picks, name), name)) == sorted(picks)


@given(selections, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_a_follower_stands_just_after_its_question(picks: tuple[str, ...], name: str, follower: str) -> None:
    if name != follower:
        found = followed(picks, name, follower)
        assert found[found.index(name) + 1] == follower
        assert set(found) == {*picks, name, follower}
        assert len(set(found)) == len(found)


@given(st.integers(1, 130))
def test_the_interview_proposed_has_the_minutes_it_needs(asked: int) -> None:
    """The rule of minutes belongs to kits; up to this length the interview always holds what was chosen."""
    assert budget(length(asked)) >= asked
    assert length(asked) <= LONGEST


@given(some)
def test_an_interview_suits_every_question_chosen(questions: list[Question]) -> None:
    found = wanted(questions)
    if found is None:
        assert twins(questions) or len({each.competency for each in questions}) > 8
        return
    assert all(found.role in each.roles and found.level in each.levels for each in questions)
    assert sum(found.weights.values()) == sum(each.minutes for each in questions)


def test_nothing_chosen_or_twins_chosen_make_no_interview() -> None:
    one = next(question for question in QUESTIONS if question.twin)
    assert wanted([]) is None
    assert wanted([one, LIBRARY.questions[str(one.twin)]]) is None


@given(st.sampled_from(QUESTIONS), st.sampled_from(QUESTIONS))
def test_what_tells_two_questions_apart_is_the_same_from_either_side(one: Question, two: Question) -> None:
    here, there = apart(one, two), apart(two, one)
    other_side = {0: 0, 1: 2, 2: 1}
    assert (here.twins, here.kind, here.topic, here.competency) == (
        there.twins,
        there.kind,
        there.topic,
        there.competency,
    )
    for name in ("harder", "beginners", "longer"):
        assert getattr(here, name) == other_side[getattr(there, name)]
    assert here.twins == (two.id in (one.id, one.twin))
