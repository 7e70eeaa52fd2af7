"""What is typed of a person's situation: household, aid, company; shared by the calculators of rates."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, Form, StringField
from wtforms.validators import ValidationError

from app.taxes.activity import Activity, Household
from app.taxes.breakdown import ZERO
from app.taxes.law import Law, Rates
from app.web.fields import AmountField, NumberField, PercentField, WholeField, one_line, typed_day
from app.web.language import gettext as _

FIRST_YEAR, FURTHEST_YEAR = 2025, 2100
FAMILIES = ("single", "couple")
HIGHEST = 10_000_000


class Choice(StringField):
    """One value among a few; nothing typed gives the default."""

    data: Any

    def __init__(self, values: tuple[str, ...], **options: object) -> None:
        super().__init__(filters=[one_line], **options)
        self.values = values

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed, if anything was."""
        if valuelist and valuelist[0]:
            self.data = valuelist[0]

    def pre_validate(self, form: Form) -> None:
        """Refuse what is not among the values."""
        if self.data not in self.values:
            raise ValidationError(_("Choisissez une réponse de la liste."))


class YearField(WholeField):
    """A year of law."""

    def bounds(self) -> str:
        """Return from which year on the rates are kept."""
        return _("Écrivez une année, à partir de %(first)s.", first=self.least)


class SituationForm(Form):
    """The year, the household and the options of each status; all of it travels in the address."""

    year = YearField(FIRST_YEAR, FURTHEST_YEAR)
    family = Choice(FAMILIES, default="single")
    children = WholeField(0, 20, default=0)
    single_parent = BooleanField()
    other_income = AmountField(0, HIGHEST, default=ZERO)
    acre = BooleanField()
    created = StringField(filters=[one_line])
    flat_tax = BooleanField()
    pay = PercentField(0, 100, default=Decimal(1))
    dividends = BooleanField()
    on_scale = BooleanField()
    capital = AmountField(0, HIGHEST, default=Decimal(1000))
    fee = PercentField(0, 30, optional=True)

    def __init__(self, typed: MultiDict[str, str], law: Law, today: date) -> None:
        self.law = law
        self.last_year = law.known_until.year
        self.typed = typed
        super().__init__(formdata=typed)
        self.year.default = max(FIRST_YEAR, min(today.year, self.last_year))
        if not self.year.typed:
            self.year.data = self.year.default

    def validate_year(self, field: WholeField) -> None:
        """Refuse a year whose rates are not known yet."""
        if field.data is not None and field.data > self.last_year:
            message = _(
                "Les taux de %(year)s ne sont pas encore connus : choisissez %(last)s.",
                year=field.data,
                last=self.last_year,
            )
            raise ValidationError(message)

    def validate_single_parent(self, field: BooleanField) -> None:
        """Refuse a single parent who is taxed as a couple."""
        if field.data and self.family.data == "couple":
            raise ValidationError(_("Un parent isolé est imposé seul : choisissez « personne seule »."))
        if field.data and self.children.data == 0:
            raise ValidationError(_("Indiquez au moins un enfant à charge, ou décochez « parent isolé »."))

    def validate_created(self, field: StringField) -> None:
        """Refuse a day that cannot be read, and ACRE without the day from which it counts."""
        if not field.data:
            if self.acre.data:
                raise ValidationError(_("L'Acre dépend du jour de création : indiquez-le."))
            return
        day = self._created()
        if day is None:
            raise ValidationError(_("Écrivez une date, par exemple 31/01/2026."))
        if self.year.data and day.year > self.year.data:
            raise ValidationError(_("Cette date vient après l'année simulée."))
        if self.acre.data and day.year < FIRST_YEAR:
            raise ValidationError(_("L'Acre dure un an : elle ne s'applique plus à une activité créée avant 2025."))

    @property
    def labels(self) -> dict[str, str]:
        """The words above each field, by its name."""
        return {
            "year": _("Année"),
            "family": _("Foyer fiscal"),
            "children": _("Enfants à charge"),
            "single_parent": _("Parent isolé"),
            "other_income": _("Autres revenus imposables du foyer, par an"),
            "acre": _("Vous avez obtenu l'Acre"),
            "created": _("Début de l'activité"),
            "flat_tax": _("Versement libératoire de l'impôt"),
            "pay": _("Part du résultat versée en rémunération"),
            "dividends": _("Le reste est distribué en dividendes"),
            "on_scale": _("Dividendes imposés au barème"),
            "capital": _("Capital social"),
            "fee": _("Frais de gestion de la société de portage"),
        }

    def address(self) -> dict[str, str]:
        """Return what an address must hold to give this form back: what differs from the values proposed."""
        return changed(self._fields)

    def shared(self) -> dict[str, str]:
        """Return the part of the address that every calculator understands."""
        return {name: text for name, text in self.address().items() if hasattr(SituationForm, name)}

    @property
    def rates(self) -> Rates:
        """The law at the end of the year asked for; the form must have been validated."""
        return self.law.on(date(self.year.data, 12, 31))

    def household(self) -> Household:
        """Return who is taxed together."""
        return Household(
            self.family.data == "couple", self.children.data, bool(self.single_parent.data), self.other_income.data
        )

    def activity(self) -> Activity:
        """Return the activity, without its turnover and its expenses."""
        created = self._created()
        chosen = Activity(
            turnover=ZERO,
            household=self.household(),
            acre=bool(self.acre.data),
            flat_tax=bool(self.flat_tax.data),
            pay_share=self.pay.data,
            dividends=bool(self.dividends.data),
            on_scale=bool(self.on_scale.data),
            capital=self.capital.data,
            fee_rate=self.fee.data,
        )
        return replace(chosen, created=created) if created else chosen

    def _created(self) -> date | None:
        return typed_day(self.created.data)


def changed(fields: Mapping[str, Field]) -> dict[str, str]:
    """Return what hands would type, by the field's name in an address, for the fields that left their default."""
    texts = {field.name: _changed(field) for field in fields.values()}
    return {name: text for name, text in texts.items() if text}


def _changed(field: Field) -> str:
    if isinstance(field, BooleanField):
        return "yes" if field.data else ""
    if field.data == field.default:
        return ""
    return field.written() if isinstance(field, NumberField) else field.data or ""
