"""Hostile documents end in a typed error or a harmless PDF, within the limits, and read nothing."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from paper_samples import page

from app.paper.order import Order, PaperError, TooHeavy, TooLarge, Unprintable
from app.paper.press import Press

PressMaker = Callable[..., Press]

SECRET = "TOP-SECRET-42"


def svg(content: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><title>t</title>{content}</svg>'


@pytest.fixture(scope="session")
def secret(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address, without its suffix, of files a document must not read."""
    folder = tmp_path_factory.mktemp("secret")
    (folder / "secret.txt").write_text(SECRET)
    (folder / "secret.css").write_text(f'p::before {{ content: "{SECRET}" }}')
    (folder / "secret.svg").write_text(svg(f'<text y="20">{SECRET}</text>'))
    return f"file://{folder}/secret"


READING = {
    "image": '<img src="{secret}.svg" alt="x">',
    "object": '<object data="{secret}.svg"></object>',
    "embed": '<embed src="{secret}.svg">',
    "style sheet": '<link rel="stylesheet" href="{secret}.css"><p>x',
    "import": '<style>@import url("{secret}.css");</style><p>x',
    "font": '<style>@font-face {{ font-family: q; src: url("{secret}.txt") }}</style><p>x',
    "local font": '<style>@font-face {{ font-family: q; src: local("Inter Bold") }}</style><p>x',
    "background": '<p style="background: url({secret}.svg)">x',
    "list mark": '<ul style="list-style-image: url({secret}.svg)"><li>x</ul>',
    "content": "<style>p::before {{ content: url({secret}.svg) }}</style><p>x",
    "drawn image": svg('<image href="{secret}.svg" width="50" height="50"/>'),
    "base": '<base href="{secret}.svg"><img src="secret.svg" alt="x">',
    "relative": '<img src="../secret.svg" alt="x">',
    "network": '<img src="http://127.0.0.1:9/x.png" alt="x">',
    "https": '<img src="https://127.0.0.1:9/x.png" alt="x">',
    "data": '<img src="data:image/png;base64,AAAA" alt="x">',
    "attachment": '<link rel="attachment" href="{secret}.txt"><p>x',
    "remote attachment": '<a rel="attachment" href="https://127.0.0.1:9/x">x</a>',
}


@pytest.mark.parametrize("kind", READING)
def test_reading_elsewhere_is_refused(press: Press, secret: str, kind: str) -> None:
    with pytest.raises(Unprintable) as refusal:
        press.printed(Order(page(READING[kind].format(secret=secret))))
    assert refusal.value.code == "forbidden_address"


@pytest.mark.parametrize("name", ["no.png", "../documents/sheet.css", "samples/sheet.css", "%2e%2e/sheet.css"])
def test_an_unknown_asset_is_refused(press: Press, name: str) -> None:
    with pytest.raises(Unprintable, match="missing_asset"):
        press.printed(Order(page(f'<img src="asset:{name}" alt="x">')))


HARMLESS = {
    "script link": '<a href="javascript:alert(1)">x</a>',
    "file link": '<a href="{secret}.txt">x</a>',
    "attachment link": '<a rel="attachment" href="{secret}.txt">x</a>',
    "relative link": '<a href="secret.txt">x</a>',
    "link by style": "<p style=\"link: url('javascript:1')\">x</p>",
    "drawn link": svg('<a href="javascript:1"><text y="20">x</text></a>'),
    "frame": '<iframe src="{secret}.txt"></iframe>',
    "script": '<script src="{secret}.txt">alert(1)</script>',
    "refresh": '<meta http-equiv="refresh" content="0;url={secret}.txt"><p>x',
    "drawn use": svg('<use href="{secret}.svg#x"/>'),
    "drawn style": svg('<style>@import url("{secret}.css");</style><rect width="9" height="9"/>'),
    "form": '<form action="https://example.org" method="post"><input name="a" title="A"></form>',
    "numbers": '<p style="width: 1e30px; margin-top: 9999999px; counter-increment: x 99999999999999">x',
    "spans": "<table><tr><td colspan=1000>x<td rowspan=65534>y</table>" * 20,
    "nothing": "",
    "control signs": "a\0b\x1f\ufffec",
}


@pytest.mark.parametrize("kind", HARMLESS)
def test_a_strange_document_is_harmless(press: Press, secret: str, kind: str) -> None:
    printed = press.printed(Order(page(HARMLESS[kind].format(secret=secret))))
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        assert not {"/OpenAction", "/AA", "/AF"} & set(pdf.Root.keys())
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        for leaf in pdf.pages:
            assert SECRET.encode() not in leaf.Contents.read_bytes()
            assert all("/A" not in annotation for annotation in leaf.get("/Annots", ()))


def bomb(levels: int = 11) -> str:
    groups = "".join(f'<g id="a{level}">' + f'<use href="#a{level - 1}"/>' * 10 + "</g>" for level in range(1, levels))
    return svg(f'<defs><g id="a0"><path d="M0 0h1"/></g>{groups}</defs><use href="#a{levels - 1}"/>')


def variables(levels: int = 9) -> str:
    rules = "".join(f"--a{level}: {f'var(--a{level - 1}) ' * 10};" for level in range(1, levels))
    return f"<style>:root {{ --a0: x x x x; {rules} }} p::before {{ content: var(--a{levels - 1}) }}</style><p>x"


EXPLOSIVE = {
    "use": bomb(),
    "variables": variables(),
    "flex": '<div style="display: flex">' * 20 + "x",
    "grid": '<div style="display: grid">' * 20 + "x",
}


@pytest.mark.parametrize("kind", EXPLOSIVE)
def test_an_explosive_document_is_stopped(new_press: PressMaker, kind: str) -> None:
    press = new_press(cpu_seconds=1, wall_seconds=20)
    with pytest.raises(TooHeavy) as refusal:
        press.printed(Order(page(EXPLOSIVE[kind])))
    assert refusal.value.code in {"cpu", "memory"}
    assert press.printed(Order(page("<p>la suite"))).pages == 1


def test_memory_is_limited(new_press: PressMaker) -> None:
    press = new_press(memory_bytes=300_000_000)
    with pytest.raises(TooHeavy) as refusal:
        press.printed(Order(page(variables())))
    assert refusal.value.code == "memory"
    assert press.printed(Order(page("<p>la suite"))).pages == 1


def test_a_megabyte_of_text_is_too_large() -> None:
    with pytest.raises(TooLarge):
        Order(page("mot " * 250_000))


def test_too_many_pages_are_refused(press: Press) -> None:
    with pytest.raises(TooLarge, match="pages"):
        press.printed(Order(page('<p style="break-after: page">x</p>' * 201)))


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td"])
def test_deep_nesting_is_an_error_not_a_crash(press: Press, tag: str) -> None:
    pids = press.pids
    with pytest.raises(PaperError) as refusal:
        press.printed(Order(page(f"<{tag}>" * 3000)))
    assert refusal.value.code == "failed"
    assert press.pids == pids or not pids


def test_a_complaint_is_reported(press: Press, caplog: pytest.LogCaptureFixture) -> None:
    printed = press.printed(Order(page('<a href="#nowhere">x</a><p style="colour: red">y')))
    assert len(printed.remarks) == 2
    assert [record.message for record in caplog.records] == list(printed.remarks)


def test_a_secret_file_can_be_read_at_all(secret: str) -> None:
    assert Path(secret.removeprefix("file://") + ".txt").read_text() == SECRET
