"""What nobody could tell us: the questions left open, why, and what would settle them."""

from typing import Annotated

from pydantic import Field

from app.content.reading import Entries, Entry, Item
from app.content.text import Text


class Gap(Entry):
    """Something we looked for and did not find; `settle` says what would answer it."""

    what: Text
    why: Text
    settle: Text


class Unknown(Entry):
    """A subject with what is not known of it."""

    name: Text
    gaps: Annotated[Entries[Gap], Field(min_length=1)]


class UnknownFile(Item):
    """question_banks/unknown.yaml."""

    subjects: Entries[Unknown]
