"""What an issuer types to write a quote, read and checked; what is refused is said next to its field."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, StringField
from wtforms.validators import ValidationError

from app.quotes import quote as offers
from app.quotes.checks import Fault, faults
from app.quotes.quote import MOST_LINES, RATES, Line, Quote
from app.quotes.sheet import Row, changed, flat, flat_line, rows, typed_row
from app.quotes.signs import undrawn
from app.quotes.totals import MOST, Totals, totals
from app.web.fields import AmountField, NumberField, PercentField, WholeField, one_line, typed_day
from app.web.language import gettext as _

SHORT, LONG, LONGEST = 120, 500, 2000  # Signs.
RATE_CODES = tuple(str(rate) for rate in RATES)


def several_lines(text: str | None) -> str:
    """Return `text` line by line, each as one_line gives it, without empty lines at either end or two in a row."""
    lines = [one_line(line) for line in re.split("\r\n|\r|\n", text or "")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


class WordsField(StringField):
    """A text of `most` signs, on one line unless `lines`, that the fonts of the PDF can draw."""

    def __init__(self, most: int = SHORT, *, needed: bool = False, lines: bool = False, **options: Any) -> None:
        super().__init__(filters=[several_lines if lines else one_line], **options)
        self.most, self.needed = most, needed

    def pre_validate(self, form: object) -> None:
        """Refuse what is missing, too long, or would print as an empty box."""
        text = self.data or ""
        if self.needed and not text:
            raise ValidationError(_("Remplissez ce champ : le devis en a besoin."))
        if len(text) > self.most:
            words = _(
                "Raccourcissez : %(most)s caractères au plus, il y en a %(count)s.", most=self.most, count=len(text)
            )
            raise ValidationError(words)
        if signs := undrawn(text):
            raise ValidationError(_("Ces signes ne s'impriment pas : %(signs)s. Retirez-les.", signs=signs[:20]))


class ChoiceField(StringField):
    """One of some codes."""

    def __init__(self, codes: Sequence[str], **options: Any) -> None:
        super().__init__(filters=[one_line], default=codes[0], **options)
        self.codes = codes

    def pre_validate(self, form: object) -> None:
        """Refuse any other code."""
        if self.data not in self.codes:
            raise ValidationError(_("Choisissez dans la liste."))


class DayField(StringField):
    """A day, as a calendar gives it or as hands type it in France; `day` is None when nothing is typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(filters=[one_line], **options)

    @property
    def day(self) -> date | None:
        """The day typed, or None for anything else."""
        return typed_day(self.data)

    def pre_validate(self, form: object) -> None:
        """Refuse what is not a day of this century."""
        if self.data and not (self.day and 2000 <= self.day.year < 2100):
            raise ValidationError(_("Écrivez une date, par exemple 31/01/2027."))


class LineForm(Form):
    """One line of the quote; its fields are called line-1-price and so on."""

    description = WordsField(LONG, needed=True, lines=True)
    quantity = NumberField(Decimal("0.01"), 100_000, default=Decimal(1))
    unit = ChoiceField(offers.UNITS)
    price = AmountField(0, 1_000_000)
    discount = PercentField(0, 100, optional=True)
    rate = ChoiceField(RATE_CODES)

    @property
    def blank(self) -> bool:
        """Whether nothing was typed that says what is sold, or for how much."""
        return not self.description.data and not self.price.typed and self.price.data is None

    def line(self, taxed: bool) -> Line | None:
        """Return the line, or None while its numbers cannot be read; without VAT unless the issuer charges it."""
        if self.blank or self.quantity.data is None or self.price.data is None or self.unit.data not in offers.UNITS:
            return None
        return Line(
            description=self.description.data or "",
            quantity=Decimal(self.quantity.data),
            unit=self.unit.data,
            price=Decimal(self.price.data),
            discount=Decimal(self.discount.data or 0),
            rate=Decimal(self.rate.data) if taxed and self.rate.data in RATE_CODES else Decimal(0),
        )


