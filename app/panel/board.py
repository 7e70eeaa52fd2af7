"""All that a comparison shows, worked out from the ratings and the kits; nothing here decides anything.

Each candidate is scored with the version of the kit that their cards were opened with, the last one when there are
several. Two candidates on different versions are never said to be ahead of one another.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from app.kits.kit import Kit
from app.panel.campaign import Campaign, Candidate, Card, KitVersion, Member
from app.panel.comparison import ESTABLISHED, Flip, flip, leads
from app.panel.fields import Stage
from app.panel.rules import is_compared
from app.panel.scoring import Rating, Score, Weights, equal_weights, scores
from app.panel.table import Grid, Table, grid, tabled

PAGE = 20
SEED = 2026

Weighting = Literal["kit", "equal"]


@dataclass(frozen=True)
class Given:
    """What a comparison is made of; `ratings` are those of the candidates whose ratings may be read, by stage."""

    versions: Mapping[int, Kit]
    members: Sequence[Member]
    candidates: Sequence[Candidate]
    cards: Sequence[Card]
    ratings: Mapping[Stage, Sequence[Rating]]


class Term(NamedTuple):
    """A competency in a total: its mean times its weight."""

    competency: str
    mean: Decimal
    weight: int


@dataclass(frozen=True)
class Standing:
    """Where a candidate stands: scores by stage; `raters` counts submitted cards, `mixed` says they differ in kit."""

    candidate: Candidate
    kit_number: int
    mixed: bool
    raters: int
    stage: Stage
    weights: Weights
    scores: Mapping[Stage, Score]

    @property
    def score(self) -> Score:
        """The score at the stage shown."""
        return self.scores[self.stage]

    @property
    def change(self) -> Decimal | None:
        """What discussion changed in the total; None when one of the two is missing."""
        before, after = self.scores["before"].total, self.scores["after"].total
        return None if before is None or after is None else after - before

    @property
    def terms(self) -> tuple[Term, ...]:
        """What the total is the weighted mean of."""
        means = self.score.competencies
        return tuple(Term(name, mean, weight) for name, weight in self.weights if (mean := means[name]) is not None)


@dataclass(frozen=True)
class Step:
    """From a candidate to the next one in the order of totals.

    `chance`: the probability that the first is ahead; None when they are not compared, because their kits differ.
    """

    first: Standing
    second: Standing
    chance: float | None
    flip: Flip | None

    @property
    def level(self) -> bool:
        """Whether the two totals are equal."""
        return self.first.score.total == self.second.score.total

    @property
    def established(self) -> bool:
        """Whether one may say that the first is ahead."""
        return self.chance is not None and not self.level and self.chance >= ESTABLISHED


def readable(
    campaign: Campaign,
    members: Sequence[Member],
    candidates: Sequence[Candidate],
    cards: Iterable[Card],
    reader: Member | None = None,
) -> tuple[Candidate, ...]:
    """Return the candidates whose ratings may be read side by side; by a member, once their own card is in.

    Without any submitted card there is nothing to read.
    """
    of: defaultdict[int, list[Card]] = defaultdict(list)
    for card in cards:
        if card.submitted_at:
            of[card.candidate_id].append(card)
    return tuple(
        each
        for each in candidates
        if of[each.record_id]
        and (reader is None or any(card.member_id == reader.record_id for card in of[each.record_id]))
        and is_compared(campaign, each, members, of[each.record_id])
    )


def kits(versions: Iterable[KitVersion]) -> dict[int, Kit]:
    """Return kits by the number of their version."""
    return {version.number: version.kit for version in versions}


def weights_of(kit: Kit, weighting: Weighting) -> tuple[tuple[str, int], ...]:
    """Return the weights of a kit's competencies, or equal ones."""
    weights = tuple((entry.competency.id, entry.weight) for entry in kit.weights)
    return equal_weights(weights) if weighting == "equal" else weights


