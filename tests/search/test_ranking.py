"""The order of answers: title before text, word before synonym before slip, kinds that answer before those that ask."""

from threading import Thread

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.search.ranking import Document, Ranking

GROUPS = (("tjm", "tarif journalier"), ("crise", "bad buzz"))
OTHER = "Tout autre chose, sans rapport"


def ranking(*documents: Document) -> Ranking:
    """Return a ranking of a few documents and of many that hold none of their words."""
    return Ranking(
        [*documents, *(Document("page", OTHER, (), "rien ici") for _ in range(20))], "fr", GROUPS, {"ask": 0.8}
    )


def titled(title: str, text: str = OTHER, *asked: str, kind: str = "page") -> Document:
    """Return a document."""
    return Document(kind, title, asked, text)


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("crise", titled("La crise"), titled(OTHER, "la crise")),
        ("crise", titled(OTHER, "rien", "gérer une crise"), titled(OTHER, "la crise")),
        ("tjm", titled("Le TJM"), titled("Le tarif journalier")),
        ("crises", titled("Des crises"), titled("Une crise")),
        ("crise rumeur", titled("Crise et rumeur"), titled("Crise")),
        ("crise", titled("Crise"), titled("Crise, colère, inquiétude et autres soucis du dimanche")),
        ("crise", titled("La crise"), titled("La crise", kind="ask")),
        ("la crise", titled("La crise"), titled("Crise")),
        ("salaire", titled("Le salaire"), titled("Le salarié")),
    ],
)
def test_what_comes_first(query: str, better: Document, worse: Document) -> None:
    assert ranking(better, worse).find(query).names[0] == 0
    assert ranking(worse, better).find(query).names[0] == 1


def test_an_unfinished_word_finds_and_so_does_a_slip() -> None:
    documents = ranking(titled("Modération des commentaires"))
    for typed in ("modération", "MODERATIONS", "modér", "moderasion", "comentaires"):
        assert documents.find(typed).names == (0,), typed
    assert documents.find("moderasion sévère").read == {"moderasion": "moderation"}


def test_words_that_nothing_holds_are_left_out_and_said() -> None:
    found = ranking(titled("La crise")).find("licorne crise")
    assert (found.names, found.missing) == ((0,), ("licorne",))
    assert ranking(titled("La crise")).find("tjm crise").missing == ("tjm",)


def test_answers_that_hold_little_of_the_query_are_left_out() -> None:
    documents = ranking(titled("Crise et rumeur"), titled("Rumeur"))
    assert documents.find("crise rumeur").names == (0,)
    assert documents.find("rumeur").names == (1, 0)


def test_a_rare_longer_word_does_not_make_a_common_one_count_more() -> None:
    common = [titled("Question")] * 9
    found = ranking(*common, titled("Handicap"), titled("Questionnaire")).find("handicap question")
    assert found.names == (9,)


def test_nothing_to_look_for_and_nothing_known_find_nothing() -> None:
    documents = ranking(titled("La crise"))
    for query in ("", "   ", "le la les", "?!", "🔥", "\x00", "licorne"):
        assert documents.find(query).names == ()


def test_equal_answers_keep_their_order() -> None:
    assert ranking(titled("Crise"), titled("Crise"), titled("Crise")).find("crise").names == (0, 1, 2)


@settings(deadline=None)
@given(st.text(max_size=200))
@example('"')
@example("crise AND OR NOT NEAR(b, 2)")
@example("title:crise ^buzz -rumeur *")
@example("'; DROP TABLE entry; --")
@example("{a b}: (c) | crise |")
@example("crise " * 1000)
@example("👩🏽‍💻" * 50)
def test_nothing_typed_breaks_it(query: str) -> None:
    found = SMALL.find(query)
    assert set(found.names) <= set(range(22))
    assert SMALL.find(query) == found


SMALL = ranking(titled("La crise"), titled("Le TJM", "tarif journalier"))


def test_several_visitors_at_once() -> None:
    found: list[tuple[int, ...]] = []
    threads = [Thread(target=lambda: found.extend(SMALL.find("crise").names for _ in range(50))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [(0,)] * 400
