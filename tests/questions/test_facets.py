"""Browsing the bank: the number shown beside a filter is what one sees after choosing it, on all pages of the list."""

import re
from urllib.parse import parse_qsl, urlencode

import pytest
from bs4 import Tag
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from visiting import BANK, Page, pressed
from whole_bank import LIBRARY, QUESTIONS

from app.careers.vocabulary import KINDS
from app.content.text import LANGUAGES
from app.questions.browse import DIFFICULTIES, FACETS, PAGE, Asked, Filters, counts, leaf, ordered, values

CHOICES = {
    "role": tuple(LIBRARY.roles),
    "level": tuple(LIBRARY.levels),
    "competency": tuple(LIBRARY.competencies),
    "kind": KINDS,
    "topic": tuple(LIBRARY.topics),
    "difficulty": DIFFICULTIES,
}
FORM = "form.bank"
some = {facet: st.lists(st.sampled_from(CHOICES[facet]), max_size=2, unique=True).map(tuple) for facet in FACETS}
filters = st.builds(Filters, **some)


@settings(max_examples=8)
@given(filters)
def test_a_count_is_what_the_choice_would_leave(asked: Filters) -> None:
    found = counts(QUESTIONS, asked)
    for facet in FACETS:
        for value in CHOICES[facet]:
            wanted = Filters(**{**asked.chosen, facet: (value,)})
            assert found[facet][value] == sum(wanted.keep(question) for question in QUESTIONS)


@settings(max_examples=25)
@given(filters)
def test_a_question_is_kept_when_it_has_one_of_the_values_of_each_facet(asked: Filters) -> None:
    for question in QUESTIONS:
        fits = all(set(wanted) & set(values(question, facet)) for facet, wanted in asked.chosen.items())
        assert asked.keep(question) == fits


@given(st.integers(0, 100))
def test_pages_share_out_the_whole_list(size: int) -> None:
    questions = QUESTIONS[:size]
    first = leaf(questions, 1)
    assert first
    pages = [leaf(questions, number) for number in range(1, first.last + 1)]
    assert tuple(question for page in pages if page for question in page.questions) == questions
    assert all(page and (page.questions or not size) for page in pages)
    assert leaf(questions, 0) is leaf(questions, first.last + 1) is None


def test_each_order_holds_the_same_questions() -> None:
    for sort in ("", "shortest", "hardest"):
        assert {each.id for each in ordered(QUESTIONS, sort)} == set(LIBRARY.questions)
    minutes = [question.minutes for question in ordered(QUESTIONS, "shortest")]
    assert minutes == sorted(minutes)
    assert next(question.difficulty for question in ordered(QUESTIONS, "hardest")) == 3


@given(filters, st.sampled_from(["", "crise"]), st.sampled_from(["", "hardest"]))
def test_taking_back_every_filter_leads_to_the_whole_bank(chosen: Filters, query: str, sort: str) -> None:
    asked = Asked(chosen, query, sort, 3, ("own-words-bad-buzz",))
    for facet, wanted in chosen.chosen.items():
        for value in wanted:
            asked = asked.without(facet, value)
    assert asked.worded("").at(1) == asked.cleared().at(1)


def look(client: FlaskClient, address: str, status: int = 200) -> Page:
    """Return a page; what each page owes is checked on a few of them in tests/test_pages.py."""
    answer = client.get(address)
    assert answer.status_code == status
    return Page(client, answer)


def listed(page: Page) -> list[str]:
    """Return the addresses of the questions listed."""
    return [str(link["href"]).split("?")[0] for link in page.soup.select("ul.questions > li > a")]


def chosen(page: Page) -> list[tuple[str, str]]:
    """Return what the list's form would send."""
    return [pair for pair in pressed(page.one(FORM)).items(multi=True) if pair[1]]


def counted(client: FlaskClient, address: str) -> tuple[int, int]:
    """Return how many questions a list says it holds, and how many its page shows."""
    text = client.get(address).text
    said = re.search(r'<h2 id="count">(\d+)?', text)
    assert said
    return int(said[1] or 0), len(re.findall(r'<input type="checkbox" id="pick-', text))


@pytest.mark.parametrize(
    ("language", "query", "step"),
    [("fr", "", 1), ("en", "q=crisis", 7), ("fr", "kind=technical", 7), ("en", "role=moderator&level=junior", 7)],
)
def test_every_link_lists_as_many_as_it_says(client: FlaskClient, language: str, query: str, step: int) -> None:
    """Every choice of the whole bank, and some of narrower lists; choosing is following the address the form makes."""
    here = Page(client, client.get(f"{BANK[language]}?{query}"))
    boxes = here.soup.select("#facets input[type=checkbox]")
    if not query:
        shown = {(box["name"], box["value"]) for box in boxes}
        assert shown >= {(facet, value) for facet in FACETS for each in QUESTIONS for value in values(each, facet)}
    for box in boxes[::step]:
        others = [pair for pair in parse_qsl(query) if pair[0] != box["name"]]
        address = urlencode([*others, (str(box["name"]), str(box["value"]))])
        said = int(figure(box))
        assert counted(client, f"{BANK[language]}?{address}") == (said, min(said, PAGE))
        assert box.has_attr("checked") == ((box["name"], box["value"]) in parse_qsl(query))


