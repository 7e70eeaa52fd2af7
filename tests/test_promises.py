"""What the shipped content promises: how much there is, for whom, and where it comes from."""

import csv
from itertools import product
from pathlib import Path

import pytest

from app.careers.vocabulary import KINDS, LEVELS
from app.library import Library
from app.pages.sources import citations

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "tests" / "cases" / "competency_weights.csv"
SERVED = ("community-manager", "social-media-manager")
ROLES = {
    "CM": "community-manager",
    "SMM": "social-media-manager",
    "Content": "content-creator",
    "Moderation": "moderator",
    "SocialCare": "social-customer-care",
    "Influence": "influence-manager",
    "SocialAds": "social-ads-manager",
    "HeadSocial": "head-of-social",
}


def test_the_vocabulary_is_complete(library: Library) -> None:
    assert tuple(library.levels) == LEVELS
    assert set(library.roles) == set(ROLES.values())
    codes = [competency.code for competency in library.competencies.values()]
    assert codes == [f"C{number:02}" for number in range(1, 17)]


def test_the_bank_is_as_large_as_promised(library: Library) -> None:
    assert len(library.questions) >= 260
    assert len(library.samples) >= 10
    assert all(sample.key and sample.ai_rule for sample in library.samples.values())


def test_the_law_and_the_method_are_complete(library: Library) -> None:
    assert len(library.grounds) == 24
    assert len(library.components) == 15
    assert all(ground.avoid and ground.article for ground in library.grounds.values())


def test_weights_are_those_of_the_research(library: Library) -> None:
    codes = {competency.code: name for name, competency in library.competencies.items()}
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    found = {column: {row["id"]: int(row[column]) for row in rows} for column in ROLES}
    shipped = {
        column: {code: library.roles[role].weights[name] for code, name in codes.items()}
        for column, role in ROLES.items()
    }
    assert shipped == found


@pytest.mark.parametrize("role", SERVED)
def test_the_bank_serves_a_role(library: Library, role: str) -> None:
    """At least 72 questions for the role, and at each level every competency with four stories or more."""
    mine = [question for question in library.questions.values() if role in question.roles]
    assert len(mine) >= 72
    for level, competency in product(LEVELS, library.competencies):
        here = [q for q in mine if level in q.levels and q.competency == competency]
        assert len({question.story for question in here}) >= 4, (level, competency)


@pytest.mark.parametrize("role", SERVED)
def test_each_level_has_the_kinds_of_question_that_suit_it(library: Library, role: str) -> None:
    """Apprentices have no past in the job to tell of."""
    for level in LEVELS:
        here = [q for q in library.questions.values() if role in q.roles and level in q.levels]
        assert {question.kind for question in here} == set(KINDS) - (
            {"behavioural"} if level == "alternance" else set()
        )
        assert len(here) >= 120


def test_every_behavioural_question_has_a_twin(library: Library) -> None:
    for question in library.questions.values():
        if question.kind == "behavioural":
            twin = library.questions[question.twin or ""]
            assert (twin.kind, twin.twin) == ("situational", question.id)


def test_every_scale_has_its_three_anchors(library: Library) -> None:
    scales = [question.anchors for question in library.questions.values()]
    scales += [criterion.anchors for sample in library.samples.values() for criterion in sample.scoring]
    assert {tuple(scale) for scale in scales} == {(1, 3, 5)}


def test_every_figure_has_a_source_and_days_in_order(library: Library) -> None:
    for figure in library.figures.values():
        assert figure.source in library.sources
        assert figure.since <= figure.checked < figure.recheck


def test_ids_are_addresses_and_belong_to_one_thing(library: Library) -> None:
    assert not set(library.questions) & set(library.samples)


def test_every_publication_serves(library: Library) -> None:
    cited = {name for _subject, name in citations(library)}
    assert set(library.publications) - cited == set()


def test_the_third_door_is_complete(library: Library) -> None:
    """Fourteen guides on the map, and at least 45 answers in ten themes."""
    assert len(library.guides) >= 14
    assert set(library.steps.places) == set(library.guides)
    assert len(library.faq.questions) >= 45
    assert len(library.faq.themes) == 10
