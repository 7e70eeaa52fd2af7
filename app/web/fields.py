"""Reading what hands type: one line of text, a number, an amount, a percentage."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import format_decimal
from wtforms import Field
from wtforms.validators import ValidationError

from app.content.text import visible
from app.web.language import current
from app.web.language import gettext as _
from app.web.shown import number

LONGEST = 40  # Signs; nobody types a longer number.
_CENT = Decimal("0.01")
_CURRENCY = re.compile(r"^€ ?| ?(€|eur|euros?)$", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")
_NEGATIVE = re.compile(r"[-−] ?[0-9][0-9 .,']*")
_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<whole>[0-9]+)([.,](?P<part>[0-9]{1,2}))?",
        r"(?P<whole>[0-9]{1,3}([ '])[0-9]{3}(\2[0-9]{3})*)([.,](?P<part>[0-9]{1,2}))?",
        r"(?P<whole>[0-9]{1,3}(\.[0-9]{3})+),(?P<part>[0-9]{1,2})",
        r"(?P<whole>[0-9]{1,3}(,[0-9]{3})+)\.(?P<part>[0-9]{1,2})",
        r"(?P<whole>[0-9]{1,3}([.,])[0-9]{3}(\2[0-9]{3})+)(?P<part>)",
    )
)


class Unreadable(ValueError):
    """What was typed is not a number of two decimals at most."""


class BelowZero(Unreadable):
    """What was typed is a number with a minus sign."""


class Ambiguous(ValueError):
    """What was typed can be read as thousands (`whole`) or as decimals (`part`, to the cent)."""

    def __init__(self, typed: str, whole: Decimal, part: Decimal) -> None:
        super().__init__(typed)
        self.typed, self.whole, self.part = typed, whole, part


def one_line(text: str | None) -> str:
    """Return `text` on one line, without control characters, direction marks or doubled spaces."""
    return re.sub(r"\s+", " ", visible(text or "")).strip()


def typed_day(text: str | None) -> date | None:
    """Return the day that `text` holds, as a calendar gives it or as hands type it in France, or None."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text or "", pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def positive_number(text: str, most: int) -> Decimal | None:
    """Return the number above 0 and up to `most` that `text` holds, with a comma or a point, or None."""
    try:
        value = Decimal(re.sub(r"[\s%]", "", text).replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 < value <= most else None


def plain_number(text: str) -> Decimal:
    """Return the number of two decimals at most that French or English hands typed, thousands apart or not.

    Raises Ambiguous for what reads two ways, such as `1,234` and `1.234`, BelowZero, and Unreadable for the rest.
    """
    typed = one_line(text).replace("’", "'")
    if len(typed) <= LONGEST:
        if two := _AMBIGUOUS.fullmatch(typed):
            whole = Decimal("".join(two.groups()))
            raise Ambiguous(typed, whole, (whole / 1000).quantize(_CENT, "ROUND_HALF_UP"))
        for pattern in _NUMBERS:
            if found := pattern.fullmatch(typed):
                return Decimal(re.sub("[^0-9]", "", found["whole"]) + "." + (found["part"] or ""))
        if _NEGATIVE.fullmatch(typed):
            raise BelowZero(typed)
    raise Unreadable(typed)


def amount(text: str) -> Decimal:
    """Return the euros typed, with or without their sign: `1 234,56`, `€1,234.56`. Raises as plain_number."""
    return plain_number(_CURRENCY.sub("", one_line(text), count=1))


def _two_ways(two: Ambiguous) -> str:
    return _(
        "« %(typed)s » peut se lire %(whole)s ou %(part)s : écrivez %(plain)s ou %(part)s.",
        typed=two.typed,
        whole=number(two.whole),
        part=number(two.part),
        plain=two.whole,
    )


class NumberField(Field):
    """A number between bounds, both allowed. `data` is a Decimal; nothing typed gives the default.

    `text` is what was typed, kept as it is, or else the value as hands would type it. With no default, an empty
    field is refused, unless it is `optional`: then `data` is None.
    """

    data: Any

    def __init__(self, least: Decimal | int, most: Decimal | int, *, optional: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most, self.optional = least, most, optional
        self.typed = ""

    @property
    def text(self) -> str:
        """What the control holds."""
        return self.typed or self.written()

    def written(self) -> str:
        """Return the value as hands would type it, without thousands apart."""
        return "" if self.data is None else format_decimal(self.data, "0.##", locale=current())

    def read(self, text: str) -> Decimal:
        """Return the value of what was typed; raises as plain_number."""
        return plain_number(text)

    def kept(self, value: Decimal) -> Decimal | int:
        """Return what `data` is for a value between the bounds."""
        return value

    def example(self) -> str:
        """Return what to say of what cannot be read."""
        return _("Écrivez un nombre, par exemple %(example)s.", example=number(Decimal("1.5")))

    def bounds(self) -> str:
        """Return what to say of what is too small or too large."""
        return _("Écrivez un nombre de %(least)s à %(most)s.", least=number(self.least), most=number(self.most))

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; raises ValueError with the words to show next to the field."""
        self.typed = one_line(valuelist[0]) if valuelist else ""
        if self.typed:
            self.data = None
            self.data = self.kept(self._read())

    def _read(self) -> Decimal:
        try:
            value = self.read(self.typed)
        except Ambiguous as two:
            raise ValueError(_two_ways(two)) from two
        except BelowZero as below:
            raise ValueError(self.bounds()) from below
        except Unreadable as unreadable:
            raise ValueError(self.example()) from unreadable
        if not self.least <= value <= self.most:
            raise ValueError(self.bounds())
        return value

    def pre_validate(self, form: object) -> None:
        """Refuse an empty field without default, unless it is optional."""
        if self.data is None and not self.typed and not self.optional:
            raise ValidationError(self.example())


class AmountField(NumberField):
    """An amount in euros."""

    def read(self, text: str) -> Decimal:
        """Return the euros typed."""
        return amount(text)

    def example(self) -> str:
        """Return what to say of what is no amount."""
        return _("Écrivez un montant en euros, par exemple %(example)s.", example=number(Decimal("1234.56")))

    def bounds(self) -> str:
        """Return between which amounts to stay."""
        return _("Écrivez un montant de %(least)s à %(most)s euros.", least=number(self.least), most=number(self.most))


class WholeField(NumberField):
    """A whole number; `data` is an int."""

    def read(self, text: str) -> Decimal:
        """Return the whole number typed."""
        value = plain_number(text)
        if value % 1:
            raise Unreadable(text)
        return value

    def kept(self, value: Decimal) -> int:
        """Return an int."""
        return int(value)

    def example(self) -> str:
        """Return between which numbers to stay, which is also the example."""
        return self.bounds()

    def bounds(self) -> str:
        """Return between which numbers to stay."""
        return _("Écrivez un nombre entier de %(least)s à %(most)s.", least=number(self.least), most=number(self.most))


class PercentField(NumberField):
    """A percentage, with or without its sign. Bounds are in per cent; `data` is a ratio: `12,5 %` gives 0.125."""

    def written(self) -> str:
        """Return the percentage, without its sign, which the control shows."""
        return "" if self.data is None else format_decimal(self.data * 100, "0.##", locale=current())

    def read(self, text: str) -> Decimal:
        """Return the percentage typed, in per cent."""
        return plain_number(text.removesuffix("%"))

    def kept(self, value: Decimal) -> Decimal:
        """Return the ratio."""
        return value / 100

    def example(self) -> str:
        """Return what to say of what is no percentage."""
        return _("Écrivez un pourcentage, par exemple %(example)s.", example=number(Decimal("12.5")))

    def bounds(self) -> str:
        """Return between which percentages to stay."""
        return _("Écrivez un pourcentage de %(least)s à %(most)s.", least=number(self.least), most=number(self.most))
