"""The pages of salaries: what they show, what they refuse, and what they say when a role is gone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from visiting import BUILDER, Fetch, Page, plain

from app.content.text import LANGUAGES
from app.library import Library

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "salaries_bad_input.yaml").read_text(encoding="utf-8"))
PATHS = {
    "ranges": {"fr": "/fr/salaires", "en": "/en/salaries"},
    "conversion": {"fr": "/fr/salaires/brut-net", "en": "/en/salaries/gross-net"},
    "offer": {"fr": "/fr/salaires/offre", "en": "/en/salaries/offer"},
    "need": {"fr": "/fr/salaires/embaucher-ou-freelance", "en": "/en/salaries/hire-or-freelance"},
}


@pytest.fixture(autouse=True)
def _in_november(at: Callable[..., None]) -> None:
    at(2026, 11, 22)


def spelled(value: Any) -> str:
    """Return what a case means: “a × 201” is 201 times a."""
    sign, times, count = str(value).partition(" × ")
    return sign * int(count) if times else str(value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_what_is_typed_wrong_is_said_and_kept(page: Fetch, case: dict[str, Any], language: str) -> None:
    typed = {name: spelled(value) for name, value in case["typed"].items()}
    words = tuple(value for value in typed.values() if len(value) > 3)
    found = page(PATHS[case["where"]][language], case["status"], words, query_string=typed)
    assert plain(case[language]).lower() in plain(found.words("main")).lower()
    for name, value in typed.items() if case.get("kept", True) else ():
        held = [str(field.get("value", "")) for field in found.soup.select(f'[name="{name}"]')]
        chosen = [str(option["value"]) for option in found.soup.select(f'[name="{name}"] option[selected]')]
        assert not value or value in (*held, *chosen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_has_its_page_and_is_in_the_list(page: Fetch, library: Library, language: str) -> None:
    listed = page(PATHS["ranges"][language])
    links = {str(link["href"]) for link in listed.soup.select("main a[href]")}
    for name, role in library.salaries.roles.items():
        address = f"{PATHS['ranges'][language]}/{name}"
        assert address in links
        found = page(address)
        assert role.label[language] in found.words("h1")  # type: ignore[index]
        assert bool(role.none) == (f"role={name}" not in str(found.soup.main))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_role_that_is_gone_leads_to_the_list(page: Fetch, language: str) -> None:
    found = page(f"{PATHS['ranges'][language]}/webmaster", 404)
    assert found.soup.select(f'main a[href="{PATHS["ranges"][language]}"]')


def hero(found: Page) -> str:
    """Return the figure one came for."""
    return plain(found.words(".result__value"))


def test_floors_follow_the_day(page: Fetch, at: Callable[..., None]) -> None:
    assert "1 867,02 €" in plain(page(PATHS["ranges"]["fr"]).words(".salary__floor"))
    at(2026, 5, 31)
    before = page(PATHS["ranges"]["fr"])
    assert "1 823,03 €" in plain(before.words(".salary__floor"))
    assert "21 876 € à 26 000 €" in plain(before.words("main"))
    assert "966,21 €" in plain(before.words("main"))  # 53 % of 1,823.03.
    at(2028, 1, 1)
    assert "1 867,02 €" in plain(page(PATHS["ranges"]["fr"]).words(".salary__floor"))


def test_a_wage_reads_both_ways(page: Fetch) -> None:
    gross = page(PATHS["conversion"]["fr"], query_string={"amount": "2500", "period": "month"})
    assert hero(gross) == "1 957 €"
    facts = plain(gross.words(".result__facts"))
    assert "30 000 €" in facts
    back = page(PATHS["conversion"]["fr"], query_string={"amount": "1957,05", "period": "month", "wanted": "net"})
    assert "30 000 €" in plain(back.words(".result__facts"))


def test_an_offer_is_placed_and_written_in_both_languages(page: Fetch) -> None:
    asked = {
        "amount": "2 000",
        "period": "month",
        "hours": "28",
        "low": "24000",
        "high": "28000",
        "agreement": "Syntec",
    }
    found = page(PATHS["offer"]["fr"], query_string=asked)
    assert hero(found) == "30 000 €"
    assert "Dans la fourchette" in found.words(".result__detail")
    french, _english = (plain(text.get_text(" ", strip=True)) for text in found.soup.select(".salary__statement"))
    assert french == (
        "Community manager Rémunération : de 24 000 € à 28 000 € bruts par an. "
        "Base : 28 heures par semaine, 12 versements par an. Convention collective : Syntec."
    )
    assert [text["lang"] for text in found.soup.select(".salary__statement")] == ["fr", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_goes_to_the_notice_of_a_kit(page: Fetch, language: str) -> None:
    """The link opens the composer on the role and level asked for, with the statement in the page's language."""
    asked = {"role": "moderator", "level": "senior", "low": "24000", "high": "28000", "agreement": "Syntec & <fils>"}
    found = page(PATHS["offer"][language], typed=("Syntec & <fils>",), query_string=asked)
    first = found.soup.select(".salary__statement")[0]
    said = plain(first.select("p")[1].get_text())
    copied = found.one("#" + str(found.one("[data-copy]")["data-copy"]))
    assert first["lang"] == language
    assert plain(str(copied["value"])) == said
    kit = page(link(found), typed=("Syntec & <fils>",))
    assert kit.path == BUILDER[language]
    assert plain(str(kit.one("#pay")["value"])) == said
    assert kit.one("#role option[selected]")["value"] == "moderator"
    assert kit.one("#level option[selected]")["value"] == "senior"


