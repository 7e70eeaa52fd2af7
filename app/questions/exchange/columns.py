"""The columns of a file of questions: their names in both languages, and how the ones people write are recognised."""

from difflib import get_close_matches

from app.content.text import LANGUAGES, Language
from app.questions.exchange.cells import fold

TEXTS = ("ask", "probe_1", "probe_2", "reveals", "anchor_1", "anchor_3", "anchor_5", "not_observed", "job_link")
REQUIRED = ("ask", "anchor_1", "anchor_3", "anchor_5", "job_link")
LISTS = ("levels", "roles")
PLAIN = ("id", "competency", "kind", "topic", *LISTS, "minutes", "difficulty", "twin")
NAMES = (*PLAIN, *(f"{text}_{language}" for text in TEXTS for language in LANGUAGES), "reason")

_FRENCH = {
    "id": "identifiant",
    "competency": "compétence",
    "kind": "type",
    "topic": "thème",
    "levels": "niveaux",
    "roles": "métiers",
    "minutes": "minutes",
    "difficulty": "difficulté",
    "twin": "jumelle",
    "ask": "question",
    "probe_1": "relance_1",
    "probe_2": "relance_2",
    "reveals": "révèle",
    "anchor_1": "repère_1",
    "anchor_3": "repère_3",
    "anchor_5": "repère_5",
    "not_observed": "non_observé",
    "job_link": "lien_avec_le_poste",
    "reason": "motif",
}
# What people write besides the two names above.
_ALSO = {
    "competency": ("skill",),
    "kind": ("type de question", "question type"),
    "topic": ("sujet", "thématique"),
    "levels": ("level", "niveau"),
    "roles": ("role", "métier", "job", "jobs"),
    "minutes": ("durée", "duration"),
    "probe_1": ("follow-up 1",),
    "probe_2": ("follow-up 2",),
    "reveals": ("ce qu'elle révèle",),
    "job_link": ("lien poste",),
    "reason": ("raison",),
}
_SUFFIXES: dict[Language, tuple[str, ...]] = {
    "fr": ("fr", "francais", "french"),
    "en": ("en", "anglais", "english"),
}


def _recognised(language: Language) -> dict[str, str]:
    """Return the columns by every name they go by, folded; a text without its language is in `language`."""
    known: dict[str, str] = {}
    for base, french in _FRENCH.items():
        for name in (base, french, *_ALSO.get(base, ())):
            if base not in TEXTS:
                known[fold(name)] = base
                continue
            known[fold(name)] = f"{base}_{language}"
            for tongue, suffixes in _SUFFIXES.items():
                known |= {fold(name) + suffix: f"{base}_{tongue}" for suffix in suffixes}
    return known


_KNOWN = {language: _recognised(language) for language in LANGUAGES}


def column(header: str, language: Language) -> str:
    """Return the name of the column that a header means to a reader of `language`, or ""."""
    return _KNOWN[language].get(fold(header), "")


def nearest(header: str, language: Language) -> str:
    """Return the known header that an unknown one looks most like, as `language` writes it, or ""."""
    found = get_close_matches(fold(header), _KNOWN[language], 1)
    return heading(_KNOWN[language][found[0]], language) if found else ""


def heading(name: str, language: Language) -> str:
    """Return a column, or a text without its language, as `language` names it: `ask_fr` gives `question_fr`."""
    if language == "en":
        return name
    base, _, tongue = name.rpartition("_")
    return f"{_FRENCH[base]}_{tongue}" if tongue in LANGUAGES else _FRENCH.get(name, name)