@dataclass(frozen=True, eq=False)
class Board:
    """A comparison at a stage, with the kit's weights or equal ones."""

    given: Given
    stage: Stage
    weighting: Weighting

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Every candidate: the highest total first, those with equal totals by code, those without any last."""
        numbers, mixed, raters = self._numbers
        found = [
            Standing(each, number, each.record_id in mixed, raters[each.record_id], self.stage, weights, both)
            for number in sorted(set(numbers.values()))
            for weights, by_stage in [self._scores(number)]
            for each in self.given.candidates
            if numbers.get(each.record_id) == number
            for both in [{stage: by_stage[stage].get(each.reference, _nothing(each, weights)) for stage in by_stage}]
        ]
        return tuple(sorted(found, key=_place))

    @cached_property
    def main(self) -> int:
        """The version of the kit that most candidates got, the last of those when several did."""
        count = Counter(self._numbers[0].values())
        return max(count, key=lambda number: (count[number], number), default=max(self.given.versions))

    @cached_property
    def independent(self) -> Table:
        """The ratings before discussion, of all candidates: what agreement bears on."""
        return tabled(self.given.ratings["before"])

    @cached_property
    def alone(self) -> Grid:
        """The totals each rater alone gives before discussion, for the candidates on the main version."""
        kit = self.given.versions[self.main]
        return grid(self._table(self.main, "before"), weights_of(kit, self.weighting), kit.shares)

    def by_rater(self, shown: Sequence[Standing]) -> dict[str, dict[str, Decimal]]:
        """Return the total each rater alone gives to some candidates at the stage shown: candidate → rater → total."""
        found: dict[str, dict[str, Decimal]] = {each.candidate.reference: {} for each in shown}
        for number in {each.kit_number for each in shown}:
            kit = self.given.versions[number]
            mine = {each.candidate.reference for each in shown if each.kit_number == number}
            kept = [rating for rating in self.given.ratings[self.stage] if rating.candidate in mine]
            of = grid(kept, weights_of(kit, self.weighting), kit.shares)
            for candidate, line in zip(of.candidates, of.values.tolist(), strict=True):
                known = [(rater, value) for rater, value in zip(of.raters, line, strict=True) if value == value]
                found[candidate] = {rater: Decimal(repr(round(value, 6))) for rater, value in known}
        return found

    def steps(self, start: int, end: int) -> tuple[Step, ...]:
        """Return the steps between the candidates from place `start` to place `end`, both shown."""
        ranked = [each for each in self.standings[start : end + 1] if each.score.total is not None]
        chances: list[float | None] = []
        for _, run in groupby(ranked, key=lambda each: each.kit_number):
            chances += [*self._chances(tuple(run)), None]
        return tuple(
            Step(one, two, chance, None if chance is None else flip(one.score, two.score, one.weights))
            for (one, two), chance in zip(pairwise(ranked), chances, strict=False)
        )

    def _chances(self, run: Sequence[Standing]) -> tuple[float, ...]:
        if len(run) < 2:
            return ()
        kit = self.given.versions[run[0].kit_number]
        table = self._table(run[0].kit_number, self.stage)
        return leads(table, run[0].weights, kit.shares, [each.candidate.reference for each in run], SEED)

    @cached_property
    def _numbers(self) -> tuple[dict[int, int], set[int], Counter[int]]:
        """Return the version of each candidate's kit, who got several, and how many cards each has."""
        held: defaultdict[int, set[int]] = defaultdict(set)
        raters: Counter[int] = Counter()
        for card in self.given.cards:
            if card.submitted_at:
                held[card.candidate_id].add(card.kit_number)
                raters[card.candidate_id] += 1
        wanted = {each.record_id for each in self.given.candidates}
        numbers = {each: max(found) for each, found in held.items() if each in wanted}
        return numbers, {each for each, found in held.items() if len(found) > 1}, raters

    def _table(self, number: int, stage: Stage) -> Table:
        numbers = self._numbers[0]
        if set(numbers.values()) == {number}:
            return self.independent if stage == "before" else self._changed
        mine = {each.reference for each in self.given.candidates if numbers.get(each.record_id) == number}
        return tabled([rating for rating in self.given.ratings[stage] if rating.candidate in mine])

    @cached_property
    def _changed(self) -> Table:
        same = self.given.ratings["after"] is self.given.ratings["before"]
        return self.independent if same else tabled(self.given.ratings["after"])

    def _scores(self, number: int) -> tuple[Weights, dict[Stage, dict[str, Score]]]:
        kit = self.given.versions[number]
        weights = weights_of(kit, self.weighting)
        before = scores(self._table(number, "before"), weights, kit.shares)
        if self.given.ratings["after"] is self.given.ratings["before"]:
            return weights, {"before": before, "after": before}
        return weights, {"before": before, "after": scores(self._table(number, "after"), weights, kit.shares)}


def _nothing(candidate: Candidate, weights: Weights) -> Score:
    empty = {name: None for name, _ in weights}
    return Score(candidate.reference, None, 0, empty, {}, {}, {name: Decimal(0) for name, _ in weights})


def _place(standing: Standing) -> tuple[bool, Decimal, str]:
    total = standing.score.total
    return total is None, -(total or Decimal(0)), standing.candidate.code
