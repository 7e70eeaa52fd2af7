"""How values are shown: the filters and names every template knows."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask, current_app, render_template, url_for

from app.content.text import NO_BREAK, Text
from app.web.clock import PARIS
from app.web.language import current, say


def rendered(template: str, **values: object) -> str:
    """Return a template filled with `values`."""
    return render_template(template, **values)


def day(value: date) -> str:
    """Return a day in words."""
    return format_date(value, "long", locale=_locale())


def paris(value: datetime) -> datetime:
    """Return a moment as clocks in France show it."""
    return value.astimezone(PARIS)


def number(value: int | Decimal) -> str:
    """Return a number as it is written in the language being spoken."""
    return format_decimal(value, locale=_locale())


def share(hundredths: int | Decimal) -> str:
    """Return a percentage, given in per cent."""
    return _formatted(_rounded(hundredths, "0.01"), "#,##0.##", _locale()) + _percent_sign()


def percent(ratio: Decimal) -> str:
    """Return a ratio as a percentage, with up to three decimals: 0.256 is 25,6 %."""
    return _formatted(_rounded(ratio * 100, "0.001"), "#,##0.###", _locale()) + _percent_sign()


def _percent_sign() -> str:
    return f"{NO_BREAK}%" if current() == "fr" else "%"


def euros(value: int | Decimal) -> str:
    """Return an amount in whole euros, halves rounded up."""
    return _currency(_rounded(value, "1"), "#,##0")


def cents(value: int | Decimal) -> str:
    """Return an amount in euros and cents, halves rounded up."""
    return _currency(_rounded(value, "0.01"), "#,##0.00")


def hours(value: int | Decimal) -> str:
    """Return a duration given in hours, 0 or more, in hours and minutes: 3.5 is 3 h 30."""
    whole, minutes = divmod(int(_rounded(Decimal(value) * 60, "1")), 60)
    parts = [f"{number(whole)} h"] if whole else []
    if minutes or not whole:
        parts.append(f"{minutes:02d}" if whole and current() == "fr" else f"{minutes} min")
    return " ".join(parts).replace(" ", NO_BREAK)


def _rounded(value: int | Decimal, unit: str) -> Decimal:
    """Return a value rounded as the law rounds; adding 0 takes the sign off a zero."""
    return Decimal(value).quantize(Decimal(unit), "ROUND_HALF_UP") + 0


def _currency(value: Decimal, digits: str) -> str:
    pattern = f"{digits}{NO_BREAK}€" if current() == "fr" else f"€{digits}"
    return _formatted(value, pattern, _locale())


@lru_cache(maxsize=8192)
def _formatted(value: Decimal, pattern: str, locale: str) -> str:
    """Return a number by a pattern; a page of rates shows the same amounts several times."""
    return _minus(format_decimal(value, pattern, locale=locale))


def _minus(written: str) -> str:
    return written.replace("-", "−")


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
    filters: tuple[Any, ...] = (day, paris, number, share, percent, euros, cents, hours, cell, weight)
    app.jinja_env.filters.update({shown.__name__: shown for shown in filters})
    app.jinja_env.globals.update(asset=asset, library=app.extensions["library"])
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
