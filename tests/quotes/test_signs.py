"""What can be printed: the fonts of the house hold every sign that a quote lets through."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from app.quotes.signs import undrawn

FONTS = Path(__file__).parents[2] / "app" / "static" / "fonts"


@pytest.mark.parametrize("name", ["Inter-Regular", "Inter-SemiBold", "Inter-Bold"])
def test_the_fonts_hold_every_sign_let_through(name: str) -> None:
    with TTFont(FONTS / f"{name}.ttf") as font:
        held = set(font.getBestCmap())
    assert [chr(code) for code in range(33, 0x3000) if not undrawn(chr(code)) and code not in held] == []


@pytest.mark.parametrize("text", ["Élodie Œuvrard, 12 €", "Łukasz Ștefan", "« oui » … n° 2", "Nguyễn Thị Hà", "a\nb"])
def test_names_and_prices_pass(text: str) -> None:
    assert undrawn(text) == ""


def test_others_are_named_once_each() -> None:
    assert undrawn("Post 🔥🔥 Ж 日本") == "🔥Ж日本"
