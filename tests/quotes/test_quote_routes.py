"""From the empty form to the client's address, with JavaScript off, in both languages."""

import csv
import io
import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from visiting import Fetch, Page, plain, pressed

from app.content.text import LANGUAGES
from app.quotes.quote import MOST_LINES

START = {"fr": "/fr/devis", "en": "/en/quotes"}
WRITE = {"fr": "/fr/devis/ecrire", "en": "/en/quotes/write"}
FORM = "form.long-form"
Typed = dict[str, str]


def held(form: Any) -> Typed:
    """Return what the texts of several lines hold, which `pressed` leaves out."""
    return {area["name"]: area.get_text().removeprefix("\n") for area in form.select("textarea")}


def press(page: Fetch, here: Page, button: str, typed: Typed | None = None, status_code: int = 200) -> Page:
    """Press a button of the form of a quote; return the page it leads to."""
    form = here.one(FORM)
    data = pressed(form, button, **{**held(form), **(typed or {})})
    words = tuple(sorted((line for value in data.values() for line in value.split("\n") if len(line) > 3), key=len))
    return page(str(form["action"]), status_code, words[::-1], method="POST", data=data)


def created(page: Fetch, typed: Typed, language: str = "fr") -> Page:
    """Write a quote and store it; return its page."""
    return press(page, page(START[language]), "save", typed)


def act(page: Fetch, here: Page, button: str) -> Page:
    """Press a button of a stored quote's page."""
    form = next(form for form in here.soup.select("main form") if form.select(f"button[value={button}]"))
    data = {"csrf_token": form.select("input")[0]["value"], "do": button}
    return page(str(form["action"]), method="POST", data=data, typed=(here.words("h1 + .lead"),))


def stored_rows(app: Flask) -> tuple[int, ...]:
    with app.extensions["database"].connect() as connection:
        names = ("quote_book", "quote", "quote_version")
        return tuple(connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names)


