"""An interview as a rater goes through it: one turn after the other, what each holds, what is still missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.careers.vocabulary import Competency
from app.kits.kit import Kit
from app.kits.plan import Asked
from app.kits.schedule import Phase
from app.panel.campaign import Marks
from app.panel.fields import Field, Stage
from app.questions.bank import Anchors, Criterion, Question, WorkSample

END = "end"
GENERAL = Field("card", "general")


@dataclass(frozen=True)
class Scale:
    """A competency to rate, with its anchors; `looks_at` is what a work sample's criterion looks at."""

    field: Field
    competency: Competency
    anchors: Anchors
    criterion: Criterion | None = None


@dataclass(frozen=True)
class Turn:
    """A step of the interview. `start` and `seconds` are planned, from its beginning, accommodation included.

    `number`: the rank of the item, from 1; 0 for what is not rated. `name`: how the step goes in an address.
    """

    name: str
    phase: Phase | Literal["end"]
    start: int
    seconds: int
    number: int = 0
    item: Asked | None = None
    scales: tuple[Scale, ...] = ()

    @property
    def question(self) -> Question | None:
        """The question asked, if it is one."""
        return self.item if isinstance(self.item, Question) else None

    @property
    def sample(self) -> WorkSample | None:
        """The work sample given, if it is one."""
        return self.item if isinstance(self.item, WorkSample) else None

    @property
    def minutes(self) -> int:
        """The time planned, rounded up to the minute."""
        return -(-self.seconds // 60)

    def field(self, what: Literal["notes", "judgement", "skipped"]) -> Field:
        """Return a field of the item as a whole."""
        assert self.item is not None
        return Field(self.item.id, what)


@dataclass(frozen=True)
class Gap:
    """What a card lacks in a turn: a rating, notes that bear out a rating; or what it has too much: `both` says that
    an item was not asked and is rated."""

    turn: Turn
    what: Literal["rating", "notes", "both"]
    competency: Competency | None = None


def turns(kit: Kit, extra: int) -> tuple[Turn, ...]:
    """Return the steps of an interview, `extra` per cent longer, then the one where the card is looked over."""
    return tuple(_turns(kit, extra))


def _turns(kit: Kit, extra: int) -> Iterator[Turn]:
    number, now = 0, 0
    for slot in kit.schedule:
        now, end = _stretched(slot.start, extra), _stretched(slot.start + slot.minutes, extra)
        if slot.item is None:
            yield Turn(slot.phase, slot.phase, now, end - now)
        else:
            number += 1
            yield Turn(slot.item.id, "asked", now, end - now, number, slot.item, scales(kit, slot.item))
        now = end
    yield Turn(END, "end", now, 0)


def _stretched(minutes: int, extra: int) -> int:
    return minutes * 60 * (100 + extra) // 100


def scales(kit: Kit, item: Asked) -> tuple[Scale, ...]:
    """Return what is rated about an item of a kit."""
    return tuple(_scale(item, entry.competency) for entry in kit.rated(item))


def _scale(item: Asked, competency: Competency) -> Scale:
    about = Field(item.id, "rating", competency.id)
    if isinstance(item, Question):
        return Scale(about, competency, item.anchors)
    criterion = next(each for each in item.scoring if each.competency == competency.id)
    return Scale(about, competency, criterion.anchors, criterion)


def fields(kit: Kit, stage: Stage) -> frozenset[Field]:
    """Return the fields a card takes at a stage."""
    ratings = [scale.field for item in kit.items for scale in scales(kit, item)]
    if stage == "after":
        return frozenset([*ratings, *map(reason, ratings)])
    whats: tuple[Literal["notes", "judgement", "skipped"], ...] = ("notes", "judgement", "skipped")
    return frozenset([*ratings, GENERAL, *(Field(item.id, what) for item in kit.items for what in whats)])


def reason(rating: Field) -> Field:
    """Return the field that says why a rating changed."""
    return Field(rating.item, "reason", rating.competency)


def gaps(all_turns: tuple[Turn, ...], marks: Marks) -> tuple[Gap, ...]:
    """Return what a card lacks, turn by turn; what was said not to have been asked lacks nothing."""
    return tuple(gap for turn in all_turns if turn.item for gap in _gaps(turn, marks))


def _gaps(turn: Turn, marks: Marks) -> Iterator[Gap]:
    rated = [scale for scale in turn.scales if _value(marks, scale.field)]
    if _value(marks, turn.field("skipped")):
        if rated:
            yield Gap(turn, "both")
        return
    yield from (Gap(turn, "rating", scale.competency) for scale in turn.scales if scale not in rated)
    if rated and not _value(marks, turn.field("notes")):
        yield Gap(turn, "notes")


def done(turn: Turn, marks: Marks) -> bool:
    """Return whether an item is rated in full, or was said not to have been asked."""
    every = all(_value(marks, scale.field) for scale in turn.scales)
    return turn.item is not None and (every or bool(_value(marks, turn.field("skipped"))))


def _value(marks: Marks, field: Field) -> str:
    return marks[field].value.strip() if field in marks else ""
