"""What a recruiter types to compose a kit, read and checked; what is refused is said next to its field."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectMultipleField, StringField
from wtforms.validators import ValidationError

from app.careers.vocabulary import KINDS, importance
from app.careers.weights import MOST, default_competencies, shares
from app.kits.draft import Draft, mark
from app.kits.kit import PAY_LENGTH, TITLE_LENGTH
from app.kits.plan import Bank, default_request
from app.kits.request import LONGEST, SHORTEST, VARIANTS, Request
from app.library import Library
from app.web.fields import one_line, positive_number
from app.web.language import gettext as _
from app.web.language import say

FIRST = {"role": "community-manager", "level": "confirmed", "minutes": "60"}
HIGHEST_WEIGHT = 1000


class KitForm(Form):
    """The composer's fields. All of them travel in the address; the token is checked for every POST already."""

    role = StringField(filters=[one_line])
    level = StringField(filters=[one_line])
    minutes = StringField(filters=[one_line])
    variant = StringField(filters=[one_line])
    samples = StringField(filters=[one_line])
    title = StringField(filters=[one_line])
    pay = StringField(filters=[one_line])
    base = StringField(filters=[one_line])
    of = StringField(filters=[one_line])
    kit = StringField(filters=[one_line])
    own = StringField(filters=[one_line])
    competency = SelectMultipleField(validate_choice=False)
    kind = SelectMultipleField(validate_choice=False)
    item = SelectMultipleField(validate_choice=False)
    lock = SelectMultipleField(validate_choice=False)
    tried = SelectMultipleField(validate_choice=False)

    def __init__(self, typed: MultiDict[str, str], library: Library, bank: Bank) -> None:
        self.library, self.bank = library, bank
        self.typed = MultiDict(typed)
        for name, value in FIRST.items():
            self.typed.setdefault(name, value)
        self.typed.setdefault("variant", "A")
        self.typed.setdefault("samples", "yes")
        self.weight_errors: dict[str, str] = {}
        super().__init__(formdata=self.typed)

    def validate_role(self, field: StringField) -> None:
        """Refuse a role that is not in the library."""
        if field.data not in self.library.roles:
            raise ValidationError(_("Choisissez un métier de la liste."))

    def validate_level(self, field: StringField) -> None:
        """Refuse a level that is not in the library."""
        if field.data not in self.library.levels:
            raise ValidationError(_("Choisissez un niveau de la liste."))

    def validate_minutes(self, field: StringField) -> None:
        """Refuse what is not a whole number of minutes within bounds."""
        text = field.data or ""
        if not (text.isascii() and text.isdigit() and len(text) <= 4 and SHORTEST <= int(text) <= LONGEST):
            raise ValidationError(_("Écrivez une durée de 15 à 180 minutes, en chiffres : par exemple 60."))

    def validate_title(self, field: StringField) -> None:
        """Refuse a title that would not fit on a cover."""
        if len(field.data or "") > TITLE_LENGTH:
            raise ValidationError(_("Raccourcissez l'intitulé : %(most)s caractères au plus.", most=TITLE_LENGTH))

    def validate_pay(self, field: StringField) -> None:
        """Refuse more than a paragraph of a notice."""
        if (count := len(field.data or "")) > PAY_LENGTH:
            raise ValidationError(
                _(
                    "Raccourcissez la rémunération annoncée : %(most)s caractères au plus, il y en a %(count)s.",
                    most=PAY_LENGTH,
                    count=count,
                )
            )

    def validate_variant(self, field: StringField) -> None:
        """Refuse a variant that does not exist."""
        if field.data not in VARIANTS:
            raise ValidationError(_("Choisissez une version de A à D."))

    def validate_kind(self, field: SelectMultipleField) -> None:
        """Refuse kinds that do not exist, and no kind at all."""
        if not set(field.data or ()) <= set(KINDS):
            raise ValidationError(_("Choisissez des types de question de la liste."))
        if not field.data and self.sent:
            raise ValidationError(_("Cochez au moins un type de question."))

    def validate_competency(self, field: SelectMultipleField) -> None:
        """Refuse unknown competencies, none at all, more than eight, and weights that are not numbers."""
        chosen = list(dict.fromkeys(field.data or ()))
        if not set(chosen) <= set(self.library.competencies):
            raise ValidationError(_("Choisissez des compétences de la liste."))
        if not chosen and self.sent:
            raise ValidationError(_("Cochez au moins une compétence."))
        if len(chosen) > MOST:
            raise ValidationError(_("Gardez huit compétences au plus : au-delà, aucune n'est vraiment évaluée."))
        for name in chosen:
            text = self.weight_text(name)
            if text and positive_number(text, HIGHEST_WEIGHT) is None:
                self.weight_errors[name] = _("Écrivez un nombre plus grand que zéro : par exemple 20.")
        if self.weight_errors:
            names = ", ".join(say(self.library.competencies[name].name) for name in self.weight_errors)
            raise ValidationError(_("Corrigez le poids de : %(names)s.", names=names))

    @property
    def sent(self) -> bool:
        """Whether the whole form was sent, not a short address with a role, a level and a duration."""
        return bool(self.base.data)

    @property
    def origin(self) -> str:
        """The role and level for which competencies are proposed; changing them proposes others."""
        return f"{self.role.data}.{self.level.data}"

    def weight_text(self, name: str) -> str:
        """Return what was typed as the weight of a competency."""
        return one_line(self.typed.get(f"weight-{name}"))

    def draft(self) -> Draft:
        """Return what was asked for; the form must have been validated. Raises CannotPlan."""
        request = self._request()
        by_hand = self.of.data == mark(request) and self.typed.get("do") != "again"
        items = tuple(self.item.data or ()) if by_hand else ()
        locked = () if self.typed.get("do") == "release" else self.lock.data or ()
        return Draft(request, items, frozenset(locked), tuple(self.tried.data or ()))

    def _request(self) -> Request:
        role, level = self.library.roles[self.role.data], self.library.levels[self.level.data]
        minutes, kinds = int(self.minutes.data), frozenset(self.kind.data or KINDS)
        if self.competency.data and (not self.sent or self.base.data == self.origin):
            weights = self._weights(list(dict.fromkeys(self.competency.data)))
            request = Request(role.id, level.id, minutes, tuple(weights.items()), kinds)
        else:
            request = default_request(self.bank, role, minutes, level, kinds)
        changes: Mapping[str, Any] = {"samples": self.samples.data != "no", "variant": self.variant.data}
        return request.but(**changes)

    def _weights(self, chosen: list[str]) -> dict[str, int]:
        """Return the weights typed; a competency without one gets its usual importance, on the same scale."""
        role, level = self.library.roles[self.role.data], self.library.levels[self.level.data]
        if self.typed.get("do") == "equal":
            return shares(dict.fromkeys(chosen, Decimal(1)))
        usual = {name: max(importance(role, level, name), Decimal("0.5")) for name in chosen}
        typed = {name: positive_number(self.weight_text(name), HIGHEST_WEIGHT) for name in chosen}
        known = [name for name in chosen if typed[name] is not None]
        scale = Decimal(1)
        if known:
            scale = sum((cast(Decimal, typed[name]) for name in known), Decimal(0)) / sum(
                (usual[name] for name in known), Decimal(0)
            )
        return shares({name: typed[name] or usual[name] * scale for name in chosen})

    def proposed(self) -> dict[str, int]:
        """Return the competencies proposed for the role and level that were typed."""
        role, level = self.library.roles.get(self.role.data), self.library.levels.get(self.level.data)
        return default_competencies(role, level) if role and level else {}
