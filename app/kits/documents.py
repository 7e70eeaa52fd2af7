"""The printed documents of a kit: HTML, title, file name, and the key under which their PDF is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from app.careers.vocabulary import Competency
from app.charts.timeline import Timeline, Tone, timeline
from app.config import Settings
from app.content.dated import Source
from app.content.text import Language
from app.kits.fields import MARK, NOT_OBSERVED, FieldName
from app.kits.kit import Kit
from app.kits.plan import Asked
from app.kits.schedule import Phase, Slot
from app.library import Library
from app.questions.bank import Criterion, WorkSample
from app.web.language import FOLDER as TRANSLATIONS
from app.web.language import gettext, speaking
from app.web.parts import part
from app.web.shown import rendered

Document = Literal["interviewer", "scorecard", "notice", "handouts", "all"]
DOCUMENTS: tuple[Document, ...] = ("interviewer", "scorecard", "notice", "handouts", "all")
FIRST_WORDS: dict[Language, dict[Document, str]] = {
    "fr": {
        "interviewer": "kit",
        "scorecard": "grille",
        "notice": "notice",
        "handouts": "epreuves",
        "all": "dossier",
    },
    "en": {
        "interviewer": "kit",
        "scorecard": "scorecard",
        "notice": "notice",
        "handouts": "work-samples",
        "all": "pack",
    },
}
CITED = (
    "l1132-1",
    "l1221-6",
    "l1221-8",
    "l1221-9",
    "directive-2023-970",
    "cnil-guide-2023",
    "nowak-2017",
    "campion-1997",
    "sackett-2022",
    "conway-1995",
    "kuncel-2013",
    "pulakos-1996",
    "kell-2017",
)
DRAWINGS = Path(__file__).resolve().parent.parent / "charts"
WIDTH = 658  # 174 mm, the measure of a page, in CSS pixels


@dataclass(frozen=True)
class Rated:
    """A competency rated on an item: weight in the total, in per cent, and criterion of a work sample."""

    competency: Competency
    weight: Decimal
    criterion: Criterion | None


@dataclass(frozen=True)
class Block:
    """An item of the kit as it is printed: its number, the minute at which it starts, what is rated."""

    number: int
    item: Asked
    start: int
    ratings: tuple[Rated, ...]

    @property
    def sample(self) -> bool:
        """Whether it is a work sample."""
        return isinstance(self.item, WorkSample)


def offered(kit: Kit) -> tuple[Document, ...]:
    """Return the documents worth printing: there is nothing to hand out in a kit without a work sample."""
    return tuple(document for document in DOCUMENTS if document != "handouts" or kit.work_samples)


def html(kit: Kit, document: Document, language: Language) -> str:
    """Return a document as one HTML page, ready for `app.paper`; needs an application context."""
    with speaking(language):
        return rendered(
            f"kits/document/{document}.html",
            kit=kit,
            document=document,
            language=language,
            title=title(kit, document, language),
            blocks=blocks(kit),
            drawing=drawing(kit.schedule),
            sources=_sources(),
            not_observed=NOT_OBSERVED,
            field=lambda item, competency, what: FieldName(kit.hash[:MARK], item, competency, what),
        )


def title(kit: Kit, document: Document, language: Language) -> str:
    """Return what a document is called, in `language`."""
    with speaking(language):
        names: dict[Document, str] = {
            "interviewer": gettext("Kit d'entretien"),
            "scorecard": gettext("Grille de notation"),
            "notice": gettext("Notice remise avant l'entretien"),
            "handouts": gettext("Épreuves"),
            "all": gettext("Dossier d'entretien"),
        }
        return f"{names[document]} · {kit.title}"


def filename(kit: Kit, document: Document, language: Language) -> str:
    """Return the name of the PDF file, in ASCII."""
    words = [FIRST_WORDS[language][document], kit.role.id, kit.level.id, f"{kit.minutes}min"]
    if kit.variant != "A":
        words.append(kit.variant.lower())
    return "-".join([*words, language]) + ".pdf"


def key(kit: Kit, document: Document, language: Language) -> str:
    """Return what stands for a document's content: kit, templates, words, drawings and sources."""
    return f"{_content(kit)}-{document}-{language}"


def keys(kit: Kit, language: Language) -> dict[Document, str]:
    """Return the key of each document offered; the kit's fingerprint is taken once for all."""
    content = _content(kit)
    return {document: f"{content}-{document}-{language}" for document in offered(kit)}


def _content(kit: Kit) -> str:
    digest = _digest(part("settings", Settings).root / "templates")
    cited = sha256(repr(_sources()).encode()).hexdigest()[:12]
    return f"{kit.hash}-{digest}-{cited}"


def drawing(slots: Iterable[Slot], width: int = WIDTH) -> Timeline:
    """Return the timeline of an interview, `width` CSS pixels wide, in the language being spoken."""
    return timeline(_segments(slots), width)


def blocks(kit: Kit) -> tuple[Block, ...]:
    """Return the items of a kit in order, numbered from 1, with their times and weights."""
    weights = {(share.item, share.competency): Decimal(share.basis_points) / 100 for share in kit.shares}
    starts = {slot.item.id: slot.start for slot in kit.schedule if slot.item}
    return tuple(
        Block(
            number,
            item,
            starts[item.id],
            tuple(
                Rated(
                    entry.competency,
                    weights[item.id, entry.competency.id],
                    _criterion(item, entry.competency),
                )
                for entry in kit.rated(item)
            ),
        )
        for number, item in enumerate(kit.items, 1)
    )


def _criterion(item: Asked, competency: Competency) -> Criterion | None:
    if not isinstance(item, WorkSample):
        return None
    return next((criterion for criterion in item.scoring if criterion.competency == competency.id), None)


def _segments(slots: Iterable[Slot]) -> Iterable[tuple[str, int, Tone]]:
    names: dict[Phase, str] = {
        "opening": gettext("Accueil"),
        "pause": gettext("Pause"),
        "candidate": gettext("Questions de la personne"),
        "close": gettext("Clôture"),
    }
    number = 0
    for slot in slots:
        if slot.item is None:
            yield names[slot.phase], slot.minutes, "blank" if slot.phase == "pause" else "pale"
        else:
            number += 1
            yield str(number), slot.minutes, "striped" if isinstance(slot.item, WorkSample) else "solid"


def _sources() -> dict[str, Source]:
    known = part("library", Library).sources
    return {name: known[name] for name in CITED if name in known}


@lru_cache(maxsize=4)
def _digest(templates: Path) -> str:
    """Return a fingerprint of all that shapes a document besides its kit; read once for each process."""
    folders = (templates / "kits" / "document", templates / "components", TRANSLATIONS, DRAWINGS)
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    read = [path for path in files if path.suffix != ".pyc"] + [Path(__file__)]
    return sha256(b"\0".join(sha256(path.read_bytes()).digest() for path in read)).hexdigest()[:12]
