"""All that hands type wrong: what is refused is said in words, kept on the page, and stored nowhere."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import Tag
from flask import Flask
from flask.testing import FlaskClient
from visiting import BANK, BUILDER, COMPOSE, COMPOSER, Fetch, Page, create, plain, pressed, rows

from app.content.text import LANGUAGES

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "bad_input.yaml").read_text(encoding="utf-8"))


def spelled(value: Any) -> Any:
    """Return what a case means: “a × 121” is 121 times a."""
    if isinstance(value, list):
        return [spelled(one) for one in value]
    sign, times, count = str(value).partition(" × ")
    return sign * int(count) if times else str(value)


def holds(page: Page, name: str, value: str) -> bool:
    """Say whether a field shows what was typed: as its text, as its choice, or as a ticked box."""
    fields: list[Tag] = page.soup.select(f'[name="{name}"]')
    texts = [str(field.get("value", "")) for field in fields if field.get("type") not in ("checkbox", "radio")]
    ticked = [str(field["value"]) for field in fields if field.has_attr("checked")]
    chosen = [str(option["value"]) for field in fields for option in field.select("option[selected]")]
    return value in (*texts, *ticked, *chosen)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_bad_input(app: Flask, page: Fetch, case: dict[str, Any], language: str) -> None:
    """A refusal says what to write, keeps what was typed and stores nothing; what is accepted is shown safely."""
    typed = {name: spelled(value) for name, value in case["typed"].items()}
    words = tuple(value for value in typed.values() if isinstance(value, str) and len(value) > 3)
    shown = (case["shown"],) if "shown" in case else ()
    before, owed = rows(app), {"status": case["status"], "typed": (*shown, *words)}
    if case["where"] == "composer":
        data = pressed(page(BUILDER[language]).one(COMPOSER), "create", **typed)
        answer = page(COMPOSE[language], method="POST", data=data, **owed)
    else:
        answer = page(BANK[language], query_string=typed, **owed)
    assert plain(spelled(case[language])).lower() in plain(answer.words("main")).lower()
    assert case.get("hidden", "\x00") not in answer.answer.text
    if case["where"] == "composer" and case["status"] == 200:
        assert rows(app) == (before[0] + 1, before[1] + 1)
        return
    assert rows(app) == before
    if case.get("kept", True):
        for name, value in typed.items():
            for one in value if isinstance(value, list) else [case.get("shown", value)]:
                assert holds(answer, name, one), f"{name} does not show {one!r} any more"


def test_errors_are_listed_at_the_top_and_said_next_to_their_fields(page: Fetch) -> None:
    form = page(BUILDER["fr"]).one(COMPOSER)
    data = pressed(form, "create", minutes="abc", role="astronaut", title="x" * 200)
    answer = page(COMPOSE["fr"], 422, method="POST", data=data)
    top = answer.one("[role=alert][aria-labelledby=errors]")
    assert len(top.select("li")) == 3
    for name in ("minutes", "role", "title"):
        field = answer.one(f"#{name}")
        assert field["aria-invalid"] == "true"
        described = [answer.one(f"#{part}").get_text() for part in str(field["aria-describedby"]).split()]
        assert any(words in link.get_text() for words in described for link in top.select("li"))


def test_the_address_of_the_composer_refuses_the_same_things(page: Fetch) -> None:
    for query in ("minutes=abc", "role=astronaut", "level=x", "variant=Z", "competency=x", "kind=x"):
        page(f"{BUILDER['fr']}?{query}", 422)


def test_a_form_without_its_token_gets_a_page(app: Flask, page: Fetch) -> None:
    before, kit = rows(app), create(page)
    after = rows(app)
    data = pressed(page(BUILDER["fr"]).one(COMPOSER), "create")
    for token in ("", "x", data["csrf_token"][:-1]):
        refused = page(COMPOSE["fr"], 400, method="POST", data={**data, "csrf_token": token})
        assert "Rechargez-la et recommencez" in refused.words("main")
        page(f"{kit.path}/modifier", 400, method="POST", data={"csrf_token": token, "do": "x"})
        page(f"{kit.path}/effacer", 400, method="POST", data={"csrf_token": token})
    assert rows(app) == after
    assert after[0] == before[0] + 1


@pytest.mark.parametrize(
    ("method", "address"),
    [("GET", COMPOSE["fr"]), ("PUT", BUILDER["fr"]), ("DELETE", "/fr/"), ("GET", "/en/interviews/kits/x/edit")],
)
def test_a_wrong_method_gets_a_page(client: FlaskClient, method: str, address: str) -> None:
    answer = client.open(address, method=method)
    assert answer.status_code == 405 or (answer.status_code == 400 and method != "GET")
    assert "<h1>" in answer.text
    assert "Allow" in answer.headers or answer.status_code == 400


def test_a_very_long_address_is_no_accident(client: FlaskClient) -> None:
    for address in (*BUILDER.values(), *BANK.values()):
        answer = client.get(f"{address}?" + "&".join(f"x{n}={'y' * 50}" for n in range(2000)))
        assert answer.status_code < 500
    answer = client.get(BUILDER["fr"] + "?" + "&".join(f"tried=x{n}&item=x{n}" for n in range(2000)))
    assert answer.status_code < 500
