"""How a phrase goes through a sentence: steps over sets of places, the bits of a number.

A step knows the words without which it leads nowhere, and is looked up by those that fewest of its like ask for: most
phrases are left aside at once.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, cached_property, reduce
from operator import or_

GAP = 6


class Words:
    """The words of a sentence, and where each of them stands: bit 0 before the first, bit n after the nth."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self.everywhere = (2 << len(self.words)) - 1
        self.reached: dict[tuple[object, int], int] = {}
        self.at: dict[str, int] = {}
        for place, word in enumerate(self.words):
            self.at[word] = self.at.get(word, 0) | 1 << place

    @cached_property
    def signs(self) -> frozenset[str]:
        """The words, and every way in which one of them starts, followed by `~`."""
        starts = {f"{word[:end]}~" for word in self.at for end in range(1, len(word) + 1)}
        return frozenset(starts.union(self.at))

    def places(self, whole: frozenset[str], starts: tuple[str, ...]) -> int:
        """Return the places of the words that are one of `whole`, or start in one of the ways of `starts`."""
        return reduce(
            or_, (at for word, at in self.at.items() if word in whole or (starts and word.startswith(starts))), 0
        )


Take = Callable[[Words, int], int]
Asks = tuple[frozenset[str], ...]


class Step:
    """What takes places to others. `bare`: it may pass over no word at all."""

    def __init__(self, take: Take, asks: Callable[[], Asks], bare: bool) -> None:
        self.take = take
        self.bare = bare
        self._asks = asks

    @cached_property
    def asks(self) -> Asks:
        """Sets of signs: a sentence holds one at least of each set, or the step leads nowhere in it."""
        return self._asks()

    def may(self, sentence: Words) -> bool:
        """Return whether it is worth trying in a sentence."""
        return not any(map(sentence.signs.isdisjoint, self.asks))


Way = list[Step | str]


def either(ways: Iterable[Way]) -> Step:
    """Return the step that goes any of these ways; only those that the words of the sentence allow are tried."""
    single, steps = [], []
    for way in ways:
        if len(way) == 1 and isinstance(way[0], str):
            single.append(way[0])
        else:
            steps.append(_chain(way))
    if single:
        steps.append(_words(single))
    if len(steps) == 1:
        return steps[0]

    @cache
    def index() -> tuple[list[Step], dict[str, list[Step]], frozenset[str]]:
        crowd = Counter(sign for step in steps for asked in step.asks for sign in asked)
        by_sign: dict[str, list[Step]] = {}
        for step in steps:
            for sign in min(step.asks, key=lambda asked: max(crowd[sign] for sign in asked), default=()):
                by_sign.setdefault(sign, []).append(step)
        return [step for step in steps if not step.asks], by_sign, frozenset(by_sign)

    def asks() -> Asks:
        always, _, signs = index()
        return () if always else (signs,)

    def along(sentence: Words, places: int) -> int:
        always, by_sign, signs = index()
        tried = dict.fromkeys(step for sign in signs & sentence.signs for step in by_sign[sign])
        return reduce(or_, (step.take(sentence, places) for step in (*always, *tried)), 0)

    return Step(_remembered(along), asks, any(step.bare for step in steps))


def _chain(way: Way) -> Step:
    steps = [_words([step]) if isinstance(step, str) else step for step in way]

    def asks() -> Asks:
        return tuple(dict.fromkeys(asked for step in steps for asked in step.asks))

    def along(sentence: Words, places: int) -> int:
        if not chain.may(sentence):
            return 0
        for step in steps:
            if not places:
                return 0
            places = step.take(sentence, places)
        return places

    chain = Step(along, asks, all(step.bare for step in steps))
    return chain


def _words(wanted: list[str]) -> Step:
    """Return the step over one word, any of those `wanted`."""

    def signs() -> Asks:
        return (frozenset(wanted),)

    if len(wanted) == 1 and not wanted[0].endswith("~"):
        return Step(lambda sentence, places: (places & sentence.at.get(wanted[0], 0)) << 1, signs, bare=False)
    whole = frozenset(word for word in wanted if not word.endswith("~"))
    starts = tuple(word[:-1] for word in wanted if word.endswith("~"))
    standing = _remembered(lambda sentence, places: sentence.places(whole, starts))
    return Step(lambda sentence, places: (places & standing(sentence, 0)) << 1, signs, bare=False)


def _nothing() -> Asks:
    """Say that a step asks for no sign."""
    return ()


def _gap(sentence: Words, places: int) -> int:
    return reduce(or_, (places << length for length in range(GAP + 1))) & sentence.everywhere


SIGNS = {
    "...": Step(_gap, _nothing, bare=True),
    "^": Step(lambda sentence, places: places & 1, _nothing, bare=True),
    "$": Step(lambda sentence, places: places & (sentence.everywhere + 1) >> 1, _nothing, bare=True),
}


def optional(step: Step) -> Step:
    """Return the step that may be left out."""
    return Step(lambda sentence, places: places | step.take(sentence, places), _nothing, bare=True)


def _remembered(take: Take) -> Take:
    """Return the same step, taken once for each sentence and set of places."""

    def remembered(sentence: Words, places: int) -> int:
        key = take, places
        if key not in sentence.reached:
            sentence.reached[key] = take(sentence, places)
        return sentence.reached[key]

    return remembered
