"""How quotes are numbered: year and rank, without gaps for one issuer and one year."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Number:
    """The number of an issued quote: 2026-001 is the first of 2026."""

    year: int
    sequence: int

    def __str__(self) -> str:
        return f"{self.year}-{self.sequence:03d}"


def label(number: Number | None, version: int) -> str:
    """Return how a version of a quote is called: 2026-001, then 2026-001 v2; nothing for a draft."""
    if number is None:
        return ""
    return str(number) if version == 1 else f"{number} v{version}"
