"""What a filled sheet would do to a campaign, and every reason why it does nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar

from app.kits.fields import ANYONE, MARK
from app.panel.campaign import Campaign, Candidate, Card, KitVersion, Mark, Marks, Member
from app.panel.edits import digest, value_of
from app.panel.fields import Field
from app.panel.interview import gaps, turns
from app.panel.rules import may_open
from app.panel.sheets import Misfit, Sheet, coded, marks

Outcome = Literal["new", "adds", "differs", "same", "copy", "refused"]
BRINGS: tuple[Outcome, ...] = ("new", "adds", "differs")
BROUGHT = "paper"  # The device of what a campaign's owner brought on paper, which they have read.
Whose = tuple[Member, Candidate, KitVersion]

PersonT = TypeVar("PersonT", Member, Candidate)


@dataclass(frozen=True)
class Stock:
    """What a campaign holds, against which sheets are read on a day; `only` is the member whose sheets they must be.

    `standing`: what stands in each card, by its record.
    """

    campaign: Campaign
    versions: Sequence[KitVersion]
    members: Sequence[Member]
    candidates: Sequence[Candidate]
    cards: Mapping[tuple[int, int], Card]
    standing: Mapping[int, Marks]
    on: date
    only: Member | None = None


@dataclass(frozen=True)
class File:
    """A file that was dropped: its name, and what it says or, by a code, why it was not read."""

    name: str
    read: Sheet | str


@dataclass(frozen=True)
class Choice:
    """What is chosen for a sheet that bears no reference: references of a member and of a candidate."""

    member: str = ""
    candidate: str = ""


@dataclass(frozen=True)
class Pair:
    """A field that the card has already. Without `card`, nobody may read what it says: it may be the same.

    Until a member submits, the owner learns nothing of what stands there, not even by asking whether a value is right.
    """

    field: Field
    paper: str
    card: str | None


@dataclass(frozen=True)
class Finding:
    """What a file would do. `trouble` says by a code why it does nothing, about `fields`.

    `adds`: what the card lacks. `pairs`: what must be decided. `complete`: the card would lack no rating.
    `to_choose`: whether member and candidate are to be chosen on the page. `after`: the sheet has a last part, on what
    was thought after the discussion, which is never taken.
    """

    file: File
    outcome: Outcome = "refused"
    trouble: str = ""
    fields: tuple[Field, ...] = ()
    member: Member | None = None
    candidate: Candidate | None = None
    version: KitVersion | None = None
    to_choose: bool = False
    adds: tuple[tuple[Field, str], ...] = ()
    pairs: tuple[Pair, ...] = ()
    complete: bool = False
    after: bool = False

    @property
    def whose(self) -> Whose | None:
        """The member, the candidate and the version of the kit, when all are known."""
        return (self.member, self.candidate, self.version) if self.member and self.candidate and self.version else None

    @property
    def seen(self) -> str:
        """What tells whether a finding is still the one that was shown."""
        who = (self.member and self.member.reference, self.candidate and self.candidate.reference)
        return digest(repr((self.outcome, self.trouble, who, self.adds, self.pairs)))

    @property
    def says(self) -> tuple[object, ...]:
        """What it brings, to tell whether two files say the same of a card."""
        return (self.version, self.adds, self.pairs)

    @property
    def ratings(self) -> int:
        """How many ratings it brings."""
        return sum(about.what == "rating" for about, _ in self.adds)


def findings(files: Sequence[File], choices: Mapping[int, Choice], stock: Stock) -> tuple[Finding, ...]:
    """Return what each file would do, by rank; two files for one card that differ are both refused."""
    found = [finding(file, choices.get(rank, Choice()), stock) for rank, file in enumerate(files)]
    said: dict[tuple[int, int], list[int]] = {}
    for rank, each in enumerate(found):
        if each.member and each.candidate and each.outcome != "refused":
            said.setdefault((each.member.record_id, each.candidate.record_id), []).append(rank)
    for first, *others in said.values():
        alike = [rank for rank in others if found[rank].says == found[first].says]
        for rank in alike if len(alike) == len(others) else (first, *others):
            refused = len(alike) < len(others)
            found[rank] = replace(found[rank], outcome="refused" if refused else "copy", trouble="twice" * refused)
    return tuple(found)


def finding(file: File, choice: Choice, stock: Stock) -> Finding:
    """Return what a file would do by itself."""
    if isinstance(file.read, str):
        return Finding(file, trouble=file.read)
    known = Finding(file, after=file.read.after)
    version = next((each for each in stock.versions if each.kit.hash[:MARK] == file.read.mark), None)
    if version is None:
        return replace(known, trouble="other-kit")
    try:
        said = marks(file.read, version.kit, stock.campaign.language)
    except Misfit as misfit:
        return replace(known, version=version, trouble=misfit.code, fields=misfit.fields)
    known = _whose(replace(known, version=version), file.read, choice, stock)
    return _compared(known, known.whose, said, stock) if known.whose and not known.trouble else known


def _whose(known: Finding, sheet: Sheet, choice: Choice, stock: Stock) -> Finding:
    to_choose = ANYONE in (sheet.rater, sheet.candidate)
    member, candidate = _member(sheet, choice, stock), _candidate(sheet, choice, stock)
    known = replace(known, member=member, candidate=candidate, to_choose=to_choose)
    if member is None:
        return replace(known, trouble="whose" if sheet.rater == ANYONE else "unknown-member")
    if stock.only and member != stock.only:
        return replace(known, trouble="not-yours", member=None)
    if member.revoked_at is not None:
        return replace(known, trouble="revoked")
    if candidate is None:
        return replace(known, trouble="whom" if sheet.candidate == ANYONE else "unknown-candidate")
    return known


def _member(sheet: Sheet, choice: Choice, stock: Stock) -> Member | None:
    if sheet.rater != ANYONE:
        return next((each for each in stock.members if coded(each.reference) == sheet.rater), None)
    if stock.only:
        return stock.only
    seated = [each for each in stock.members if each.revoked_at is None]
    if chosen := [each for each in seated if each.reference == choice.member]:
        return chosen[0]
    return _alone(each for each in seated if _alike(each.name, sheet.named.get("rater", "")))


def _candidate(sheet: Sheet, choice: Choice, stock: Stock) -> Candidate | None:
    if sheet.candidate != ANYONE:
        return next((each for each in stock.candidates if coded(each.reference) == sheet.candidate), None)
    if chosen := [each for each in stock.candidates if each.reference == choice.candidate]:
        return chosen[0]
    return _alone(each for each in stock.candidates if _alike(each.code, sheet.named.get("candidate", "")))


def _alone(found: Iterable[PersonT]) -> PersonT | None:
    people = tuple(found)
    return people[0] if len(people) == 1 else None


def _alike(name: str, typed: str) -> bool:
    return " ".join(name.split()).casefold() == " ".join(typed.split()).casefold()


def _compared(known: Finding, whose: Whose, said: Mapping[Field, str], stock: Stock) -> Finding:
    member, candidate, version = whose
    card = stock.cards.get((member.record_id, candidate.record_id))
    standing = stock.standing.get(card.record_id, {}) if card else {}
    hidden = stock.only is None and not (card and card.submitted_at)
    adds = tuple((about, value) for about, value in said.items() if not value_of(standing, about).strip())
    pairs = tuple(_pairs(said, standing, hidden))
    known = replace(known, adds=adds, pairs=pairs)
    if trouble := _trouble(known, whose, card, stock):
        touched = (*(about for about, _ in adds), *(pair.field for pair in pairs)) if trouble == "submitted" else ()
        return replace(known, trouble=trouble, fields=touched, adds=(), pairs=())
    if not said:
        return replace(known, trouble="empty")
    outcome: Outcome = "differs" if pairs else "same" if not adds else "adds" if standing else "new"
    merged = {**standing, **{about: Mark(0, "", value) for about, value in said.items()}}
    lacking = gaps(turns(version.kit, candidate.extra), merged)
    return replace(known, outcome=outcome, complete=not any(gap.what != "notes" for gap in lacking))


def _pairs(said: Mapping[Field, str], standing: Marks, hidden: bool) -> Iterator[Pair]:
    for about, value in said.items():
        written = value_of(standing, about).strip()
        if written and hidden and standing[about].device != BROUGHT:
            yield Pair(about, value, None)
        elif written not in ("", value):
            yield Pair(about, value, written)


def _trouble(known: Finding, whose: Whose, card: Card | None, stock: Stock) -> str:
    _, candidate, version = whose
    if card and version.number != card.kit_number:
        return "version"
    if card and card.submitted_at:
        return "submitted" if known.adds or known.pairs else ""
    return may_open(stock.campaign, candidate, stock.on) or ""
