"""The known word that a hurried hand meant."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

SHORTEST = 4  # Letters; a shorter word has too many neighbours.
LONG = 8  # Letters; from there on, two slips are forgiven.


class Spelling:
    """Known words, found again under a slip or two. Words are folded; `counts` says how often each is written."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = {word: count for word, count in counts.items() if len(word) >= SHORTEST - 1 and word.isalpha()}
        self._near: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._counts:
            for shorter in _without_one(word):
                self._near[shorter].append(word)

    def meant(self, word: str) -> str | None:
        """Return the known word nearest to `word`, the most common among equals, or None when none is near."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        allowed = 2 if len(word) >= LONG else 1
        near = {known for shorter in _without_one(word) for known in self._near.get(shorter, ())}
        ranked = sorted((distance(word, known), -self._counts[known], known) for known in near)
        return ranked[0][2] if ranked and ranked[0][0] <= allowed else None


def distance(first: str, second: str) -> int:
    """Return how many slips lie between two words: a letter too many, missing, wrong, or two letters swapped."""
    rows = [list(range(len(second) + 1))]
    for i, letter in enumerate(first, 1):
        row = [i]
        for j, other in enumerate(second, 1):
            cost = min(row[j - 1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def _without_one(word: str) -> Iterator[str]:
    """Yield a word, and the word without each of its letters in turn."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
