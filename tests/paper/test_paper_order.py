"""Orders, limits and error codes."""

import pytest

from app.paper.order import ERRORS, HTML_BYTES, Order, TooLarge, Unprintable


def test_an_order_is_limited_in_bytes_not_signs() -> None:
    assert Order("x" * HTML_BYTES).html
    with pytest.raises(TooLarge, match="html"):
        Order("é" * (HTML_BYTES // 2 + 1))


def test_an_error_has_a_known_code() -> None:
    error = Unprintable("no_title", "x")
    assert (error.code, error.detail) == ("no_title", "x")
    with pytest.raises(ValueError, match="typo"):
        Unprintable("typo")


def test_every_error_can_travel_by_name() -> None:
    assert all(kind.codes for kind in ERRORS.values())
    assert ERRORS["TooLarge"] is TooLarge