def figure(box: Tag) -> str:
    """Return the number beside a box."""
    assert box.parent
    found = box.parent.select_one(".figure")
    assert found
    return found.get_text()


def test_two_values_of_a_facet_add_up(client: FlaskClient) -> None:
    one, two = (counted(client, f"{BANK['fr']}?kind={kind}")[0] for kind in ("technical", "motivation"))
    assert counted(client, f"{BANK['fr']}?kind=technical&kind=motivation")[0] == one + two


def test_all_questions_are_reached_by_the_links_of_the_pages(client: FlaskClient) -> None:
    here = Page(client, client.get(BANK["fr"]))
    found = listed(here)
    assert not here.soup.select("main a[rel=prev]")
    while following := here.soup.select("main a[rel=next]"):
        here = Page(client, client.get(str(following[0]["href"])))
        assert len(here.soup.select(".pager [aria-current=page]")) == 1
        found += listed(here)
    assert found == [f"{BANK['fr']}/{name}" for name in LIBRARY.questions]


def test_links_of_pages_keep_the_state_and_the_form_too(client: FlaskClient) -> None:
    query = "level=lead&level=senior&sort=hardest&page=2&pick=own-words-bad-buzz"
    here = look(client, f"{BANK['fr']}?{query}")
    back = dict.fromkeys(parse_qsl(str(here.one("main a[rel=prev]")["href"]).split("?")[1]))
    assert set(back) == set(parse_qsl(query)) - {("page", "2")}
    sent = chosen(here)
    assert set(parse_qsl(query)) <= set(sent)
    again = look(client, f"{BANK['fr']}?{urlencode(sent)}")
    assert listed(again) == listed(here)


def test_filters_are_taken_back_one_by_one_or_all_at_once(client: FlaskClient) -> None:
    narrow = look(client, f"{BANK['fr']}?kind=technical&level=lead&q=crise&pick=own-words-bad-buzz")
    assert narrow.one("#q")["value"] == "crise"
    links = [str(link["href"]) for link in narrow.soup.select(".chosen a")]
    assert len(links) == 4
    assert all("pick=own-words-bad-buzz" in link for link in links)
    assert links[-1] == f"{BANK['fr']}?pick=own-words-bad-buzz"
    assert set(listed(narrow)) <= set(listed(look(client, links[1])))
    assert {box["value"] for box in narrow.soup.select("#facets [checked]")} == {"technical", "lead"}


def test_nothing_found_says_what_to_do_next(client: FlaskClient) -> None:
    empty = look(client, f"{BANK['fr']}?q=licorne&kind=technical")
    assert listed(empty) == []
    assert "Essayez un mot plus courant" in empty.words("main")
    assert empty.soup.select(f"main section a[href='{BANK['fr']}']")


@pytest.mark.parametrize("wrong", ["kind=riddle", "sort=random", "page=0", "page=999", "page=two", "pick=no-such"])
def test_what_does_not_exist_is_said_and_left_out(client: FlaskClient, wrong: str) -> None:
    answer = look(client, f"{BANK['fr']}?{wrong}&level=lead", 404)
    assert answer.soup.select("[role=alert]:not([hidden])")
    assert listed(answer) == listed(look(client, f"{BANK['fr']}?level=lead"))


def test_a_page_turned_on_another_list_is_the_first_one(client: FlaskClient) -> None:
    second = look(client, f"{BANK['fr']}?page=2")
    sent = [*chosen(second), ("level", "lead")]
    assert ("page", "2") in sent
    assert listed(look(client, f"{BANK['fr']}?{urlencode(sent)}")) == listed(look(client, f"{BANK['fr']}?level=lead"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_twins_point_at_each_other(client: FlaskClient, language: str) -> None:
    for question in [each for each in QUESTIONS if each.twin][::25] + [each for each in QUESTIONS if not each.twin][:1]:
        here = Page(client, client.get(f"{BANK[language]}/{question.id}"))
        twin, near = (linked(here, name) for name in ("twin", "near"))
        assert twin == ([question.twin] if question.twin else [])
        assert question.id not in near
        assert {LIBRARY.questions[name].competency for name in near} == {question.competency}


def linked(page: Page, section: str) -> list[str]:
    """Return the ids of the questions that a section of a question's page links to."""
    links = page.soup.select(f"section[aria-labelledby={section}] li > a")
    return [str(link["href"]).rsplit("/", 1)[1] for link in links]
