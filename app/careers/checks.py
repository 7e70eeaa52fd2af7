"""What is wrong between the files of career_paths/ that are right one by one."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from app.careers.guides import ActionFile, Guide, Place, Steps
from app.careers.vocabulary import Role
from app.content.reading import Origin, Problem, Read


class Known(NamedTuple):
    """What the guides and the steps may name."""

    roles: Mapping[str, Role]
    competencies: Mapping[str, object]
    questions: Mapping[str, object]
    sources: Mapping[str, object]
    pay: Mapping[str, object]


def career_problems(
    guides: Mapping[str, Read[Guide] | None], steps: Read[Steps], actions: Read[ActionFile], known: Known
) -> Iterator[Problem]:
    """Yield all that is wrong; `guides` names every file, those that could not be read too."""
    for guide in guides.values():
        if guide:
            yield from guide_problems(guide, known)
    yield from step_problems(steps, guides, known)
    yield from action_problems(actions, known.competencies)


def guide_problems(read: Read[Guide], known: Known) -> Iterator[Problem]:
    """Yield what is wrong with a guide: its weights, the questions and the sources it names."""
    guide, origin = read.value, read.origin
    yield from _weight_problems(guide, origin, known)
    for rank, name in enumerate(guide.asked):
        yield from origin.unknown(("asked", rank), name, known.questions)
    yield from origin.unknown(("pay", "role"), guide.pay.role, known.pay)
    for rank, name in enumerate(guide.sources):
        yield from origin.unknown(("sources", rank), name, known.sources)
    for rank, course in enumerate(guide.training):
        yield from origin.unknown(("training", rank, "source"), course.source, known.sources)


def _weight_problems(guide: Guide, origin: Origin, known: Known) -> Iterator[Problem]:
    for name in guide.weights:
        yield from origin.unknown(("weights", name), name, known.competencies)
    if guide.id in known.roles and guide.weights:
        yield origin.problem(("weights",), "stand in career_paths/roles.yaml for this role: remove them here")
    if guide.id not in known.roles:
        for name in known.competencies.keys() - guide.weights.keys():
            yield origin.problem(("weights",), f"“{name}” has no weight: give it one, 0 to 5")


def step_problems(read: Read[Steps], guides: Mapping[str, object], known: Known) -> Iterator[Problem]:
    """Yield what is wrong with the map: unknown or missing roles, two on one place, steps said twice."""
    steps, origin = read.value, read.origin
    for name in guides.keys() - steps.places.keys():
        yield origin.problem(("places",), f"“{name}” has no place: give it one")
    yield from _place_problems(steps, origin, guides)
    said = set()
    for rank, step in enumerate(steps.steps):
        key = ("steps", rank)
        for field, name in (("from", step.origin), ("to", step.to)):
            yield from origin.unknown((*key, field), name, guides)
        for place, name in enumerate(step.competencies):
            yield from origin.unknown((*key, "competencies", place), name, known.competencies)
        for place, name in enumerate(step.sources):
            yield from origin.unknown((*key, "sources", place), name, known.sources)
        if step.origin == step.to or (step.origin, step.to) in said:
            yield origin.problem(key, "is said twice, or leads nowhere: remove it")
        if not (step.sources or step.ours):
            yield origin.problem(key, "names no source: add one, or write “ours: true”")
        said.add((step.origin, step.to))


def _place_problems(steps: Steps, origin: Origin, guides: Mapping[str, object]) -> Iterator[Problem]:
    taken: dict[Place, str] = {}
    for name, place in steps.places.items():
        key = ("places", name)
        yield from origin.unknown(key, name, guides)
        if place.column >= len(steps.columns):
            yield origin.problem((*key, "column"), f"there are {len(steps.columns)} columns, counted from 0")
        if place in taken:
            yield origin.problem(key, f"“{taken[place]}” stands there: choose another place")
        taken.setdefault(place, name)


def action_problems(read: Read[ActionFile], competencies: Mapping[str, object]) -> Iterator[Problem]:
    """Yield the competencies that have no actions, and the actions of none."""
    for name in read.value.actions:
        yield from read.origin.unknown(("actions", name), name, competencies)
    for name in competencies.keys() - read.value.actions.keys():
        yield read.origin.problem(("actions",), f"“{name}” has no actions: write how to start, practise and prove it")
