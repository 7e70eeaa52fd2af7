"""The fields of a scorecard on screen: `item.competency.rating`, `item.notes`, `item.skipped`, `card.general`."""

import re
from dataclasses import dataclass
from typing import Literal

Stage = Literal["before", "after"]
STAGES: tuple[Stage, ...] = ("before", "after")
What = Literal["rating", "notes", "judgement", "skipped", "reason", "general"]
NOT_OBSERVED = "not-observed"
RATINGS = ("1", "2", "3", "4", "5", NOT_OBSERVED)
LONGEST = {"rating": 12, "notes": 4_000, "judgement": 2_000, "skipped": 300, "reason": 300, "general": 4_000}

_NAME = re.compile(r"(?P<item>[a-z0-9-]+)(?:\.(?P<competency>[a-z0-9-]+))?\.(?P<what>[a-z]+)")


@dataclass(frozen=True)
class Field:
    """One thing a rater writes about an item.

    `rating` (with a competency): 1 to 5, or not observed, or empty. `notes`: what was said, word for word.
    `judgement`: what the rater makes of it. `skipped`: why the item was not asked. `reason` (with a competency,
    after discussion): why the rating changed. `general`, on the item `card`: about the whole interview.
    """

    item: str
    what: What
    competency: str = ""

    def __str__(self) -> str:
        return ".".join(part for part in (self.item, self.competency, self.what) if part)


def field(name: str) -> Field | None:
    """Return the field a name stands for, or None when it is not one."""
    found = _NAME.fullmatch(name)
    if not found or found["what"] not in LONGEST:
        return None
    what: What = found["what"]  # type: ignore[assignment]
    competency = found["competency"] or ""
    if bool(competency) != (what in ("rating", "reason")):
        return None
    return Field(found["item"], what, competency)
