"""What rows owe one another: ids that are unique, questions asked once, twins that name each other."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.questions.bank import Question
from app.questions.exchange.cells import fold
from app.questions.exchange.draft import LONGEST_ID, Draft
from app.questions.exchange.parsed import Problem, Row

PREFIX = "own"
_WORDS_OF_ID = 6
_TWINS = {"behavioural", "situational"}


def rows(drafts: Sequence[Draft]) -> tuple[Row, ...]:
    """Return rows completed with what is wrong between them; a question that has no id gets one."""
    named = _named(drafts)
    found = zip(named, _same_id(drafts), _same_question(named), strict=True)
    checked = [replace(each, problems=(*each.problems, *same_id, *same)) for each, same_id, same in found]
    by_id = {each.id: each for each in checked}
    twins = [tuple(_twin_problems(each, by_id)) for each in checked]
    return tuple(_row(each, more) for each, more in zip(checked, twins, strict=True))


def _row(draft: Draft, more: tuple[Problem, ...]) -> Row:
    problems = draft.problems + more
    question = None if problems else Question.model_validate({"id": draft.id, **draft.values})
    return Row(draft.place, question, problems, draft.filled)


def _named(drafts: Sequence[Draft]) -> list[Draft]:
    """Return rows with an id each: the one given, or one made of the first words of the question."""
    taken = {draft.id for draft in drafts if draft.id}
    named: list[Draft] = []
    for draft in drafts:
        name = draft.id or _free(_made("".join(draft.asks[:1])), taken)
        taken.add(name)
        named.append(replace(draft, id=name))
    return named


def _made(ask: str) -> str:
    plain = unicodedata.normalize("NFKD", ask.replace("’", " ")).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", plain)[:_WORDS_OF_ID]
    return "-".join([PREFIX, *(words or ["question"])])[: LONGEST_ID - 4].rstrip("-")  # Leaves room for a number.


def _free(name: str, taken: set[str]) -> str:
    rank, free = 1, name
    while free in taken:
        rank += 1
        free = f"{name}-{rank}"
    return free


def _same_id(drafts: Sequence[Draft]) -> Iterator[tuple[Problem, ...]]:
    """Yield, for each row, what is wrong with its id."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for draft in drafts:
        places[draft.id].append(draft.place)
    for draft in drafts:
        others = [place for place in places[draft.id] if place != draft.place] if draft.id else []
        named = {"id": draft.id, "others": ", ".join(map(str, others))}
        yield (Problem("duplicate-id", "id", named),) if others else ()


def _same_question(drafts: Sequence[Draft]) -> Iterator[tuple[Problem, ...]]:
    """Yield, for each row, whether its question stands higher up, in one language or the other."""
    first: dict[str, int] = {}
    for draft in drafts:
        asked = [key for key in map(fold, draft.asks) if key]
        place = min((first.setdefault(key, draft.place) for key in asked), default=draft.place)
        column = f"ask_{draft.values['own'].language or 'fr'}"
        yield () if place == draft.place else (Problem("duplicate-question", column, {"first": place}),)


def _twin_problems(draft: Draft, drafts: Mapping[str, Draft]) -> Iterator[Problem]:
    if not (name := draft.values["twin"]):
        return
    twin = drafts.get(name)
    if twin is None:
        yield Problem("twin-unknown", "twin", {"twin": name[:LONGEST_ID]})
    elif twin.values["twin"] != draft.id:
        yield Problem("twin-one-way", "twin", {"twin": twin.id, "other": twin.place})
    elif {twin.values["kind"], draft.values["kind"]} != _TWINS:
        yield Problem("twin-kinds", "twin", {"twin": twin.id, "other": twin.place})
    elif twin.values["competency"] != draft.values["competency"]:
        yield Problem("twin-competency", "twin", {"twin": twin.id, "other": twin.place})
    elif twin.problems:
        yield Problem("twin-refused", "twin", {"twin": twin.id, "other": twin.place})
