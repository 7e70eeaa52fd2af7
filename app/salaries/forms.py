"""What is typed to convert a wage, to place an offer, to compare hiring with freelance work."""

from collections.abc import Callable
from decimal import Decimal

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, Form, StringField
from wtforms.validators import ValidationError

from app.careers.vocabulary import LEVELS
from app.salaries.conversion import PAYMENTS, WANTED, Job, Pay, gross_for, pay
from app.salaries.need import Need, TooMuch, Ways, ways
from app.salaries.pay import YEARS, Salaries
from app.salaries.place import Standing, smic_month, smic_year, standing
from app.salaries.statement import Statement
from app.salaries.tables import RolePay
from app.taxes.breakdown import cents
from app.taxes.law import Rates
from app.taxes.wages import MONTHS
from app.web.fields import AmountField, NumberField, PercentField, one_line
from app.web.language import gettext as _
from app.web.shown import euros, number

SIZES = {"5": 5, "30": 30, "100": 100, "300": 300}
PERIODS = ("year", "month")
HIGHEST = 1_000_000
LONGEST = 200
FIRST_ROLE = "community-manager"


def _among(values: tuple[str, ...]) -> Callable[[Form, Field], None]:
    def check(form: Form, field: Field) -> None:
        if field.data not in values:
            raise ValidationError(_("Choisissez une réponse de la liste."))

    return check


def _one_of(values: tuple[str, ...], default: str) -> StringField:
    return StringField(default=default, filters=[one_line], validators=[_among(values)])


def _sentence(form: Form, field: Field) -> None:
    if len(field.data or "") > LONGEST:
        raise ValidationError(_("Restez sous %(most)s signes.", most=LONGEST))


class JobForm(Form):
    """The terms of a salaried job."""

    cadre = BooleanField()
    size = _one_of(tuple(SIZES), "5")

    def __init__(self, typed: MultiDict[str, str], salaries: Salaries, rates: Rates) -> None:
        self.salaries, self.rates = salaries, rates
        super().__init__(formdata=typed)

    @property
    def labels(self) -> dict[str, str]:
        """The words above each field, by its name."""
        return {"cadre": _("Poste de cadre"), "size": _("Personnes dans l'entreprise")}


class WageForm(JobForm):
    """A wage as it is paid: how much, how often, for how many hours a week."""

    amount = AmountField(1, HIGHEST, default=Decimal(30000))
    period = _one_of(PERIODS, "year")
    hours = NumberField(1, 35, default=Decimal(35))
    payments = _one_of(tuple(map(str, PAYMENTS)), "12")

    def validate_amount(self, field: AmountField) -> None:
        """Refuse a monthly amount whose year is above what a yearly one may be."""
        if field.data is not None and self.period.data == "month" and field.data * PAYMENTS[-1] > HIGHEST:
            raise ValidationError(field.bounds())

    @property
    def labels(self) -> dict[str, str]:
        """The words above each field, by its name."""
        return {
            **super().labels,
            "amount": _("Montant"),
            "period": _("Ce montant est"),
            "hours": _("Heures par semaine"),
            "payments": _("Versements dans l'année"),
        }

    def job(self) -> Job:
        """Return what changes the contributions."""
        share = self.hours.data / self.rates["week-hours"]
        return Job(bool(self.cadre.data), SIZES[self.size.data], share, int(self.payments.data))

    def monthly(self) -> Decimal:
        """Return a twelfth of the year of the amount typed, in euros."""
        payments = int(self.payments.data) if self.period.data == "month" else 1
        return cents(self.amount.data * payments / MONTHS)


class ConversionForm(WageForm):
    """Gross, net or cost: one is typed, the others follow."""

    wanted = _one_of(WANTED, "gross")

    @property
    def labels(self) -> dict[str, str]:
        """The words above each field, by its name."""
        return {**super().labels, "wanted": _("Vous partez")}

    def found(self) -> Pay:
        """Return the whole wage; the form must have been validated."""
        job = self.job()
        return pay(gross_for(self.monthly(), self.wanted.data, job, self.rates), job, self.rates)


