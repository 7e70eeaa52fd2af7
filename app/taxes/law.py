"""The tables of law: every figure as of a day, and the words that explain each line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from app.content.dated import Figure, Scale, Source
from app.content.reading import Entries, Entry, Item, Origin, Problem
from app.content.text import Text

HUNDRED = Decimal(100)


class Rule(Entry):
    """What a line of a breakdown is: its rule in one sentence, where the law says it, the figures it uses."""

    label: Text
    rule: Text
    article: Text
    figures: tuple[str, ...] = ()


class Note(Entry):
    """What one must know beside the amounts."""

    text: Text
    article: Text
    figures: tuple[str, ...] = ()


class StatusWords(Entry):
    """A legal status in words: what it is, how it covers one, what it asks for."""

    name: Text
    short: Text
    summary: Text
    cover: Text
    duties: Text


class FigureFile(Item):
    """rate_tables/law/figures.yaml; nothing is known after `known_until`."""

    known_until: date
    figures: Entries[Figure]


class ScaleFile(Item):
    """rate_tables/law/scales.yaml."""

    scales: Entries[Scale]


class RuleFile(Item):
    """rate_tables/law/lines.yaml."""

    lines: Entries[Rule]


class NoteFile(Item):
    """rate_tables/law/notes.yaml."""

    notes: Entries[Note]


class StatusFile(Item):
    """rate_tables/law/statuses.yaml."""

    statuses: Entries[StatusWords]


class SourceFile(Item):
    """The sources of a folder of rates."""

    sources: Entries[Source]


class Beyond(LookupError):
    """The law of that day is not known yet; `until` is the last day that is."""

    def __init__(self, day: date, until: date) -> None:
        super().__init__(f"the law is known until {until}, not on {day}")
        self.until = until


@dataclass(frozen=True)
class Explanation:
    """Where a line comes from: its rule, the figures and scales it uses, their sources, the oldest day of check."""

    rule: Rule
    figures: tuple[Figure | Scale, ...]
    sources: tuple[Source, ...]
    checked: date | None


@dataclass(frozen=True, eq=False, repr=False)
class Law:
    """Everything rate_tables/law/ says."""

    known_until: date
    figures: Mapping[str, Figure]
    scales: Mapping[str, Scale]
    lines: Mapping[str, Rule]
    notes: Mapping[str, Note]
    statuses: Mapping[str, StatusWords]
    sources: Mapping[str, Source]

    def on(self, day: date) -> "Rates":
        """Return the law as of `day`; raises Beyond after the last day known."""
        if day > self.known_until:
            raise Beyond(day, self.known_until)
        return _rates(self, day)

    def explained(self, code: str) -> Explanation:
        """Return where the line `code` comes from."""
        rule = self.lines[code]
        used = tuple(self.figures[name] if name in self.figures else self.scales[name] for name in rule.figures)
        sources = {figure.source: self.sources[figure.source] for figure in used}
        checked = min((figure.checked for figure in used), default=None)
        return Explanation(rule, used, tuple(sources.values()), checked)


class Rates(dict[str, Decimal]):
    """The figures of law as of a day, percentages as ratios: 0.256 for 25.6 %.

    A figure without a value on that day raises NotYet, which names it.
    """

    def __init__(self, law: Law, day: date) -> None:
        super().__init__()
        self.law = law
        self.day = day
        self._scales: dict[str, tuple[tuple[Decimal, Decimal], ...]] = {}

    def __missing__(self, name: str) -> Decimal:
        figure = self.law.figures[name]
        value = figure.on(self.day)
        self[name] = value / HUNDRED if figure.unit == "%" else value
        return self[name]

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def scale(self, name: str) -> tuple[tuple[Decimal, Decimal], ...]:
        """Return the steps of a scale: pairs (from so much on, ratio)."""
        if name not in self._scales:
            steps = self.law.scales[name].on(self.day)
            self._scales[name] = tuple((threshold, rate / HUNDRED) for threshold, rate in steps)
        return self._scales[name]


@lru_cache(maxsize=64)
def _rates(law: Law, day: date) -> Rates:
    return Rates(law, day)


def problems(law: Law, origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """Yield what is wrong between the files of law; `origins` by file name."""
    known = {**law.figures, **law.scales}
    histories: tuple[tuple[str, Mapping[str, Figure | Scale]], ...] = (("figures", law.figures), ("scales", law.scales))
    for kind, entries in histories:
        for name, history in entries.items():
            yield from origins[kind].unknown((kind, name, "source"), history.source, law.sources)
    explained: tuple[tuple[str, Mapping[str, Rule | Note]], ...] = (("lines", law.lines), ("notes", law.notes))
    for kind, words in explained:
        for name, entry in words.items():
            for rank, figure in enumerate(entry.figures):
                yield from origins[kind].unknown((kind, name, "figures", rank), figure, known)
