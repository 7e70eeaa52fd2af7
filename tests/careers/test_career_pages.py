"""The pages of the trades, as one reads them and types in them, in both languages."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from visiting import Fetch, Page, plain, pressed

from app.content.text import LANGUAGES
from app.library import Library

MAP = {"fr": "/fr/metiers", "en": "/en/careers"}
ASSESSMENT = {"fr": "/fr/metiers/evaluation", "en": "/en/careers/assessment"}
FORM = "form.assessment"
HALF = "role=social-media-manager&level=senior&social-media-strategy=2&editorial-planning=4&start=22/11/2026"


def shown(page: Page) -> dict[str, list[str]]:
    """Return what the link to the printed plan carries."""
    link = str(page.one("#found a.button:not(.button--quiet)")["href"])
    return parse_qs(urlsplit(link).query)


# The map.


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_is_also_a_list(page: Fetch, library: Library, language: str) -> None:
    here = page(MAP[language])
    assert len(here.soup.select(".map-wide .map-box")) == len(library.guides)
    items = {str(item["id"]): item for item in here.soup.select(".guide__roles > li")}
    assert items.keys() == library.guides.keys()
    for name, item in items.items():
        links = {str(link["href"]).rpartition("/")[2] for link in item.select(".guide__steps p > a[href^='/']")}
        assert links == {step.to for step in library.steps.steps if step.origin == name}


def test_the_numbers_of_the_list_are_those_of_the_boxes(page: Fetch, library: Library) -> None:
    here = page(MAP["fr"])
    narrow = here.soup.select(".map-narrow .map-clicks a")
    numbered = {text: str(link["href"]) for text, link in zip(map(str, range(1, 99)), narrow, strict=False)}
    listed = {
        item.select_one(".guide__number").get_text(): str(item.select_one("h3 a")["href"])  # type: ignore[union-attr, index]
        for item in here.soup.select(".guide__roles > li")
    }
    assert listed == numbered
    assert [text.get_text() for text in here.soup.select(".map-narrow .map-box text")] == list(listed)


def test_keyboards_follow_the_list_and_not_the_boxes(page: Fetch) -> None:
    here = page(MAP["fr"])
    assert all(link["tabindex"] == "-1" for link in here.soup.select(".map-clicks a"))
    assert all(drawing["aria-hidden"] == "true" for drawing in here.soup.select(".map-clicks"))


def test_a_role_to_start_from_keeps_its_steps_only(page: Fetch, library: Library) -> None:
    here = page(f"{MAP['fr']}?from=moderator")
    assert [str(item["id"]) for item in here.soup.select(".guide__roles > li")] == ["moderator"]
    assert here.one("select[name=from] option[selected]")["value"] == "moderator"
    leaving = [step for step in library.steps.steps if step.origin == "moderator"]
    assert len(here.soup.select(".map-wide .map-lines.map-strong .map-head")) == len(leaving)
    assert len(here.soup.select(".map-wide .map-box.map-strong")) == 1 + len(leaving)


# The guides.


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_is_a_page(page: Fetch, library: Library, language: str) -> None:
    for guide in library.guides.values():
        here = page(f"{MAP[language]}/{guide.id}")
        assert plain(here.words("h1")) == plain(guide.name[language])  # type: ignore[index]
        asked = {str(link["href"]).rpartition("/")[2] for link in here.soup.select("[aria-labelledby=asked] a")}
        assert asked == set(guide.asked)
        for course in guide.training:
            assert (course.rncp or "") in here.words("[aria-labelledby=training]")
        assert len(here.soup.select("[aria-labelledby=week] dt")) == 5
        cited = {str(link["href"]) for link in here.soup.select("a[href^='#source-']")}
        assert {f"#source-{name}" for name in guide.sources} <= {
            f"#{item['id']}" for item in here.soup.select("li[id^=source-]")
        }
        assert cited


def test_what_is_expected_follows_the_weights(page: Fetch, library: Library) -> None:
    here = page(f"{MAP['fr']}/community-manager")
    told = [str(fold["data-keep"]) for fold in here.soup.select("[aria-labelledby=expected] details")]
    weights = library.guides["community-manager"].weights
    assert set(told) == {name for name, count in weights.items() if count >= 3}
    assert [weights[name] for name in told] == sorted((weights[name] for name in told), reverse=True)
    words = here.words("[aria-labelledby=expected] details[data-keep=copywriting-and-tone]")
    assert plain(library.competencies["copywriting-and-tone"].levels["junior"].fr) in plain(words)


@pytest.mark.parametrize("address", ["/fr/metiers/webmaster", "/en/careers/webmaster", "/fr/metiers?from=webmaster"])
def test_a_role_that_does_not_exist_is_explained(page: Fetch, library: Library, address: str) -> None:
    here = page(address, 404)
    links = {str(link["href"]).rpartition("/")[2] for link in here.soup.select("main section a")}
    assert links == set(library.guides)


# The self-assessment.


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_asked_for_at_first(page: Fetch, language: str) -> None:
    here = page(ASSESSMENT[language])
    assert not here.soup.select("figure.gaps, .assessment__stages")
    assert 5 <= int(here.words(".result__value")) <= 8
    assert len(here.soup.select(".assessment__marks")) == int(here.words(".result__value"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_half_filled_is_enough(page: Fetch, library: Library, language: str) -> None:
    here = page(f"{ASSESSMENT[language]}?{HALF}")
    assert here.words(".result__value") == "1"
    assert len(here.soup.select(".gaps-wide .gaps-point")) == 2
    (stage,) = here.soup.select(".assessment__stages > li")
    words = plain(" ".join(stage.get_text(" ").split()))
    actions = library.actions["social-media-strategy"]
    for moment in ("start", "practise", "prove"):
        assert plain(actions.at(moment)[language]) in words  # type: ignore[index]
    assert {"fr": "Pas encore noté", "en": "Not rated yet"}[language] in here.words("#found")


def test_the_table_says_what_the_drawing_shows(page: Fetch) -> None:
    here = page(f"{ASSESSMENT['fr']}?{HALF}")
    rows = [[plain(cell.get_text()) for cell in row.select("th, td")] for row in here.soup.select(".figures tbody tr")]
    found = {row[0]: row[2:] for row in rows}
    assert found["Stratégie social media"] == ["4 · Senior", "2 · Junior", "2 niveaux à gagner"]
    assert found["Planification éditoriale"] == ["4 · Senior", "4 · Senior", "au niveau attendu"]
    assert sum(int(row[1].replace("%", "")) for row in rows) == 100


def test_what_a_browser_sends_is_read_back(page: Fetch) -> None:
    here = page(f"{ASSESSMENT['fr']}?{HALF}&copywriting-and-tone=3&present=moderator")
    sent = pressed(here.one(FORM), "")
    query = "&".join(f"{name}={value}" for name, value in sent.items())
    again = page(f"{ASSESSMENT['fr']}?{query}")
    assert again.words("#found") == here.words("#found")
    assert shown(again) == shown(here)
    assert sent["copywriting-and-tone"] == "3", "kept, although this role does not ask for it"


def test_the_plan_keeps_its_days(page: Fetch) -> None:
    here = page(f"{ASSESSMENT['fr']}?role=moderator&level=senior&moderation-and-conflict=1&months=12")
    assert re.fullmatch(r"\d\d/\d\d/\d{4}", shown(here)["start"][0]), "the first day stands in the address"


def test_a_level_that_the_role_has_not_is_said(page: Fetch) -> None:
    here = page(f"{ASSESSMENT['fr']}?role=digital-marketing-director&level=junior")
    assert "Senior" in here.words("#level-hint")
    assert "senior" in here.words(".result__detail")


def test_the_way_on_the_map_is_shown(page: Fetch) -> None:
    here = page(f"{ASSESSMENT['fr']}?role=head-of-social&present=moderator")
    ways = [way.get_text() for way in here.soup.select(".assessment__part li")]
    assert ways
    assert all("Community manager" in way and "Head of social" in way for way in ways)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_gap_and_no_way_are_said(page: Fetch, language: str) -> None:
    top = f"{ASSESSMENT[language]}?role=moderator&level=junior&moderation-and-conflict=5&present="
    assert page(top + "moderator").words(".result__value") == "0"
    assert page(top + "digital-marketing-director").soup.select(".assessment__part")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("role=webmaster", {"role"}),
        ("level=chef", {"level"}),
        ("present=webmaster", {"present"}),
        ("months=9", {"months"}),
        ("months=abc", {"months"}),
        ("start=31/02/2026", {"start"}),
        ("start=1901-01-01", {"start"}),
        ("copywriting-and-tone=6", {"copywriting-and-tone"}),
        ("copywriting-and-tone=x&months=-1&role=%3Cb%3E", {"copywriting-and-tone", "months", "role"}),
    ],
)
def test_bad_input_is_said_next_to_its_field(page: Fetch, language: str, query: str, fields: set[str]) -> None:
    here = page(f"{ASSESSMENT[language]}?{query}", 422)
    assert {str(error["id"]).removesuffix("-error") for error in here.soup.select(".field__error")} == fields
    assert len(here.soup.select("#refusal a")) == len(fields)


def test_what_was_typed_is_kept(page: Fetch) -> None:
    here = page(f"{ASSESSMENT['fr']}?start=31/02/2026&months=9", 422)
    assert here.one("input[name=start]")["value"] == "31/02/2026"
    assert here.one("select[name=months] option[selected]")["value"] == "9"


@pytest.mark.parametrize("file", ["plan", "agenda"])
def test_nothing_to_plan_gives_the_page_back(page: Fetch, file: str) -> None:
    here = page(f"{ASSESSMENT['fr']}/{file}", 422)
    assert here.one(FORM)


def test_the_addresses_are_those_of_the_brief(app: Flask, client: FlaskClient) -> None:
    for address in (*MAP.values(), *ASSESSMENT.values(), "/fr/metiers/moderator", "/en/careers/moderator"):
        assert client.get(address).status_code == 200
