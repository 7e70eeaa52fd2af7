"""What a query asks for: words, phrases that have synonyms, slips, a last word that is unfinished."""

from collections import Counter

from app.search.query import ASKING, BEGINNING, LONGEST, SYNONYM, TYPO, Reader, Term

GROUPS = (
    ("tjm", "tarif journalier", "prix à la journée"),
    ("cm", "community manager"),
    ("crise", "bad buzz"),
)
COUNTS = Counter(
    [
        "tarif",
        "journalier",
        "tjm",
        "community",
        "manager",
        "salaire",
        "salaires",
        "salarie",
        "crise",
        "combien",
        "rumeur",
    ]
)
READER = Reader(COUNTS, GROUPS, "fr")


def only(query: str) -> Term:
    """Return the one term of a query."""
    (term,) = READER.terms(query)
    return term


def test_words_without_meaning_are_no_terms() -> None:
    assert READER.terms("") == READER.terms("le la les ?!") == []
    assert [term.typed for term in READER.terms("une crise ou une rumeur")] == ["crise", "rumeur"]


def test_a_word_brings_its_synonyms_which_are_worth_less() -> None:
    assert dict(only("TJM").forms) == {"tjm": 1, "tarif journali": SYNONYM, "prix journ": SYNONYM}


def test_a_phrase_is_read_whole_when_it_has_synonyms() -> None:
    assert only("tarifs journaliers").forms["tjm"] == SYNONYM
    assert [term.typed for term in READER.terms("bad buzz community manager rumeur")] == [
        "bad buzz",
        "community manager",
        "rumeur",
    ]


def test_the_last_word_may_be_unfinished_and_only_the_last() -> None:
    assert only("sal").forms["salair"] == BEGINNING
    assert "salair" not in READER.terms("sal rumeur")[0].forms
    assert set(only("r").forms) == {"r"}
    assert set(READER.terms("crise r")[1].forms) == {"r", "rumeur"}


def test_a_slip_is_read_as_the_known_word_and_said() -> None:
    term = only("rumuer")
    assert (dict(term.read), term.forms["rumeur"]) == ({"rumuer": "rumeur"}, TYPO)
    assert dict(only("comunity manager").read) == {"comunity": "community"}
    assert only("xyzzy").read == {}


def test_a_word_known_to_a_synonym_only_is_no_slip() -> None:
    assert only("buzz").read == {}


def test_another_form_of_a_known_word_is_no_slip() -> None:
    assert only("tarifs").read == {}


def test_words_of_asking_tell_little() -> None:
    assert [term.telling for term in READER.terms("combien salaire")] == [ASKING, 1]


def test_a_very_long_query_is_cut() -> None:
    assert len(READER.terms("rumeur " * 5000)) == LONGEST
