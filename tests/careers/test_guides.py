"""The guides, the steps and the actions: what is shipped keeps its promises, and slips are named."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.careers.checks import Known, career_problems
from app.careers.guides import ActionFile, Course, Guide, Steps, gathered
from app.careers.vocabulary import LEVELS
from app.content.reading import Read, read
from app.content.text import Text
from app.library import Library

ROOT = Path(__file__).parents[2]
LEAST_ROLES = 14


def texts(value: Any) -> Iterator[Text]:
    """Yield every text of a guide."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif hasattr(value, "model_fields_set"):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))


def test_there_are_guides_enough_and_each_is_full(library: Library) -> None:
    assert len(library.guides) >= LEAST_ROLES
    for guide in library.guides.values():
        assert guide.weights.keys() == library.competencies.keys(), guide.id
        assert 6 <= len(guide.missions) <= 8, guide.id
        assert 5 <= len(guide.tools) <= 8, guide.id
        assert 4 <= len(guide.pitfalls) <= 5, guide.id
        assert 4 <= len(guide.portfolio) <= 5, guide.id
        assert 6 <= len(guide.asked) <= 8, guide.id
        assert guide.training, guide.id


def test_guides_of_the_kits_have_the_weights_of_the_kits(library: Library) -> None:
    assert list(library.guides)[: len(library.roles)] == list(library.roles)
    for role in library.roles.values():
        assert library.guides[role.id].weights == role.weights


def test_levels_stand_in_their_order(library: Library) -> None:
    for guide in library.guides.values():
        assert list(guide.levels) == [level for level in LEVELS if level in guide.levels], guide.id


def test_questions_asked_are_of_several_competencies(library: Library) -> None:
    for guide in library.guides.values():
        asked = [library.questions[name].competency for name in guide.asked]
        assert len(set(guide.asked)) == len(asked), guide.id
        assert len(set(asked)) >= len(asked) - 2, guide.id


def test_how_to_enter_is_told_at_length(library: Library) -> None:
    for guide in library.guides.values():
        for text in (guide.entry.fr, guide.entry.en):
            assert 80 <= len(re.findall(r"\w+", text)) <= 220, guide.id


def test_nothing_is_said_with_a_dash_or_left_to_do(library: Library) -> None:
    for guide in library.guides.values():
        for text in texts(guide):
            assert not re.search(r"—|TODO|\bXXX\b", text.fr + text.en), guide.id


def test_registered_titles_say_until_when(library: Library) -> None:
    for guide in library.guides.values():
        for course in guide.training:
            assert (course.rncp is None) == (course.ends is None), (guide.id, course.rncp)
            assert course.registered(guide.checked), (guide.id, course.rncp)


def test_a_title_ends_after_its_last_day() -> None:
    course = Course(label=Text(fr="Titre", en="Title"), ends=date(2028, 6, 25), source="rncp")
    assert course.registered(date(2028, 6, 25))
    assert not course.registered(date(2028, 6, 26))


def test_actions_are_of_a_size_to_be_done(library: Library) -> None:
    for actions in library.actions.values():
        for moment in ("start", "practise", "prove"):
            for text in (actions.at(moment).fr, actions.at(moment).en):
                assert 15 <= len(text.split()) <= 45, (actions.id, moment)
        assert "La preuve :" in actions.prove.fr.replace("\u00a0", " ")
        assert "The proof:" in actions.prove.en


@pytest.fixture
def said(library: Library, tmp_path: Path) -> Callable[..., list[str]]:
    """Return what the checks say of the small content once `change` was made to one of its files."""

    def say(file: str, change: Callable[[dict[str, Any]], None]) -> list[str]:
        names = ("guides/editor.yaml", "steps.yaml", "actions.yaml")
        for name in names:
            data = yaml.safe_load((ROOT / "tests/cases/content/small/career_paths" / name).read_text("utf-8"))
            if name == file:
                change(data)
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        guides: dict[str, Read[Guide] | None] = {"editor": read(tmp_path / names[0], tmp_path, Guide, id="editor")}
        steps, actions = read(tmp_path / names[1], tmp_path, Steps), read(tmp_path / names[2], tmp_path, ActionFile)
        roles = {"editor": library.roles["moderator"]}
        known = Known(
            roles,
            competencies=dict.fromkeys(("writing", "listening")),
            questions={"told-story": None},
            sources={"study": None},
            pay={"community-manager": None},
        )
        return [f"{problem.key}: {problem.remedy}" for problem in career_problems(guides, steps, actions, known)]

    return say


def test_the_small_content_is_right(said: Callable[..., list[str]]) -> None:
    assert said("steps.yaml", lambda data: None) == []


TO = {"to": "editor", "kind": "up", "add": {"fr": "Lire.", "en": "Read."}, "competencies": ["writing"]}


@pytest.mark.parametrize(
    ("file", "changes", "says"),
    [
        ("guides/editor.yaml", {"asked": ["no-such"]}, "asked.0: “no-such” does not exist: write one of told-story"),
        ("guides/editor.yaml", {"sources": ["no-such"]}, "sources.0: “no-such” does not exist: write one of study"),
        ("guides/editor.yaml", {"pay": {"role": "x"}}, "pay.role: “x” does not exist: write one of community-manager"),
        (
            "guides/editor.yaml",
            {"weights": {"writing": 1}},
            "weights: stand in career_paths/roles.yaml for this role: remove them here",
        ),
        ("steps.yaml", {"places": {}}, "places: “editor” has no place: give it one"),
        (
            "steps.yaml",
            {"places": {"editor": {"column": 1, "row": 0}}},
            "places.editor.column: there are 1 columns, counted from 0",
        ),
        (
            "steps.yaml",
            {"steps": [{"from": "editor", "ours": True, **TO}]},
            "steps.0: is said twice, or leads nowhere: remove it",
        ),
        (
            "actions.yaml",
            {"actions": {}},
            "actions: “listening” has no actions: write how to start, practise and prove it",
        ),
    ],
)
def test_a_slip_is_named(said: Callable[..., list[str]], file: str, changes: dict[str, Any], says: str) -> None:
    assert says in said(file, lambda data: data.update(changes))


def test_two_roles_on_one_place_are_named(said: Callable[..., list[str]]) -> None:
    places = {"editor": {"column": 0, "row": 0}, "other": {"column": 0, "row": 0}}
    found = said("steps.yaml", lambda data: data.update(places=places))
    assert "places.other: “editor” stands there: choose another place" in found
    assert "places.other: “other” does not exist: write one of editor" in found


def test_a_guide_that_could_not_be_read_is_left_out(library: Library) -> None:
    assert gathered({"editor": None}, library.roles) == {}
