"""Headers, cookies and limits, as a browser sees them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from visiting import Page, pressed

from app import create_app
from app.config import Settings
from app.web import database
from app.web.security import new_token, reader_token, token_hash


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Make a service of one's own with other settings: `service(limited=True)`."""
    made: list[Flask] = []

    def make(**changes: object) -> Flask:
        settings = Settings(instance=tmp_path, secret_key="one secret for one test", **changes)  # type: ignore[arg-type]
        database.upgrade(settings.database)
        made.append(create_app(settings))
        return made[-1]

    yield make
    for app in made:
        app.extensions["press"].close()
        app.extensions["database"].dispose()


@pytest.mark.parametrize("address", ["/fr/", "/", "/health", "/nothing", "/static/js/live.js", "/static/no.css"])
def test_every_answer_is_protected(client: FlaskClient, address: str) -> None:
    """Pages, redirects, errors and files alike: nothing foreign is loaded, nothing frames the page."""
    with client.get(address) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in answer.headers
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not any(word in policy for word in ("unsafe", "http:", "https:", "*", "data:"))


@pytest.mark.parametrize(
    ("address", "kept"), [("live.js?v=1234567890", True), ("typed.js", False), ("marks.js", False)]
)
def test_a_script_without_a_version_is_asked_again(client: FlaskClient, address: str, kept: bool) -> None:
    """A script that another one imports never stays older than the one that imports it."""
    with client.get(f"/static/js/{address}") as answer:
        assert ("max-age" in answer.headers["Cache-Control"]) is kept
        assert ("no-cache" in answer.headers["Cache-Control"]) is not kept
        assert answer.headers["ETag"]


def test_the_cookie_is_secure_over_https_only(client: FlaskClient) -> None:
    """A service tried at home over http keeps working; over https the cookie never leaves it."""
    plain = client.get("/fr/").headers["Set-Cookie"]
    secure = client.application.test_client().get("/fr/", base_url="https://localhost")
    assert "Secure" not in plain
    assert "Secure" in secure.headers["Set-Cookie"]
    for cookie in (plain, secure.headers["Set-Cookie"]):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
    assert "max-age" in secure.headers["Strict-Transport-Security"]


def test_pages_without_a_form_set_no_cookie(client: FlaskClient) -> None:
    for address in ("/fr/methode", "/fr/entretiens/questions", "/health", "/nothing"):
        assert "Set-Cookie" not in client.get(address).headers


def test_a_proxy_is_believed_only_when_settings_say_so(service: Callable[..., Flask]) -> None:
    over = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "1.2.3.4"}
    assert "Secure" not in service().test_client().get("/fr/", headers=over).headers["Set-Cookie"]
    assert "Secure" in service(proxies=1).test_client().get("/fr/", headers=over).headers["Set-Cookie"]


def test_only_known_hosts_are_answered(service: Callable[..., Flask]) -> None:
    client = service(hosts=("kits.example",)).test_client()
    assert client.get("/fr/", base_url="http://kits.example").status_code == 200
    assert client.get("/fr/", base_url="http://evil.example").status_code == 400


def test_too_many_demands_get_a_page(service: Callable[..., Flask]) -> None:
    """Sixty a minute for what costs something; reading is never limited; another visitor is not concerned."""
    app = service(limited=True)
    client = app.test_client()
    here = Page(client, client.get("/fr/"))
    data = pressed(here.one("main form[method=post]"), "see")
    edit = "/fr/entretiens/kits/nobody/modifier"
    answers = [client.post(edit, data=data) for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {404}
    last = Page(client, answers[60])
    assert last.answer.status_code == 429
    assert "Attendez une minute" in last.words("main")
    assert last.one("html")["lang"] == "fr"
    assert last.soup.select(".top nav a")
    assert client.get("/fr/entretiens").status_code == 200
    assert client.post("/fr/entretiens/composer", data=data).status_code == 303
    assert client.post(edit, data=data, environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 404


def test_a_broken_part_gives_a_page_in_words(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a database the pages that need none still answer, and the others say so."""

    class Broken:
        """A database that is away."""

        def connect(self) -> None:
            """Fail."""
            raise OSError("no database")

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.extensions, "database", Broken())
    client = app.test_client()
    assert client.get("/fr/").status_code == 200
    answer = Page(client, client.get("/health"))
    assert answer.answer.status_code == 500
    assert "no database" not in answer.answer.text


def test_an_old_secret_still_opens_sessions(service: Callable[..., Flask], tmp_path: Path) -> None:
    first = service()
    client = first.test_client()
    data = pressed(Page(client, client.get("/fr/")).one("main form[method=post]"), "see")
    cookie = client.get_cookie("tremplin")
    assert cookie
    settings = Settings(instance=tmp_path, secret_key="a new one", old_secret_keys=("one secret for one test",))
    second = create_app(settings)
    renewed = second.test_client()
    renewed.set_cookie("tremplin", cookie.value)
    # The form's own signature is of the old secret: reloading the page gives a new one in the same session.
    fresh = pressed(Page(renewed, renewed.get("/fr/")).one("main form[method=post]"), "see")
    assert renewed.post("/fr/entretiens/composer", data=fresh).status_code == 303
    assert renewed.post("/fr/entretiens/composer", data=data).status_code in (303, 400)
    second.extensions["press"].close()
    second.extensions["database"].dispose()


def test_tokens() -> None:
    owner = new_token()
    assert len(owner) == len(reader_token(owner)) == 32
    assert reader_token(owner) == reader_token(owner) != owner
    assert len({owner, reader_token(owner), token_hash(owner), token_hash(reader_token(owner))}) == 4
