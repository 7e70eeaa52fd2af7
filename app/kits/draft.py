"""A kit being composed: its whole state is in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal, get_args

from app.kits.changes import added, moved, removed, swapped, widened
from app.kits.plan import Bank, Plan, arranged, competencies, planned
from app.kits.request import Request

Action = Literal["swap", "up", "down", "remove", "lock", "unlock", "add", "widen"]
Address = list[tuple[str, str]]


@dataclass(frozen=True)
class Draft:
    """What was asked for, and what was changed by hand since: items in order, locked ones, ones already tried.

    `items` is empty as long as nothing was changed: then the plan is the best one.
    """

    request: Request
    items: tuple[str, ...] = ()
    locked: frozenset[str] = frozenset()
    tried: tuple[str, ...] = ()

    def plan(self, bank: Bank) -> Plan:
        """Return the plan of this draft; raises CannotPlan."""
        wanted = {name for name, _ in self.request.weights}
        locked = frozenset(
            name for name in self.locked if name in bank and not wanted.isdisjoint(competencies(bank[name]))
        )
        if self.items:
            return arranged(bank, self.request, self.items, locked)
        return planned(bank, self.request, locked)

    def after(self, bank: Bank, action: Action, name: str) -> "Draft":
        """Return the draft after an action on one item; unchanged when the item is not in the plan.

        `add` brings a question of the bank into the plan, `widen` its competency too.
        """
        if action in ("add", "widen"):
            return self._adding(bank, name, wider=action == "widen")
        plan = self.plan(bank)
        if name not in plan.ids:
            return self
        tried = self.tried
        match action:
            case "swap":
                tried = (*(other for other in tried if other != name), name)
                plan = swapped(bank, plan, name, tried)
            case "up" | "down":
                plan = moved(plan, name, -1 if action == "up" else 1)
            case "remove":
                plan = removed(plan, name)
            case "lock":
                plan = replace(plan, locked=plan.locked | {name})
            case "unlock":
                plan = replace(plan, locked=plan.locked - {name})
        return Draft(self.request, plan.ids, plan.locked, tried)

    def _adding(self, bank: Bank, name: str, *, wider: bool) -> "Draft":
        question = bank.questions.get(name)
        if question is None:
            return self
        request = widened(self.request, question.competency) if wider else self.request
        if question.competency not in dict(request.weights):
            return self
        plan = added(replace(self.plan(bank), request=request), question)
        return Draft(request, plan.ids, plan.locked, self.tried)


def action(text: str) -> tuple[Action, str] | None:
    """Return the action and the item that a button's value names, or None when it names none."""
    verb, _, name = text.partition(":")
    return (verb, name) if verb in get_args(Action) and name else None  # type: ignore[return-value]


def mark(request: Request) -> str:
    """Return a short mark of a request: items chosen by hand hold only for the request they were chosen for."""
    parts = (request.role, request.level, request.minutes, sorted(request.weights), sorted(request.kinds))
    return sha256(repr((*parts, request.samples, request.variant)).encode()).hexdigest()[:10]


def address(draft: Draft, others: Mapping[str, str]) -> Address:
    """Return the draft as the pairs of a query string, with `others` (title, announced pay, kit) after it."""
    request = draft.request
    pairs: Address = [("role", request.role), ("level", request.level), ("minutes", str(request.minutes))]
    for name, weight in request.weights:
        pairs += [("competency", name), (f"weight-{name}", str(weight))]
    pairs += [("kind", kind) for kind in sorted(request.kinds)]
    pairs += [("samples", "yes" if request.samples else "no"), ("variant", request.variant)]
    pairs += [("item", name) for name in draft.items]
    pairs += [("lock", name) for name in sorted(draft.locked)]
    pairs += [("tried", name) for name in draft.tried]
    if draft.items:
        pairs.append(("of", mark(request)))
    return pairs + [pair for pair in others.items() if pair[1]]
