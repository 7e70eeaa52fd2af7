"""The names of a scorecard's fields, from which a filled file tells what it answers."""

import re
from dataclasses import dataclass
from typing import Literal

What = Literal["rating", "notes", "rater", "candidate", "date", "decision"]
ANYONE = "any"
NOT_OBSERVED = "not-observed"
MARK = 12

_NAME = re.compile(
    r"(?P<kit>[0-9a-f]{12})_(?P<rater>[a-z0-9-]+)_(?P<candidate>[a-z0-9-]+)_"
    r"(?P<item>[a-z0-9-]+)_(?P<competency>[a-z0-9-]+)_(?P<what>rating|notes|rater|candidate|date|decision)"
)


@dataclass(frozen=True)
class FieldName:
    """Which kit (first 12 characters of its hash), rater, candidate, item and competency a field is about.

    `any` stands for a rater or a candidate that the person writes in, and for a field about the whole card.
    """

    kit: str
    item: str
    competency: str
    what: What
    rater: str = ANYONE
    candidate: str = ANYONE

    def __str__(self) -> str:
        return "_".join((self.kit, self.rater, self.candidate, self.item, self.competency, self.what))


def field_name(text: str) -> FieldName | None:
    """Return what a field's name says, or None when it is not one of ours."""
    found = _NAME.fullmatch(text)
    return FieldName(**found.groupdict()) if found else None  # type: ignore[arg-type]
