"""What a recruiter asks for, and how the minutes of an interview are shared out."""

from dataclasses import dataclass, replace
from typing import Literal

from app.careers.vocabulary import Kind, LevelId

Variant = Literal["A", "B", "C", "D"]
VARIANTS: tuple[Variant, ...] = ("A", "B", "C", "D")
SHORTEST, LONGEST = 15, 180


@dataclass(frozen=True)
class Request:
    """A role, a level, a duration in minutes (15 to 180), weights in per cent, and the kinds of question wanted."""

    role: str
    level: LevelId
    minutes: int
    weights: tuple[tuple[str, int], ...]
    kinds: frozenset[Kind]
    samples: bool = True
    variant: Variant = "A"

    def but(self, **changes: object) -> "Request":
        """Return the same request with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Frame:
    """Minutes that are not for the questions: opening, a break, the candidate's own questions, close."""

    opening: int
    pause: int
    candidate: int
    close: int

    @property
    def total(self) -> int:
        """Minutes taken in all."""
        return self.opening + self.pause + self.candidate + self.close


def frame(minutes: int) -> Frame:
    """Return the frame of an interview of `minutes`.

    It grows by a minute for each six beyond 15, up to 20, and a break of up to 10 minutes comes with what exceeds
    two hours: a longer interview never has less time for questions.
    """
    total = min(20, 5 + (minutes - SHORTEST) // 6)
    opening, close = max(2, total * 3 // 10), max(1, total // 5)
    return Frame(opening, max(0, min(10, minutes - 120)), total - opening - close, close)


def budget(minutes: int) -> int:
    """Return the minutes left for questions and work samples."""
    return minutes - frame(minutes).total


def most_samples(minutes: int) -> int:
    """Return how many work samples an interview of `minutes` may hold."""
    return 0 if minutes < 60 else 1 if minutes < 120 else 2
