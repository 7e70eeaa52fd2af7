"""A text in both languages, typeset once, when it is read."""

import re
import unicodedata
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINER = "\u200d"  # What makes one emoji of several.

_FRENCH = (
    (re.compile(r"[ \u00a0\u202f]+([;!?])"), NARROW_NO_BREAK + r"\1"),
    (re.compile(r"[ \u00a0\u202f]+([:»€]|%(?!\())"), NO_BREAK + r"\1"),
    (re.compile(r"«[ \u00a0\u202f]*"), "«" + NO_BREAK),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NARROW_NO_BREAK),
)


def typeset(text: str, language: Language) -> str:
    """Return `text` with the apostrophes and, in French, the no-break spaces that typography asks for.

    Applying it twice changes nothing more.
    """
    text = re.sub(r"(?<=[\w,.!?…])'", "’", text)
    text = re.sub(r"(?<!\w)'(?=\w)", "‘" if language == "en" else "’", text)
    if language == "fr":
        for pattern, replacement in _FRENCH:
            text = pattern.sub(replacement, text)
    return text


def visible(text: str) -> str:
    """Return `text` composed (NFC), with a space for each control character, direction mark or line separator."""
    return "".join(
        " " if unicodedata.category(sign) in _INVISIBLE and sign != _JOINER else sign
        for sign in unicodedata.normalize("NFC", text)
    )


class Text(BaseModel):
    """The same thing said in French and in English, each written for its readers."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    fr: str
    en: str

    @field_validator("fr", "en")
    @classmethod
    def _filled(cls, value: str) -> str:
        value = value.strip()
        if not value:
            raise ValueError("is empty: write the text in this language")
        return value

    @field_validator("fr")
    @classmethod
    def _typeset_fr(cls, value: str) -> str:
        return typeset(value, "fr")

    @field_validator("en")
    @classmethod
    def _typeset_en(cls, value: str) -> str:
        return typeset(value, "en")

    def __getitem__(self, language: Language) -> str:
        return self.fr if language == "fr" else self.en
