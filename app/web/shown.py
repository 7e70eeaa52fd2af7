"""How values are shown: the filters and names every template knows."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from flask import Flask, current_app, render_template, url_for

from app.content.text import NO_BREAK, Text
from app.web.language import current, say


def rendered(template: str, **values: object) -> str:
    """Return a template filled with `values`."""
    return render_template(template, **values)


def day(value: date) -> str:
    """Return a day in words."""
    return format_date(value, "long", locale=_locale())


def number(value: int | Decimal) -> str:
    """Return a number as it is written in the language being spoken."""
    return format_decimal(value, locale=_locale())


def share(hundredths: int | Decimal) -> str:
    """Return a percentage, given in per cent."""
    pattern = f"#,##0.##{NO_BREAK}%" if current() == "fr" else "#,##0.##%"
    return format_percent(Decimal(hundredths) / 100, pattern, locale=_locale())


def cell(value: int | Decimal | Text) -> str:
    """Return the content of a table's cell."""
    return say(value) if isinstance(value, Text) else number(value)


def weight(size: int) -> str:
    """Return the size of a file, given in bytes, in kilobytes."""
    unit = "ko" if current() == "fr" else "kB"
    return f"{number(max(1, round(size / 1000)))}{NO_BREAK}{unit}"


def asset(name: str) -> str:
    """Return the address of a static file, which changes with its content."""
    path = Path(current_app.static_folder or "") / name
    return url_for("static", filename=name, v=_mark(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=256)
def _mark(path: Path, changed: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:10]


def _locale() -> str:
    return "fr_FR" if current() == "fr" else "en_GB"


def install(app: Flask) -> None:
    """Give templates the filters and the names they need."""
    filters: dict[str, Any] = {"day": day, "number": number, "share": share, "cell": cell, "weight": weight}
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals.update(asset=asset, library=app.extensions["library"])
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
