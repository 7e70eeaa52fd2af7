"""The pages of a selection: chosen in the list, ordered, copied, compared, exported, taken to the composer."""

import json
from urllib.parse import parse_qsl, urlencode

import pytest
from flask.testing import FlaskClient
from visiting import BANK, Page, asked, plain, pressed
from whole_bank import LIBRARY

from app.library import Library
from app.questions.bank import Question

PICKS = ["revive-silent-community", "own-words-bad-buzz", next(iter(LIBRARY.questions))]
PICKS = list(dict.fromkeys(PICKS))
SELECTION, COMPARISON = f"{BANK['fr']}/selection", f"{BANK['fr']}/comparer"
EN_SELECTION = f"{BANK['en']}/selection"


def address(names: list[str], path: str = SELECTION) -> str:
    """Return the address of a selection."""
    return f"{path}?{urlencode([('pick', name) for name in names])}"


def look(client: FlaskClient, address: str, status: int = 200) -> Page:
    """Return a page; what each page owes is checked on a few of them in tests/test_pages.py."""
    answer = client.get(address)
    assert answer.status_code == status
    return Page(client, answer)


def order(page: Page) -> list[str]:
    """Return the ids of a selection, in order."""
    return [str(item["id"]).removeprefix("q-") for item in page.soup.select(".selection__one")]


def pair(competency: str = "measurement-and-kpis") -> tuple[Question, Question]:
    """Return two questions of a competency that are not twins."""
    one, *others = [each for each in LIBRARY.questions.values() if each.competency == competency]
    return one, next(each for each in others if each.story != one.story)


def test_boxes_of_the_list_lead_to_the_selection_in_its_order(client: FlaskClient) -> None:
    here = look(client, f"{BANK['fr']}?page=2&pick={PICKS[1]}&pick={PICKS[0]}")
    assert "2 questions choisies" in here.words(".tray")
    sent = pressed(here.one("form.bank"), "Voir la sélection")
    answer = client.get(f"{BANK['fr']}?{urlencode(list(sent.items(multi=True)))}")
    assert answer.status_code == 302
    assert order(look(client, answer.location)) == [PICKS[1], PICKS[0]]


def test_an_order_of_ones_own_outlives_the_list(client: FlaskClient) -> None:
    first, second = [str(box["value"]) for box in look(client, BANK["fr"]).soup.select(".rows input")][:2]
    here = look(client, f"{BANK['fr']}?pick={second}&pick={first}")
    sent = [pair for pair in pressed(here.one("form.bank")).items(multi=True) if pair[1]]
    again = look(client, f"{BANK['fr']}?{urlencode(sent)}")
    link = str(again.soup.select(".rows li > a")[0]["href"])
    assert [value for name, value in parse_qsl(link.split("?")[1]) if name == "pick"] == [second, first]


def test_two_boxes_lead_to_the_comparison(client: FlaskClient) -> None:
    here = look(client, f"{BANK['fr']}?pick={PICKS[0]}&pick={PICKS[1]}")
    sent = pressed(here.one("form.bank"), "Comparer")
    answer = client.get(f"{BANK['fr']}?{urlencode(list(sent.items(multi=True)))}")
    assert {("a", PICKS[0]), ("b", PICKS[1])} <= set(parse_qsl(answer.location.split("?")[1]))
    assert "Comparer" not in look(client, f"{BANK['fr']}?pick={PICKS[0]}").words(".tray button")


def test_a_selection_is_moved_and_emptied_by_links(client: FlaskClient) -> None:
    here = look(client, address(PICKS))
    assert order(here) == PICKS
    down = [str(link["href"]) for link in here.soup.select(".selection__moves a") if "Descendre" in link.get_text()]
    assert order(look(client, down[0])) == [PICKS[1], PICKS[0], *PICKS[2:]]
    taken = [str(link["href"]) for link in here.soup.select(".selection__moves a") if "Retirer" in link.get_text()]
    assert order(look(client, taken[0])) == PICKS[1:]
    assert "Elle est vide" in look(client, SELECTION).words("main")


def test_the_text_to_copy_holds_the_questions_in_full(client: FlaskClient) -> None:
    here = look(client, address(PICKS))
    text = plain(here.one("textarea").get_text())
    for name in PICKS:
        question = LIBRARY.questions[name]
        for written in (question.ask, *question.probes, *question.anchors.values()):
            assert plain(written.fr) in text
    assert here.one("[data-copy]")["data-copy"] == here.one("textarea")["id"]


def test_what_follows_is_added_after_its_question(client: FlaskClient) -> None:
    here = look(client, address(PICKS))
    link = here.soup.select(".selection__next a.button")[0]
    added = order(look(client, str(link["href"])))
    assert added[0] == PICKS[0]
    assert [name for name in added if name not in PICKS] == [added[1]]