def links(here: Page, words: str) -> list[str]:
    return [str(link["href"]) for link in here.soup.select("main a[href]") if words in str(link["href"])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_is_written_numbered_and_read_by_its_client(page: Fetch, typed: Typed, language: str) -> None:
    draft = created(page, typed, language)
    assert re.fullmatch(r"/\w+/\w+/(carnets|books)/[\w-]{32}/[\w-]{12}", draft.path)
    assert "760" in draft.words(".result__value")
    assert not draft.soup.select("#reader")
    issued = act(page, draft, "issue")
    assert re.search(r"\d{4}-001$", issued.words("h1"))
    client = page(urlsplit(str(issued.one("#reader")["value"])).path, typed=("Animation de trois comptes",))
    assert issued.words("h1") == client.words("h1")
    assert not client.soup.select("main form, main [href*=carnets], main [href*=books]")
    assert draft.path.split("/")[-2] not in client.answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_book_in_both_languages(page: Fetch, typed: Typed, language: str) -> None:
    seen = tuple(line for value in typed.values() for line in value.split("\n") if len(line) > 3)
    issued = act(page, created(page, typed, language), "issue")
    token, reference = issued.path.split("/")[-2:]
    base = {"fr": f"/fr/devis/carnets/{token}", "en": f"/en/quotes/books/{token}"}[language]
    new, edit, erase = {"fr": ("nouveau", "modifier", "effacer"), "en": ("new", "edit", "delete")}[language]
    for path in ("", f"/{new}", f"/{erase}", f"/{reference}", f"/{reference}/{edit}"):
        found = page(base + path, typed=seen)
        assert "no-store" in found.answer.headers["Cache-Control"]
        assert "noindex" in found.answer.headers["X-Robots-Tag"]
    draft = act(page, issued, "copy").path.removesuffix(f"/{edit}")
    page(f"{draft}/{erase}", typed=seen)
    page(f"{base}/{reference}/{erase}", 404)


def test_lines_come_and_go_and_nothing_typed_is_lost(app: Flask, page: Fetch, typed: Typed) -> None:
    before = stored_rows(app)
    first = page(START["fr"])
    two = press(page, first, "add", typed)
    assert two.one("textarea[autofocus]")["id"] == "line-2-description"
    more = {"line-2-description": "Bilan", "line-2-price": "1 200 €", "line-2-discount": "10"}
    three = press(page, two, "add", more)
    assert len(three.soup.select(".quote-line")) == 3
    left = press(page, three, "remove:1")
    assert held(left.one(FORM))["line-1-description"] == "Bilan"
    assert left.one("#line-1-price")["value"] == "1 200 €"
    assert left.one("#client")["value"] == "Maison Verdier"
    assert held(left.one(FORM))["address"] == typed["address"]
    assert "1 080,00 €" in plain(left.words(".result__value"))
    last = press(page, left, "remove:2")
    assert not last.soup.select("button[value^=remove]")
    data = {**pressed(last.one(FORM)), "do": "remove:1"}
    assert len(page(WRITE["fr"], method="POST", data=data).soup.select(".quote-line")) == 1
    assert stored_rows(app) == before


def test_the_part_that_follows_the_hand_is_new_when_a_button_changed_the_form(page: Fetch, typed: Typed) -> None:
    first = page(START["fr"])
    live = str(first.one(FORM)["data-live"])
    data = pressed(first.one(FORM), **typed)
    quiet = page(WRITE["fr"], method="POST", data=data, typed=tuple(typed.values()))
    assert quiet.one(f"#{live}")
    assert "760,00 €" in plain(quiet.words(f"#{live}"))
    assert not press(page, first, "add").soup.select(f"#{live}")
    assert not press(page, first, "save", status_code=422).soup.select(f"#{live}")
    assert not page(WRITE["fr"], method="POST", data={**data, "vat": "charged"}).soup.select(f"#{live}")


def test_an_address_brings_lines(page: Fetch) -> None:
    query = "?label=Forfait&quantity=3&unit=month&price=900&period=De+janvier+à+mars&label=Audit&quantity=1,5&price=400"
    found = page(START["fr"] + query, typed=("De janvier à mars",))
    assert held(found.one(FORM))["line-1-description"] == "Forfait\nDe janvier à mars"
    assert found.one("#line-1-unit option[selected]")["value"] == "month"
    assert found.one("#line-2-quantity")["value"] == "1,5"
    assert "3 300,00 €" in plain(found.words(".result__value"))
    assert len(page(START["fr"] + "?" + "label=x&" * 500).soup.select(".quote-line")) == MOST_LINES


REFUSED = {
    "nothing": ({"line-1-description": "", "line-1-price": ""}, "Écrivez au moins une ligne"),
    "no client": ({"client": ""}, "Remplissez ce champ"),
    "ambiguous price": ({"line-1-price": "1,234"}, "peut se lire 1 234 ou 1,23"),
    "negative price": ({"line-1-price": "-5"}, "Écrivez un montant de 0"),
    "absurd price": ({"line-1-price": "1e9"}, "Écrivez un montant en euros"),
    "too dear": ({"line-1-price": "1000001"}, "Écrivez un montant de 0"),
    "no quantity": ({"line-1-quantity": "0"}, "Écrivez un nombre de 0,01"),
    "beyond all": ({"line-1-price": "999999", "line-1-quantity": "99999"}, "dépasse cent millions"),
    "discount": ({"line-1-discount": "101"}, "Écrivez un pourcentage de 0 à 100"),
    "unknown unit": ({"line-1-unit": "furlong"}, "Choisissez dans la liste"),
    "unknown rate": ({"vat": "charged", "line-1-rate": "0.21"}, "Choisissez dans la liste"),
    "long line": ({"line-1-description": "a" * 10_000}, "500 caractères au plus, il y en a 10000"),
    "emoji": ({"line-1-description": "Posts 🔥"}, "Ces signes ne s'impriment pas : 🔥"),
    "wrong siret": ({"business": "732 829 320 00075"}, "La clé de ce numéro est fausse"),
    "short siret": ({"business": "7328293200007"}, "il y en a 13 ici"),
    "wrong vat": ({"vat_number": "FR45732829320"}, "La clé de ce numéro de TVA est fausse"),
    "another's vat": ({"vat_number": "FR83404833048"}, "n'est pas celui de ce SIREN"),
    "reverse charge": ({"vat": "reverse"}, "demande le numéro de TVA du client"),
    "no capital": ({"status": "sasu"}, "Écrivez le capital social"),
    "consumer": ({"consumer": "yes"}, "Écrivez le nom et le site de votre médiateur"),
    "two deposits": ({"deposit_share": "30", "deposit_amount": "100"}, "pas les deux"),
    "large deposit": ({"deposit_amount": "760,01"}, "L'acompte dépasse le total"),
    "late payment": ({"payment_days": "61"}, "La loi limite ce délai à 60 jours"),
    "end of month": ({"payment": "month-end", "payment_days": "46"}, "La loi limite ce délai à 45 jours"),
    "backwards": ({"starts_on": "2026-05-02", "ends_on": "2026-05-01"}, "La fin vient avant le début"),
    "no such day": ({"starts_on": "31/02/2026"}, "Écrivez une date"),
    "rights for nothing": ({"reproduction": "yes"}, "Écrivez à quoi serviront les créations"),
    "e-mail": ({"email": "camille"}, "Écrivez une adresse électronique"),
}


def kept(form: Any, name: str, value: str) -> bool:
    """Return whether the form still holds what was typed."""
    if name in held(form):
        return held(form)[name] == value
    field = form.select_one(f"[name={name}]")
    if field.name == "select":
        return bool(field.select_one(f"option[selected][value='{value}']"))
    return field.has_attr("checked") if field.get("type") == "checkbox" else str(field["value"]) == value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused(app: Flask, page: Fetch, typed: Typed, what: str, language: str) -> None:
    """A refusal says what to write, next to the field and at the top, keeps what was typed and stores nothing."""
    wrong, words = REFUSED[what]
    before = stored_rows(app)
    answer = press(page, page(START[language]), "save", {**typed, **wrong}, 422)
    assert stored_rows(app) == before
    assert (words in plain(answer.words("main"))) == (language == "fr")
    refused = answer.soup.select("[role=alert][aria-labelledby=errors] a")
    assert refused
    for link in refused:
        target = answer.one(str(link["href"]))
        errors = [answer.one(f"#{part}") for part in str(target["aria-describedby"]).split() if part.endswith("-error")]
        assert plain(errors[0].get_text()) in plain(answer.words("[role=alert][aria-labelledby=errors]"))
    for name, value in {**typed, **wrong}.items():
        assert kept(answer.one(FORM), name, value), name


def test_five_hundred_lines_are_refused_and_kept(page: Fetch, client: FlaskClient, typed: Typed) -> None:
    form = page(START["fr"]).one(FORM)
    lines = {f"line-{n}-description": f"Ligne {n}" for n in range(1, 501)}
    lines |= {f"line-{n}-price": "10" for n in range(1, 501)}
    answer = Page(client, client.post(WRITE["fr"], data=pressed(form, "save", **{**typed, **lines})))
    assert answer.answer.status_code == 422
    assert "Gardez 60 lignes au plus, il y en a 500" in plain(answer.words("#lines-error"))
    assert held(answer.one(FORM))["line-500-description"] == "Ligne 500"


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "\"' onmouseover=x", "{{ 7 * 7 }} %(name)s 100 %"])
def test_text_stays_text(page: Fetch, client: FlaskClient, typed: Typed, hostile: str) -> None:
    names = ("name", "client", "title", "line-1-description", "others", "client_address")
    stored = created(page, {**typed, **dict.fromkeys(names, hostile)})
    assert hostile in stored.words("h1 + .lead")
    assert not stored.soup.select("main script, [onmouseover]")
    answer = client.get(links(stored, "/pdf/fr")[0])
    assert answer.data.startswith(b"%PDF-")


