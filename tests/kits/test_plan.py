"""Plans made from the real bank: what holds for every request one can type."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import log1p
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.careers.vocabulary import KINDS, LEVELS, Kind
from app.careers.weights import MOST, shares
from app.kits import plan as plans
from app.kits.changes import alternatives, moved, removed, swapped
from app.kits.kit import bank
from app.kits.plan import Asked, Bank, CannotPlan, Plan, arranged, competencies, default_request, planned
from app.kits.request import LONGEST, SHORTEST, VARIANTS, Request, budget, frame, most_samples
from app.kits.schedule import schedule
from app.loading import load
from app.questions.bank import Question, WorkSample

LIBRARY = load(Path(__file__).parents[2])
BANK = bank(LIBRARY)
EVERY_KIND: frozenset[Kind] = frozenset(KINDS)
CLASSIC = default_request(BANK, LIBRARY.roles["community-manager"], 60, LIBRARY.levels["confirmed"], EVERY_KIND)
many = settings(deadline=None, max_examples=60)
kinds = st.sets(st.sampled_from(KINDS), min_size=1).map(frozenset)


@st.composite
def requests(draw: st.DrawFn, shortest: int = SHORTEST) -> Request:
    """Draw what a recruiter may ask for."""
    names = draw(st.lists(st.sampled_from(list(LIBRARY.competencies)), min_size=1, max_size=MOST, unique=True))
    weights = shares({name: draw(st.decimals("0.5", 99, places=1)) for name in names})
    return Request(
        draw(st.sampled_from(list(LIBRARY.roles))),
        draw(st.sampled_from(LEVELS)),
        draw(st.integers(shortest, LONGEST)),
        tuple(weights.items()),
        draw(kinds),
        draw(st.booleans()),
        draw(st.sampled_from(VARIANTS)),
    )


@st.composite
def plans_made(draw: st.DrawFn) -> Plan:
    """Draw a request that can be answered, and return its plan."""
    try:
        return planned(BANK, draw(requests(shortest=30)))
    except CannotPlan:
        assume(False)
        raise


def worth(items: Iterable[Asked], request: Request) -> float:
    """Return the value of a choice, written from the method page: weight × ln(1 + minutes × fit)."""
    evidence: Counter[str] = Counter()
    for item in items:
        fit = 4 if isinstance(item, WorkSample) else BANK.levels[request.level].fit[item.kind]
        for name in competencies(item):
            evidence[name] += item.minutes * fit // len(competencies(item))
    return sum(weight * log1p(evidence[name]) for name, weight in request.weights)


def suits(question: Question, request: Request) -> bool:
    """Say whether a question may stand in a kit for this request."""
    return request.level in question.levels and request.role in question.roles and question.kind in request.kinds


def story(item: Asked) -> str:
    """Return what two twins have in common."""
    return min(item.id, item.twin or item.id) if isinstance(item, Question) else item.id


def shortest(name: str, request: Request) -> int:
    """Return the minutes of the shortest question on a competency, 0 when there is none."""
    found = [q.minutes for q in BANK.questions.values() if q.competency == name and suits(q, request)]
    return min(found, default=0)


@many
@given(requests())
def test_a_plan_respects_the_request(request: Request) -> None:
    """Never over time, every competency asked about, no twins together, no more samples than allowed."""
    try:
        plan = planned(BANK, request)
    except CannotPlan:
        return
    questions = [item for item in plan.items if isinstance(item, Question)]
    samples = [item for item in plan.items if isinstance(item, WorkSample)]
    assert 0 <= plan.spare == budget(request.minutes) - sum(item.minutes for item in plan.items)
    assert {question.competency for question in questions} == {name for name, _ in request.weights}
    assert len({story(item) for item in plan.items}) == len(plan.items)
    assert all(suits(question, request) for question in questions)
    assert all(request.level in sample.levels and request.role in sample.roles for sample in samples)
    assert len(samples) <= (most_samples(request.minutes) if request.samples else 0)
    assert sum(sample.minutes for sample in samples) <= 45


def refusal(request: Request) -> CannotPlan | None:
    """Return why a request has no plan, or None when it has one."""
    try:
        planned(BANK, request)
    except CannotPlan as trouble:
        return trouble
    return None


@many
@given(requests())
def test_a_refusal_says_what_is_missing_and_what_would_do(request: Request) -> None:
    """A competency without question is named; when time is short, `needed` is longer, enough, and the least."""
    trouble = refusal(request)
    if trouble is None:
        return
    least = {name: shortest(name, request) for name, _ in request.weights}
    named = {short.competency: short.minutes for short in trouble.shortfalls}
    reasons = {short.reason for short in trouble.shortfalls}
    if unknown := {name for name, minutes in least.items() if not minutes}:
        assert (set(named), reasons, trouble.needed) == (unknown, {"no-question"}, None)
        return
    assert reasons == {"no-time"}
    assert sum(least.values()) > budget(request.minutes)
    assert named == {name: least[name] for name in named}
    assert trouble.needed is not None
    assert trouble.needed > request.minutes
    assert refusal(request.but(minutes=trouble.needed)) is None
    assert all(budget(m) < sum(least.values()) for m in range(request.minutes, trouble.needed))


@pytest.mark.parametrize("minutes", range(SHORTEST, LONGEST))
def test_a_longer_interview_never_has_less_time_for_questions(minutes: int) -> None:
    assert budget(minutes + 1) >= budget(minutes)


@many
@given(requests())
def test_the_same_request_always_gives_the_same_plan(request: Request) -> None:
    """Neither the cache nor the order of the files may decide."""
    try:
        first = planned(BANK, request)
    except CannotPlan:
        return
    questions, samples = list(BANK.questions.items()), list(BANK.samples.items())
    upside_down = Bank(dict(questions[::-1]), dict(samples[::-1]), BANK.levels)
    assert planned(upside_down, request).ids == first.ids


@many
@given(requests(), st.sampled_from(VARIANTS[1:]))
def test_every_version_is_worth_what_the_method_page_says(request: Request, variant: str) -> None:
    """It promises a share of the best version's value, and as many work samples."""
    try:
        first = planned(BANK, request.but(variant="A"))
    except CannotPlan:
        return
    other = planned(BANK, request.but(variant=variant))
    assert worth(other.items, request) >= plans.PARALLEL / 100 * worth(first.items, request) - 1e-3
    samples = [sum(isinstance(item, WorkSample) for item in plan.items) for plan in (first, other)]
    assert samples[0] == samples[1]


