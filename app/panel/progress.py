"""How far each member is with each candidate, and nothing of what they rate."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.panel.campaign import Candidate, Card, Member

Step = Literal["not-begun", "begun", "submitted"]


@dataclass(frozen=True)
class Cell:
    """Where a member is with a candidate; `kit_number` is 0 before the card is opened."""

    member: Member
    step: Step
    kit_number: int


@dataclass(frozen=True)
class Row:
    """A candidate with a cell for each member, in the order of the panel."""

    candidate: Candidate
    cells: tuple[Cell, ...]

    @property
    def submitted(self) -> int:
        """How many members have submitted their card."""
        return sum(cell.step == "submitted" for cell in self.cells)

    @property
    def kit_numbers(self) -> tuple[int, ...]:
        """The versions of the kit that the cards were opened with."""
        return tuple(sorted({cell.kit_number for cell in self.cells if cell.kit_number}))


def rows(members: Sequence[Member], candidates: Sequence[Candidate], cards: Sequence[Card]) -> tuple[Row, ...]:
    """Return a row for each candidate; a revoked member who opened no card has no cell."""
    known = {(card.member_id, card.candidate_id): card for card in cards}
    rating = seated(members, cards)
    return tuple(
        Row(candidate, tuple(_cell(member, known.get((member.record_id, candidate.record_id))) for member in rating))
        for candidate in candidates
    )


def seated(members: Sequence[Member], cards: Sequence[Card]) -> tuple[Member, ...]:
    """Return the members who rate, or did before their address was revoked."""
    opened = {card.member_id for card in cards}
    return tuple(member for member in members if member.revoked_at is None or member.record_id in opened)


def missing(board: Sequence[Row]) -> tuple[tuple[Member, tuple[str, ...]], ...]:
    """Return the active members whose cards are not all in, each with the codes of the candidates they owe."""
    seats = [cell.member for cell in board[0].cells if cell.member.revoked_at is None] if board else []
    owed = {member: tuple(row.candidate.code for row in board if _owes(row, member)) for member in seats}
    return tuple((member, codes) for member, codes in owed.items() if codes)


def _owes(row: Row, member: Member) -> bool:
    return any(cell.member == member and cell.step != "submitted" for cell in row.cells)


def _cell(member: Member, card: Card | None) -> Cell:
    if card is None:
        return Cell(member, "not-begun", 0)
    return Cell(member, "submitted" if card.submitted_at else "begun", card.kit_number)
