"""What a rejection may tell: what a candidate did reach and what was expected, in the words of the anchors.

No score, no rank, no other candidate. The words around it are the page's.
"""

from dataclasses import dataclass
from decimal import Decimal

from app.careers.vocabulary import Competency
from app.content.text import Text
from app.kits.kit import Kit
from app.panel.interview import Scale, scales
from app.panel.scoring import Score

STRONG, FULLY, EXPECTED = Decimal(4), Decimal("4.5"), Decimal(3)
MOST = 3


@dataclass(frozen=True)
class Said:
    """A competency, and the anchor that says what was reached or expected; `mostly`: not all of it was reached."""

    competency: Competency
    anchor: Text
    mostly: bool = False


@dataclass(frozen=True)
class Draft:
    """What to say: at most three strengths, the strongest first, and three things expected, the most missed first."""

    strengths: tuple[Said, ...]
    expected: tuple[Said, ...]


def draft(kit: Kit, score: Score) -> Draft:
    """Return what the ratings of a candidate allow to say.

    A strength is a competency with a question rated 4 or more: the anchor 5 of its best one. What was expected is the
    anchor 3 of the worst question of a competency under 3.
    """
    best: dict[str, tuple[Decimal, Scale]] = {}
    worst: dict[str, tuple[Decimal, Scale]] = {}
    for scale in (scale for item in kit.items for scale in scales(kit, item)):
        mean = score.items.get((scale.field.item, name := scale.competency.id))
        if mean is None:
            continue
        if name not in best or mean > best[name][0]:
            best[name] = mean, scale
        if name not in worst or mean < worst[name][0]:
            worst[name] = mean, scale
    low = {name for name, mean in score.competencies.items() if mean is not None and mean < EXPECTED}
    strong = sorted((each for name, each in best.items() if name not in low and each[0] >= STRONG), key=_from_the_top)
    missed = sorted((worst[name] for name in low if name in worst), key=lambda each: each[0])
    return Draft(
        tuple(Said(scale.competency, scale.anchors[5], mean < FULLY) for mean, scale in strong[:MOST]),
        tuple(Said(scale.competency, scale.anchors[3]) for _, scale in missed[:MOST]),
    )


def _from_the_top(each: tuple[Decimal, Scale]) -> Decimal:
    return -each[0]
