"""What the activity costs: yearly amounts on one side, shares of the turnover on the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from app.freelance.seen import ExpenseItem, ExpenseUnit
from app.taxes.activity import Status
from app.taxes.breakdown import ZERO, cents


class Expense(NamedTuple):
    """One expense: `amount` in euros a year, or in per cent of the turnover before VAT."""

    code: str
    amount: Decimal
    unit: ExpenseUnit = "EUR/year"


@dataclass(frozen=True)
class Expenses:
    """The expenses of a year, kept so that a turnover still unknown can be solved for."""

    items: tuple[Expense, ...] = ()

    @property
    def fixed(self) -> Decimal:
        """What is paid whatever the turnover, in euros a year."""
        return sum((item.amount for item in self.items if item.unit == "EUR/year"), ZERO)

    @property
    def rate(self) -> Decimal:
        """What grows with the turnover: a ratio of it."""
        return sum((item.amount for item in self.items if item.unit == "%"), ZERO) / 100

    def total(self, turnover: Decimal) -> Decimal:
        """Return all the expenses for a turnover in euros a year: the sum of `lines`, to the cent."""
        return sum((amount for _, amount in self.lines(turnover)), ZERO)

    def lines(self, turnover: Decimal) -> tuple[tuple[str, Decimal], ...]:
        """Return each expense for a turnover, as (code, euros a year to the cent)."""
        return tuple(
            (item.code, cents(item.amount if item.unit == "EUR/year" else turnover * item.amount / 100))
            for item in self.items
        )


def usual_expenses(items: Iterable[ExpenseItem], status: Status) -> Expenses:
    """Return the amounts proposed for a status; what is optional starts at 0, for it depends on each activity."""
    return Expenses(
        tuple(Expense(item.id, ZERO if item.optional else item.amount_for(status), item.unit) for item in items)
    )
