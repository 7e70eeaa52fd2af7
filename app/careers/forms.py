"""What is typed to see where one stands: a target, a level, a mark for each competency, some months."""

from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from app.careers.assessment import MONTHS, Assessment, gaps, nearest_level, plan, weighed
from app.careers.guides import Guide
from app.careers.paths import ways
from app.careers.vocabulary import LEVELS, Level
from app.library import Library
from app.web.fields import one_line, typed_day
from app.web.language import gettext as _
from app.web.language import say

FIRST = {"role": "community-manager", "level": "junior", "months": "6"}
MARKS = tuple(str(rank) for rank in range(1, len(LEVELS) + 1))
EARLIEST, LATEST = date(2020, 1, 1), date(2099, 12, 31)


class MarkField(StringField):
    """A mark from 1 to 5, or nothing."""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is no mark."""
        if self.data and self.data not in MARKS:
            raise ValidationError(_("Choisissez une des réponses proposées."))


class AssessmentForm(Form):
    """The self-assessment: everything travels in the address, and whatever is left empty stays so.

    `marks` are those that the target asks for; `carried` the others, kept for whoever changes target and comes back.
    """

    role = StringField(filters=[one_line])
    level = StringField(filters=[one_line])
    present = StringField(filters=[one_line])
    months = StringField(filters=[one_line])
    start = StringField(filters=[one_line])

    def __init__(self, typed: MultiDict[str, str], library: Library, today: date) -> None:
        self.library = library
        filled = MultiDict((name, text) for name, text in typed.items(multi=True) if text.strip())
        for name, value in (FIRST | {"start": today.strftime("%d/%m/%Y")}).items():
            filled.setdefault(name, value)
        super().__init__(formdata=filled)
        self.marks = BaseForm({name: MarkField(filters=[one_line]) for name in self.asked})
        self.marks.process(filled)
        others = [name for name in library.competencies if name not in self.asked]
        self.carried = {name: filled[name] for name in others if filled.get(name) in MARKS}

    def validate(self) -> bool:
        """Check the fields and the marks."""
        return all((super().validate(), self.marks.validate()))

    @property
    def errors(self) -> dict[str, list[str]]:
        """Errors of the fields and of the marks, by the field's name in the page."""
        marks = self.marks if hasattr(self, "marks") else ()
        return {**super().errors, **{field.name: field.errors for field in marks if field.errors}}

    def validate_role(self, field: StringField) -> None:
        """Refuse a role that has no guide."""
        if field.data not in self.library.guides:
            raise ValidationError(_("Choisissez un métier de la liste."))

    def validate_present(self, field: StringField) -> None:
        """Refuse a present role that has no guide; none is fine."""
        if field.data and field.data not in self.library.guides:
            raise ValidationError(_("Choisissez un métier de la liste."))

    def validate_level(self, field: StringField) -> None:
        """Refuse a level that does not exist."""
        if field.data not in self.library.levels:
            raise ValidationError(_("Choisissez un niveau de la liste."))

    def validate_months(self, field: StringField) -> None:
        """Refuse a length that is not offered."""
        if field.data not in [str(months) for months in MONTHS]:
            raise ValidationError(_("Choisissez 3, 6 ou 12 mois."))

    def validate_start(self, field: StringField) -> None:
        """Refuse a day that cannot be read."""
        if self._start() is None:
            raise ValidationError(_("Écrivez une date, par exemple 31/01/2026."))

    @property
    def labels(self) -> dict[str, str]:
        """The words above each field, by its name."""
        return {
            "role": _("Le métier que vous visez"),
            "level": _("À quel niveau"),
            "present": _("Votre métier d'aujourd'hui"),
            "months": _("Un plan de"),
            "start": _("À partir du"),
            **{name: say(competency.name) for name, competency in self.library.competencies.items()},
        }

    @property
    def target(self) -> Guide:
        """The role aimed at, or the first one while what was typed is none."""
        return self.library.guides.get(self.role.data) or self.library.guides[FIRST["role"]]

    @property
    def settled(self) -> Level:
        """The level aimed at, or the nearest that exists for the role."""
        levels = self.library.levels
        asked = levels.get(self.level.data) or levels[FIRST["level"]]
        return levels[nearest_level(self.target, asked.id)]

    @property
    def asked(self) -> tuple[str, ...]:
        """The competencies to rate, the heaviest first."""
        return tuple(weighed(self.target.role, self.settled))

    def found(self) -> Assessment:
        """Return what the form asks for; it must have been validated."""
        start = self._start()
        assert start
        marks = {field.name: int(field.data) for field in self.marks if field.data}
        found = gaps(self.target.role, self.settled, marks)
        present = ways(self.library.steps.steps, self.present.data, self.target.id) if self.present.data else ()
        return Assessment(self.target, self.settled, found, plan(found, int(self.months.data), start), present)

    def address(self) -> dict[str, str]:
        """Return the arguments of an address that gives the same answer on any day."""
        typed = {field.name: field.data for field in (*self, *self.marks)}
        return {name: text for name, text in typed.items() if text} | self.carried

    def _start(self) -> date | None:
        day = typed_day(self.start.data)
        return day if day and EARLIEST <= day <= LATEST else None
