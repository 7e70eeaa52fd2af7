"""What the tests of exchange share: a reader of the real vocabulary, and any question a person could type."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from hypothesis import strategies as st

from app.careers.vocabulary import KINDS, LEVELS
from app.content.text import LANGUAGES, Language, Text
from app.library import Library
from app.loading import load
from app.questions.bank import Own, Question
from app.questions.exchange.cells import fold, one_line, same_in_both, several_lines
from app.questions.exchange.defaults import default_topics
from app.questions.exchange.parsed import Parsed, Refusal, Rows
from app.questions.exchange.read import read
from app.questions.exchange.vocabulary import Vocabulary

LIBRARY: Library = load(Path(__file__).parents[2])
BANK = tuple(LIBRARY.questions.values())
ALONE = next(question for question in BANK if question.twin is None)
_NAMED = (LIBRARY.competencies, LIBRARY.topics, LIBRARY.roles, LIBRARY.levels, default_topics(BANK))
VOCABULARY = Vocabulary(*_NAMED)

# What breaks files: signs of formulas, of quotes, of separators, of markup, blanks of every width.
_AWKWARD = "=+-@'\"«»;,:!?%\t\n\\`*_#<>[]&|~().0123456789 \u00a0\u202f\u2003éÉœaZ👍🏽\u200d\ufe0f"
_SIGNS = st.text(st.sampled_from(_AWKWARD), min_size=1, max_size=12) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=24
)
_STARTS = st.sampled_from(["", "=", "+", "-", "@", "'", "'=", "''@", "# ", "## ", "### ", "1. ", "_x0041_", "- a: b "])


def given(data: bytes, name: str, language: Language = "fr") -> Parsed:
    """Return what is read of a file with the vocabulary of the library."""
    return read(data, name, language, *_NAMED)


def rows(data: bytes, name: str, language: Language = "fr") -> Rows:
    """Return the rows of a file that must not be refused."""
    parsed = given(data, name, language)
    assert isinstance(parsed, Rows), parsed
    return parsed


def refused(data: bytes, name: str = "a.xlsx") -> Refusal:
    """Return why a file is refused, which it must be."""
    parsed = given(data, name)
    assert isinstance(parsed, Refusal), parsed
    return parsed


def owned(question: Question) -> Question:
    """Return a question as its reader's own, which everything read from a file is."""
    return question if question.own else question.model_copy(update={"own": Own(language=None)})


# Few texts, each used in several places: drawing one for every place would take most of the time of the tests.
_TYPED = st.builds("".join, st.tuples(_STARTS, _SIGNS)).filter(one_line)


@st.composite
def _questions(draw: st.DrawFn, id: str) -> Question:
    only = draw(st.sampled_from((None, *LANGUAGES)))
    typed = cycle(draw(st.lists(_TYPED, min_size=2, max_size=5)))
    roles = st.lists(st.sampled_from(sorted(LIBRARY.roles)), min_size=1, max_size=3, unique=True)
    levels = st.lists(st.sampled_from(LEVELS), min_size=1, max_size=3, unique=True)

    def text(clean: Callable[[str], str]) -> Text:
        if only:
            return same_in_both(clean(next(typed)), only)
        return Text(fr=clean(next(typed)), en=clean(next(typed)))

    return Question(
        id=id,
        competency=draw(st.sampled_from(sorted(LIBRARY.competencies))),
        kind=draw(st.sampled_from(KINDS)),
        topic=draw(st.sampled_from(sorted(LIBRARY.topics))),
        levels=tuple(draw(levels)),
        roles=tuple(draw(roles)),
        minutes=draw(st.integers(1, 45)),
        difficulty=draw(st.integers(1, 3)),
        ask=text(one_line),
        probes=(text(one_line), text(one_line)),
        reveals=text(several_lines),
        anchors={1: text(several_lines), 3: text(several_lines), 5: text(several_lines)},
        not_observed=text(several_lines),
        job_link=text(several_lines),
        own=Own(language=only, reason=one_line(next(typed)) if draw(st.booleans()) else ""),
    )


def _asked_once(questions: tuple[Question, ...]) -> bool:
    first, second = ({fold(question.ask.fr), fold(question.ask.en)} - {""} for question in questions)
    return not first & second


QUESTIONS = st.tuples(_questions("first-of-two"), _questions("second-of-two")).filter(_asked_once)
