"""Everything public, as entries to be found: what each is called, how people ask for it, where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from app.content.text import Language, Text
from app.library import Library
from app.questions.grounds import Ground, Trap
from app.search.lexicon import NAME, Titles
from app.search.ranking import Document, Found, Ranking

# What a kind is worth when two entries hold a query equally well.
BOOSTS: dict[str, float] = {
    "tool": 1.12,  # Answers with the figures of whoever asks.
    "faq": 1.10,  # Answers in words, the short answer first.
    "guide": 1.06,  # Answers at length.
    "salary": 1.04,  # Answers with figures.
    "law": 1.02,  # Answers one point.
    "kpi": 1.0,  # Defines one figure, with its formula.
    "chapter": 1.0,  # Tells one side of the job.
    "page": 1.0,  # Leads to answers.
    "role": 0.95,  # The guide to the same role says more.
    "rate": 0.95,  # One figure among others.
    "competency": 0.95,  # Defines, for those who rate.
    "sample": 0.95,  # Is given to candidates: it asks.
    "unlawful": 0.95,  # One ground; the page holds them all.
    "question": 0.88,  # Asks; there are more than a hundred, and they speak of everything.
}


@dataclass(frozen=True)
class Entry:
    """One thing to be found, in one language, and where: a view, its arguments, a part of its page."""

    kind: str
    id: str
    title: str
    text: str
    endpoint: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    asked: tuple[str, ...] = ()

    @property
    def document(self) -> Document:
        """What the entry is found by."""
        return Document(self.kind, self.title, self.asked, self.text)


@dataclass(frozen=True, eq=False)
class Site:
    """Everything public in one language, and what finds it."""

    entries: tuple[Entry, ...]
    ranking: Ranking

    def find(self, query: str) -> tuple[tuple[Entry, ...], Found]:
        """Return what answers `query`, best first, and how the query was read."""
        found = self.ranking.find(query)
        return tuple(self.entries[name] for name in found.names), found


@lru_cache(maxsize=4)
def site(library: Library, language: Language) -> Site:
    """Return everything public in `language`, indexed on the first search."""
    everything = entries(library, language)
    groups = [group[language] for group in library.lexicon.synonyms.values()]
    return Site(everything, Ranking([entry.document for entry in everything], language, groups, BOOSTS))


def entries(library: Library, language: Language) -> tuple[Entry, ...]:
    """Return everything public in `language`, in an order that never changes."""
    teller = _Teller(library, language)
    return (
        *teller.places(),
        *teller.faq(),
        *teller.subject(),
        *teller.careers(),
        *teller.law(),
        *teller.rates(),
        *teller.vocabulary(),
        *teller.bank(),
        *teller.unlawful(),
    )


@dataclass(frozen=True)
class _Teller:
    """Tells each kind of entry in one language."""

    library: Library
    language: Language

    @property
    def titles(self) -> Titles:
        """How entries are called."""
        return self.library.lexicon.titles

    def places(self) -> Iterator[Entry]:
        """Yield the tools, the pages and the points of law that are named by hand."""
        for place in self.library.lexicon.places.values():
            notes = (self.library.law.notes[name].text for name in place.notes)
            text = self._said(*((place.text,) if place.text else ()), *notes)
            asked = place.asked[self.language]
            title = place.title[self.language]
            yield Entry(place.kind, place.id, title, text, place.endpoint, place.query, place.anchor, asked)

    def faq(self) -> Iterator[Entry]:
        """Yield the frequent questions."""
        for answer in self.library.faq.questions.values():
            text = self._said(answer.short, answer.answer)
            asked = answer.asked[self.language]
            title = answer.question[self.language]
            yield Entry("faq", answer.id, title, text, "faq.question", {"name": answer.id}, asked=asked)

    def subject(self) -> Iterator[Entry]:
        """Yield the chapters of the guide to the subject, and the formula of each indicator."""
        for section in self.library.subject.guide.sections.values():
            title, text = section.title[self.language], section.body[self.language]
            yield Entry("chapter", section.id, title, text, "subject.guide", anchor=section.id)
        for formula in self.library.subject.formulas.values():
            text = self._said(formula.use, formula.caution, formula.top, *filter(None, (formula.bottom,)))
            yield Entry("kpi", formula.id, formula.name[self.language], text, "subject.kpis", anchor=formula.id)

    def careers(self) -> Iterator[Entry]:
        """Yield the guide to each role, and what it pays."""
        for guide in self.library.guides.values():
            text = self._said(guide.summary, *guide.missions, guide.entry, *guide.levels.values())
            where = {"role": guide.id}
            name = guide.name[self.language]
            asked = tuple(phrase.replace(NAME, name) for phrase in self.titles.guide[self.language])
            yield Entry("guide", guide.id, name, text, "careers.guide", where, asked=asked)
        for pay in self.library.salaries.roles.values():
            text = self._said(*(step.meaning for step in pay.levels.values()), *filter(None, (pay.note, pay.none)))
            title = self._titled(self.titles.salary, pay.label)
            yield Entry("salary", pay.id, title, text, "salaries.role", {"name": pay.id})

    def law(self) -> Iterator[Entry]:
        """Yield the legal statuses, where each is told: the page of statuses shows one micro-entreprise at a time."""
        for status in self.library.law.statuses.values():
            text = self._said(status.summary, status.cover, status.duties)
            asked = (status.short[self.language],)
            title = status.name[self.language]
            if status.id == "employee":
                yield Entry("law", status.id, title, text, "salaries.conversion", asked=asked)
            else:
                where = {"trade": status.id} if status.id == "micro-bic" else {}
                yield Entry("law", status.id, title, text, "freelance.statuses", where, status.id, asked)

    def rates(self) -> Iterator[Entry]:
        """Yield what the market pays: by the day, by the month, by the piece."""
        market = self.library.market
        for anchor, ranges in (("days", market.rates.ranges), ("packs", market.packages.ranges)):
            for range_ in ranges.values():
                yield self._rate(range_.id, range_.label, range_.note, anchor)
        for piece in market.packages.deliverables.values():
            yield self._rate(piece.id, piece.label, piece.note, "deliverables")

    def _rate(self, name: str, label: Text, note: Text | None, anchor: str) -> Entry:
        text = self._said(*((note,) if note else ()))
        title = self._titled(self.titles.rate, label)
        return Entry("rate", name, title, text, "freelance.market", anchor=anchor)

    def vocabulary(self) -> Iterator[Entry]:
        """Yield the roles and the competencies of the kits."""
        for role in self.library.roles.values():
            title = self._titled(self.titles.role, role.name)
            text = self._said(role.mission, *(code.label for code in role.codes))
            yield Entry("role", role.id, title, text, "pages.vocabulary", anchor=role.id)
        for competency in self.library.competencies.values():
            text = self._said(competency.definition, *competency.levels.values())
            title = competency.name[self.language]
            yield Entry("competency", competency.id, title, text, "pages.vocabulary", anchor=competency.id)

    def bank(self) -> Iterator[Entry]:
        """Yield the questions and the work samples."""
        for question in self.library.questions.values():
            topic = self.library.topics[question.topic].name
            text = self._said(question.reveals, *question.probes, *question.anchors.values(), topic)
            title = question.ask[self.language]
            yield Entry("question", question.id, title, text, "questions.question", {"name": question.id})
        for sample in self.library.samples.values():
            text = self._said(sample.summary, sample.brief)
            title = sample.title[self.language]
            yield Entry("sample", sample.id, title, text, "questions.sample", {"name": sample.id})

    def unlawful(self) -> Iterator[Entry]:
        """Yield the grounds of discrimination and the other traps."""
        everything: list[Ground | Trap] = [*self.library.grounds.values(), *self.library.traps.values()]
        for barred in everything:
            text = self._said(*barred.avoid, barred.why)
            title = self._titled(self.titles.unlawful, barred.name)
            yield Entry("unlawful", barred.id, title, text, "questions.unlawful", anchor=barred.id)

    def _titled(self, pattern: Text, name: Text) -> str:
        """Return the title of an entry, made of its name as its kind wants."""
        return pattern[self.language].replace(NAME, name[self.language])

    def _said(self, *texts: Text) -> str:
        return " ".join(text[self.language] for text in texts)
