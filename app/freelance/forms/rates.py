"""What is typed to price a day, and to compare statuses."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from app.content.dated import NotYet
from app.freelance.day_rate import HIGHEST_RATE, DayRate, Situation, day_rate, rate_for_net, rate_for_salary
from app.freelance.days import MOST, BillableDays, CannotCount, given_days
from app.freelance.expenses import Expense, Expenses
from app.freelance.forms.situation import HIGHEST, Choice, SituationForm, changed
from app.freelance.market import AWAY, Market
from app.taxes.activity import STATUSES, Activity, Contract, Status
from app.taxes.breakdown import ZERO
from app.taxes.employee import employee
from app.taxes.law import Law
from app.taxes.schemes import Unreachable
from app.web.fields import AmountField, NumberField, PercentField, one_line
from app.web.language import gettext as _
from app.web.language import say

MODES = ("net", "rate", "salary")
HIGHEST_NET = 1_000_000
FIRST_RATE = Decimal(350)
MONTHS = {"month": 12, "year": 1}


class RateForm(SituationForm):
    """The day-rate calculator: what is wished, how one works, what it costs."""

    mode = Choice(MODES, default="net")
    net = AmountField(1, HIGHEST_NET, default=Decimal(2000))
    period = Choice(tuple(MONTHS), default="month")
    tax = Choice(("after", "before"), default="after")
    rate = AmountField(1, HIGHEST_RATE, default=FIRST_RATE)
    salary = AmountField(1, HIGHEST_NET, default=Decimal(32000))
    cadre = BooleanField()
    status = Choice(STATUSES, default="micro-bnc")
    of = StringField(filters=[one_line])  # The status that the expenses were proposed for.
    count = Choice(("built", "given"), default="built")
    days = NumberField(1, MOST, default=Decimal(140))
    alsace = BooleanField()
    leave = NumberField(0, MOST)
    illness = NumberField(0, MOST)
    training = NumberField(0, MOST)
    prospecting = NumberField(0, MOST)
    administration = NumberField(0, MOST)
    slack = NumberField(0, MOST)
    hours = NumberField(1, 12, default=Decimal(7))

    def __init__(self, typed: MultiDict[str, str], law: Law, market: Market, today: date) -> None:
        super().__init__(typed, law, today)
        self.market = market
        for name in AWAY:
            self[name].default = market.volumes.away[name].low
            if not self[name].typed:
                self[name].data = self[name].default
        self.costs = _costs(typed, market, self.status.data, self.of.data)

    def validate(self) -> bool:
        """Check every field, the expenses, and that some days are left to bill."""
        if not all((super().validate(), self.costs.validate())):
            return False
        try:
            self.billed()
        except CannotCount as trouble:
            self._count_error(trouble)
            return False
        return True

    @property
    def errors(self) -> dict[str, list[str]]:
        """Errors of the fields and of the expenses, by the field's name in the page."""
        costs = self.costs if hasattr(self, "costs") else ()
        return {**super().errors, **{field.name: field.errors for field in costs if field.errors}}

    @property
    def labels(self) -> dict[str, str]:
        """The words above each field, by its name in the page."""
        away, expenses = self.market.volumes.away, self.market.expenses
        return {
            **super().labels,
            "mode": _("Vous partez de"),
            "net": _("Revenu net souhaité"),
            "period": _("Ce revenu est"),
            "tax": _("Il s'entend"),
            "rate": _("Votre TJM, hors taxes"),
            "salary": _("Salaire brut annuel"),
            "cadre": _("Poste de cadre"),
            "status": _("Statut"),
            "count": _("Ces jours sont"),
            "days": _("Jours facturés dans l'année"),
            "alsace": _("J'exerce en Alsace ou en Moselle"),
            "hours": _("Heures facturées dans une journée"),
            **{name: say(away[name].label) for name in AWAY},
            **{f"x-{name}": say(item.label) for name, item in expenses.items()},
        }

    def address(self) -> dict[str, str]:
        """Return the same with the expenses, and with the year, so that the answer stays when the next one begins."""
        typed = super().address() | changed(self.costs._fields) | {"year": self.year.text}
        return {name: text for name, text in typed.items() if name != "of"}

    def billed(self) -> Decimal:
        """Return the days billed; raises CannotCount."""
        return given_days(self.days.data) if self.count.data == "given" else self.built().billed

    def built(self) -> BillableDays:
        """Return the days of the year, those worked and not billed taken off; raises CannotCount."""
        away = {name: Decimal(self[name].data) for name in AWAY}
        return BillableDays(year=self.year.data, alsace_moselle=bool(self.alsace.data), **away)

    def expenses(self) -> Expenses:
        """Return the expenses typed, or the usual ones."""
        items = ((item, self.costs[name].data) for name, item in self.market.expenses.items())
        return Expenses(
            tuple(Expense(item.id, data * 100 if item.unit == "%" else data, item.unit) for item, data in items)
        )

    def situation(self) -> Situation:
        """Return all but the price."""
        return Situation(self.status.data, self.activity(), self.expenses(), self.billed(), Decimal(self.hours.data))

    def contract(self) -> Contract:
        """Return the salaried job to compare with, at the yearly salary typed."""
        return Contract(self.salary.data / 12, cadre=bool(self.cadre.data), household=self.household(), neutral=False)

    def found(self) -> DayRate | None:
        """Return the answer; None, with words next to what prevents it, when there is none."""
        situation = self.situation()
        try:
            return self._answer(situation)
        except Unreachable:
            field = self.salary if self.mode.data == "salary" else self.net
            field.errors = [
                _("Aucun tarif jusqu'à 10 000 € par jour ne laisse cette somme : baissez-la, ou ajoutez des jours.")
            ]
        except NotYet:
            year = self._first_year(situation)
            if self.mode.data == "salary":
                self.year.errors = [_("Un salaire n'est calculé qu'à partir de %(year)s.", year=year)]
            else:
                self.year.errors = [_("Ce statut n'est calculé qu'à partir de %(year)s.", year=year)]
        return None

    def _answer(self, situation: Situation) -> DayRate:
        if self.mode.data == "rate":
            return day_rate(situation, self.rate.data, self.rates)
        if self.mode.data == "salary":
            return rate_for_salary(situation, self.contract(), self.rates)
        wished = self.net.data * MONTHS[self.period.data]
        return rate_for_net(situation, wished, self.tax.data == "before", self.rates)

    def _first_year(self, situation: Situation) -> int:
        """Return the first year, after the one asked for, whose law is in the tables."""
        for year in range(self.year.data + 1, self.last_year):
            with suppress(NotYet):
                rates = self.law.on(date(year, 12, 31))
                situation.year(FIRST_RATE, rates)
                if self.mode.data == "salary":
                    employee(self.contract(), rates)
                return year
        return self.last_year

    def _count_error(self, trouble: CannotCount) -> None:
        if trouble.code == "too-few":
            self.leave.errors = [_("Il ne reste aucun jour à facturer : réduisez les jours non facturés.")]
        else:
            wrong = [self.days] if self.count.data == "given" else [self[name] for name in AWAY]
            for field in wrong:
                if field.data % Decimal("0.5"):
                    field.errors = [_("Comptez en jours ou demi-journées, par exemple 12,5.")]


