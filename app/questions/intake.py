"""Taking questions into a notebook: what each row of a file would do to it, and the notebook afterwards."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from app.content.text import LANGUAGES, Language
from app.questions.bank import Own, Question
from app.questions.exchange.draft import LONGEST_ID
from app.questions.exchange.parsed import Problem, Row, Rows
from app.questions.lawful import Finding, LawfulCheck

MOST_OWN = 500
REASON = (15, 300)  # Signs.
PREFIX = "own-"

Questions = tuple[Question, ...]
Kind = Literal["added", "updated", "same", "known", "refused", "alert"]
Flaw = Literal["", "short", "long"]


@dataclass(frozen=True)
class Pending:
    """A file that was read and waits for a yes: its name, and what was found in it."""

    name: str
    rows: Rows


@dataclass(frozen=True)
class Alert:
    """What a question touches that may not be asked, and in which of its languages."""

    language: Language
    finding: Finding


@dataclass(frozen=True)
class Outcome:
    """What a row does: adds a question, updates the one of `before`, changes nothing, or is refused.

    `known` is a question of the bank, as it is. `alert` waits for a reason; `flaw` says what is wrong with the one
    given. A row that was given a good one is added or updated, with its alerts. `question` is None when refused.
    """

    row: Row
    kind: Kind
    question: Question | None = None
    before: Question | None = None
    alerts: tuple[Alert, ...] = ()
    problems: tuple[Problem, ...] = ()
    reason: str = ""
    flaw: Flaw = ""


@dataclass(frozen=True)
class Intake:
    """What a whole file does, row by row, and the notebook afterwards."""

    outcomes: tuple[Outcome, ...]
    questions: Questions

    @property
    def flawed(self) -> bool:
        """Whether a reason was given that cannot be kept: nothing is to be stored."""
        return any(outcome.flaw for outcome in self.outcomes)

    def count(self, kind: Kind) -> int:
        """Return how many rows have this outcome."""
        return sum(outcome.kind == kind for outcome in self.outcomes)


def alerts(question: Question, check: LawfulCheck) -> tuple[Alert, ...]:
    """Return what a question and its probes touch that may not be asked, one alert for each ground."""
    only = question.own.language if question.own else None
    found: dict[str, Alert] = {}
    for language in LANGUAGES if only is None else (only,):
        for text in (question.ask, *question.probes):
            for finding in check.findings(text[language], language):
                found.setdefault(finding.ground, Alert(language, finding))
    return tuple(found.values())


def flaw(reason: str) -> Flaw:
    """Return what is wrong with a reason to ask in spite of an alert."""
    least, most = REASON
    return "short" if len(reason) < least else "long" if len(reason) > most else ""


def intake(
    rows: Iterable[Row],
    book: Questions,
    bank: Mapping[str, Question],
    check: LawfulCheck,
    reasons: Mapping[int, str],
) -> Intake:
    """Return what `rows` do to the questions of `book`; `reasons` were typed for alerts, by the place of their row."""
    mine = {question.id: question for question in book}
    outcomes: list[Outcome] = []
    for row in _renamed(tuple(rows), bank):
        outcome = _outcome(row, mine, bank, check, reasons)
        if outcome.kind in ("added", "updated") and outcome.question:
            mine[outcome.question.id] = outcome.question
        outcomes.append(outcome)
    return Intake(tuple(outcomes), settled(mine.values()))


def _renamed(rows: tuple[Row, ...], bank: Mapping[str, Question]) -> Iterator[Row]:
    """Yield the rows; a question that has the id of one of the bank, but says something else, gets another id."""
    asked = [row.question for row in rows if row.question]
    taken = {question.id for question in asked}
    names = {
        each.id: _other_id(each.id, taken | set(bank)) for each in asked if each.id in bank and not known(each, bank)
    }
    for row in rows:
        if (question := row.question) is None:
            yield row
            continue
        twin = names.get(question.twin or "", question.twin)
        changed = question.model_copy(update={"id": names.get(question.id, question.id), "twin": twin})
        yield Row(row.place, changed, row.problems, row.filled)


def known(question: Question, bank: Mapping[str, Question]) -> bool:
    """Return whether the bank holds this very question."""
    return bank.get(question.id) == question.model_copy(update={"own": None})


def _outcome(
    row: Row, mine: Mapping[str, Question], bank: Mapping[str, Question], check: LawfulCheck, reasons: Mapping[int, str]
) -> Outcome:
    question = row.question
    if question is None:
        return Outcome(row, "refused", problems=row.problems)
    before = mine.get(question.id)
    if before and _says_the_same(before, question):
        return Outcome(row, "same", before, before)
    if known(question, bank):
        return Outcome(row, "known", question)
    if before is None and len(mine) >= MOST_OWN:
        return Outcome(row, "refused", problems=(Problem("book-full", "", {"most": MOST_OWN}),))
    found = alerts(question, check)
    typed = reasons.get(row.place)
    reason = (question.own.reason if question.own else "") if typed is None else typed
    wrong = flaw(reason) if found else ""
    if wrong:
        return Outcome(row, "alert", question, before, found, reason=reason, flaw=wrong if reason else "")
    kept = explained(question, reason if found else "")
    return Outcome(row, "updated" if before else "added", kept, before, found, reason=reason if found else "")


def explained(question: Question, reason: str) -> Question:
    """Return a question with the reason why it is asked in spite of an alert; empty, there was none."""
    language = question.own.language if question.own else None
    return question.model_copy(update={"own": Own(language=language, reason=reason)})


def with_question(book: Questions, question: Question) -> Questions:
    """Return a notebook that holds `question`, in place of the one of the same id if there is one."""
    if any(other.id == question.id for other in book):
        return settled(question if other.id == question.id else other for other in book)
    return settled((*book, question))


def without_question(book: Questions, name: str) -> Questions:
    """Return a notebook without the question of that id."""
    return settled(question for question in book if question.id != name)


def settled(questions: Iterable[Question]) -> Questions:
    """Return questions with only those twins that name each other and bear on the same competency."""
    held = {question.id: question for question in questions}
    return tuple(
        question if _paired(question, held) else question.model_copy(update={"twin": None})
        for question in held.values()
    )


def _paired(question: Question, held: Mapping[str, Question]) -> bool:
    if question.twin is None:
        return True
    other = held.get(question.twin)
    kinds = {question.kind, other.kind} if other else set()
    return (
        other is not None
        and other.twin == question.id
        and other.competency == question.competency
        and kinds == {"behavioural", "situational"}
    )


def _says_the_same(before: Question, question: Question) -> bool:
    """Return whether a row says nothing new of a question; a reason written since in the notebook stays."""
    one, other = (each.model_copy(update={"twin": None}) for each in (before, question))
    reason = one.own.reason if one.own else ""
    return one == other or (not (other.own and other.own.reason) and one == explained(other, reason))


def free_id(name: str, taken: Iterable[str]) -> str:
    """Return an id that none of `taken` is: `name`, or `name` with a number."""
    used, free, rank = set(taken), name, 1
    while free in used:
        rank += 1
        free = f"{name[: LONGEST_ID - 4]}-{rank}"
    return free


def _other_id(name: str, taken: Iterable[str]) -> str:
    return free_id(f"{PREFIX}{name}"[:LONGEST_ID].rstrip("-"), taken)
