"""What a panel has to talk about for one candidate: the questions on which it is widest apart come first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.careers.vocabulary import Competency
from app.kits.kit import Kit
from app.kits.plan import Asked
from app.panel.campaign import Card, CardMarks, Member
from app.panel.edits import value_of
from app.panel.fields import Field
from app.panel.interview import reason, scales


@dataclass(frozen=True)
class Voice:
    """What a rater gave on a competency, as written: before discussion, then after it with the reason if it changed."""

    member: Member
    before: str
    after: str
    reason: str

    @property
    def value(self) -> int | None:
        """The rating before discussion, None when there is none or nothing was observed."""
        return int(self.before) if self.before.isdigit() else None

    @property
    def last(self) -> int | None:
        """The rating that stands."""
        standing = self.after or self.before
        return int(standing) if standing.isdigit() else None


@dataclass(frozen=True)
class Point:
    """A competency of a question, with what each rater gave."""

    number: int
    item: Asked
    competency: Competency
    voices: tuple[Voice, ...]

    @property
    def values(self) -> tuple[int, ...]:
        """The independent ratings."""
        return tuple(voice.value for voice in self.voices if voice.value is not None)

    @property
    def width(self) -> int:
        """How far apart raters are, in points."""
        return max(self.values) - min(self.values) if self.values else 0

    @property
    def mean(self) -> Decimal | None:
        """The mean of the independent ratings."""
        return Decimal(sum(self.values)) / len(self.values) if self.values else None


@dataclass(frozen=True)
class Note:
    """What a rater wrote about a question; `skipped`: why it was not asked."""

    member: Member
    notes: str
    judgement: str
    skipped: str


@dataclass(frozen=True)
class Topic:
    """A question with its competencies and the notes of each rater."""

    number: int
    item: Asked
    points: tuple[Point, ...]
    notes: tuple[Note, ...]

    @property
    def width(self) -> int:
        """How far apart raters are on its widest competency."""
        return max((point.width for point in self.points), default=0)


def topics(
    kit: Kit, members: Sequence[Member], cards: Sequence[Card], marks: Mapping[int, CardMarks]
) -> tuple[Topic, ...]:
    """Return the questions of a kit as submitted cards rate them, in the order of the interview.

    `marks` holds what stands in each card.
    """
    known = {member.record_id: member for member in members}
    sides = [(known[card.member_id], marks[card.record_id]) for card in cards if card.submitted_at]
    sides.sort(key=lambda side: side[0].record_id)
    return tuple(_topic(kit, number, item, sides) for number, item in enumerate(kit.items, 1))


def widest(found: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return questions, those on which raters are furthest apart first."""
    return tuple(sorted(found, key=lambda topic: (-topic.width, topic.number)))


def _topic(kit: Kit, number: int, item: Asked, sides: Sequence[tuple[Member, CardMarks]]) -> Topic:
    points = tuple(
        Point(number, item, scale.competency, tuple(_voice(member, marks, scale.field) for member, marks in sides))
        for scale in scales(kit, item)
    )
    return Topic(number, item, points, tuple(_note(member, marks, item) for member, marks in sides))


def _voice(member: Member, marks: CardMarks, about: Field) -> Voice:
    after = value_of(marks["after"], about)
    why = value_of(marks["after"], reason(about)) if after else ""
    return Voice(member, value_of(marks["before"], about), after, why)


def _note(member: Member, marks: CardMarks, item: Asked) -> Note:
    before = marks["before"]
    return Note(
        member,
        value_of(before, Field(item.id, "notes")),
        value_of(before, Field(item.id, "judgement")),
        value_of(before, Field(item.id, "skipped")),
    )