class OfferForm(WageForm):
    """An offer to place, and the range an ad would announce."""

    role = StringField(default=FIRST_ROLE, filters=[one_line])
    level = _one_of(LEVELS, "confirmed")
    low = AmountField(1, HIGHEST, optional=True)
    high = AmountField(1, HIGHEST, optional=True)
    variable = StringField(filters=[one_line], validators=[_sentence])
    benefits = StringField(filters=[one_line], validators=[_sentence])
    agreement = StringField(filters=[one_line], validators=[_sentence])

    def validate_role(self, field: StringField) -> None:
        """Refuse a role of which nothing is known."""
        if field.data not in self.salaries.roles:
            raise ValidationError(_("Choisissez un métier de la liste."))

    def validate_high(self, field: AmountField) -> None:
        """Refuse one bound without the other, and bounds that are the wrong way round."""
        low = self.low.data
        if (low is None) != (field.data is None) and not self.low.errors:
            raise ValidationError(_("Donnez les deux bornes, ou aucune."))
        if low is not None and field.data is not None and low > field.data:
            raise ValidationError(_("La borne haute est plus basse que l'autre : échangez-les."))

    @property
    def labels(self) -> dict[str, str]:
        """The words above each field, by its name."""
        return {
            **super().labels,
            "amount": _("Salaire brut proposé"),
            "role": _("Métier"),
            "level": _("Niveau"),
            "low": _("Fourchette : de"),
            "high": _("Fourchette : à"),
            "variable": _("Part variable"),
            "benefits": _("Avantages, non compris dans ces montants"),
            "agreement": _("Convention collective"),
        }

    def found(self) -> Standing:
        """Return where the offer stands, brought to full time."""
        full_time = cents(self.monthly() * MONTHS / self.job().share)
        return standing(full_time, self.asked(), self.level.data, smic_year(self.rates))

    def asked(self) -> RolePay:
        """Return the pay of the role asked for."""
        return self.salaries.roles[self.role.data]

    def statement(self) -> Statement:
        """Return what the ad says: the range typed, or else the offer alone."""
        offer = self.monthly() * MONTHS
        return Statement(
            low=offer if self.low.data is None else self.low.data,
            high=offer if self.high.data is None else self.high.data,
            hours=self.hours.data,
            payments=int(self.payments.data),
            variable=self.variable.data or "",
            benefits=self.benefits.data or "",
            agreement=self.agreement.data or "",
        )


class NeedForm(JobForm):
    """A need in days a month, and the terms of each way to meet it."""

    days = NumberField(Decimal("0.5"), 31, default=Decimal(8))
    gross = AmountField(1, HIGHEST, default=Decimal(30000))
    rate = AmountField(1, 10_000, default=Decimal(350))
    off = NumberField(25, 100, default=Decimal(33))
    age = StringField(default="21-25", filters=[one_line])
    year = _one_of(tuple(str(rank) for rank in range(1, YEARS + 1)), "1")
    presence = PercentField(10, 100, default=Decimal("0.6"))

    def validate_age(self, field: StringField) -> None:
        """Refuse an age of which the law says nothing."""
        _among(tuple(self.salaries.floors.apprentices))(self, field)

    def validate_gross(self, field: AmountField) -> None:
        """Refuse a wage below the SMIC: no one may be hired at it."""
        floor = smic_year(self.rates)
        if field.data is not None and field.data < floor.to_integral_value("ROUND_FLOOR"):
            raise ValidationError(_("Ce salaire est sous le SMIC : écrivez au moins %(floor)s.", floor=euros(floor)))

    @property
    def labels(self) -> dict[str, str]:
        """The words above each field, by its name."""
        return {
            **super().labels,
            "days": _("Jours de travail nécessaires par mois"),
            "gross": _("Salaire brut annuel, à temps plein"),
            "rate": _("TJM d'un freelance, hors taxes"),
            "off": _("Congés et jours fériés, par an"),
            "age": _("Âge de l'alternant ou de l'alternante"),
            "year": _("Année du contrat"),
            "presence": _("Part du temps passée dans l'entreprise"),
        }

    def found(self) -> Ways | None:
        """Return the three ways; None, with words next to the days, when one person is not enough."""
        shares = self.salaries.floors.apprentices[self.age.data].shares
        least = self.salaries.floors.figures["part-time-least"].on(self.rates.day)
        need = Need(
            days=self.days.data,
            gross=self.gross.data,
            job=Job(bool(self.cadre.data), SIZES[self.size.data]),
            rate=self.rate.data,
            off=self.off.data,
            smic_share=shares[int(self.year.data) - 1] / 100,
            presence=self.presence.data,
        )
        try:
            return ways(need, least, smic_month(self.rates), self.rates)
        except TooMuch as trouble:
            most = number(trouble.most)
            message = _("Une personne travaille au plus %(most)s jours par mois : baissez ce besoin.", most=most)
            self.days.errors = [message]
            return None
