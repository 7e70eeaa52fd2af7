"""What a document may read."""

from pathlib import Path

import pytest

from app.paper.assets import Assets
from app.paper.order import Unprintable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "document"
    (folder / "deeper").mkdir(parents=True)
    (folder / "kit.css").write_text("p { color: red }")
    (folder / "secret.txt").write_text("secret")
    (folder / "deeper" / "deep.css").write_text("")
    return folder


def test_only_known_kinds_of_files_directly_in_the_folders(folder: Path) -> None:
    assets = Assets.read(folder)
    assert set(assets.files) == {"kit.css"}
    assert assets.at("asset:kit.css") == (b"p { color: red }", "text/css")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("file:///etc/passwd", "forbidden_address"),
        ("https://example.org/kit.css", "forbidden_address"),
        ("data:text/css,p{}", "forbidden_address"),
        ("kit.css", "forbidden_address"),
        ("asset:secret.txt", "missing_asset"),
        ("asset:deeper/deep.css", "missing_asset"),
        ("asset:../document/kit.css", "missing_asset"),
        ("asset:", "missing_asset"),
    ],
)
def test_anything_else_is_refused(folder: Path, address: str, code: str) -> None:
    with pytest.raises(Unprintable) as refusal:
        Assets.read(folder).at(address)
    assert refusal.value.code == code


def test_the_digest_follows_names_and_contents(folder: Path) -> None:
    before = Assets.read(folder).digest
    assert Assets.read(folder).digest == before
    (folder / "kit.css").write_text("p { color: blue }")
    changed = Assets.read(folder).digest
    (folder / "kit.css").rename(folder / "quote.css")
    assert len({before, changed, Assets.read(folder).digest}) == 3


def test_the_assets_cannot_change(folder: Path) -> None:
    with pytest.raises(TypeError):
        Assets.read(folder).files["x.css"] = b""  # type: ignore[index]


def test_two_files_of_one_name_are_a_mistake(folder: Path) -> None:
    (folder / "deeper" / "kit.css").write_text("")
    with pytest.raises(ValueError, match=r"kit\.css"):
        Assets.read(folder, folder / "deeper")


def test_the_house_fonts_cover_what_french_needs(assets: Assets) -> None:
    from io import BytesIO

    from fontTools.ttLib import TTFont

    signs = set("àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»“”‘’–—…€°²³×−≤≥→·•%‰§№ễ\u00a0\u202f\u2011")
    for name in assets.files:
        if name.endswith(".ttf") and name != "Inter-Field.ttf":
            missing = {sign for sign in signs if ord(sign) not in TTFont(BytesIO(assets.files[name])).getBestCmap()}
            assert not missing, name
