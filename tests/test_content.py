"""Content files: every slip is named with its file, line, key and remedy; what is shipped keeps its promises."""

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.content.dated import Dated, NotYet
from app.content.reading import ContentError
from app.content.text import Text, typeset
from app.loading import load

CASES = Path(__file__).parent / "cases" / "content"
SLIPS: list[dict[str, Any]] = yaml.safe_load((CASES / "broken.yaml").read_text(encoding="utf-8"))


def spoilt(folder: Path, slip: dict[str, Any]) -> Path:
    """Return a copy, in `folder`, of the small content with one slip in it."""
    root = shutil.copytree(CASES / "small", folder / "content")
    file = root / slip["file"]
    text = file.read_text(encoding="utf-8")
    if "change" in slip:
        assert slip["change"] in text, "this case changes nothing"
        text = text.replace(slip["change"], slip["into"], 1)
    file.write_text(slip.get("content", text), encoding=slip.get("encoding", "utf-8"))
    if "rename" in slip:
        file.rename(root / slip["rename"])
    if "copy" in slip:
        shutil.copy(file, root / slip["copy"])
    if slip.get("remove"):
        file.unlink()
    return root


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip["slip"])
def test_a_slip_is_named_with_its_place_and_its_remedy(slip: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(spoilt(tmp_path, slip))
    assert [str(problem) for problem in caught.value.problems] == slip["says"]


def test_all_slips_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    root = spoilt(tmp_path, next(slip for slip in SLIPS if slip["slip"] == "an unknown key"))
    (root / "question_banks" / "topics.yaml").write_text("topics: yes\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load(root)
    files = [problem.file for problem in caught.value.problems]
    assert files == ["question_banks/questions/writing.yaml", "question_banks/topics.yaml"]


def test_the_small_content_is_right_but_for_its_slips() -> None:
    library = load(CASES / "small")
    assert library.questions["told-story"].ask.fr == "Que faites-vous\u202f?"
    assert library.questions["told-story"].competency == "writing"
    assert library.figures["gain"].value == Decimal("1.5")


def test_the_version_follows_the_bytes(tmp_path: Path) -> None:
    before = load(CASES / "small").version
    root = shutil.copytree(CASES / "small", tmp_path / "content")
    assert load(root).version == before
    with (root / "question_banks" / "topics.yaml").open("a", encoding="utf-8") as file:
        file.write("# A remark.\n")
    assert load(root).version != before


WRITTEN = st.text(st.sampled_from("ab1234567890 \u00a0\u202f'’?!:;%€«».,\n") | st.characters(), max_size=60)


@given(WRITTEN, st.sampled_from(["fr", "en"]))
def test_typesetting_twice_changes_nothing_more(text: str, language: Any) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once


@given(WRITTEN)
def test_no_plain_space_is_left_before_a_french_sign(text: str) -> None:
    """But before `%(`, which starts the name of a value in a sentence to translate."""
    assert not re.search(r" ([?!:;»€]|%(?!\())", typeset(text, "fr"))
    assert "« " not in typeset(text, "fr")


@given(WRITTEN)
def test_typesetting_changes_spaces_and_apostrophes_only(text: str) -> None:
    def bare(words: str) -> str:
        return words.translate(dict.fromkeys(map(ord, " \u00a0\u202f"))).replace("'", "’")

    assert bare(typeset(text, "fr")) == bare(text)


@pytest.mark.parametrize(
    ("plain", "french"),
    [
        ("L'équipe : qui ?", "L’équipe\u00a0: qui\u202f?"),
        ("« Bonjour », dit-elle !", "«\u00a0Bonjour\u00a0», dit-elle\u202f!"),
        ("12 500 € et 20 %", "12\u202f500\u00a0€ et 20\u00a0%"),
        ("à 10:30, voir https://a.fr", "à 10:30, voir https://a.fr"),
    ],
)
def test_french_is_typeset(plain: str, french: str) -> None:
    assert typeset(plain, "fr") == french
    assert Text(fr=plain, en="It's so?").en == "It’s so?"


FIGURE = Dated.model_validate(
    {
        "id": "gain",
        "value": 2,
        "unit": "points",
        "label": {"fr": "Gain", "en": "Gain"},
        "source": "study",
        "grade": "A",
        "since": date(2026, 1, 1),
        "checked": date(2026, 6, 1),
        "recheck": date(2027, 6, 1),
    }
)


def test_a_figure_is_known_from_its_first_day() -> None:
    assert FIGURE.on(date(2026, 1, 1)) == Decimal(2)
    with pytest.raises(NotYet, match="gain is known from 2026-01-01, not on 2025-12-31"):
        FIGURE.on(date(2025, 12, 31))


def test_a_figure_is_stale_after_the_day_of_its_next_check() -> None:
    assert not FIGURE.stale(date(2027, 6, 1))
    assert FIGURE.stale(date(2027, 6, 2))