class QuoteForm(Form):
    """The whole quote. `turn` counts how often the form was shown again: see templates/quotes/start.html."""

    book = StringField(filters=[one_line])
    quote = StringField(filters=[one_line])
    turn = StringField(filters=[one_line])
    name = WordsField(needed=True)
    trade_name = WordsField()
    status = ChoiceField(offers.STATUSES)
    capital = AmountField(1, 1_000_000_000, optional=True)
    registry = WordsField()
    address = WordsField(300, needed=True, lines=True)
    business = WordsField(40, needed=True)
    vat = ChoiceField(offers.VATS)
    vat_number = WordsField(40)
    email = WordsField(200)
    phone = WordsField(40)
    insurance = WordsField(300)
    client = WordsField(needed=True)
    contact = WordsField()
    client_address = WordsField(300, needed=True, lines=True)
    client_business = WordsField(40)
    client_vat_number = WordsField(40)
    consumer = BooleanField()
    mediator = WordsField(300)
    title = WordsField(needed=True)
    valid_days = WholeField(1, 365, default=30)
    starts_on = DayField()
    ends_on = DayField()
    deposit_share = PercentField(0, 100, optional=True)
    deposit_amount = AmountField(0, MOST, optional=True)
    payment = ChoiceField(offers.PAYMENTS)
    payment_days = WholeField(0, 365, default=30)
    late_rate = PercentField(1, 50, optional=True)
    revisions = WholeField(0, 50, optional=True)
    reproduction = BooleanField()
    representation = BooleanField()
    adaptation = BooleanField()
    purpose = WordsField(300)
    place = ChoiceField(offers.PLACES)
    years = WholeField(1, 70, default=10)
    cancellation = PercentField(0, 100, optional=True)
    fee = AmountField(1, 10_000, optional=True)
    others = WordsField(LONGEST, lines=True)

    def __init__(self, typed: MultiDict[str, str] | None, rows: list[LineForm], **data: Any) -> None:
        super().__init__(typed, data=data)
        self.rows = rows
        self.lines_error = ""

    @property
    def taxed(self) -> bool:
        """Whether the issuer charges VAT."""
        return bool(self.vat.data == "charged")

    @property
    def written(self) -> list[LineForm]:
        """The lines that are not blank."""
        return [row for row in self.rows if not row.blank]

    def sums(self) -> Totals:
        """Return what the lines that can be read come to."""
        return totals(line for row in self.rows if (line := row.line(self.taxed)))

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether the whole quote can be stored; says what is wrong next to each field."""
        super().validate(extra_validators)
        for name, fault in faults(self.values(), self.sums().gross).items():
            self[name].errors = self[name].errors or [_said(fault)]
        lines = [row.validate() for row in self.written]
        self.lines_error = self._lines_error()
        return bool(not self.errors and all(lines) and not self.lines_error)

    def _lines_error(self) -> str:
        if not self.written:
            return _("Écrivez au moins une ligne : ce que vous vendez et son prix.")
        if len(self.written) > MOST_LINES:
            return _(
                "Gardez %(most)s lignes au plus, il y en a %(count)s : regroupez-les ou faites deux devis.",
                most=MOST_LINES,
                count=len(self.written),
            )
        if self.sums().net > MOST:
            return _("Ce total dépasse cent millions d'euros : vérifiez les quantités et les prix.")
        return ""

    def values(self) -> dict[str, Any]:
        """Return what was typed, as values: days as dates."""
        return {**self.data, "starts_on": self.starts_on.day, "ends_on": self.ends_on.day}


def _said(fault: Fault) -> str:
    """Return what to do about a fault."""
    words = {
        "capital": _("Écrivez le capital social : une société l'indique sur ses devis."),
        "registry": _("Écrivez la ville du registre du commerce : une société l'indique sur ses devis."),
        "business_digits": _("Un SIREN ou un SIRET ne contient que des chiffres, par exemple 732 829 320."),
        "business_length": _("Un SIREN a 9 chiffres, un SIRET 14 : il y en a %(count)s ici.", count=fault.count),
        "business_key": _("La clé de ce numéro est fausse : vérifiez chaque chiffre."),
        "vat_country": _("Commencez par les deux lettres d'un pays de l'Union européenne, par exemple FR."),
        "vat_length": _(
            "Un numéro de TVA français a 13 signes, FR compris : il y en a %(count)s ici.", count=fault.count
        ),
        "vat_key": _("La clé de ce numéro de TVA est fausse : vérifiez chaque signe."),
        "vat_form": _("Ce numéro n'a pas la forme de ceux de ce pays : vérifiez chaque signe."),
        "vat_other": _("Ce numéro de TVA n'est pas celui de ce SIREN : ses neuf derniers chiffres devraient l'être."),
        "vat_needed": _("L'autoliquidation demande votre numéro de TVA."),
        "vat_abroad": _("L'autoliquidation demande le numéro de TVA du client, dans un autre pays de l'Union."),
        "email": _("Écrivez une adresse électronique, par exemple prenom@exemple.fr."),
        "mediator": _("Écrivez le nom et le site de votre médiateur : un particulier doit les connaître."),
        "days": _("La fin vient avant le début : vérifiez les deux dates."),
        "two_deposits": _("Gardez l'acompte en pourcentage ou en euros, pas les deux."),
        "deposit": _("L'acompte dépasse le total du devis."),
        "payment": _("La loi limite ce délai à %(most)s jours (art. L441-10 du code de commerce).", most=fault.count),
        "purpose": _("Écrivez à quoi serviront les créations : la loi demande que chaque cession soit délimitée."),
    }
    return words[fault.code]


def lines_of(rows: list[Row]) -> list[LineForm]:
    """Return the lines typed, each with its fields."""
    return [LineForm(MultiDict(typed_row(row, n)), prefix=f"line-{n}-") for n, row in enumerate(rows, 1)]


def form_typed(typed: MultiDict[str, str], action: str) -> QuoteForm:
    """Return the form that was sent, its lines changed as the button says."""
    return QuoteForm(typed, lines_of(changed(rows(typed.to_dict()), action)))


def form_of(quote: Quote) -> QuoteForm:
    """Return the form that writes a stored quote anew."""
    lines = [LineForm(prefix=f"line-{n}-", data=flat_line(line)) for n, line in enumerate(quote.lines, 1)]
    return QuoteForm(None, lines, **flat(quote))
