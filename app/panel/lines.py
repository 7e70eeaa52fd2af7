"""The rated lines of a kit: which question, on which competency; and how far raters agree on each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from statistics import fmean
from typing import NamedTuple

from app.careers.vocabulary import Competency
from app.kits.kit import Kit
from app.kits.plan import Asked
from app.panel.agreement import PRACTICAL_LIMIT, Agreement
from app.panel.scoring import Cell


class Line(NamedTuple):
    """An item of a kit, by its number from 1, rated on a competency."""

    number: int
    item: Asked
    competency: Competency

    @property
    def cell(self) -> Cell:
        """How scores name it."""
        return self.item.id, self.competency.id


class Agreed(NamedTuple):
    """How far raters agree on a line: means over the candidates whom two raters or more rated, and how many are over
    the practical limit of the average deviation."""

    candidates: int
    r_wg: float
    deviation: float
    over: int


def lines_of(kit: Kit) -> tuple[Line, ...]:
    """Return the rated lines of a kit, in the order of the interview."""
    return tuple(
        Line(number, item, entry.competency) for number, item in enumerate(kit.items, 1) for entry in kit.rated(item)
    )


def told(kits: Iterable[Kit]) -> dict[str, Competency]:
    """Return every competency that kits rate, by its id."""
    return {entry.competency.id: entry.competency for kit in kits for entry in kit.weights}


def agreed(found: Mapping[tuple[str, str, str], Agreement]) -> dict[Cell, Agreed]:
    """Return the agreement on each (item, competency), over candidates; lines that one rater rated are left out."""
    both: defaultdict[Cell, list[tuple[float, float]]] = defaultdict(list)
    for (_, item, competency), one in found.items():
        if one.r_wg is not None and one.deviation is not None:
            both[item, competency].append((one.r_wg, one.deviation))
    return {
        cell: Agreed(
            len(values),
            fmean(r_wg for r_wg, _ in values),
            fmean(deviation for _, deviation in values),
            sum(deviation > PRACTICAL_LIMIT for _, deviation in values),
        )
        for cell, values in both.items()
    }
