"""What a cell holds, once what cannot be seen is gone, and what two spellings of a name share."""

import re
import unicodedata

from app.content.text import NARROW_NO_BREAK, NO_BREAK, Language, Text, typeset, visible

_BREAK = re.compile("\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")


def one_line(text: str) -> str:
    """Return `text` on one line, without control characters, direction marks or doubled spaces.

    A no-break space that stands alone is kept, so that what was typeset comes back as it was.
    """
    return re.sub(r"\s+", _space, visible(text)).strip()


def _space(run: re.Match[str]) -> str:
    return run[0] if run[0] in (NO_BREAK, NARROW_NO_BREAK) else " "


def several_lines(text: str) -> str:
    """Return `text` with each of its lines as one_line gives it, without the empty ones."""
    return "\n".join(line for line in map(one_line, _BREAK.split(text)) if line)


def fold(text: str) -> str:
    """Return the letters and digits of `text`, without accents or case, by which names are compared."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in parts if sign.isalnum())


def same_in_both(text: str, language: Language) -> Text:
    """Return a text written in one language only as the text of both."""
    said = typeset(text.strip(), language)
    return Text(fr=said, en=said)