def test_a_role_without_kit_still_leads_to_the_composer(page: Fetch) -> None:
    found = page(PATHS["offer"]["fr"], query_string={"role": "brand-content-manager"})
    assert "role=" not in link(found)
    assert page(link(found)).one("#pay")["value"]


def test_a_statement_too_long_for_a_notice_does_not_lead_to_a_refusal(page: Fetch) -> None:
    """The composer takes 400 characters: a statement as long has its link, one longer a word about it."""
    found = page(PATHS["offer"]["fr"], query_string={"variable": "v" * 200, "agreement": "a" * 80})
    length = len(str(found.one("#statement")["value"]))
    longest = "a" * (80 + 400 - length)
    fits = page(PATHS["offer"]["fr"], query_string={"variable": "v" * 200, "agreement": longest})
    assert len(str(page(link(fits)).one("#pay")["value"])) == 400
    over = page(PATHS["offer"]["fr"], query_string={"variable": "v" * 200, "agreement": f"{longest}a"})
    assert not over.soup.select('#found a[href*="pay="]')
    assert "400 signes" in plain(over.words("#found"))


def link(found: Page) -> str:
    """Return the address of the link that takes the statement to a kit."""
    return str(found.one('#found a[href*="pay="]')["href"])


def test_an_old_check_of_the_law_says_so(page: Fetch, at: Callable[..., None]) -> None:
    assert "a vieilli" not in page(PATHS["offer"]["fr"]).words("main")
    at(2027, 1, 16)
    assert "a vieilli" in page(PATHS["offer"]["fr"]).words("main")


def test_a_need_is_priced_three_ways(page: Fetch) -> None:
    found = page(PATHS["need"]["fr"], query_string={"days": "8", "rate": "350"})
    rows = [plain(row.get_text(" ", strip=True)) for row in found.soup.select(".salary__table tbody tr")]
    assert rows[2] == "Freelance 33 600 € 96 350 €"
    assert "24 heures" in plain(found.words(".salary__notes"))
    full = page(PATHS["need"]["fr"], query_string={"days": "18", "rate": "100"})
    assert "ne coûte pas plus" in full.words(".result__sentence")
    assert "moins que le besoin" in full.words(".salary__notes")
