"""What a file does to a notebook: said before, done whole, and nothing else."""

from hypothesis import given, settings
from hypothesis import strategies as st
from owning import CHECK, FIRST, REASON, UNLAWFUL, own, rows
from whole_bank import LIBRARY

from app.questions.bank import Own, Question
from app.questions.exchange.parsed import Problem, Row
from app.questions.intake import MOST_OWN, Intake, Questions, alerts, explained, intake, settled

BANK = LIBRARY.questions
TWIN = next(question for question in BANK.values() if question.twin)


def taken(*brought: Row, book: Questions = (), reasons: dict[int, str] | None = None) -> Intake:
    return intake(brought, book, BANK, CHECK, reasons or {})


def kinds(found: Intake) -> list[str]:
    return [outcome.kind for outcome in found.outcomes]


def test_each_row_says_what_it_does() -> None:
    book = (own("kept"), own("changed"))
    brought = (
        own("kept"),
        own("changed", minutes=9),
        own("new"),
        FIRST.model_copy(update={"own": Own(language=None)}),
        own("asked", UNLAWFUL["fr"]),
    )
    refused = Row(9, None, (Problem("missing", "ask_fr"),))
    found = taken(*rows(*brought), refused, book=book)
    assert kinds(found) == ["same", "updated", "added", "known", "alert", "refused"]
    assert found.questions == (own("kept"), own("changed", minutes=9), own("new"))


def test_a_question_of_the_bank_that_was_changed_becomes_own_under_another_id() -> None:
    changed = FIRST.model_copy(update={"minutes": 9, "own": Own(language=None)})
    found = taken(*rows(changed))
    (kept,) = found.questions
    assert (kept.id, kept.minutes) == (f"own-{FIRST.id}"[:64].rstrip("-"), 9)
    assert kinds(taken(*rows(changed), book=found.questions)) == ["same"]


def test_twins_keep_each_other_under_their_new_ids_and_lose_what_is_not_there() -> None:
    other = BANK[TWIN.twin or ""]
    pair = [each.model_copy(update={"minutes": 9, "own": Own(language=None)}) for each in (TWIN, other)]
    one, two = taken(*rows(*pair)).questions
    assert (one.twin, two.twin) == (two.id, one.id)
    (alone,) = taken(*rows(pair[0])).questions
    assert alone.twin is None
    assert settled((one,))[0].twin is None


def test_an_alert_waits_for_a_reason_of_fifteen_to_three_hundred_signs() -> None:
    row = rows(own("asked", UNLAWFUL["en"], "en"))
    for reason, kind, flaw in (("", "alert", ""), ("court", "alert", "short"), ("x" * 301, "alert", "long")):
        found = taken(*row, reasons={2: reason})
        assert (kinds(found), found.outcomes[0].flaw, found.flawed) == ([kind], flaw, bool(flaw))
        assert found.questions == ()
    found = taken(*row, reasons={2: REASON})
    assert kinds(found) == ["added"]
    assert found.questions == (explained(own("asked", UNLAWFUL["en"], "en"), REASON),)
    assert found.outcomes[0].alerts[0].finding.ground == "age"
    assert kinds(taken(*row, book=found.questions)) == ["same"]


def test_a_reason_written_in_the_file_counts_and_one_without_alert_is_dropped() -> None:
    asked = explained(own("asked", UNLAWFUL["fr"]), REASON)
    assert taken(*rows(asked)).questions == (asked,)
    assert taken(*rows(explained(own("fine"), REASON))).questions == (own("fine"),)


def test_both_languages_and_the_probes_are_checked() -> None:
    probes = (FIRST.probes[0].model_copy(update={"en": UNLAWFUL["en"]}), FIRST.probes[1])
    two = own("two", language=None, probes=probes)
    assert [(alert.language, alert.finding.ground) for alert in alerts(two, CHECK)] == [("en", "age")]
    assert alerts(own("one", probes=probes), CHECK) == ()


def test_a_full_notebook_refuses_new_questions_and_takes_changes() -> None:
    book = tuple(own(f"own-{rank}") for rank in range(MOST_OWN))
    found = taken(*rows(own("own-0", minutes=9), own("one-more")), book=book)
    assert kinds(found) == ["updated", "refused"]
    assert found.outcomes[1].problems[0].code == "book-full"
    assert len(found.questions) == MOST_OWN


NAMES = st.sampled_from(["a", "b", "c", FIRST.id, TWIN.id])
MADE = st.builds(
    lambda name, minutes, asked: own(name, UNLAWFUL["fr"] if asked else "", minutes=minutes),
    NAMES,
    st.integers(4, 6),
    st.booleans(),
)
BROUGHT = st.lists(MADE | st.none(), max_size=5, unique_by=lambda question: question.id if question else id(question))
BOOKS = st.lists(MADE, max_size=3, unique_by=lambda question: question.id)
REASONS = st.dictionaries(st.integers(2, 7), st.sampled_from(["", "court", REASON]))


@settings(max_examples=60)
@given(BOOKS, BROUGHT, REASONS)
def test_the_notebook_is_what_the_rows_said_and_nothing_more(
    book: list[Question], brought: list[Question | None], reasons: dict[int, str]
) -> None:
    given_rows = tuple(Row(place, question) for place, question in enumerate(brought, 2))
    found = taken(*given_rows, book=tuple(book), reasons=reasons)
    expected = {question.id: question for question in book}
    for outcome in found.outcomes:
        if outcome.kind in ("added", "updated"):
            assert outcome.question
            assert (outcome.question.id in expected) == (outcome.kind == "updated")
            expected[outcome.question.id] = outcome.question
    assert found.questions == tuple(expected.values())
    assert not {question.id for question in found.questions if question not in book} & set(BANK)
    for question in found.questions:
        assert question in book or not alerts(question, CHECK) or (question.own and question.own.reason == REASON)
    again = taken(*given_rows, book=found.questions, reasons=reasons)
    assert again.questions == found.questions
    assert again.count("added") == 0
