"""How long the search of the whole site takes, on the real content and on 100 000 entries: `make bench`."""

from collections.abc import Iterator
from functools import partial
from random import Random

import pytest
from flask import Flask
from timing import Table, ms, seconds, usual

from app.content.text import LANGUAGES
from app.library import Library
from app.search.ranking import Document, Ranking
from app.search.site import BOOSTS, entries, site

pytestmark = pytest.mark.bench

MANY = 100_000
QUERIES = {
    "one word": "salaire",
    "a phrase": "salaire community manager",
    "two slips": "salare comunity",
    "unfinished": "mod",
    "common words": "publication client marque question",
    "5 000 characters": "modération " * 455,
    "nothing": "zzyzx",
}


def synthetic(library: Library) -> Iterator[Document]:
    """Yield many entries made of the words of the real ones, and of as many invented words as a large site holds."""
    chance = Random(2026)
    known = sorted({word for entry in entries(library, "fr") for word in f"{entry.title} {entry.text}".split()})
    invented = ["".join(chance.choices("abcdefghijklmnoprstuv", k=chance.randint(5, 11))) for _ in range(30_000)]
    for _ in range(MANY):
        title = " ".join(chance.choices(known, k=7))
        text = " ".join(chance.choices(known, k=35) + chance.choices(invented, k=5))
        yield Document(chance.choice(list(BOOSTS)), title, (), text)


def test_the_real_content(library: Library, app: Flask, table: Table) -> None:
    for language in LANGUAGES:
        site.cache_clear()
        first = seconds(partial(site, library, language))
        table(f"index, {language}, on the first search", ms(first), f"{len(site(library, language).entries)} entries")
    for what, query in QUERIES.items():
        table(f"  {what}", ms(usual(partial(site(library, "fr").find, query))))
    client = app.test_client()
    for what, address in (("page", "/fr/recherche"), ("suggestions", "/fr/recherche/suggestions")):
        whole = usual(partial(client.get, address, query_string={"q": "salaire community manager"}))
        table(f"  {what}, whole", ms(whole))


def test_a_hundred_thousand_entries(library: Library, table: Table) -> None:
    documents = list(synthetic(library))
    groups = [group["fr"] for group in library.lexicon.synonyms.values()]
    made: list[Ranking] = []
    table(f"index of {MANY} entries", ms(seconds(lambda: made.append(Ranking(documents, "fr", groups, BOOSTS)))))
    for what, query in QUERIES.items():
        found = len(made[0].find(query).names)
        table(f"  {what}", ms(usual(partial(made[0].find, query))), f"{found} answers weighed and kept")
