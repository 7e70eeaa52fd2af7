"""The pages of own questions: written, imported row by row, exported, erased; every refusal keeps what was typed."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from owning import CHECK, REASON, TYPED, UNLAWFUL
from visiting import Fetch, Page, plain, press, pressed
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.content.text import LANGUAGES

START = {"fr": "/fr/entretiens/vos-questions", "en": "/en/interviews/your-questions"}
WRITE = {"fr": f"{START['fr']}/ecrire", "en": f"{START['en']}/write"}
FORM = "form.long-form"
UPLOAD = "form[enctype]"
HEAD = "compétence;question;repère_1;repère_3;repère_5;lien_avec_le_poste"
ROW = "{0};{1};" + ";".join(TYPED[name] for name in ("anchor_1_fr", "anchor_3_fr", "anchor_5_fr", "job_link_fr"))
GOOD = ROW.format("Rédaction et ton de marque", TYPED["ask_fr"])
OTHER = ROW.format("copywriting-and-tone", "Comment choisissez-vous l'accroche d'une vidéo de quinze secondes ?")
ALERT = ROW.format("copywriting-and-tone", UNLAWFUL["fr"])
WRONG = ROW.format("Jonglage", "Comment jonglez-vous avec trois comptes ?")

WORDS = (*TYPED.values(), *UNLAWFUL.values(), REASON)

Bring = Callable[..., Page]


@pytest.fixture(autouse=True)
def _check(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Know two unlawful sentences, whatever the words of the real check."""
    monkeypatch.setitem(app.extensions, "library", replace(app.extensions["library"], lawful=CHECK))


def written(page: Fetch, **changes: str) -> Page:
    """Write a first question and return the notebook's page."""
    return press(page, page(WRITE["fr"]), FORM, "save", **{**TYPED, **changes})


def test_a_question_may_come_with_its_words(page: Fetch) -> None:
    ask = "Quel réseau fermeriez-vous ?"
    here = page(f"{WRITE['fr']}?ask=Quel+r%C3%A9seau+fermeriez-vous+%3F&competency=tools-and-ai", typed=(ask,))
    assert here.one("[name=ask_fr]").get_text().strip() == ask
    assert here.one("[name=competency] option[selected]")["value"] == "tools-and-ai"


@pytest.fixture
def bring(client: FlaskClient, page: Fetch) -> Bring:
    """Sends a file from a page that takes one: `bring(page, b"…", "x.csv", status)`."""

    def brought(here: Page, data: str | bytes, name: str = "x.csv", status: int = 200) -> Page:
        form = here.one(UPLOAD)
        file = FileStorage(io.BytesIO(data if isinstance(data, bytes) else data.encode()), name)
        boundary, sent = encode_multipart({"csrf_token": str(form.select("input")[0]["value"]), "file": file})
        kind = f"multipart/form-data; boundary={boundary}"
        return page(str(form["action"]), status, method="POST", data=sent, content_type=kind, typed=WORDS)

    return brought


def listed(book: Page) -> list[str]:
    """Return the ids of the questions of a notebook, in order."""
    return [str(item["id"]).removeprefix("q-") for item in book.soup.select(".questions li[id]")]


def outcomes(here: Page) -> list[str]:
    return [plain(what.get_text()) for what in here.soup.select(".own-row__what")]


# Writing.


def test_a_question_makes_a_notebook_at_an_address_of_its_own(page: Fetch) -> None:
    book = written(page)
    assert re.fullmatch(r"/fr/entretiens/vos-questions/carnets/[\w-]{32}", book.path)
    assert book.answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert listed(book) == ["own-une-marque-vous-confie-dix-legendes"]
    more = press(page, page(f"{book.path}/ecrire"), FORM, "save", **TYPED)
    assert (more.path, len(set(listed(more)))) == (book.path, 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_said_next_to_its_field_and_the_rest_is_kept(page: Fetch, language: str) -> None:
    refused = page(
        WRITE[language],
        422,
        method="POST",
        typed=(TYPED["ask_fr"],),
        data=pressed(page(WRITE[language]).one(FORM), "save", language="fr", ask_fr=TYPED["ask_fr"], minutes="90"),
    )
    wrong = {str(link["href"]) for link in refused.soup.select("[aria-labelledby=errors] a")}
    assert wrong == {f"#{name}" for name in ("minutes", "anchor_1_fr", "anchor_3_fr", "anchor_5_fr", "job_link_fr")}
    assert refused.one("#ask_fr").get_text().strip() == TYPED["ask_fr"]
    assert refused.one("#minutes")["value"] == "90"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ask_fr": "a" * 301}, "ask_fr"),
        ({"ask_en": "What do you do first when ten captions wait to be read again?"}, "ask_en"),
        (
            {"anchor_5_fr": "The person says what they would do and why it is the best way for the brand."},
            "anchor_5_fr",
        ),
        ({"competency": "juggling"}, "competency"),
        ({"kind": "x"}, "kind"),
        ({"minutes": "five"}, "minutes"),
        ({"levels": "expert"}, "levels"),
        ({"roles": "astronaut"}, "roles"),
    ],
)
def test_what_is_wrong_is_refused(page: Fetch, changes: dict[str, Any], field: str) -> None:
    data = pressed(page(WRITE["fr"]).one(FORM), "save", **{**TYPED, **changes})
    words = tuple(value for value in changes.values() if len(value) > 20)
    refused = page(WRITE["fr"], 422, method="POST", data=data, typed=(*WORDS, *words))
    assert [str(link["href"]) for link in refused.soup.select("[aria-labelledby=errors] a")] == [f"#{field}"]


