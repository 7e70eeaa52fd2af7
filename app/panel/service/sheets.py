"""The scorecards of a campaign on paper, one for each member and candidate, printed in the background."""

import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass

from app.content.text import Language
from app.kits.documents import html, key
from app.panel.campaign import Campaign, Candidate, Member
from app.panel.codes import ascii_name
from app.panel.service.files import zipped
from app.panel.sheets import coded, stamp
from app.paper.order import Busy, Order, Printed, Stamp
from app.paper.press import Press
from app.web.parts import part

LOG = logging.getLogger(__name__)
MOST_SHEETS = 300
_FIRST: dict[Language, str] = {"fr": "grille", "en": "scorecard"}
_ONE_AT_A_TIME = ThreadPoolExecutor(1, "sheets")
_under_way: set[str] = set()
_failed: set[str] = set()


@dataclass(frozen=True)
class Batch:
    """Scorecards to print for a campaign: one for each pair, in a language."""

    campaign: Campaign
    pairs: tuple[tuple[Member, Candidate], ...]
    language: Language

    def stamp(self, member: Member, candidate: Candidate) -> Stamp:
        """Return what makes the plain scorecard theirs."""
        return stamp(self.campaign.kit, (member.reference, member.name), (candidate.reference, candidate.code))


def batch(campaign: Campaign, members: Iterable[Member], candidates: Iterable[Candidate], language: Language) -> Batch:
    """Return the scorecards of members for candidates, candidate by candidate."""
    people = tuple(members)
    return Batch(campaign, tuple((member, candidate) for candidate in candidates for member in people), language)


def asked(batch: Batch, context: Callable[[], AbstractContextManager[object]]) -> int:
    """Have what is not there yet printed in the background, and return how many sheets are there.

    Raises PaperError when that failed and fails again.
    """
    found = ready(batch)
    name = f"{batch.campaign.record_id}-{hash(batch.pairs)}-{batch.language}"
    if name in _failed:
        _failed.discard(name)
        _base(batch)
    if found < len(batch.pairs) and name not in _under_way:
        _under_way.add(name)
        _ONE_AT_A_TIME.submit(_print, batch, context, name)
    return found


def ready(batch: Batch) -> int:
    """Return how many sheets of a batch are printed."""
    base = _kept_base(batch)
    return sum(_press().kept_copy(base, batch.stamp(*pair)) is not None for pair in batch.pairs) if base else 0


def sheet(batch: Batch, member: Member, candidate: Candidate) -> Printed:
    """Return one scorecard, printed a moment ago or now; raises PaperError."""
    return _press().stamped(_base(batch), batch.stamp(member, candidate))


def archive(batch: Batch) -> bytes:
    """Return the sheets as a zip, and keep them no longer; raises PaperError."""
    base, names = _base(batch), filenames(batch.pairs, batch.language)
    data = zipped({name: sheet(batch, *pair).data for name, pair in zip(names, batch.pairs, strict=True)})
    for pair in batch.pairs:
        _press().forget_copy(base, batch.stamp(*pair))
    return data


def forget() -> None:
    """Keep no printed sheet, as they bear names: for when somebody is erased."""
    _press().forget_copies()


def filenames(pairs: Sequence[tuple[Member, Candidate]], language: Language) -> tuple[str, ...]:
    """Return the name of each sheet's file, in ASCII: code and initials, and more where two would be the same."""
    names = [f"{_FIRST[language]}-{ascii_name(candidate.code)}-{_initials(member.name)}" for member, candidate in pairs]
    return tuple(
        f"{name}.pdf"
        if names.count(name) == 1
        else f"{name}-{coded(member.reference)[:6]}{coded(candidate.reference)[:6]}.pdf"
        for name, (member, candidate) in zip(names, pairs, strict=True)
    )


def _print(batch: Batch, context: Callable[[], AbstractContextManager[object]], name: str) -> None:
    try:
        with context():
            for pair in batch.pairs:
                sheet(batch, *pair)
    except Busy:
        LOG.warning("scorecards not printed yet: the press is busy")
    except Exception:
        _failed.add(name)
        LOG.exception("scorecards not printed")
    finally:
        _under_way.discard(name)


def _base(batch: Batch) -> Printed:
    kit, language = batch.campaign.kit, batch.language
    return _kept_base(batch) or _press().printed(
        Order(html(kit, "scorecard", language)), key=key(kit, "scorecard", language)
    )


def _kept_base(batch: Batch) -> Printed | None:
    return _press().kept(key(batch.campaign.kit, "scorecard", batch.language))


def _initials(name: str) -> str:
    words = ascii_name(name).split("-")
    return words[0][:12] if len(words) == 1 and len(words[0]) <= 4 else "".join(word[0] for word in words).upper()


def _press() -> Press:
    return part("press", Press)
