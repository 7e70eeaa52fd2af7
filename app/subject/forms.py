"""What is typed to work out an indicator; everything has a first value, so that an empty address shows an example."""

from collections.abc import Iterator
from decimal import Decimal

from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField
from wtforms.validators import ValidationError

from app.subject import kpi
from app.subject.subject import NETWORKS, Base
from app.web.fields import AmountField, WholeField, one_line
from app.web.language import gettext as _

MOST = 1_000_000_000
LONGEST_LIST = 1000  # Signs.
A_WEEK = 7 * 24 * 60  # Minutes.
INTERACTIONS = ("likes", "comments", "shares", "saves")
COUNTED: tuple[Base, ...] = ("followers", "reach", "impressions", "views")
EXAMPLE_TIMES = "12 ; 35 ; 50 ; 1 h 30 ; 9 h"
PARTS = {
    "engagement": ("network", *INTERACTIONS, *COUNTED),
    "response": ("times", "limit"),
    "conversion": ("clicks", "conversions", "spent"),
}


class IndicatorForm(Form):
    """The three calculators in one form: one address holds them all."""

    network = StringField(default="instagram", filters=[one_line])
    likes = WholeField(0, MOST, default=120)
    comments = WholeField(0, MOST, default=14)
    shares = WholeField(0, MOST, default=9)
    saves = WholeField(0, MOST, default=17)
    followers = WholeField(0, MOST, default=6500)
    reach = WholeField(0, MOST, default=4200)
    impressions = WholeField(0, MOST, default=5800)
    views = WholeField(0, MOST, default=0)
    times = StringField(default=EXAMPLE_TIMES, filters=[one_line])
    limit = WholeField(1, A_WEEK, default=60)
    clicks = WholeField(1, MOST, default=240)
    conversions = WholeField(0, MOST, default=12)
    spent = AmountField(0, MOST, default=Decimal(180))

    def __init__(self, typed: MultiDict[str, str]) -> None:
        super().__init__(formdata=typed)
        for field in (self.network, self.times):
            field.data = field.data or field.default

    def validate_network(self, field: StringField) -> None:
        """Refuse a network without benchmarks."""
        if field.data not in NETWORKS:
            raise ValidationError(_("Choisissez un réseau de la liste."))

    def validate_views(self, field: WholeField) -> None:
        """Refuse a set of interactions that is over nothing."""
        if not any(self[name].data or self[name].errors for name in COUNTED):
            raise ValidationError(_("Indiquez au moins un nombre : abonnés, personnes touchées, impressions ou vues."))

    def validate_times(self, field: StringField) -> None:
        """Refuse a list in which a piece is not a duration."""
        if len(field.data) > LONGEST_LIST:
            raise ValidationError(_("Écrivez au plus %(most)s signes.", most=LONGEST_LIST))
        try:
            found = kpi.durations(field.data)
        except kpi.Unreadable as trouble:
            words = _(
                "« %(piece)s » n'est pas un délai : écrivez par exemple 45 ; 1 h 30 ; 2 j.", piece=trouble.piece[:40]
            )
            raise ValidationError(words) from trouble
        except ValueError as trouble:
            raise ValidationError(_("Écrivez au plus %(most)s délais.", most=kpi.MOST_TIMES)) from trouble
        if not found:
            raise ValidationError(_("Écrivez au moins un délai, par exemple 45 ; 1 h 30."))

    def validate_conversions(self, field: WholeField) -> None:
        """Refuse more conversions than clicks."""
        if field.data is not None and self.clicks.data is not None and field.data > self.clicks.data:
            raise ValidationError(_("Il y a plus de conversions que de clics : vérifiez que la période est la même."))

    @property
    def labels(self) -> dict[str, str]:
        """The words above each field, by its name."""
        return {
            "network": _("Réseau, pour les repères"),
            "likes": _("J'aime"),
            "comments": _("Commentaires"),
            "shares": _("Partages"),
            "saves": _("Enregistrements"),
            "followers": _("Abonnés"),
            "reach": _("Personnes touchées"),
            "impressions": _("Impressions"),
            "views": _("Vues"),
            "times": _("Délais de réponse"),
            "limit": _("Délai promis"),
            "clicks": _("Clics"),
            "conversions": _("Conversions"),
            "spent": _("Dépense, temps de travail compris"),
        }

    def right(self, part: str) -> bool:
        """Return whether nothing is to be mended in a calculator; the form must have been validated."""
        return not any(self[name].errors for name in PARTS[part])

    def engagement(self) -> kpi.Engagement | None:
        """Return the rates of engagement, None when something is to be mended first."""
        if not self.right("engagement"):
            return None
        return kpi.engagement(sum(self[name].data for name in INTERACTIONS), self._counted())

    def response(self) -> kpi.Response | None:
        """Return what the response times say, None when something is to be mended first."""
        return kpi.response(kpi.durations(self.times.data), self.limit.data) if self.right("response") else None

    def conversion(self) -> kpi.Conversion | None:
        """Return what clicks became, None when something is to be mended first."""
        if not self.right("conversion"):
            return None
        return kpi.conversion(self.clicks.data, self.conversions.data, self.spent.data)

    def _counted(self) -> Iterator[tuple[Base, int]]:
        yield from ((name, self[name].data) for name in COUNTED)
