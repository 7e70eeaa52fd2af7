"""Ways from one role to another over the steps of the map."""

from collections import deque
from collections.abc import Sequence

from app.careers.guides import Step, Steps
from app.content.text import Text

Way = tuple[Step, ...]


def families(map_of: Steps) -> tuple[tuple[Text, tuple[str, ...]], ...]:
    """Return the families of the map with their roles, the least senior first."""
    places = map_of.places
    return tuple(
        (name, tuple(sorted((role for role in places if places[role].column == column), key=lambda r: places[r].row)))
        for column, name in enumerate(map_of.columns)
    )


def steps_from(steps: Sequence[Step], role: str) -> tuple[Step, ...]:
    """Return the steps that leave `role`, up before sideways."""
    return tuple(sorted((step for step in steps if step.origin == role), key=lambda step: step.kind != "up"))


def steps_to(steps: Sequence[Step], role: str) -> tuple[Step, ...]:
    """Return the steps that lead to `role`, up before sideways."""
    return tuple(sorted((step for step in steps if step.to == role), key=lambda step: step.kind != "up"))


def ways(steps: Sequence[Step], origin: str, to: str) -> tuple[Way, ...]:
    """Return every shortest chain of steps from one role to another, in the order of the steps.

    There is none when no chain leads there, and from a role to itself.
    """
    if origin == to:
        return ()
    waiting: deque[Way] = deque((step,) for step in steps if step.origin == origin)
    found: list[Way] = []
    while waiting and (not found or len(waiting[0]) == len(found[0])):
        way = waiting.popleft()
        passed = {origin, *(step.to for step in way)}
        if way[-1].to == to:
            found.append(way)
        elif not found:
            waiting.extend((*way, step) for step in steps if step.origin == way[-1].to and step.to not in passed)
    return tuple(found)
