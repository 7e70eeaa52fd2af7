"""Settings, read from the environment once, and the folders of content."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkstemp

ROOT = Path(__file__).resolve().parent.parent


class BadSetting(ValueError):
    """A variable of the environment that cannot be used; the message names it and says what to write."""


@dataclass(frozen=True)
class Settings:
    """What may change from one place to another.

    `root` holds the content folders and the templates; `instance` what the service writes (SQLite file, kept PDFs).
    `proxies` is the number of trusted proxies in front; `hosts`, when given, are the only host names answered.
    """

    root: Path = ROOT
    instance: Path = ROOT / "instance"
    database_url: str = ""
    secret_key: str = field(default="", repr=False)
    old_secret_keys: tuple[str, ...] = field(default=(), repr=False)
    hosts: tuple[str, ...] = ()
    proxies: int = 0
    limits_url: str = "memory://"
    limited: bool = True
    paper_processes: int = 1

    @property
    def database(self) -> str:
        """The database's address: SQLite in the instance folder unless one is given."""
        url = self.database_url or f"sqlite:///{self.instance / 'tremplin.sqlite3'}"
        for prefix in ("postgres://", "postgresql://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        return url


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that `environment` holds; raises BadSetting."""
    instance = Path(environment.get("TREMPLIN_INSTANCE") or ROOT / "instance")
    return Settings(
        root=Path(environment.get("TREMPLIN_ROOT") or ROOT),
        instance=instance,
        database_url=environment.get("DATABASE_URL", ""),
        secret_key=environment.get("SECRET_KEY", "") or _kept_secret(instance),
        old_secret_keys=_words(environment.get("SECRET_KEY_FALLBACKS", "")),
        hosts=_words(environment.get("TREMPLIN_HOSTS", "")),
        proxies=_number(environment, "TREMPLIN_PROXIES", 0, 5),
        limits_url=environment.get("TREMPLIN_LIMITS_URL") or "memory://",
        paper_processes=_number(environment, "TREMPLIN_PAPER_PROCESSES", 1, 8),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _number(environment: Mapping[str, str], name: str, least: int, most: int) -> int:
    """Return the whole number a variable holds, or the least one when it is not set."""
    text = environment.get(name, str(least))
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise BadSetting(f"{name} is “{text}”: write a whole number from {least} to {most}")
    return int(text)


def _kept_secret(instance: Path) -> str:
    """Return the secret of this installation, made on the first start and readable by its owner alone."""
    file = instance / "secret-key"
    instance.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        descriptor, whole = mkstemp(dir=instance)
        with os.fdopen(descriptor, "w") as new:
            new.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(whole, file)
        os.unlink(whole)
    return file.read_text()