def test_a_selection_becomes_a_kit_that_keeps_its_questions(client: FlaskClient) -> None:
    here = look(client, address(PICKS))
    kit = look(client, str(here.one(".selection__ways a.button[href*='lock=']")["href"]))
    assert set(PICKS) <= set(asked(kit))


def test_twins_in_a_selection_are_said_and_make_no_kit(client: FlaskClient) -> None:
    one = next(each for each in LIBRARY.questions.values() if each.twin)
    here = look(client, address([one.id, str(one.twin)]))
    assert "la même histoire" in here.words(".notice")
    assert not here.soup.select("main a[href*='lock=']")


def test_an_unknown_question_is_said_and_too_many_are_cut(client: FlaskClient) -> None:
    assert order(look(client, address(["no-such", PICKS[0]]), 404)) == [PICKS[0]]
    many = list(LIBRARY.questions)[:22]
    here = look(client, address(many))
    assert order(here) == many[:20]
    assert "vingt questions au plus" in here.words("[role=alert]:not([hidden])")
    assert not here.soup.select(".selection__next")


def test_search_engines_leave_selections_alone(client: FlaskClient) -> None:
    for path in (address(PICKS), f"{COMPARISON}?a={PICKS[0]}"):
        assert client.get(path).headers["X-Robots-Tag"] == "noindex"


def test_two_questions_side_by_side(client: FlaskClient) -> None:
    one, two = pair()
    here = look(client, f"{COMPARISON}?a={one.id}&b={two.id}&pick={PICKS[0]}")
    words = plain(here.words("main"))
    for question in (one, two):
        for written in (question.ask, question.reveals, *question.anchors.values()):
            assert plain(written.fr) in words
    assert "la même compétence" in here.words(".compare__apart")
    offered = {str(option["value"]) for option in here.soup.select("#b option")}
    assert offered == {each.id for each in LIBRARY.questions.values() if each.competency == one.competency} - {one.id}
    assert here.one("#b option[selected]")["value"] == two.id


def test_twins_are_told_as_such(client: FlaskClient) -> None:
    one = next(each for each in LIBRARY.questions.values() if each.twin)
    assert "la même histoire" in look(client, f"{COMPARISON}?a={one.id}&b={one.twin}").words(".compare__apart")


@pytest.mark.parametrize(
    ("query", "status"), [("", 200), ("a=x", 404), (f"a={PICKS[0]}&b=x", 404), (f"a={PICKS[0]}", 200)]
)
def test_a_comparison_waits_for_its_questions(client: FlaskClient, query: str, status: int) -> None:
    here = look(client, f"{COMPARISON}?{query}", status)
    assert not here.soup.select(".compare__apart")
    assert bool(here.soup.select("[role=alert]:not([hidden])")) == (status == 404)


def test_a_question_says_what_to_ask_next_and_keeps_the_selection(client: FlaskClient) -> None:
    here = look(client, f"{BANK['fr']}/{PICKS[0]}?pick={PICKS[1]}")
    reasons = here.soup.select("ol.next .next__reason")
    assert len(reasons) >= 2
    assert all(f"pick={PICKS[1]}" in str(link["href"]) for link in here.soup.select("ol.next > li > a"))
    assert order(look(client, str(here.soup.select("ol.next a.button")[0]["href"])))[:2] == [PICKS[1], PICKS[0]]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_exports_hold_the_selection_or_the_list(client: FlaskClient, library: Library, language: str) -> None:
    def ids(query: str) -> list[str]:
        with client.get(f"{BANK[language]}/export.json?{query}") as answer:
            assert answer.status_code == 200
            return [question["id"] for question in json.loads(answer.data)["questions"]]

    assert ids(f"level=lead&pick={PICKS[1]}&pick={PICKS[0]}") == [PICKS[1], PICKS[0]]
    listed = [each.id for each in library.questions.values() if each.kind == "motivation"]
    assert ids("kind=motivation&page=2") == listed
    assert client.get(f"{BANK[language]}/export.exe").status_code == 404


@pytest.mark.parametrize("format", ["xlsx", "csv", "docx", "md", "xml"])
def test_each_format_is_a_file(client: FlaskClient, format: str) -> None:
    with client.get(f"{BANK['fr']}/export.{format}?q=crise") as answer:
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].endswith(f'.{format}"')
        assert len(answer.data) > 100


def test_both_languages_give_the_same_selection(client: FlaskClient) -> None:
    assert order(look(client, address(PICKS, EN_SELECTION))) == PICKS
