"""The lawful-question check: how phrases are read, what they find, how often it errs on sentences kept apart.

The sentences of `tests/cases/lawful/*_measure.jsonl` served to measure only; the words of the check were written on
`*_build.jsonl`. Both were written by people who did not see those words. Two readers who saw neither the labels nor the
words read every sentence to measure on: they agree with the label of each, but two that one of them left open. A
sentence that people wrote for both parts stands in the measuring one alone: see docs/decisions/0022.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.text import LANGUAGES, Language
from app.library import Library
from app.questions.grounds import Ground, Trap
from app.questions.lawful import answered
from app.questions.phrases import BadPhrase, Reader, pieces, plain, sentences
from app.questions.steps import Words

CASES = Path(__file__).parents[1] / "cases" / "lawful"
LEAST_RECALL = 0.95
MOST_FALSE = 0.02
LISTS = {"you": ("vous", "votre"), "child": ("enfant~", "(fils|fille)")}


def found(phrase: str, said: str, lists: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether a phrase is found in what was said."""
    return Reader(lists).phrases([phrase]).found(Words(plain(said).split()))


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("quel age", "Quel âge avez-vous ?"),
        ("avez {you}", "Avez-vous un chien ?"),
        ("{child}", "Un enfant ? Des enfants ?"),
        ("{you} ... {child}", "Vous vivez ici avec vos deux filles"),
        ("^ {child}? marie~ $", "Marié ?"),
        ("(garde alternee|week end)", "Le week-end ?"),
        ("d enfants", "Pas d'enfants"),
        ("coeur", "Cœur"),
        ("(votre|vos (deux|trois)?) (enfants|fils)", "Vos trois fils"),
        ("vos (deux|trois)? enfants", "Vos enfants"),
    ],
)
def test_a_phrase_finds(phrase: str, said: str) -> None:
    assert found(phrase, said, {**LISTS, "child": ("enfant~", "(fils|filles)")})


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("age", "Un sage passage"),
        ("^ marie $", "Marie est là"),
        ("{you} ... chien", "Vous un deux trois quatre cinq six sept chien"),
        ("enfant", "Enfants"),
    ],
)
def test_a_phrase_does_not_find(phrase: str, said: str) -> None:
    assert not found(phrase, said, LISTS)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("âge", "write “age”"),
        ("l'age", "write “l age”"),
        ("{nobody}", "write one of you, child"),
        ("(avez|etes vous", "is not closed"),
        ("avez) vous", "did not open"),
        ("vous? etes?", "finds everything"),
        ("~", "has signs"),
    ],
)
def test_a_phrase_nobody_could_find_is_refused(phrase: str, said: str) -> None:
    with pytest.raises(BadPhrase, match=said):
        Reader(LISTS).phrases([phrase])


def test_what_is_harmless_is_struck_out_whole() -> None:
    harmless = Reader(LISTS).phrases(["jeunes? parents", "age de la cible"])
    left = harmless.without(Words(plain("Quel est l'âge de la cible des jeunes parents ?").split()))
    assert left.words == ("quel", "est", "l", "", "", "", "", "des", "", "")


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=12))
def test_a_search_agrees_with_a_regular_expression(words: list[str]) -> None:
    sentence = "".join(f" {word}" for word in words)
    for phrase, expression in {
        "a b": r" a b",
        "a ... c": r" a(?: \w)*? c" if len(words) < 9 else r" a(?: \w){0,6} c",
        "(a|b c)? b": r"(?: a| b c)? b",
        "^ a b? c": r"\A a(?: b)? c",
        "b (a|c) $": r" b(?: a| c)\Z",
    }.items():
        assert found(phrase, sentence, {}) == bool(re.search(expression, sentence)), phrase


def test_a_list_that_holds_itself_is_refused() -> None:
    with pytest.raises(BadPhrase, match="holds itself"):
        Reader({"a": ("{b}",), "b": ("x", "{a}")}).phrases(["{a}"])


@given(st.text())
def test_plain_text_is_stable_and_sentences_lose_no_word(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert "".join(map(plain, sentences(text))).split() == plain(text).split()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Quel âge avez-vous ?", ["Quel âge avez-vous ?"]),
        ("On publie tard. Vos enfants suivent ?", ["Vos enfants suivent ?", "On publie tard. Vos enfants suivent ?"]),
        ("Quel âge ? Quel réseau ?", ["Quel âge ?", "Quel réseau ?"]),
        ("Un ton. Un autre.", ["Un autre.", "Un ton. Un autre."]),
        ("", []),
    ],
)
def test_a_statement_is_read_with_what_follows(text: str, read: list[str]) -> None:
    assert list(pieces(text)) == read


