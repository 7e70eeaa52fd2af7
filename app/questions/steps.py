"""How a phrase goes through a sentence: steps over sets of places, the bits of a number.

A step knows the words without which it leads nowhere, and is looked up by those that fewest of its like ask for: most
phrases are left aside at once. There are tens of thousands of steps: each is small, and shared wherever it can be.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property, reduce
from operator import or_

GAP = 6


class Words:
    """The words of a sentence, and where each of them stands: bit 0 before the first, bit n after the nth."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self.everywhere = (2 << len(self.words)) - 1
        self.reached: dict[tuple[Step, int], int] = {}
        self.at: dict[str, int] = {}
        for place, word in enumerate(self.words):
            self.at[word] = self.at.get(word, 0) | 1 << place

    @cached_property
    def signs(self) -> frozenset[str]:
        """The words, and every way in which one of them starts, followed by `~`."""
        starts = {f"{word[:end]}~" for word in self.at for end in range(1, len(word) + 1)}
        return frozenset(starts.union(self.at))


Asks = tuple[frozenset[str], ...]


class Step(ABC):
    """What takes places to others.

    `bare`: it may pass over no word at all. `asks`: sets of signs, of each of which a sentence holds one at least, or
    the step leads nowhere in it.
    """

    __slots__ = ()
    bare = True
    asks: Asks = ()

    @abstractmethod
    def take(self, sentence: Words, places: int) -> int:
        """Return the places that can be reached from these."""

    def may(self, sentence: Words) -> bool:
        """Return whether it is worth trying in a sentence."""
        return not any(map(sentence.signs.isdisjoint, self.asks))


Way = list[Step]


class Word(Step):
    """One word."""

    __slots__ = ("asks", "word")
    bare = False

    def __init__(self, word: str) -> None:
        self.word = word
        self.asks = (frozenset([word]),)

    def take(self, sentence: Words, places: int) -> int:
        """Return the places after the word."""
        return (places & sentence.at.get(self.word, 0)) << 1


class Among(Step):
    """One word of several, of which `word~` stands for all that start so."""

    __slots__ = ("asks", "signs", "starts")
    bare = False

    def __init__(self, signs: frozenset[str]) -> None:
        self.signs = signs
        self.asks = (signs,)
        self.starts = tuple(sign[:-1] for sign in signs if sign.endswith("~"))

    def take(self, sentence: Words, places: int) -> int:
        """Return the places after one of the words."""
        key = self, 0
        if key not in sentence.reached:
            sentence.reached[key] = sum(
                at for word, at in sentence.at.items() if word in self.signs or word.startswith(self.starts)
            )
        return (places & sentence.reached[key]) << 1


class Chain(Step):
    """Steps one after the other."""

    __slots__ = ("asks", "bare", "steps")

    def __init__(self, steps: Way) -> None:
        self.steps = tuple(steps)
        self.bare = all(step.bare for step in steps)
        self.asks = tuple(dict.fromkeys(asked for step in steps for asked in step.asks))

    def take(self, sentence: Words, places: int) -> int:
        """Return the places where the last step leads."""
        if not self.may(sentence):
            return 0
        for step in self.steps:
            if not places:
                return 0
            places = step.take(sentence, places)
        return places


class Either(Step):
    """Any of some steps; only those that the words of the sentence allow are tried, once for each set of places."""

    __slots__ = ("always", "asks", "bare", "by_sign", "signs")

    def __init__(self, steps: list[Step]) -> None:
        self.bare = any(step.bare for step in steps)
        self.always = tuple(step for step in steps if not step.asks)
        self.by_sign: dict[str, tuple[Step, ...]] = {}
        for asked, asking in _by_rarest(steps).items():
            together = tuple(asking)
            for sign in asked:
                self.by_sign[sign] = self.by_sign.get(sign, ()) + together
        self.signs = frozenset(self.by_sign)
        self.asks = () if self.always else (self.signs,)

    def take(self, sentence: Words, places: int) -> int:
        """Return the places where any of the steps leads."""
        key = self, places
        if key not in sentence.reached:
            reached = 0
            for step in self.always:
                reached |= step.take(sentence, places)
            for step in {step for sign in self.signs & sentence.signs for step in self.by_sign[sign]}:
                reached |= step.take(sentence, places)
            sentence.reached[key] = reached
        return sentence.reached[key]


def _by_rarest(steps: list[Step]) -> dict[frozenset[str], list[Step]]:
    """Return the steps by the set that they ask for whose signs the fewest of them ask for."""
    crowd = Counter(sign for step in steps for asked in step.asks for sign in asked)
    found: dict[frozenset[str], list[Step]] = {}
    for step in steps:
        if step.asks:
            rarest = min(step.asks, key=lambda asked: max(crowd[sign] for sign in asked))
            found.setdefault(rarest, []).append(step)
    return found


class Optional(Step):
    """A step that may be left out."""

    __slots__ = ("step",)

    def __init__(self, step: Step) -> None:
        self.step = step

    def take(self, sentence: Words, places: int) -> int:
        """Return the same places, and those where the step leads."""
        return places | self.step.take(sentence, places)


class Gap(Step):
    """Up to six words, whatever they are."""

    __slots__ = ()

    def take(self, sentence: Words, places: int) -> int:
        """Return the places up to six words further."""
        return reduce(or_, (places << length for length in range(GAP + 1))) & sentence.everywhere


class Start(Step):
    """The start of the sentence."""

    __slots__ = ()

    def take(self, sentence: Words, places: int) -> int:
        """Return the first place, if it is one of these."""
        return places & 1


class End(Step):
    """The end of the sentence."""

    __slots__ = ()

    def take(self, sentence: Words, places: int) -> int:
        """Return the last place, if it is one of these."""
        return places & (sentence.everywhere + 1) >> 1


SIGNS: dict[str, Step] = {"...": Gap(), "^": Start(), "$": End()}


among = cache(Among)  # The same step for whoever asks for the same words.


def either(ways: Iterable[Way]) -> Step:
    """Return the step that goes any of these ways."""
    steps = [way[0] if len(way) == 1 else Chain(way) for way in ways]
    single = {sign for step in steps if isinstance(step, Word | Among) for sign in step.asks[0]}
    if len(single) > 1:
        steps = [step for step in steps if not isinstance(step, Word | Among)]
        steps.append(among(frozenset(single)))
    return steps[0] if len(steps) == 1 else Either(steps)
