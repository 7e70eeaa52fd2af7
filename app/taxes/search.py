"""Finding the amount that gives a wished result, when the result grows with the amount."""

from collections.abc import Callable
from decimal import Decimal

from app.taxes.breakdown import CENT

Growing = Callable[[Decimal], Decimal]


class _Interval:
    """Two multiples of a step, the lower with a result up to the wished one, the higher beyond it."""

    def __init__(self, result: Growing, wished: Decimal, step: Decimal, high: int) -> None:
        self.result, self.wished, self.step = result, wished, step
        self.low, self.at_low = 0, result(Decimal(0))
        self.high, self.at_high = high, result(high * step)

    @property
    def width(self) -> int:
        return self.high - self.low

    def look(self, place: int) -> Decimal | None:
        """Ask for the result at `place`, narrow the interval, and return what is missing there; None outside."""
        if not self.low < place < self.high:
            return None
        found = self.result(place * self.step)
        if found <= self.wished:
            self.low, self.at_low = place, found
        else:
            self.high, self.at_high = place, found
        return self.wished - found

    def follow(self, slope: Decimal) -> None:
        """Look where the slope leads, then beyond by twice what is missing there."""
        place = min(max(self.low + int((self.wished - self.at_low) / slope), self.low + 1), self.high - 1)
        missing = self.look(place)
        if missing is not None:
            self.look(place + 2 * int(missing / slope) + (1 if missing >= 0 else -1))


def largest(result: Growing, wished: Decimal, step: Decimal, most: Decimal) -> Decimal:
    """Return the largest multiple of `step`, from 0 to `most`, whose result is at most `wished`; 0 when none is.

    `result` must grow. A turn that does not halve the interval by following the slope is followed by one that does.
    """
    interval = _Interval(result, wished, step, int(most / step))
    if interval.at_high <= wished:
        return interval.high * step
    halve = False
    while interval.width > 1:
        width = interval.width
        slope = (interval.at_high - interval.at_low) / width
        if halve or slope <= 0:
            interval.look((interval.low + interval.high) // 2)
        else:
            interval.follow(slope)
        halve = 2 * interval.width > width and not halve
    return interval.low * step


def least(result: Growing, wished: Decimal, step: Decimal, most: Decimal) -> Decimal | None:
    """Return the smallest multiple of `step` whose result, to the cent, reaches `wished`; None when none does."""
    if result(Decimal(0)) >= wished:
        return Decimal(0)
    short = largest(result, wished - CENT, step, most)
    return short + step if short < int(most / step) * step else None
