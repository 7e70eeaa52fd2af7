"""Which signs the fonts of the printed quote can draw."""

import re

# Latin with all its accents, punctuation, €, arrows and the shapes that Inter holds; tests read the fonts themselves.
_DRAWN = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u0148\u014a-\u017f\u0218-\u021b\u1ea0-\u1ef9"
    "\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u202f\u2030\u2039\u203a\u2044\u20ac\u2116\u2122"
    "\u2190-\u2194\u2212\u2248\u2260\u2264\u2265\u25a0\u25a1\u25cf\u2713\u2717]"
)


def undrawn(text: str) -> str:
    """Return the signs of `text` that would print as an empty box, each once, in order."""
    return "".join(dict.fromkeys(sign for sign in text if not _DRAWN.match(sign)))
