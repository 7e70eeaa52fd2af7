"""The guide, the indicators and their calculators, as one reads them and types in them."""

from urllib.parse import quote

import pytest
from flask import Flask
from visiting import Fetch, plain, pressed
from werkzeug.datastructures import MultiDict

from app.content.text import LANGUAGES, Language
from app.library import Library
from app.subject.forms import COUNTED, PARTS, IndicatorForm

GUIDE = {"fr": "/fr/metier", "en": "/en/community-management"}
KPIS = {"fr": "/fr/metier/indicateurs", "en": "/en/community-management/kpis"}
CALCULATORS = {"fr": "/fr/metier/indicateurs/calculer", "en": "/en/community-management/kpis/calculators"}
FORM = "form[data-live]"
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
def test_the_guide_shows_every_section_and_its_sources(page: Fetch, library: Library, language: Language) -> None:
    here = page(GUIDE[language])
    for section in library.subject.guide.sections.values():
        part = here.one(f"section[aria-labelledby={section.id}]")
        words = plain(part.get_text())
        assert all(plain(paragraph) in words for paragraph in section.paragraphs(language))
        cited = [str(link["href"]) for link in part.select(".hint a")]
        assert cited == [f"#source-{name}" for name in section.sources]


@every_language
def test_every_formula_shows_both_sides_of_its_line(page: Fetch, library: Library, language: Language) -> None:
    here = page(KPIS[language])
    for formula in library.subject.formulas.values():
        shown = plain(here.words(f"#{formula.id}"))
        assert plain(formula.top[language]) in shown
        assert formula.bottom is None or plain(formula.bottom[language]) in shown
        assert plain(formula.caution[language]) in shown


@every_language
def test_a_table_holds_one_denominator(page: Fetch, library: Library, language: Language) -> None:
    here, subject = page(KPIS[language]), library.subject
    rows = 0
    for table in here.soup.select("[aria-labelledby^=base-]"):
        base = str(table["aria-labelledby"]).removeprefix("base-")
        studies = [study for study in subject.studies.values() if study.base == base]
        rows += len(table.select("tbody tr"))
        assert len(table.select("tbody tr")) == len(studies)
        for row in table.select("tbody tr"):
            assert any(f"{study.label[language]} {study.year}" in plain(row.get_text()) for study in studies)
            assert row.select("a[href^='#source-']")
    assert rows == len(subject.studies)


def test_every_norm_and_fact_is_on_the_page_with_its_source(page: Fetch, library: Library) -> None:
    here, subject = page(KPIS["fr"]), library.subject
    rows = here.soup.select(".subject__facts > div")
    assert len(rows) == len(subject.norms) + len(subject.facts)
    for row, entry in zip(rows, [*subject.facts.values(), *subject.norms.values()], strict=True):
        assert plain(entry.value.fr) in plain(row.get_text())
        assert len(row.select("a[href^='#source-']")) == len(entry.sources)


def test_drawings_are_one_for_each_denominator(page: Fetch) -> None:
    titles = [title.get_text() for title in page(KPIS["fr"]).soup.select(".bars-wide title")]
    assert len(titles) == len(set(titles)) == 3


# Calculators.


@every_language
def test_an_empty_address_shows_an_example(page: Fetch, language: Language) -> None:
    here = page(CALCULATORS[language])
    values = [plain(tag.get_text()) for tag in here.soup.select(".result__value")]
    assert values == (["2,46 %", "50 min", "5 %"] if language == "fr" else ["2.46%", "50 min", "5%"])
    assert not here.soup.select(".result .notice--alert")


def test_the_address_is_the_state(page: Fetch) -> None:
    sent = pressed(page(CALCULATORS["fr"]).one(FORM), "", reach="2000", followers="0", times="30 ; 2 h", spent="24,50")
    address = CALCULATORS["fr"] + "?" + "&".join(f"{name}={quote(value)}" for name, value in sent.items())
    here = page(address)
    assert [plain(tag.get_text()) for tag in here.soup.select(".result__value")] == ["8 %", "1 h 15", "5 %"]
    english = page(str(here.one("link[hreflang=en]")["href"]))
    assert english.one("input[name=times]")["value"] == "30 ; 2 h"
    assert [plain(tag.get_text()) for tag in english.soup.select(".result__value")] == ["8%", "1 h 15 min", "5%"]


