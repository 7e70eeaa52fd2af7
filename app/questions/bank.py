"""What a question and a work sample are, and what research says of interviews."""

from decimal import Decimal
from operator import not_
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from app.careers.vocabulary import Kind, LevelId
from app.content.dated import Dated, Source
from app.content.reading import Entries, Entry, Item
from app.content.text import Language, Text

Mark = Annotated[Literal[1, 3, 5], BeforeValidator(lambda mark: int(mark) if mark in ("1", "3", "5") else mark)]
Anchors = dict[Mark, Text]
Minutes = Annotated[int, Field(ge=1, le=45)]


class Own(Item):
    """What marks a question a recruiter brought: the language it is written in, None when in both.

    Written in one language, its texts are the same in both. `reason` says why it is asked in spite of an alert of the
    lawful-question check; empty when there was none.
    """

    language: Language | None
    reason: str = ""


class Question(Entry):
    """A structured-interview question with its behaviourally anchored rating scale (BARS).

    `own` is left out when it is written, so that kits stored before it existed keep their hash.
    """

    competency: str
    kind: Kind
    topic: str
    levels: Annotated[tuple[LevelId, ...], Field(min_length=1)]
    roles: Annotated[tuple[str, ...], Field(min_length=1)]
    minutes: Minutes
    difficulty: Annotated[int, Field(ge=1, le=3)]
    twin: str | None = None
    ask: Text
    probes: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)]
    reveals: Text
    anchors: Annotated[Anchors, Field(min_length=3)]
    not_observed: Text
    job_link: Text
    own: Annotated[Own | None, Field(exclude_if=not_)] = None

    @property
    def story(self) -> str:
        """The same for two twins, which fetch the same story and never stand in the same kit."""
        return min(self.id, self.twin or self.id)


class QuestionFile(Item):
    """`question_banks/questions/<competency>.yaml`: the competency is written once, for all its questions."""

    competency: str
    questions: Entries[Question]

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(questions := data.get("questions"), dict):
            shared = {"competency": data.get("competency")}
            spread = {k: {**shared, **q} if isinstance(q, dict) else q for k, q in questions.items()}
            return {**data, "questions": spread}
        return data


class TextBlock(Item):
    """Running text given to the candidate."""

    type: Literal["text"]
    title: Text
    body: Text


class Message(Item):
    """A message as it arrives."""

    time: str
    author: Text
    channel: Text
    body: Text


class MessagesBlock(Item):
    """Messages in the order of their arrival."""

    type: Literal["messages"]
    title: Text
    messages: tuple[Message, ...]


class Rule(Item):
    """A numbered rule of a charter."""

    code: str
    body: Text


class RulesBlock(Item):
    """A charter the candidate has to apply."""

    type: Literal["rules"]
    title: Text
    rules: tuple[Rule, ...]


class Comment(Item):
    """A comment to deal with."""

    author: Text
    body: Text


class CommentsBlock(Item):
    """Comments, numbered from 1."""

    type: Literal["comments"]
    title: Text
    comments: tuple[Comment, ...]


Cell = int | Decimal | Text


class TableBlock(Item):
    """Figures to be read."""

    type: Literal["table"]
    title: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Text | None = None


Block = Annotated[TextBlock | MessagesBlock | RulesBlock | CommentsBlock | TableBlock, Field(discriminator="type")]


class AnswerSpace(Item):
    """What the candidate hands back, and how many lines it takes."""

    label: Text
    lines: Annotated[int, Field(ge=1, le=30)]


class Criterion(Item):
    """What is rated in the work handed back, for one competency."""

    competency: str
    looks_at: Text
    anchors: Annotated[Anchors, Field(min_length=3)]


class KeyAnswer(Item):
    """An answer that earns points, in whole or in part."""

    answer: Text
    points: Annotated[int, Field(ge=0, le=10)]


class KeyRow(Item):
    """The answers expected for one item of the material."""

    item: Text
    answers: Annotated[tuple[KeyAnswer, ...], Field(min_length=1)]
    rule: str | None = None
    why: Text


class AnswerKey(Item):
    """How points are given."""

    intro: Text
    rows: tuple[KeyRow, ...]


class WorkSample(Entry):
    """A piece of the job, done on the spot with given material, rated by criterion."""

    title: Text
    competencies: Annotated[tuple[str, ...], Field(min_length=1)]
    roles: Annotated[tuple[str, ...], Field(min_length=1)]
    levels: Annotated[tuple[LevelId, ...], Field(min_length=1)]
    minutes: Minutes
    summary: Text
    brief: Text
    instructions: tuple[Text, ...]
    ai_rule: Text
    material: Annotated[tuple[Block, ...], Field(min_length=1)]
    answer: Annotated[tuple[AnswerSpace, ...], Field(min_length=1)]
    scoring: tuple[Criterion, ...]
    key: AnswerKey | None = None
    job_link: Text


class Finding(Item):
    """What research found, and what the kit does because of it."""

    title: Text
    consequence: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class Component(Entry):
    """One of the fifteen components of interview structure (Campion, Palmer & Campion 1997)."""

    part: Literal["content", "evaluation"]
    name: Text
    kit: Literal["met", "partly", "panel"]
    how: Text


class MethodFile(Item):
    """`question_banks/method.yaml`."""

    sources: Entries[Source]
    figures: Entries[Dated]
    findings: tuple[Finding, ...]
    components: Annotated[Entries[Component], Field(min_length=15, max_length=15)]
