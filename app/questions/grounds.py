"""What may not be asked: the 24 grounds of discrimination, and other traps."""

from typing import Annotated

from pydantic import Field

from app.content.reading import Entries, Entry, Item
from app.content.text import Text


class Ground(Entry):
    """A ground of discrimination, the questions that touch it, and what to ask instead."""

    name: Text
    article: str
    avoid: Annotated[tuple[Text, ...], Field(min_length=1)]
    ask: tuple[Text, ...]
    why: Text


class Trap(Entry):
    """A question barred or useless for another reason than a ground of discrimination."""

    name: Text
    basis: Text
    avoid: Annotated[tuple[Text, ...], Field(min_length=1)]
    ask: tuple[Text, ...]
    why: Text


class UnlawfulFile(Item):
    """`question_banks/unlawful.yaml`: the 24 grounds of article L1132-1 du code du travail, and other traps."""

    silence: Text
    grounds: Annotated[Entries[Ground], Field(min_length=24, max_length=24)]
    traps: Entries[Trap]
