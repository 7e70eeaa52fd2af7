"""What tells two questions apart: what one should know before choosing between them."""

from dataclasses import dataclass

from app.questions.bank import Question

BEGINNERS = ("alternance", "junior")


@dataclass(frozen=True)
class Apart:
    """How two questions differ; 1 is the first of them, 2 the second, 0 neither.

    `twins` fetch the same story; `gap` is the difference of their minutes.
    """

    twins: bool
    competency: bool
    topic: bool
    kind: bool
    harder: int
    beginners: int
    longer: int
    gap: int


def apart(one: Question, two: Question) -> Apart:
    """Return what tells two questions apart."""
    return Apart(
        twins=one.story == two.story,
        competency=one.competency != two.competency,
        topic=one.topic != two.topic,
        kind=one.kind != two.kind,
        harder=_larger(one.difficulty, two.difficulty),
        beginners=_larger(_opens(one), _opens(two)),
        longer=_larger(one.minutes, two.minutes),
        gap=abs(one.minutes - two.minutes),
    )


def _opens(question: Question) -> int:
    """Return how many of the first levels a question suits."""
    return sum(level in question.levels for level in BEGINNERS)


def _larger(one: int, two: int) -> int:
    return 1 if one > two else 2 if two > one else 0
