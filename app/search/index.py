"""An index of texts, in memory, asked by words: SQLite's full-text search over stems."""

import sqlite3
from collections.abc import Iterable, Mapping
from threading import Lock

from app.content.text import Language
from app.search.words import corrected, stem, stems, words

LONGEST_QUERY = 20
SHORTEST_BEGINNING = 4


class Index:
    """Entries found by their words, in one language. An entry has a name, a title and a body.

    A word of the title counts four times one of the body. The last word of a query may be unfinished.
    """

    def __init__(self, entries: Mapping[str, tuple[str, str]], language: Language) -> None:
        self._language = language
        self._lock = Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute("CREATE VIRTUAL TABLE entry USING fts5 (name UNINDEXED, title, body)")
        rows = [
            (name, " ".join(stems(title, language)), " ".join(stems(body, language)))
            for name, (title, body) in entries.items()
        ]
        self._base.executemany("INSERT INTO entry VALUES (?, ?, ?)", rows)
        self._vocabulary = {word for _, title, body in rows for word in f"{title} {body}".split()}

    def find(self, query: str) -> list[str]:
        """Return the names of the entries that hold all the words of `query`, or else most of them, best first."""
        terms = [self._term(word) for word in words(query, self._language)[:LONGEST_QUERY]]
        if not terms:
            return []
        return self._asked(" AND ".join(terms)) or self._asked(" OR ".join(terms))

    def _term(self, word: str) -> str:
        root = stem(word, self._language)
        if root in self._vocabulary or self._begins(root):
            return f'"{root}"*' if len(root) >= SHORTEST_BEGINNING else f'"{root}"'
        return "(" + " OR ".join(f'"{known}"' for known in [root, *corrected(root, self._vocabulary)]) + ")"

    def _begins(self, root: str) -> bool:
        return len(root) >= SHORTEST_BEGINNING and any(known.startswith(root) for known in self._vocabulary)

    def _asked(self, expression: str) -> list[str]:
        with self._lock:
            found: Iterable[tuple[str]] = self._base.execute(
                "SELECT name FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 0, 4, 1), name", (expression,)
            ).fetchall()
        return [name for (name,) in found]