def test_an_unlawful_question_is_rewritten_or_explained(page: Fetch) -> None:
    form = page(WRITE["fr"]).one(FORM)
    for reason in ("", "court", "x" * 301):
        data = pressed(form, "save", **{**TYPED, "ask_fr": UNLAWFUL["fr"], "reason": reason})
        refused = page(WRITE["fr"], 422, method="POST", data=data, typed=WORDS)
        assert "L1132-1" in refused.words(".own-alerts")
        assert refused.one("#reason")["value"] == reason
    seen = page(WRITE["fr"], method="POST", typed=WORDS, data=pressed(form, "check", ask_fr=UNLAWFUL["fr"]))
    assert "À la place" in seen.words(".own-alerts")
    book = written(page, ask_fr=UNLAWFUL["fr"], reason=REASON)
    assert plain(REASON) in plain(book.words(".questions"))


def test_a_question_is_changed_then_taken_away(page: Fetch) -> None:
    book = written(page)
    (name,) = listed(book)
    here = page(f"{book.path}/questions/{name}", typed=WORDS)
    assert here.one("#anchor_3_fr").get_text().strip() == TYPED["anchor_3_fr"].replace("'", "’")
    book = press(page, here, FORM, "save", **{**TYPED, "minutes": "12"})
    assert listed(book) == [name]
    assert "12 min" in plain(book.words(".questions"))
    asked = page(f"{book.path}/questions/{name}/retirer", typed=WORDS)
    assert listed(press(page, asked, "main form[method=post]", "")) == []
    page(f"{book.path}/questions/{name}", 404)


def test_a_question_in_english_says_so_on_a_french_page(page: Fetch) -> None:
    english = {name.replace("_fr", "_en"): "Ten captions, one hour, three brands" for name in TYPED if "_fr" in name}
    data = {**english, "language": "en", "anchor_3_en": "Reads twice", "anchor_5_en": "Sorts, then reads with a list"}
    book = press(page, page(WRITE["fr"]), FORM, "save", **data)
    assert book.one(".questions li > a")["lang"] == "en"


def test_erasing_asks_first(page: Fetch) -> None:
    book = written(page)
    asked = page(f"{book.path}/effacer")
    assert listed(page(book.path)) == listed(book)
    assert "effacé" in press(page, asked, "main form[method=post]", "").words("h1")
    for address in ("", "/ecrire", "/importer", "/effacer", "/export.csv"):
        page(f"{book.path}{address}", 404)


# Importing.


def test_a_file_is_shown_row_by_row_then_kept(page: Fetch, bring: Bring) -> None:
    shown = bring(page(START["fr"]), "\r\n".join((f"{HEAD};couleur", f"{GOOD};bleu", f"{WRONG};", f"{ALERT};")))
    assert outcomes(shown) == ["Ajoutée", "Refusée", "Alerte, attend une raison"]
    assert [plain(place.get_text()) for place in shown.soup.select(".own-row__place")] == [
        "Ligne 2",
        "Ligne 3",
        "Ligne 4",
    ]
    assert "couleur" in shown.words("main")
    book = shown.path.removesuffix("/importer")
    assert listed(page(book)) == []
    short = press_confirm(page, shown, 422, reason="court")
    assert short.one("#reason-4")["value"] == "court"
    assert listed(page(book)) == []
    kept = press_confirm(page, short, reason=REASON)
    assert len(listed(kept)) == 2
    again = press_confirm(page, short, reason=REASON)
    assert listed(again) == listed(kept)


def press_confirm(page: Fetch, shown: Page, status: int = 200, button: str = "confirm", reason: str = "") -> Page:
    """Press a button of the dry run, with a reason for its fourth line if given."""
    typed = {"reason-4": reason} if reason else {}
    form = shown.one("form[action$=confirmer]")
    return page(str(form["action"]), status, method="POST", data=pressed(form, button, **typed), typed=WORDS)


