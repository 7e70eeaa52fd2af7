"""What is asked of the HTML, and what is taken out of it."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from app.paper.markup import Field, prepared
from app.paper.order import Unprintable


def root(body: str = "", head: str = "<title>Essai</title>", lang: str = "fr") -> Element:
    return fromstring(f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>')


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (root(lang=""), "no_language"),
        (root(head=""), "no_title"),
        (root(head="<title> </title>"), "no_title"),
        (root('<input type="radio" name="a" title="A"/>'), "unsupported_field"),
        (root('<input type="checkbox" name="a" title="A"/>'), "unsupported_field"),
        (root('<select multiple="" name="a" title="A"/>'), "unsupported_field"),
        (root("<button>Envoyer</button>"), "unsupported_field"),
        (root('<input title="A"/>'), "unnamed_field"),
        (root('<input name="a.b" title="A"/>'), "unnamed_field"),
        (root('<input name="a"/>'), "untitled_field"),
        (root('<input name="a" title="A"/><textarea name="a" title="B"/>'), "duplicate_field"),
    ],
)
def test_a_document_that_breaks_a_rule_is_refused(document: Element, code: str) -> None:
    with pytest.raises(Unprintable) as refusal:
        prepared(document)
    assert refusal.value.code == code


def test_fields_keep_their_first_value_and_length() -> None:
    document = root(
        '<input name="a" title="A" value="é" maxlength="8"/>'
        '<select name="b" title="B"><option value="1">un</option>'
        '<option value="2" selected="">deux</option></select>'
        '<select name="c" title="C"><option value="1">un</option></select>'
        '<textarea name="d" title="D" maxlength="200">\nun\r\ndeux</textarea>'
    )
    assert prepared(document).fields == {
        "a": Field("é", 8),
        "b": Field("2", None),
        "c": Field("", None),
        "d": Field("un\ndeux", 200),
    }
    assert document.find(".//textarea").text is None  # type: ignore[union-attr]


TARGETS = """\
javascript:alert(1)
JaVaScript:alert(1)
 javascript:alert(1)
file:///etc/passwd
http://example.org
data:text/html,x
kit.pdf
//example.org
""".splitlines()


@pytest.mark.parametrize("target", TARGETS)
def test_other_links_lose_their_target(target: str) -> None:
    document = root("<a>x</a>")
    link = document.find(".//a")
    assert link is not None
    link.set("href", target)
    assert prepared(document).links == {}
    assert "href" not in link.attrib


def test_links_are_named_by_their_title_or_words() -> None:
    document = root(
        '<a href="https://x.fr/é" title="Le site">ici</a><a href="#q%201">La\n <b>question</b></a>'
        '<a href="mailto:a@x.fr"><img/></a>'
    )
    assert prepared(document).links == {
        "https://x.fr/%C3%A9": "Le site",
        "q 1": "La question",
        "mailto:a@x.fr": "mailto:a@x.fr",
    }


def test_what_a_page_may_cut_gets_an_id() -> None:
    document = root('<p id="mine"/><ul><li/></ul><div/>')
    assert list(prepared(document).cut.values()) == ["P", "L", "LI"]
    assert document.find(".//p").get("id") == "mine"  # type: ignore[union-attr]
    assert document.find(".//div").get("id") is None  # type: ignore[union-attr]
