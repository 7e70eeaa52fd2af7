"""The catalogues: up to date with what is said, complete, and with the same values to fill in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from app.content.text import LANGUAGES, Language
from app.web.language import FOLDER, catalogue
from scripts.translate import sentences, unsaid, updated, written

VALUE = re.compile(r"%\(\w+\)s|%%|%")


@pytest.fixture(scope="module")
def said() -> Catalog:
    """Every sentence of the code and the templates."""
    return sentences()


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """Yield each form of a sentence with its translation."""
    ids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
    words = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    yield from zip(ids, words, strict=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_up_to_date(said: Catalog, language: Language) -> None:
    """If this fails, run `make translate`."""
    file = FOLDER / language / "LC_MESSAGES" / "messages.po"
    assert file.read_bytes() == written(language, updated(language, said, catalogue(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated(language: Language) -> None:
    assert unsaid(catalogue(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_in_the_same_values(language: Language) -> None:
    for message in catalogue(language):
        for french, words in forms(message) if message.id else ():
            if words:
                assert sorted(VALUE.findall(words)) == sorted(VALUE.findall(french)), french


def test_french_holds_its_plurals_and_nothing_else(said: Catalog) -> None:
    plurals = {message.id for message in said if isinstance(message.id, tuple)}
    assert {message.id for message in catalogue("fr") if message.id} == plurals


def test_writing_a_catalogue_again_changes_nothing(said: Catalog) -> None:
    english = updated("en", said, catalogue("en"))
    assert written("en", updated("en", said, english)) == written("en", english)


def test_what_is_translated_stays_and_what_is_not_said_goes() -> None:
    said, known = Catalog(), Catalog(locale="en")
    said.add("Nouveau")
    said.add("Connu")
    said.add(("%(num)s jour", "%(num)s jours"))
    known.add("Connu", "Known")
    known.add("Oublié", "Forgotten")
    text = written("en", updated("en", said, known)).decode()
    assert 'msgid "Connu"\nmsgstr "Known"' in text
    assert 'msgid "Nouveau"\nmsgstr ""' in text
    assert "Oublié" not in text
    assert unsaid(updated("en", said, known)) == ["Nouveau", "('%(num)s jour', '%(num)s jours')"]
    assert unsaid(updated("fr", said, known)) == []


def test_sentences_are_found_in_code_and_templates(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "app" / "a.py").write_text('_("Un")\ngettext("Deux")\nngettext("Un an", "Des ans", n)\nname(_)\n')
    (tmp_path / "templates" / "a.html").write_text('{{ _("Trois") }}{% trans %}Quatre{% endtrans %}')
    found = [message.id for message in sentences(tmp_path) if message.id]
    assert found == ["Un", "Deux", ("Un an", "Des ans"), "Trois", "Quatre"]
