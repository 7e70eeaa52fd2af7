"""What an owner types about a campaign, read and checked; what is refused is said next to its field."""

import re
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField
from wtforms.validators import ValidationError

from app.kits.kit import PAY_LENGTH, TITLE_LENGTH
from app.panel.campaign import Campaign, Candidate, Member
from app.panel.clocks import erased_on, longest_archive
from app.panel.edits import cleaned
from app.panel.models import CODE_LENGTH, NAME_LENGTH
from app.web.clock import PARIS
from app.web.fields import one_line, typed_day
from app.web.language import gettext as _

EXTRAS = ("0", "15", "33", "50")
REASON_LENGTH = 400
LEAST_REASON = 15
LEAST_REASONED, REASONED, FED_BACK = 40, 2_000, 6_000
DECISIONS = ("retained", "not-retained", "withdrawn", "again")
ZONE: ZoneInfo = PARIS


class WordsField(StringField):
    """A text on one line, of `least` to `most` signs once it holds any; `needed`: it must."""

    def __init__(self, most: int, *, least: int = 0, needed: bool = False, **options: Any) -> None:
        super().__init__(filters=[one_line], **options)
        self.most, self.least, self.needed = most, least, needed

    def pre_validate(self, form: object) -> None:
        """Refuse what is missing, too short or too long."""
        count = len(self.data or "")
        if not count and self.needed:
            raise ValidationError(_("Remplissez ce champ."))
        if 0 < count < self.least:
            raise ValidationError(_("Écrivez une phrase : %(least)s caractères au moins.", least=self.least))
        if count > self.most:
            raise ValidationError(
                _("Raccourcissez : %(most)s caractères au plus, il y en a %(count)s.", most=self.most, count=count)
            )


