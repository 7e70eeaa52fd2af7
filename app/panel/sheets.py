"""Scorecards on paper: whose a sheet is, by the names of its fields, and what a filled one says.

A field is called `kit_rater_candidate_item_competency_what` (see `kits.fields`). On a sheet printed for someone, rater
and candidate are the references of both, in letters that such a name may hold; on others, both are `any`.
"""

from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.content.text import Language
from app.kits.fields import ANYONE, MARK, FieldName, What, field_name
from app.kits.kit import Kit
from app.panel.edits import cleaned
from app.panel.fields import LONGEST, RATINGS, Field
from app.panel.interview import GENERAL, fields
from app.paper.order import Stamp

BLANK = "Off"  # What some programs write where nothing was chosen.


class Misfit(Exception):
    """A filled sheet that cannot be taken; `fields` are the ones that stand in the way.

    `code`: foreign (no field of ours), mixed (several sheets in one), altered (fields that the kit has not), value
    (a rating out of its scale), too-long.
    """

    def __init__(self, code: str, fields: Iterable[Field] = ()) -> None:
        super().__init__(code)
        self.code, self.fields = code, tuple(fields)


@dataclass(frozen=True)
class Sheet:
    """A filled sheet: the kit's mark, whose it is, what was typed for both names, and each field by name."""

    mark: str
    rater: str
    candidate: str
    named: Mapping[What, str]
    values: Mapping[FieldName, str] = field(default_factory=dict)

    @property
    def after(self) -> bool:
        """Whether the part that is filled after the discussion holds something."""
        return any(name.what == "decision" for name in self.values)


def coded(reference: str) -> str:
    """Return a reference in the letters of a field's name: two references never give the same."""
    return b32encode(reference.encode()).decode().rstrip("=").lower()


def stamp(kit: Kit, rater: tuple[str, str], candidate: tuple[str, str]) -> Stamp:
    """Return what makes a plain scorecard that of a rater and a candidate, each a reference and a name to print."""
    start = str(FieldName(kit.hash[:MARK], "", "", "notes")).removesuffix("__notes")
    mine = FieldName(kit.hash[:MARK], "", "", "notes", coded(rater[0]), coded(candidate[0]))
    whats: tuple[tuple[What, str], ...] = (("rater", rater[1]), ("candidate", candidate[1]))
    return Stamp(
        before=start,
        after=str(mine).removesuffix("__notes"),
        values={str(FieldName(kit.hash[:MARK], ANYONE, ANYONE, what)): text for what, text in whats},
    )


def sheet(values: Mapping[str, str]) -> Sheet:
    """Return what the fields of a PDF say; what is not of ours is left aside. Raises Misfit."""
    ours = {name: cleaned(value).strip() for text, value in values.items() if (name := field_name(text))}
    if not ours:
        raise Misfit("foreign")
    whose = {(name.kit, name.rater, name.candidate) for name in ours}
    if len(whose) > 1:
        raise Misfit("mixed")
    about: dict[What, str] = {name.what: value for name, value in ours.items() if name.what in ("rater", "candidate")}
    written = {name: value for name, value in ours.items() if value not in ("", BLANK) and name.what not in about}
    return Sheet(*whose.pop(), about, {name: value for name, value in written.items() if name.what != "date"})


def marks(sheet: Sheet, kit: Kit, language: Language) -> Mapping[Field, str]:
    """Return what a sheet says field by field of the card on screen; raises Misfit.

    A work sample has notes for each competency on paper and one place on screen: each is headed by its competency.
    """
    said: dict[Field, list[str]] = defaultdict(list)
    names = {entry.competency.id: entry.competency.name[language] for entry in kit.weights}
    several = {item.id for item in kit.items if len(kit.rated(item)) > 1}
    for name, value in sheet.values.items():
        if about := _field(name):
            headed = about.what == "notes" and about.item in several
            said[about].append(f"{names.get(name.competency, name.competency)} : {value}" if headed else value)
    found = {about: "\n\n".join(parts) for about, parts in said.items()}
    for code, wrong in _wrong(found, kit):
        if wrong:
            raise Misfit(code, wrong)
    return found


def _wrong(found: Mapping[Field, str], kit: Kit) -> Iterator[tuple[str, list[Field]]]:
    known = fields(kit, "before")
    yield "altered", [about for about in found if about not in known]
    yield "value", [about for about, value in found.items() if about.what == "rating" and value not in RATINGS]
    yield "too-long", [about for about, value in found.items() if len(value) > LONGEST[about.what]]


def _field(name: FieldName) -> Field | None:
    match name.what:
        case "rating":
            return Field(name.item, "rating", name.competency)
        case "notes":
            return GENERAL if name.item == ANYONE else Field(name.item, "notes")
    return None