def test_benchmarks_stand_beside_a_rate_over_the_same_thing(page: Fetch, library: Library) -> None:
    here, subject = page(f"{CALCULATORS['fr']}?network=tiktok&views=1600"), library.subject
    rows = here.soup.select(".subject__rates tbody tr")
    for row, base in zip(rows, COUNTED, strict=True):
        told = [plain(note.get_text()).partition(", ")[2] for note in row.select("td .subject__note")]
        known = [study for study in subject.latest(base) if "tiktok" in study.values]
        assert told == [f"{study.label.fr} {study.year}" for study in known]
        assert known


def test_what_nobody_measured_is_said(page: Fetch) -> None:
    here = page(f"{CALCULATORS['fr']}?network=youtube&views=0")
    assert "aucun trouvé" in here.words(".subject__rates")


def test_a_rate_above_one_is_explained(page: Fetch) -> None:
    assert "plusieurs fois" not in page(CALCULATORS["fr"]).words("#found-engagement")
    assert "plusieurs fois" in page(f"{CALCULATORS['fr']}?reach=20").words("#found-engagement")


BAD = [
    ("likes", "-1", "engagement", "Écrivez un nombre entier"),
    ("followers", "1,234", "engagement", "peut se lire"),
    ("network", "myspace", "engagement", "Choisissez un réseau de la liste"),
    ("times", "12 ; abc", "response", "« abc » n'est pas un délai"),
    ("times", "5;" * 201, "response", "Écrivez au plus 200 délais"),
    ("times", "9" * 5000, "response", "Écrivez au plus 1000 signes"),
    ("times", ";", "response", "Écrivez au moins un délai"),
    ("limit", "0", "response", "Écrivez un nombre entier de 1"),
    ("clicks", "0", "conversion", "Écrivez un nombre entier de 1"),
    ("conversions", "999", "conversion", "plus de conversions que de clics"),
    ("spent", "beaucoup", "conversion", "Écrivez un montant"),
]


@pytest.mark.parametrize(("name", "typed", "wrong", "says"), BAD, ids=[f"{bad[0]}={bad[1][:9]}" for bad in BAD])
def test_what_is_refused_is_said_and_kept(page: Fetch, name: str, typed: str, wrong: str, says: str) -> None:
    here = page(f"{CALCULATORS['fr']}?{name}={quote(typed)}&saves=3", status=422, typed=(typed,))
    assert says in plain(here.words(f"#{name}-error"))
    assert says in plain(here.words("#refusal"))
    assert here.one("input[name=saves]")["value"] == "3"
    if name != "network":
        assert here.one(f"input[name={name}]")["value"] == typed
    for part in PARTS:
        assert bool(here.soup.select(f"#found-{part} .result__value")) == (part != wrong)


def test_interactions_over_nothing_are_refused(page: Fetch) -> None:
    address = f"{CALCULATORS['fr']}?followers=0&reach=0&impressions=0&views=0"
    assert "au moins un nombre" in page(address, status=422).words("#views-error")


def test_what_is_typed_is_shown_as_text(page: Fetch) -> None:
    typed = '"><b>x</b>'
    here = page(f"{CALCULATORS['en']}?times={quote(typed)}", status=422, typed=(typed,))
    assert here.one("input[name=times]")["value"] == typed
    assert not here.soup.select("main b")


def test_no_conversion_has_no_cost(page: Fetch) -> None:
    assert "aucune conversion" in page(f"{CALCULATORS['fr']}?conversions=0").words("#found-conversion")
    assert not page(f"{CALCULATORS['fr']}?spent=0").soup.select("#found-conversion .result__facts")


def test_every_field_belongs_to_one_calculator(app: Flask) -> None:
    names = [name for part in PARTS.values() for name in part]
    with app.test_request_context():
        fields = set(IndicatorForm(MultiDict()).data)
    assert len(names) == len(set(names))
    assert set(names) == fields