class DayField(StringField):
    """A day, or nothing; with `past`, none that is still to come on `form.today`."""

    def __init__(self, *, past: bool = False, **options: Any) -> None:
        super().__init__(filters=[one_line], **options)
        self.past = past

    @property
    def day(self) -> date | None:
        """The day typed, or None for anything else."""
        return typed_day(self.data)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not a day of this century, or one to come where it must be past."""
        if self.data and not (self.day and 2000 <= self.day.year < 2100):
            raise ValidationError(_("Écrivez une date, par exemple 31/01/2027."))
        if self.past and self.day and self.day > form.today:
            raise ValidationError(_("Cette date est à venir : écrivez celle d'aujourd'hui ou d'un jour passé."))


class _Dated(Form):
    """A form that knows what day it is."""

    def __init__(self, typed: MultiDict[str, str] | None, today: date, **known: Any) -> None:
        self.today = today
        super().__init__(typed, **known)


class JobForm(Form):
    """The job: its title, and the pay as it is announced."""

    title = WordsField(TITLE_LENGTH, needed=True)
    pay = WordsField(PAY_LENGTH)


class MemberForm(_Dated):
    """A member of the panel."""

    name = WordsField(NAME_LENGTH, needed=True)
    trained_on = DayField(past=True)


class CandidateForm(_Dated):
    """A candidate under a code, with the interview and what was said about it."""

    code = WordsField(CODE_LENGTH, needed=True)
    day = DayField()
    start = StringField(filters=[one_line])
    extra = StringField(filters=[one_line], default="0")
    notice_on = DayField(past=True)
    consent_on = DayField(past=True)
    contact_on = DayField(past=True)

    def validate_start(self, field: StringField) -> None:
        """Refuse what is no time of the day, and a time without its day or a day without its time."""
        if field.data and self.hour is None:
            raise ValidationError(_("Écrivez une heure, par exemple 14:30."))
        if bool(field.data) != bool(self.day.data):
            raise ValidationError(_("Donnez la date et l'heure, ou aucune des deux."))

    def validate_extra(self, field: StringField) -> None:
        """Refuse anything but the durations proposed."""
        field.data = field.data or "0"
        if field.data not in EXTRAS:
            raise ValidationError(_("Choisissez dans la liste."))

    @property
    def hour(self) -> time | None:
        """The time typed, or None for anything else."""
        found = re.fullmatch(r"([01]?[0-9]|2[0-3])(?:[:hH. ]+|\s*)([0-5][0-9])(?::[0-5][0-9])?", self.start.data or "")
        return time(int(found[1]), int(found[2])) if found else None

    def values(self) -> dict[str, Any]:
        """Return the columns that the form fills; it must have been validated."""
        start = None
        if self.day.day and self.hour:
            start = datetime.combine(self.day.day, self.hour, ZONE).astimezone(UTC)
        days = {name: self[name].day for name in ("notice_on", "consent_on", "contact_on")}
        return {"code": self.code.data, "starts_at": start, "extra": int(self.extra.data), **days}


class ChangeForm(Form):
    """Another kit: its address, and why, once the kit is frozen."""

    address = WordsField(300, needed=True)
    reason = WordsField(REASON_LENGTH, least=LEAST_REASON)

    def __init__(self, typed: MultiDict[str, str] | None, frozen: bool) -> None:
        self.frozen = frozen
        super().__init__(typed)

    def validate_reason(self, field: StringField) -> None:
        """Ask for a reason once the kit is frozen."""
        if self.frozen and not field.data:
            raise ValidationError(_("Écrivez pourquoi : cette raison figurera au dossier."))

    @property
    def token(self) -> str:
        """The token that the address ends with."""
        found = re.search(r"([\w-]{32})/?(?:[?#].*)?$", self.address.data or "")
        return found[1] if found else ""


class EndForm(_Dated):
    """The end of the process, and until when the evidence is kept."""

    ended_on = DayField(past=True)
    archived_until = DayField()

    def __init__(self, typed: MultiDict[str, str] | None, today: date, first: date, **known: Any) -> None:
        self.first = first
        super().__init__(typed, today, **known)

    def validate_ended_on(self, field: DayField) -> None:
        """Refuse a day before the campaign, and one that would erase everything at once."""
        if field.day and field.day < self.first:
            raise ValidationError(_("La campagne n'existait pas encore : écrivez une date plus récente."))
        if field.day and erased_on(field.day) <= self.today:
            raise ValidationError(_("Plus de trois mois ont passé : tout serait effacé. Effacez plutôt la campagne."))

    def validate_archived_until(self, field: DayField) -> None:
        """Refuse an archive without an end, over five years, or shorter than what is kept anyway."""
        if not field.day:
            return
        if not self.ended_on.day:
            raise ValidationError(_("Donnez d'abord la date de fin du recrutement."))
        if field.day <= erased_on(self.ended_on.day):
            raise ValidationError(_("Choisissez un jour plus tard : jusque-là, rien n'est encore effacé."))
        if field.day > longest_archive(self.ended_on.day):
            raise ValidationError(_("Choisissez un jour plus tôt : une archive dure cinq ans au plus."))


class ArchiveForm(Form):
    """Why an archive is opened."""

    reason = WordsField(REASON_LENGTH, least=LEAST_REASON, needed=True)


class DecisionForm(Form):
    """What a person decides about a candidate, and why."""

    decision = StringField(filters=[one_line])
    reason = WordsField(REASONED, least=LEAST_REASONED, needed=True)
    decided_by = WordsField(NAME_LENGTH, needed=True)

    def validate_decision(self, field: StringField) -> None:
        """Refuse what is not one of the decisions."""
        if field.data not in DECISIONS:
            raise ValidationError(_("Choisissez dans la liste."))


class FeedbackForm(Form):
    """What may be told to a candidate, on several lines."""

    feedback = StringField(filters=[lambda text: cleaned(text or "").strip()])

    def validate_feedback(self, field: StringField) -> None:
        """Refuse what is too long."""
        if len(field.data) > FED_BACK:
            raise ValidationError(_("Raccourcissez : %(most)s caractères au plus.", most=FED_BACK))


def job_form(campaign: Campaign) -> JobForm:
    """Return the form that changes a job."""
    return JobForm(data={"title": campaign.title, "pay": campaign.pay})


def member_form(member: Member, today: date) -> MemberForm:
    """Return the form that changes a member."""
    return MemberForm(None, today, data={"name": member.name, "trained_on": _typed(member.trained_on)})


def candidate_form(candidate: Candidate, today: date) -> CandidateForm:
    """Return the form that changes a candidate."""
    start = candidate.starts_at.astimezone(ZONE) if candidate.starts_at else None
    known = {name: _typed(getattr(candidate, name)) for name in ("notice_on", "consent_on", "contact_on")}
    known |= {"code": candidate.code, "extra": str(candidate.extra)}
    if start:
        known |= {"day": _typed(start.date()), "start": f"{start:%H:%M}"}
    return CandidateForm(None, today, data=known)


def end_form(campaign: Campaign, today: date, typed: MultiDict[str, str] | None = None) -> EndForm:
    """Return the form that ends a process, filled with what is known."""
    known = {"ended_on": _typed(campaign.ended_on), "archived_until": _typed(campaign.archived_until)}
    return EndForm(typed, today, campaign.made_at.astimezone(ZONE).date(), data=known)


def _typed(day: date | None) -> str:
    return day.isoformat() if day else ""
