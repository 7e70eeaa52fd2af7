"""`tremplin search`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main


@pytest.fixture(autouse=True)
def _own_instance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "SECRET_KEY", "TREMPLIN_ROOT", "TREMPLIN_PROXIES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TREMPLIN_INSTANCE", str(tmp_path / "instance"))


@pytest.mark.parametrize(("language", "query"), [("fr", "calcul brut nett"), ("en", "gross to net")])
def test_answers_are_a_list_in_order(language: str, query: str) -> None:
    result = CliRunner().invoke(main, ["search", query, "--lang", language, "--json"])
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert all(set(each) == {"kind", "id", "title", "url"} for each in found)
    assert all(each["url"].startswith(f"/{language}/") for each in found)
    assert (found[0]["kind"], found[0]["id"]) == ("tool", "gross-net")


def test_answers_in_words_and_none() -> None:
    assert "tool day-rate: " in CliRunner().invoke(main, ["search", "tjm"]).stdout
    result = CliRunner().invoke(main, ["search", "zzyzx", "--json"])
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
