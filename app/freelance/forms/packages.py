"""What is typed to price a package; everything has a first value, so that an empty address already shows a price."""

from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from app.freelance.market import Market
from app.freelance.package import HIGHEST_COMPLEXITY, LOWEST_COMPLEXITY, MOST_NETWORKS, Package, Terms
from app.web.fields import AmountField, NumberField, PercentField, WholeField, one_line
from app.web.language import gettext as _
from app.web.language import say

MOST_PIECES, MOST_HOURS, MOST_MONTHS = 200, 200, 36
HIGHEST_FACTOR, HIGHEST_DISCOUNT = 3, 50
COUNTS = ("posts", "carousels", "reels", "stories", "reports", "audits", "strategies", "training_days", "crisis_days")
FIRST = {"posts": 8, "carousels": 2, "reels": 2, "stories": 4, "reports": 1}


class PackageForm(BaseForm):
    """The fields of a package; the hours of each piece and the factor of each cover are fields too.

    They are named `hours-post`, `factor-evenings`… after the pieces and covers of the market.
    """

    def __init__(self, typed: MultiDict[str, str], market: Market) -> None:
        super().__init__({**_asked(market), **_counted(market)})
        self.market = market
        self.process(formdata=typed)

    @property
    def labels(self) -> dict[str, str]:
        """The words above each field, by its name."""
        return {
            "rate": _("Votre plancher, par heure"),
            "networks": _("Réseaux"),
            "posts": _("Publications"),
            "carousels": _("Carrousels"),
            "reels": _("Reels, vidéos"),
            "stories": _("Stories"),
            "reports": _("Bilans"),
            "meetings": _("Réunions"),
            "moderation": _("Modération"),
            "cover": _("Horaires de modération"),
            "audits": _("Audits"),
            "strategies": _("Stratégies"),
            "training_days": _("Jours de formation"),
            "crisis_days": _("Jours de crise"),
            "months": _("Durée de l'engagement"),
            "discount": _("Remise pour cet engagement"),
            "complexity": _("Difficulté du sujet"),
            **{f"hours-{name}": say(piece.label) for name, piece in self.market.hours.items()},
            **{f"factor-{name}": say(cover.label) for name, cover in self.market.covers.items()},
        }

    def package(self) -> Package:
        """Return what is asked; the form must have been validated."""
        names = ("networks", *COUNTS, "moderation", "meetings", "cover", "months")
        return Package(**{name: self[name].data for name in names})

    def terms(self) -> Terms:
        """Return how it is counted; the form must have been validated."""
        return Terms(
            rate=self["rate"].data,
            hours={name: self[f"hours-{name}"].data for name in self.market.hours},
            cover_factor=self[f"factor-{self['cover'].data}"].data,
            complexity=self["complexity"].data,
            discount=self["discount"].data,
        )


def _asked(market: Market) -> dict[str, Any]:
    def known_cover(form: BaseForm, field: StringField) -> None:
        if field.data not in market.covers:
            raise ValidationError(_("Choisissez des horaires de la liste."))

    return {
        "rate": AmountField(1, 1000, default=market.rates.hourly["hour"].usual),
        "networks": WholeField(1, MOST_NETWORKS, default=1),
        **{name: WholeField(0, MOST_PIECES, default=FIRST.get(name, 0)) for name in COUNTS},
        "moderation": NumberField(0, MOST_HOURS, default=Decimal(4)),
        "cover": StringField(default="office", filters=[one_line], validators=[known_cover]),
        "meetings": NumberField(0, MOST_HOURS, default=Decimal(1)),
        "months": WholeField(1, MOST_MONTHS, default=6),
        "complexity": NumberField(LOWEST_COMPLEXITY, HIGHEST_COMPLEXITY, default=Decimal(1)),
        "discount": PercentField(0, HIGHEST_DISCOUNT, default=Decimal(0)),
    }


def _counted(market: Market) -> dict[str, Any]:
    hours = {f"hours-{name}": NumberField(0, MOST_HOURS, default=piece.hours) for name, piece in market.hours.items()}
    factors = {
        f"factor-{name}": NumberField(1, HIGHEST_FACTOR, default=cover.factor) for name, cover in market.covers.items()
    }
    return hours | factors