@pytest.mark.parametrize("turn", ["", "x", "-1", "９", "9" * 5000])
def test_a_hidden_field_changed_by_hand_breaks_nothing(page: Fetch, typed: Typed, turn: str) -> None:
    assert press(page, page(START["fr"]), "see", {**typed, "turn": turn}).one(FORM)
    for action in ("remove:", "remove:x", "remove:99", "explode", "null"):
        data = pressed(page(START["fr"]).one(FORM), **typed)
        page(WRITE["fr"], method="POST", data={**data, "do": action}, typed=tuple(typed.values()))


def test_an_edit_a_copy_and_a_draft_erased(app: Flask, page: Fetch, typed: Typed) -> None:
    issued = act(page, created(page, typed), "issue")
    edited = press(page, page(links(issued, "modifier")[0]), "save", {"title": "Autre objet"})
    assert edited.words("h1").endswith("-001 v2")
    assert len(edited.soup.select("section[aria-labelledby=versions] li")) == 2
    copy = act(page, edited, "copy")
    draft = press(page, copy, "save", {**typed, "title": "Copie"})
    assert "Brouillon" in draft.words("h1")
    before = stored_rows(app)
    question = page(links(draft, "effacer")[0], typed=("Copie",))
    token = question.one("input[name=csrf_token]")["value"]
    book = page(question.path, method="POST", data={"csrf_token": token}, typed=("Autre objet",))
    assert stored_rows(app) == (before[0], before[1] - 1, before[2] - 1)
    page(draft.path, 404)
    assert len(book.soup.select("tbody tr")) == 1


def test_what_is_stored_comes_back_in_the_form(page: Fetch, typed: Typed) -> None:
    """Every field that can be filled is filled, stored, and found again in the form, in the page's own figures."""
    full = {
        **typed, "trade_name": "Studio", "status": "sasu", "capital": "1000,5", "registry": "Lyon", "vat": "charged",
        "vat_number": "FR44732829320", "email": "c@exemple.fr", "phone": "06", "insurance": "RC", "contact": "Inès",
        "client_business": "404833048", "client_vat_number": "FR83404833048", "consumer": "yes", "mediator": "CM2C",
        "valid_days": "45", "starts_on": "2026-05-02", "ends_on": "2026-06-02", "deposit_share": "33,5",
        "payment": "month-end", "payment_days": "45", "late_rate": "12,5", "revisions": "3", "adaptation": "yes",
        "purpose": "site", "place": "world", "years": "7", "cancellation": "20", "fee": "15,5", "others": "a\n\nb",
        "line-1-quantity": "1,5", "line-1-discount": "12,5", "line-1-rate": "0.055", "line-1-unit": "hour",
        "business": "73282932000074",
    }  # fmt: skip
    taxed = press(page, page(START["fr"]), "see", {"vat": "charged"})
    form = page(links(press(page, taxed, "save", full), "modifier")[0], typed=tuple(full.values())).one(FORM)
    full |= {"line-1-price": "380"}
    assert [name for name, value in full.items() if not kept(form, name, value)] == []


