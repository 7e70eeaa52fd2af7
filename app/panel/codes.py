"""Codes of candidates: pseudonyms by default."""

import re
import unicodedata
from collections.abc import Iterable

_NUMBERED = re.compile(r"C-([0-9]{1,4})")
_NAME = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")


def proposed(taken: Iterable[str]) -> str:
    """Return the code after the last one of its kind: C-01, C-02…"""
    numbers = [int(found[1]) for code in taken if (found := _NUMBERED.fullmatch(code))]
    return f"C-{max(numbers, default=0) + 1:02}"


def personal(code: str) -> bool:
    """Return whether a code looks like an e-mail address or like a first name with a family name."""
    names = [word for word in code.split() if _NAME.fullmatch(word) and word[0].isupper()]
    return "@" in code or len(names) > 1


def named(code: str, text: str) -> bool:
    """Return whether a text names a code, and not only a longer one that holds it."""
    return re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", text) is not None


def ascii_name(text: str) -> str:
    """Return a text as part of a file's name, in ASCII; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-") or "x"
