"""Settings, as the environment gives them."""

from pathlib import Path

import pytest

from app.config import ROOT, BadSetting, Settings, settings


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The least that keeps a test from writing into the house."""
    return {"TREMPLIN_INSTANCE": str(tmp_path / "instance")}


def test_nothing_is_needed(environment: dict[str, str]) -> None:
    found = settings(environment)
    assert found.root == ROOT
    assert found.database == f"sqlite:///{environment['TREMPLIN_INSTANCE']}/tremplin.sqlite3"
    assert (found.proxies, found.paper_processes, found.hosts, found.limited) == (0, 1, (), True)
    assert found.limits_url == "memory://"


def test_everything_can_be_set(environment: dict[str, str], tmp_path: Path) -> None:
    found = settings(
        environment
        | {
            "TREMPLIN_ROOT": str(tmp_path),
            "DATABASE_URL": "postgresql://a:b@db/tremplin",
            "SECRET_KEY": "new",
            "SECRET_KEY_FALLBACKS": "old, older",
            "TREMPLIN_HOSTS": "a.example b.example",
            "TREMPLIN_PROXIES": "2",
            "TREMPLIN_LIMITS_URL": "redis://cache",
            "TREMPLIN_PAPER_PROCESSES": "4",
        }
    )
    assert (found.root, found.secret_key, found.old_secret_keys) == (tmp_path, "new", ("old", "older"))
    assert (found.hosts, found.proxies, found.paper_processes) == (("a.example", "b.example"), 2, 4)
    assert found.limits_url == "redis://cache"


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("postgres://a@db/t", "postgresql+psycopg://a@db/t"),
        ("postgresql://a@db/t", "postgresql+psycopg://a@db/t"),
        ("postgresql+psycopg://a@db/t", "postgresql+psycopg://a@db/t"),
        ("sqlite:////data/t.sqlite3", "sqlite:////data/t.sqlite3"),
    ],
)
def test_addresses_of_databases(given: str, understood: str) -> None:
    assert Settings(database_url=given).database == understood


@pytest.mark.parametrize("text", ["two", "-1", "6", "1.5", "²", " 1", ""])
def test_a_wrong_number_is_refused_by_name(environment: dict[str, str], text: str) -> None:
    with pytest.raises(BadSetting, match=r"TREMPLIN_PROXIES is “.*”: write a whole number from 0 to 5"):
        settings(environment | {"TREMPLIN_PROXIES": text})


def test_a_secret_is_made_once_for_its_owner_alone(environment: dict[str, str]) -> None:
    file = Path(environment["TREMPLIN_INSTANCE"], "secret-key")
    first = settings(environment).secret_key
    assert len(first) >= 64
    assert first == settings(environment).secret_key == file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_two_installations_have_two_secrets(tmp_path: Path) -> None:
    secrets = {settings({"TREMPLIN_INSTANCE": str(tmp_path / name)}).secret_key for name in "ab"}
    assert len(secrets) == 2


def test_a_given_secret_is_not_written_down(environment: dict[str, str]) -> None:
    settings(environment | {"SECRET_KEY": "given"})
    assert not Path(environment["TREMPLIN_INSTANCE"]).exists()


def test_secrets_are_not_shown() -> None:
    assert "hush" not in repr(Settings(secret_key="hush", old_secret_keys=("hush",)))