def test_the_method_page_says_what_versions_are_worth(client: FlaskClient) -> None:
    assert plans.PARALLEL >= 95
    for address in ("/fr/methode", "/en/method"):
        assert re.search(rf"\b{plans.PARALLEL}\s?%", client.get(address).text)


def test_versions_of_the_classic_kit_share_few_items(record_property: Callable[[str, object], None]) -> None:
    """Community manager, confirmed, 60 minutes: at most one item in common with the version before or after."""
    kits = {variant: set(planned(BANK, CLASSIC.but(variant=variant)).ids) for variant in VARIANTS}
    shared = {f"{a}{b}": len(kits[a] & kits[b]) for a in VARIANTS for b in VARIANTS if a < b}
    record_property("items in common", shared)
    print(f"items in common: {shared}, of {[len(kit) for kit in kits.values()]}")
    assert max(shared["AB"], shared["BC"], shared["CD"]) <= 1
    assert max(shared.values()) <= 3


@many
@given(plans_made())
def test_the_easiest_opens_and_the_hardest_is_in_the_middle(plan: Plan) -> None:
    """Difficulty climbs, then comes down; a work sample counts as the hardest."""
    hard = [4 if isinstance(item, WorkSample) else item.difficulty for item in plan.items]
    top = hard.index(max(hard))
    assert hard[0] == min(hard)
    assert all(a <= b for a, b in pairwise(hard[: top + 1]))
    assert all(a >= b for a, b in pairwise(hard[top:]))


@many
@given(plans_made(), st.data())
def test_locked_items_outlive_a_new_plan(plan: Plan, data: st.DataObject) -> None:
    held = frozenset(data.draw(st.sets(st.sampled_from(plan.ids), max_size=3)))
    fresh = planned(BANK, plan.request.but(variant=data.draw(st.sampled_from(VARIANTS))), held)
    assert held <= set(fresh.ids)
    assert fresh.locked == held
    assert fresh.spare >= 0
    assert len({story(item) for item in fresh.items}) == len(fresh.items)


