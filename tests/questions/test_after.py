"""Ask this after that, on the real bank: what follows a question belongs to the same interview and adds to it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from whole_bank import LIBRARY, QUESTIONS

from app.questions.after import MOST, NEIGHBOURS, Next, after
from app.questions.bank import Question

FOLLOWING = {question.id: after(question, QUESTIONS) for question in QUESTIONS}
questions = st.sampled_from(QUESTIONS)


def test_every_question_has_two_at_least_and_four_at_most() -> None:
    assert {name: len(found) for name, found in FOLLOWING.items() if not 2 <= len(found) <= MOST} == {}


@given(questions)
def test_what_follows_shares_a_role_and_a_level_and_tells_another_story(question: Question) -> None:
    for each in FOLLOWING[question.id]:
        assert each.question.id not in (question.id, question.twin)
        assert set(each.question.roles) & set(question.roles)
        assert set(each.question.levels) & set(question.levels)
    stories = [each.question.story for each in FOLLOWING[question.id]]
    assert len(set(stories)) == len(stories)


@given(questions)
def test_what_follows_differs_by_its_reason_or_its_competency(question: Question) -> None:
    found = [(each.reason, each.question.competency) for each in FOLLOWING[question.id]]
    assert len(set(found)) == len(found)


@given(questions)
def test_the_reason_is_true(question: Question) -> None:
    for each in FOLLOWING[question.id]:
        assert holds(question, each), each.reason


def holds(question: Question, each: Next) -> bool:
    """Return whether a question follows for the reason that is said."""
    other = each.question
    same = other.competency == question.competency
    match each.reason:
        case "knowledge":
            return same and (question.kind, other.kind) == ("behavioural", "technical")
        case "lived":
            return same and question.kind != "behavioural" and other.kind == "behavioural"
        case "harder":
            return same and other.difficulty == question.difficulty + 1
        case "topic":
            return not same and other.topic == question.topic
        case "neighbour":
            return NEIGHBOURS[question.competency][other.competency] == each.relation


@settings(max_examples=20)
@given(questions, st.randoms(use_true_random=False))
def test_the_order_of_the_bank_changes_nothing(question: Question, chance: object) -> None:
    shuffled = list(QUESTIONS)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert after(question, shuffled) == FOLLOWING[question.id]


@settings(max_examples=20)
@given(questions)
def test_stories_told_already_are_left_out(question: Question) -> None:
    told = {each.question.story for each in FOLLOWING[question.id]}
    assert not told & {each.question.story for each in after(question, QUESTIONS, told)}


def test_a_near_duplicate_never_follows() -> None:
    """The same words under another competency would follow by their subject, were they not the same words."""
    question = QUESTIONS[0]
    copy = question.model_copy(update={"id": "copy", "competency": "customer-response", "twin": None})
    reworded = copy.model_copy(update={"ask": QUESTIONS[1].ask, "reveals": QUESTIONS[1].reveals})
    assert after(question, [copy]) == ()
    assert [each.reason for each in after(question, [reworded])] == ["topic"]


def test_the_table_of_neighbours_names_every_competency_and_no_other() -> None:
    assert set(NEIGHBOURS) == set(LIBRARY.competencies)
    for name, neighbours in NEIGHBOURS.items():
        assert len(neighbours) >= 2
        assert set(neighbours) <= set(LIBRARY.competencies) - {name}
