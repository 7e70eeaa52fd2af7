"""An interview minute by minute."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.kits.plan import Asked, Plan
from app.kits.request import frame

Phase = Literal["opening", "asked", "pause", "candidate", "close"]


@dataclass(frozen=True)
class Slot:
    """A stretch of the interview: from `start`, in minutes after the beginning."""

    phase: Phase
    start: int
    minutes: int
    item: Asked | None = None


def schedule(plan: Plan) -> tuple[Slot, ...]:
    """Return the interview minute by minute; the break, if any, comes after the item that passes half-time."""
    return tuple(_slots(plan))


def _slots(plan: Plan) -> Iterator[Slot]:
    parts = frame(plan.request.minutes)
    yield Slot("opening", 0, parts.opening)
    now, pause = parts.opening, parts.pause
    for item in plan.items:
        yield Slot("asked", now, item.minutes, item)
        now += item.minutes
        if pause and now >= plan.request.minutes // 2:
            yield Slot("pause", now, pause)
            now, pause = now + pause, 0
    yield Slot("candidate", now, parts.candidate)
    yield Slot("close", now + parts.candidate, parts.close)