@many
@given(plans_made(), st.data())
def test_a_swap_gives_the_next_best(plan: Plan, data: st.DataObject) -> None:
    """Every stand-in fits, bears on the same competency, and comes in the order of its worth."""
    name = data.draw(st.sampled_from(plan.ids))
    options = alternatives(BANK, plan, name)
    if not options:
        assert swapped(BANK, plan, name) == plan
        return
    put = [[option if item.id == name else item for item in plan.items] for option in options]
    values = [worth(items, plan.request) for items in put]
    assert all(a >= b - 1e-3 for a, b in pairwise(values))
    fresh = swapped(BANK, plan, name)
    assert [item.id for item in fresh.items] == [item.id for item in put[0]]
    assert fresh.spare >= 0
    assert competencies(options[0])[0] == competencies(BANK[name])[0] or isinstance(BANK[name], WorkSample)
    assert name not in fresh.ids


def test_swapping_again_and_again_shows_every_alternative_once() -> None:
    """Then the best one comes back."""
    plan = planned(BANK, CLASSIC)
    here = next(name for name in plan.ids if len(alternatives(BANK, plan, name)) > 2)
    place, seen = plan.ids.index(here), [here]
    expected = {here, *(item.id for item in alternatives(BANK, plan, here))}
    while (plan := swapped(BANK, plan, seen[-1], seen)).ids[place] not in seen:
        seen.append(plan.ids[place])
    assert expected <= set(seen)
    assert plan.ids[place] in (here, seen[1])


@many
@given(plans_made(), st.data())
def test_removing_frees_the_time(plan: Plan, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(plan.ids))
    less = removed(plan, name)
    assert less.spare == plan.spare + BANK[name].minutes
    assert less.ids == tuple(other for other in plan.ids if other != name)


@many
@given(plans_made(), st.data())
def test_moving_changes_places_and_stops_at_the_ends(plan: Plan, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(plan.ids))
    by = data.draw(st.integers(-20, 20))
    after = moved(plan, name, by)
    assert sorted(after.ids) == sorted(plan.ids)
    assert after.ids.index(name) == min(max(plan.ids.index(name) + by, 0), len(plan.ids) - 1)
    others = [other for other in plan.ids if other != name]
    assert [other for other in after.ids if other != name] == others


@many
@given(plans_made())
def test_the_schedule_adds_up(plan: Plan) -> None:
    """Each stretch starts where the last one ends; with nothing spare, the last one ends on time."""
    slots = schedule(plan)
    assert slots[0].start == 0
    assert all(a.start + a.minutes == b.start for a, b in pairwise(slots))
    assert [slot.item for slot in slots if slot.item] == list(plan.items)
    pauses = [slot for slot in slots if slot.phase == "pause"]
    skipped = 0 if pauses else frame(plan.request.minutes).pause
    assert slots[-1].start + slots[-1].minutes == plan.request.minutes - plan.spare - skipped
    assert len(pauses) <= 1
    assert plan.spare > 0 or not skipped


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("role", LIBRARY.roles)
def test_fifteen_minutes_are_enough_for_every_job(role: str, level: str) -> None:
    request = default_request(BANK, LIBRARY.roles[role], 15, LIBRARY.levels[level], EVERY_KIND)
    assert planned(BANK, request).items
    assert sum(weight for _, weight in request.weights) == 100


def test_items_the_bank_does_not_know_are_left_out() -> None:
    plan = planned(BANK, CLASSIC)
    ids = (*plan.ids, "no-such-question", plan.ids[0], "")
    again = arranged(BANK, CLASSIC, ids, frozenset({"no-such-question", plan.ids[1]}))
    assert again.ids == plan.ids
    assert again.locked == {plan.ids[1]}


def test_plans_are_kept_for_the_next_time() -> None:
    plans._parallel.cache_clear()
    planned(BANK, CLASSIC)
    before = plans._parallel.cache_info().hits
    planned(BANK, CLASSIC)
    assert plans._parallel.cache_info().hits == before + 1
