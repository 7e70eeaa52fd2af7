"""Where an offer stands: against the range of a level, and against the SMIC."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from app.careers.vocabulary import LevelId
from app.salaries.tables import RolePay, Step
from app.taxes.breakdown import cents
from app.taxes.law import Rates
from app.taxes.wages import MONTHS, WEEKS

Position = Literal["below", "inside", "above"]


def smic_month(rates: Rates) -> Decimal:
    """Return the gross SMIC of a month at full time, in euros (art. L3232-1 and L3232-3 of the Labour Code)."""
    return cents(rates["smic-hour"] * rates["week-hours"] * WEEKS / MONTHS)


def smic_year(rates: Rates) -> Decimal:
    """Return the gross SMIC of twelve months at full time, in euros."""
    return smic_month(rates) * MONTHS


@dataclass(frozen=True)
class Bounds:
    """The range of a level on a day, in gross euros a year at full time; `high` is None when the source says “from”."""

    low: Decimal
    usual: Decimal | None
    high: Decimal | None


def bounds(step: Step, floor: Decimal) -> Bounds:
    """Return the range of a level, never below the SMIC `floor`, in euros a year."""
    low = floor if step.low is None else max(step.low, floor)
    return Bounds(low, step.usual, None if step.high is None else max(step.high, low))


@dataclass(frozen=True)
class Standing:
    """Where an offer stands, brought to full time, in gross euros a year.

    `above_floor` is its distance to the SMIC, below zero when the law forbids it. `position` and `gap`, the distance
    to the nearest bound (0 inside), are None where no range is known. `holding` are the levels whose range holds it.
    """

    full_time: Decimal
    above_floor: Decimal
    bounds: Bounds | None
    position: Position | None
    gap: Decimal | None
    holding: tuple[LevelId, ...]

    @property
    def lawful(self) -> bool:
        """Whether the offer reaches the SMIC."""
        return self.above_floor >= 0


def standing(full_time: Decimal, role: RolePay, level: str, floor: Decimal) -> Standing:
    """Return where a yearly gross pay stands for a role at a level; `floor` is the SMIC of a year."""
    ranges: Mapping[LevelId, Bounds] = {name: bounds(step, floor) for name, step in role.levels.items()}
    own = next((found for name, found in ranges.items() if name == level), None)
    holding = tuple(name for name, found in ranges.items() if _position(full_time, found) == "inside")
    return Standing(
        full_time=full_time,
        above_floor=full_time - floor,
        bounds=own,
        position=_position(full_time, own) if own else None,
        gap=_gap(full_time, own) if own else None,
        holding=holding,
    )


def _position(amount: Decimal, found: Bounds) -> Position:
    if amount < found.low:
        return "below"
    return "above" if found.high is not None and amount > found.high else "inside"


def _gap(amount: Decimal, found: Bounds) -> Decimal:
    if amount < found.low:
        return found.low - amount
    return amount - found.high if found.high is not None and amount > found.high else Decimal(0)