def test_exports(page: Fetch, client: FlaskClient, typed: Typed) -> None:
    stored = created(page, {**typed, "line-1-description": "=1+1"})
    as_json, as_csv = (client.get(links(stored, f"export/{kind}")[0]) for kind in ("json", "csv"))
    assert as_json.get_json()["totals"]["gross"] == "760.00"
    assert as_json.get_json()["lines"][0]["description"] == "=1+1"
    rows = list(csv.reader(io.StringIO(as_csv.data.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][1] == "'=1+1"
    whole = client.get(stored.path.rsplit("/", 1)[0] + "/export")
    assert [entry["title"] for entry in json.loads(whole.data)] == [typed["title"]]
    for answer in (as_json, as_csv, whole):
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert client.get(links(stored, "export/json")[0].replace("json", "xml")).status_code == 404


def test_pdfs_of_versions_and_their_headers(page: Fetch, client: FlaskClient, typed: Typed) -> None:
    issued = act(page, created(page, typed), "issue")
    answer = client.get(links(issued, "/pdf/en")[0])
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert re.fullmatch(r'inline; filename="quote-\d{4}-001\.pdf"', answer.headers["Content-Disposition"])
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    reader = urlsplit(str(issued.one("#reader")["value"])).path
    assert client.get(f"{reader}/pdf/en").data == answer.data
    for path in (f"{reader}/pdf/de", f"{issued.path}/2/pdf/fr", f"{issued.path}/1/pdf/de"):
        assert client.get(path).status_code == 404


def test_a_client_changes_nothing_and_an_address_can_be_changed(app: Flask, page: Fetch, typed: Typed) -> None:
    issued = act(page, created(page, typed), "issue")
    first = str(issued.one("#reader")["value"])
    token, reference = urlsplit(first).path.split("/")[-1], issued.path.split("/")[-1]
    before = stored_rows(app)
    csrf = str(issued.soup.select("main input[name=csrf_token]")[0]["value"])
    for path in (f"/{reference}/agir", f"/{reference}/effacer", "/effacer"):
        page(f"/fr/devis/carnets/{token}{path}", 404, method="POST", data={"csrf_token": csrf, "do": "issue"})
    for path in ("", "/nouveau", "/export", f"/{reference}", f"/{reference}/modifier"):
        page(f"/fr/devis/carnets/{token}{path}", 404)
    data = pressed(page(START["fr"]).one(FORM), "save", book=token, **typed)
    page(WRITE["fr"], 404, method="POST", data=data, typed=tuple(typed.values()))
    assert stored_rows(app) == before
    again = act(page, issued, "readdress")
    assert str(again.one("#reader")["value"]) != first
    page(urlsplit(first).path, 404)


def test_a_book_is_erased_with_what_was_printed(app: Flask, page: Fetch, client: FlaskClient, typed: Typed) -> None:
    stored = created(page, {**typed, "title": "Un devis imprimé par ce test seul"})
    folder = app.extensions["settings"].instance / "paper"
    kept_before = set(folder.glob("*.kept"))
    client.get(links(stored, "/pdf/fr")[0])
    issued = act(page, stored, "issue")
    client.get(links(issued, "/pdf/fr")[0])
    assert len(set(folder.glob("*.kept")) - kept_before) == 2
    before, book = stored_rows(app), stored.path.rsplit("/", 1)[0]
    csrf = page(f"{book}/effacer").one("input[name=csrf_token]")["value"]
    page(f"{book}/effacer", method="POST", data={"csrf_token": csrf})
    assert stored_rows(app) == tuple(count - 1 for count in before)
    assert set(folder.glob("*.kept")) - kept_before == set()
    page(book, 404)


def test_nothing_is_done_without_the_form_s_token(app: Flask, page: Fetch, typed: Typed) -> None:
    stored = created(page, typed)
    before = stored_rows(app)
    page(WRITE["fr"], 400, method="POST", data={**typed, "do": "save"})
    page(f"{stored.path}/agir", 400, method="POST", data={"do": "issue"})
    page(f"{stored.path}/effacer", 400, method="POST")
    assert stored_rows(app) == before


@pytest.fixture(autouse=True)
def _still(at: Any) -> None:
    """Every test happens on the same day."""
    at(2026, 3, 2, 9)
