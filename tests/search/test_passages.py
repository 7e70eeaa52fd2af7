"""The passage that answers a query."""

from hypothesis import given
from hypothesis import strategies as st

from app.search.passages import LENGTH, passage
from app.search.words import stem

TEXT = " ".join(f"Phrase {number} sans rien." for number in range(30)) + " La modération des commentaires, ici. Fin."
SOUGHT = {stem("moderation", "fr"), stem("commentaires", "fr")}


def said(text: str, sought: set[str]) -> str:
    """Return a passage in one piece, the words found between brackets."""
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in passage(text, sought, "fr"))


def test_the_passage_is_where_the_words_are() -> None:
    assert "La [modération] des [commentaires], ici. Fin." in said(TEXT, SOUGHT)
    assert said(TEXT, SOUGHT).startswith("… ")


def test_without_a_word_found_it_is_the_beginning() -> None:
    assert said(TEXT, set()).startswith("Phrase 0 sans rien.")
    assert said(TEXT, set()).endswith(" …")
    assert said("Court.", set()) == "Court."
    assert passage("", {"a"}, "fr") == ()


@given(st.text("ab é’.", max_size=600), st.sets(st.sampled_from(["a", "ab", "e"])))
def test_a_passage_is_a_stretch_of_the_text(text: str, sought: set[str]) -> None:
    pieces = passage(text, sought, "fr")
    shown = "".join(piece.text for piece in pieces)
    inside = shown.removeprefix("… ").removesuffix(" …") if shown not in text else shown
    assert inside in text
    assert len(inside) <= LENGTH
    assert all(stem(piece.text.casefold().replace("é", "e"), "fr") in sought for piece in pieces if piece.found)
