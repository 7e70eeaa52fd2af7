"""The `tremplin` command, but for the PDF itself."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import cli
from app.cli import main

SMALL = Path(__file__).parent / "cases" / "content" / "small"


@pytest.fixture(autouse=True)
def _own_instance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "SECRET_KEY", "TREMPLIN_ROOT", "TREMPLIN_PROXIES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TREMPLIN_INSTANCE", str(tmp_path / "instance"))


def tremplin(*arguments: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def kit(tmp_path: Path, **changes: object) -> Result:
    """Ask for a kit, with some options changed."""
    options = {"role": "community-manager", "level": "junior", "minutes": 60, "output": tmp_path / "kit.pdf"}
    return tremplin("kit", *(part for name, value in (options | changes).items() for part in (f"--{name}", value)))


def test_check_counts_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """All gates pass: quality, lawfulness, breadth, and four kits that share a question at most wherever one asks."""
    monkeypatch.setattr(cli, "_untranslated", lambda: [])
    result = tremplin("check", "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert set(report) == {
        "roles",
        "levels",
        "competencies",
        "kinds",
        "questions",
        "work_samples",
        "faq",
        "guides",
        "sources",
        "figures",
        "coverage",
        "most_exposed",
        "missing_translations",
        "problems",
    }
    assert set(report["questions"]) == {"total", "by_role", "by_level", "by_competency", "by_kind"}
    assert set(report["figures"]) == {"total", "by_grade", "ours", "unsourced", "oldest_check"}
    assert report["questions"]["total"] == sum(report["questions"]["by_competency"].values())
    assert len(report["coverage"]) == 8 * 5 * 2
    assert report["most_exposed"]["share"] <= 1 / 3
    assert (report["problems"], report["missing_translations"], report["figures"]["unsourced"]) == ([], [], 0)


def test_check_in_words_shows_what_the_bank_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two questions load, and serve; they are no bank to publish."""
    monkeypatch.setattr(cli, "_untranslated", lambda: [])
    monkeypatch.setenv("TREMPLIN_ROOT", str(SMALL))
    result = tremplin("check")
    lines = result.stdout.splitlines()
    assert (result.exit_code, lines[-1]) == (1, "questions: 2, work samples: 1")
    assert any("holds 2 questions: write 12 at least" in line for line in lines), lines
    assert any("no kit fits" in line for line in lines)
    assert any(line.startswith("editor") for line in lines)


def test_check_fails_on_broken_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TREMPLIN_ROOT", str(tmp_path))
    result = tremplin("check", "--json")
    problems = json.loads(result.stdout)["problems"]
    assert result.exit_code == 1
    missing = {
        "file": "career_paths/levels.yaml",
        "line": 1,
        "key": "",
        "remedy": "the file does not exist: put it back",
    }
    assert missing in problems
    said = "career_paths/levels.yaml, line 1, whole file: the file does not exist: put it back"
    assert said in tremplin("check").stdout


def test_check_fails_on_a_missing_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_untranslated", lambda: ["Bonjour"])
    monkeypatch.setenv("TREMPLIN_ROOT", str(SMALL))
    result = tremplin("check")
    assert result.exit_code == 1
    assert "not in English yet: Bonjour" in result.stdout


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"role": "singer"}, "“singer” is not one of community-manager,"),
        ({"level": "expert"}, "'expert' is not one of 'alternance'"),
        ({"minutes": 14}, "14 is not in the range 15<=x<=180"),
        ({"minutes": 181}, "181 is not in the range 15<=x<=180"),
        ({"document": "poster"}, "'poster' is not one of 'interviewer'"),
        ({"variant": "E"}, "'E' is not one of 'A'"),
        ({"lang": "de"}, "'de' is not one of 'fr'"),
    ],
)
def test_a_wrong_option_is_named(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    result = kit(tmp_path, **changes)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert not (tmp_path / "kit.pdf").exists()


def test_nothing_to_hand_out_in_a_short_interview(tmp_path: Path) -> None:
    result = kit(tmp_path, minutes=30, document="handouts")
    assert (result.exit_code, "ask for 60 minutes or more" in result.stderr) == (1, True)


def test_a_bad_setting_is_said_without_a_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TREMPLIN_PROXIES", "many")
    result = kit(tmp_path)
    assert (result.exit_code, "TREMPLIN_PROXIES is “many”" in result.stderr) == (1, True)


def test_broken_content_is_said_without_a_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TREMPLIN_ROOT", str(tmp_path))
    result = kit(tmp_path)
    assert (result.exit_code, "the file does not exist" in result.stderr) == (1, True)


def test_purge_makes_the_tables_and_counts_what_it_erased() -> None:
    result = tremplin("purge")
    kinds = ("kits", "quote books", "notebooks of questions", "campaigns", "candidates")
    assert (result.exit_code, result.stdout) == (0, ", ".join(f"{kind} erased: 0" for kind in kinds) + "\n")


def test_simulate_answers_line_by_line() -> None:
    good = '{"id": 1, "status": "micro_bnc", "inputs": {"date": "2026-05-01", "turnover_excl_vat": 40000}}'
    result = CliRunner().invoke(main, ["simulate"], input=f"{good}\n\nnonsense\n{good}\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [answer.get("error") for answer in answers] == [None, "the line is not JSON", None]
    assert answers[0]["result"]["net_before_tax"] == 29684


def test_simulate_reads_whatever_bytes_come() -> None:
    result = CliRunner().invoke(main, ["simulate"], input=b"\xff\xfe\n")
    assert "error" in json.loads(result.stdout)