class StatusForm(SituationForm):
    """The comparison of statuses: one turnover, one total of expenses, one trade for the micro-entreprise."""

    turnover = AmountField(1, HIGHEST, default=Decimal(50000))
    expenses = AmountField(0, HIGHEST, default=Decimal(4000))
    trade = Choice(("micro-bnc", "micro-bic"), default="micro-bnc")

    def validate_expenses(self, field: AmountField) -> None:
        """Refuse expenses above the turnover: no status has anything to share then."""
        if field.data is not None and self.turnover.data is not None and field.data > self.turnover.data:
            raise ValidationError(_("Les frais dépassent le chiffre d'affaires : il ne reste rien à comparer."))

    @property
    def labels(self) -> dict[str, str]:
        """The words above each field, by its name."""
        return {
            "turnover": _("Chiffre d'affaires hors taxes, par an"),
            "expenses": _("Frais professionnels, par an"),
            "trade": _("Activité de la micro-entreprise"),
            **super().labels,
        }

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses compared."""
        return (self.trade.data, *(status for status in STATUSES if not status.startswith("micro")))

    def compared(self) -> Activity:
        """Return the year that every status is given; the form must have been validated."""
        return replace(self.activity(), turnover=self.turnover.data, expenses=self.expenses.data)


def _costs(typed: MultiDict[str, str], market: Market, status: str, before: str) -> BaseForm:
    """Return one field an expense; one left at the amount usual for the status `before` takes that of `status`."""
    known = status if status in STATUSES else STATUSES[0]
    fields = {}
    for item in market.expenses.values():
        usual = ZERO if item.optional else item.amount_for(known)
        fields[item.id] = (
            PercentField(0, 50, default=usual / 100) if item.unit == "%" else AmountField(0, HIGHEST, default=usual)
        )
    form = BaseForm(fields, prefix="x-")
    form.process(typed)
    if before in STATUSES and before != status:
        for item in market.expenses.values():
            field = form[item.id]
            share = 100 if item.unit == "%" else 1
            left = ZERO if item.optional else item.amount_for(before)
            if field.typed and field.data is not None and field.data * share == left:
                field.data, field.typed = (ZERO if item.optional else item.amount_for(known)) / share, ""
    return form