@pytest.mark.parametrize(
    ("language", "text", "ground"),
    [
        ("fr", "Quel âge avez-vous ?", "age"),
        ("fr", "Combien gagniez-vous dans votre dernier poste ?", "pay-history"),
        ("fr", "Le poste a des permanences le week-end : vos enfants le permettent-ils ?", "family-situation"),
        ("en", "How old are you?", "age"),
        ("en", "What did you earn in your last job?", "pay-history"),
        ("en", "Weekends are part of the job: who looks after your children?", "family-situation"),
    ],
)
def test_a_finding_says_everything(library: Library, language: Language, text: str, ground: str) -> None:
    found = {each.ground: each for each in library.lawful.findings(f"Bonjour. {text}", language)}
    assert ground in found
    assert found[ground].article
    assert found[ground].why
    assert found[ground].rewrite
    assert text.startswith(found[ground].sentence.split(" :")[0][:20])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rewrite_is_itself_refused(library: Library, language: Language) -> None:
    check = library.lawful
    entries: list[Ground | Trap] = [*library.grounds.values(), *library.traps.values()]
    proposed = [ask[language] for entry in entries for ask in entry.ask]
    proposed += [signal.rewrite for signal, *_ in check.signals[language].read if signal.rewrite]
    assert {text: check.findings(text, language) for text in proposed if check.findings(text, language)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_page_says_not_to_ask_is_found(library: Library, language: Language) -> None:
    entries: list[Ground | Trap] = [*library.grounds.values(), *library.traps.values()]
    missed = [
        text[language]
        for entry in entries
        for text in entry.avoid
        if not library.lawful.findings(text[language], language)
    ]
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_errs_little_on_sentences_it_never_saw(
    library: Library, language: Language, table: Callable[..., None]
) -> None:
    """Every miss and every false alarm is shown."""
    rows = list(_corpus(language, "measure"))
    unlawful = [(label, text) for label, text in rows if label != "lawful"]
    lawful = [text for label, text in rows if label == "lawful"]
    missed = [(label, text) for label, text in unlawful if not library.lawful.findings(text, language)]
    false = [text for text in lawful if library.lawful.findings(text, language)]
    found, clear = len(unlawful) - len(missed), len(lawful) - len(false)
    table(f"{language}: unlawful, found", f"{found} of {len(unlawful)}", f"{found / len(unlawful):.1%}")
    table(f"{language}: lawful, left alone", f"{clear} of {len(lawful)}", f"{clear / len(lawful):.1%}")
    for label, text in missed:
        table("  missed", "", f"{label}: {text}")
    for text in false:
        table("  false alarm", "", text)
    assert found >= LEAST_RECALL * len(unlawful)
    assert len(false) <= MOST_FALSE * len(lawful)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_corpus_is_as_large_as_promised(library: Library, language: Language) -> None:
    """At least 260 sentences of each sort, each ground in both parts, no sentence in both."""
    build, measure = list(_corpus(language, "build")), list(_corpus(language, "measure"))
    labels = [label for label, _ in build + measure]
    assert labels.count("lawful") >= 260
    assert len(labels) - labels.count("lawful") >= 260
    subjects = {*library.grounds, *library.traps, "lawful"}
    assert {label for label, _ in build} == {label for label, _ in measure} == subjects
    texts = [plain(text) for _, text in build + measure]
    assert len(set(texts)) == len(texts)


def test_lines_are_answered_one_by_one(library: Library) -> None:
    line = json.dumps({"lang": "fr", "text": "Êtes-vous enceinte ?"})
    answer = json.loads(answered(line, library.lawful))
    assert answer["text"] == "Êtes-vous enceinte ?"
    assert [finding["ground"] for finding in answer["findings"]] == ["pregnancy"]
    assert set(answer["findings"][0]) == {"ground", "article", "why", "rewrite"}
    assert (
        json.loads(answered('{"lang": "en", "text": "Which network would you drop?"}', library.lawful))["findings"]
        == []
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nothing", "the line is not JSON"),
        ("[]", 'write an object: {"lang", "text"}'),
        ('{"lang": "fr"}', 'write an object: {"lang", "text"}'),
        ('{"lang": "de", "text": "Wie alt sind Sie?"}', "lang must be one of fr, en"),
        ("x" * 20_001, "the line is longer than 20000 characters"),
        ("[" * 15_000, "the line is not JSON"),
    ],
)
def test_a_bad_line_is_named(library: Library, line: str, said: str) -> None:
    assert json.loads(answered(line, library.lawful)) == {"error": said}


def _corpus(language: Language, part: str) -> Iterator[tuple[str, str]]:
    for line in (CASES / f"{language}_{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["label"], row["text"]
