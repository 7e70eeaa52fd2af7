"""Changing a plan by hand: swapping, removing and moving one item; the rest stays as it is."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.careers.weights import MOST, shares
from app.kits.plan import Asked, Bank, Plan, competencies, eligible, story
from app.kits.request import Request
from app.kits.solve import value
from app.questions.bank import Question, WorkSample


def alternatives(bank: Bank, plan: Plan, name: str) -> tuple[Asked, ...]:
    """Return what could stand in place of an item, in the time it leaves, the best first."""
    here = bank[name]
    room = plan.spare + here.minutes
    others = [item for item in plan.items if item.id != name]
    stories = {story(item) for item in others} | {story(here)}
    options = [
        piece
        for piece in eligible(bank, plan.request)
        if piece.sample == isinstance(here, WorkSample)
        and (piece.sample or piece.evidence[0][0] == competencies(here)[0])
        and piece.minutes <= room
        and piece.story not in stories
    ]
    base = eligible(bank, plan.request, frozenset(item.id for item in others))
    held = [piece for piece in base if piece.id in {item.id for item in others}]
    weights = dict(plan.request.weights)
    options.sort(key=lambda piece: (-value([*held, piece], weights), piece.id))
    return tuple(bank[piece.id] for piece in options)


def swapped(bank: Bank, plan: Plan, name: str, tried: Sequence[str] = ()) -> Plan:
    """Return the plan with the next best item in place of `name`: one not `tried` yet, else the one tried first.

    The plan comes back unchanged when nothing can stand there.
    """
    options = alternatives(bank, plan, name)
    if not options:
        return plan
    new = min(options, key=lambda item: tried.index(item.id) if item.id in tried else -1)
    return replace(plan, items=tuple(new if item.id == name else item for item in plan.items))


def removed(plan: Plan, name: str) -> Plan:
    """Return the plan without an item; the minutes it took are free."""
    return replace(plan, items=tuple(item for item in plan.items if item.id != name), locked=plan.locked - {name})


def moved(plan: Plan, name: str, by: int) -> Plan:
    """Return the plan with an item moved by so many places; it stops at either end."""
    here = plan.ids.index(name)
    rest = [item for item in plan.items if item.id != name]
    place = min(max(here + by, 0), len(rest))
    return replace(plan, items=(*rest[:place], plan.items[here], *rest[place:]))


def added(plan: Plan, question: Question) -> Plan:
    """Return the plan with `question` in it, locked, next to those of its competency.

    It takes the place of its twin, or, when time is short, of another question of its competency that was not locked,
    if that makes it fit; else it comes on top, and the plan says how much too long it is.
    """
    held = plan.ids
    if question.id in held:
        return replace(plan, locked=plan.locked | {question.id})
    gone = _making_room(plan, question)
    near = [rank for rank, item in enumerate(plan.items) if competencies(item)[0] == question.competency]
    place = held.index(gone.id) if gone else (near[-1] + 1 if near else len(held))
    items = (*plan.items[:place], question, *plan.items[place + bool(gone) :])
    locked = plan.locked - {gone.id} if gone else plan.locked
    return replace(plan, items=items, locked=locked | {question.id})


def _making_room(plan: Plan, question: Question) -> Asked | None:
    """Return what leaves the plan when `question` comes, or None."""
    for item in plan.items:
        if story(item) == question.story:
            return item
    if question.minutes <= plan.spare:
        return None
    fitting = (
        item
        for item in reversed(plan.items)
        if isinstance(item, Question) and item.competency == question.competency and item.id not in plan.locked
    )
    return next((item for item in fitting if question.minutes <= plan.spare + item.minutes), None)


def widened(request: Request, competency: str) -> Request:
    """Return the request with one more competency, which weighs what the others weigh on average.

    The same request when it has that competency already, or as many as a kit can weigh.
    """
    weights = {name: Decimal(weight) for name, weight in request.weights}
    if competency in weights or len(weights) >= MOST:
        return request
    whole = shares({**weights, competency: Decimal(100) / len(weights)})
    return request.but(weights=tuple(whole.items()))
