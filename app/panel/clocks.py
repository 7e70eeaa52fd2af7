"""How long a campaign's data may stay: three clocks, which run from the end of the process.

1. Three months after the end, what is about a candidate is erased (CNIL, guide du recrutement, 2023).
2. With the candidate's consent, it stays until 24 months after the last contact (same guide).
3. As evidence, out of sight, until a day of its own: five years after the end at most, the time in which an action for
   discrimination can be brought (art. L1134-5 du code du travail; art. 2224 du code civil).

A duration ends on its last day: what was due on a day is gone from that day on.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

MONTHS_KEPT = 3
MONTHS_CONSENTED = 24
YEARS_ARCHIVED = 5
UNOPENED_DAYS = 730
YEARS_TRAINED = 5

State = Literal["running", "ended", "archived", "gone"]


@dataclass(frozen=True)
class Times:
    """What the clocks of a campaign are set to."""

    used_on: date
    ended_on: date | None
    archived_until: date | None


@dataclass(frozen=True)
class Consent:
    """When a candidate agreed to be kept longer, and when they were last in touch."""

    consent_on: date | None
    contact_on: date | None


def after_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a month that is too short."""
    month = day.year * 12 + day.month - 1 + months
    year, place = divmod(month, 12)
    return date(year, place + 1, min(day.day, monthrange(year, place + 1)[1]))


def erased_on(ended_on: date) -> date:
    """Return the day from which what is about candidates without consent is gone."""
    return after_months(ended_on, MONTHS_KEPT)


def longest_archive(ended_on: date) -> date:
    """Return the last day that an archive may be given."""
    return after_months(ended_on, 12 * YEARS_ARCHIVED)


def candidate_erased_on(ended_on: date, consent: Consent) -> date:
    """Return the day from which what is about a candidate is gone; the last contact is the end when none is known."""
    usual = erased_on(ended_on)
    if consent.consent_on is None:
        return usual
    last = max(day for day in (consent.contact_on, consent.consent_on) if day)
    return max(usual, after_months(last, MONTHS_CONSENTED))


def state(times: Times, on: date) -> State:
    """Return where a campaign stands on a day, its candidates' consents apart.

    At `ended`, the campaign is still worked on; candidates without consent leave on `erased_on`. At `archived`, nobody
    sees it without saying why.
    """
    if times.ended_on and times.archived_until and on >= erased_on(times.ended_on):
        last = min(times.archived_until, longest_archive(times.ended_on))
        return "archived" if on < last else "gone"
    if times.used_on + timedelta(days=UNOPENED_DAYS) <= on:
        return "gone"
    return "ended" if times.ended_on else "running"


def training_lapsed(trained_on: date | None, on: date) -> bool:
    """Return whether the last training on non-discrimination is over five years old (art. L1131-2)."""
    return trained_on is not None and after_months(trained_on, 12 * YEARS_TRAINED) < on
