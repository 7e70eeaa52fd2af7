"""How the competencies of an interview share a hundred points."""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal

from app.careers.vocabulary import Level, Role, importance

FLOOR, CAP = 10, 35
DEFAULT_COUNT = 5
MOST = 8


def bounds(count: int) -> tuple[int, int]:
    """Return the least and greatest weight, in per cent, when `count` competencies (1 to 8) share 100."""
    return FLOOR if count > 1 else 100, max(CAP, -(-100 // count))


def shares(scores: Mapping[str, Decimal]) -> dict[str, int]:
    """Return whole percentages in proportion to `scores`, each between the floor and the cap, adding up to 100.

    `scores` holds 1 to 8 positive numbers. A share outside the bounds is brought to the bound, and the others
    keep their proportions; the points left by rounding go to the largest remainders.
    """
    least, most = bounds(len(scores))
    exact = _bounded(scores, Decimal(least), Decimal(most))
    whole = {name: int(share.to_integral_value(ROUND_FLOOR)) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (whole[name] - exact[name], name))
    for name in by_remainder[: 100 - sum(whole.values())]:
        whole[name] += 1
    return whole


def _bounded(scores: Mapping[str, Decimal], least: Decimal, most: Decimal) -> dict[str, Decimal]:
    fixed: dict[str, Decimal] = {}
    while True:
        free = {name: score for name, score in scores.items() if name not in fixed}
        if not free:
            return fixed
        room = 100 - sum(fixed.values(), Decimal(0))
        total = sum(free.values(), Decimal(0))
        share = {name: room * score / total for name, score in free.items()}
        over = {name: most - value for name, value in share.items() if value > most}
        under = {name: least - value for name, value in share.items() if value < least}
        if not over and not under:
            return fixed | share
        surplus = -sum(over.values(), Decimal(0)) >= sum(under.values(), Decimal(0))
        fixed |= dict.fromkeys(over, most) if surplus and over else dict.fromkeys(under, least)


def default_competencies(role: Role, level: Level, count: int = DEFAULT_COUNT) -> dict[str, int]:
    """Return the `count` competencies that count most for `role` at `level`, with their weights in per cent."""
    scores = {name: importance(role, level, name) for name in role.weights}
    first = sorted((name for name in scores if scores[name] > 0), key=lambda name: -scores[name])[:count]
    return shares({name: scores[name] for name in first})