def test_a_row_without_a_reason_is_left_aside_and_a_file_can_be_dropped(page: Fetch, bring: Bring) -> None:
    shown = bring(page(START["fr"]), "\n".join((HEAD, GOOD, ALERT)))
    assert len(listed(press_confirm(page, shown))) == 1
    shown = bring(page(shown.path), "\n".join((HEAD, GOOD, OTHER)))
    assert outcomes(shown) == ["Identique, laissée", "Ajoutée"]
    assert len(listed(press_confirm(page, shown, button="drop"))) == 1


def test_a_second_file_replaces_the_first_and_an_old_tab_confirms_nothing(page: Fetch, bring: Bring) -> None:
    first = bring(page(START["fr"]), f"{HEAD}\n{GOOD}")
    second = bring(first, f"{HEAD}\n{OTHER}")
    late = press_confirm(page, first, 409)
    assert outcomes(late) == ["Ajoutée"]
    assert "entre-temps" in late.words("[role=alert]")
    assert len(listed(press_confirm(page, second))) == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.csv", b"", "Le fichier est vide"),
        ("x.exe", b"MZ", "enregistrez-le en .xlsx, .csv, .json ou .md"),
        ("x.csv", b"%PDF-1.7", "un PDF"),
        ("x.csv", b"a" * 2_000_001, "Le fichier dépasse 2 Mo"),
        ("", b"", "Aucun fichier n'est venu"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_changes_nothing(
    page: Fetch, bring: Bring, name: str, data: bytes, words: str
) -> None:
    assert words in plain(bring(page(START["fr"]), data, name, 422).words("[role=alert]"))
    waiting = bring(page(START["fr"]), f"{HEAD}\n{GOOD}")
    refused = bring(waiting, data, name, 422)
    assert words in plain(refused.words("[role=alert]"))
    assert outcomes(refused) == ["Ajoutée"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_fifty_megabytes_get_a_page(client: FlaskClient, language: str) -> None:
    """The size is announced and refused before a byte is read."""
    address = {"fr": f"{START['fr']}/importer", "en": f"{START['en']}/import"}[language]
    announced = {"CONTENT_LENGTH": "50000000", "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    answer = client.post(address, environ_overrides=announced)
    assert answer.status_code == 413
    soup = BeautifulSoup(answer.text, "lxml")
    assert soup.select(f"html[lang={language}] nav a")
    assert re.search(r"\b2.M", soup.select("main")[0].get_text())


def test_only_imports_take_files(client: FlaskClient) -> None:
    token = Page(client, client.get(WRITE["fr"])).one(f"{FORM} input[name=csrf_token]")["value"]
    answer = client.post(WRITE["fr"], data={"csrf_token": token, "file": (io.BytesIO(b"x" * 300_000), "x.csv")})
    assert answer.status_code == 413


# Exporting.


def test_what_is_exported_comes_back_as_it_was(client: FlaskClient, page: Fetch, bring: Bring) -> None:
    book = written(page, ask_fr=UNLAWFUL["fr"], reason=REASON)
    for format in ("xlsx", "csv", "json", "md"):
        answer = client.get(f"{book.path}/export.{format}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="vos-questions.{format}"'
        assert "no-store" in answer.headers["Cache-Control"]
        shown = bring(page(f"{book.path}/importer"), answer.data, f"x.{format}")
        assert outcomes(shown) == ["Identique, laissée"], format
    for format, start in (("docx", b"PK"), ("xml", b"<?xml")):
        assert client.get(f"{book.path}/export.{format}").data.startswith(start)
    page(f"{book.path}/export.pdf", 404)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_to_fill_in_hold_two_rows_that_can_be_imported(
    client: FlaskClient, page: Fetch, bring: Bring, language: str
) -> None:
    name = {"fr": "modele", "en": "template"}[language]
    book = load_workbook(io.BytesIO(client.get(f"{START[language]}/{name}.xlsx").data))
    assert len(book.sheetnames) == 2
    shown = bring(page(START["fr"]), client.get(f"{START[language]}/{name}.csv").data)
    assert outcomes(shown) == ["Ajoutée", "Ajoutée"]
    page(f"{START[language]}/{name}.pdf", 404)


def test_the_schema_is_at_the_address_that_files_give(client: FlaskClient, page: Fetch) -> None:
    data = client.get(f"{written(page).path}/export.json").get_json()
    answer = client.get(data["$schema"].removeprefix("http://localhost"))
    assert answer.get_json()["$schema"].startswith("https://json-schema.org/draft/2020-12/")
