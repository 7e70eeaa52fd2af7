"""Reading what hands type: one line of text, a number."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINER = "\u200d"  # What makes one emoji of several.


def one_line(text: str | None) -> str:
    """Return `text` on one line, without control characters, direction marks or doubled spaces."""
    kept = "".join(
        " " if unicodedata.category(sign) in _INVISIBLE and sign != _JOINER else sign
        for sign in unicodedata.normalize("NFC", text or "")
    )
    return re.sub(r"\s+", " ", kept).strip()


def positive_number(text: str, most: int) -> Decimal | None:
    """Return the number above 0 and up to `most` that `text` holds, with a comma or a point, or None."""
    try:
        value = Decimal(re.sub(r"[\s%]", "", text).replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 < value <= most else None
