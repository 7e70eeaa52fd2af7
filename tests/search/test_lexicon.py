"""What the search is told by hand is read strictly."""

import shutil
from pathlib import Path

import pytest

from app.content.reading import ContentError
from app.loading import load

SMALL = Path(__file__).parents[1] / "cases" / "content" / "small"
PLACES, SYNONYMS = "question_banks/places.yaml", "question_banks/synonyms.yaml"


@pytest.mark.parametrize(
    ("file", "change", "into", "says"),
    [
        (PLACES, "notes: [acre-delay, acre-lost]", "notes: [acre-later]", "“acre-later” does not exist"),
        (PLACES, "notes: [acre-delay, acre-lost]", "notes: []", "say what the page gives, or name notes of law"),
        (PLACES, '"Salaire : {name}"', '"Salaire"', "must hold {name} in each language"),
        (PLACES, "kind: tool", "kind: toy", "Input should be 'tool', 'page' or 'law'"),
        (SYNONYMS, "[roi,", "[kpi,", "“kpi” is already in kpi: keep one"),
        (SYNONYMS, "groups:", "group:", "is not a key known here"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, file: str, change: str, into: str, says: str) -> None:
    root = shutil.copytree(SMALL, tmp_path / "content")
    text = (root / file).read_text(encoding="utf-8")
    assert change in text
    (root / file).write_text(text.replace(change, into, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load(root)
    assert any(problem.file == file and says in problem.remedy for problem in caught.value.problems)
