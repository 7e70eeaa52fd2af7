"""The printed quote: HTML, title, file name, and the key under which its PDF is kept."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from app.config import Settings
from app.content.text import Language
from app.quotes.quote import RECOVERY, Quote
from app.quotes.totals import deposit, line_amount, totals
from app.web.language import FOLDER as TRANSLATIONS
from app.web.language import gettext, speaking
from app.web.parts import part
from app.web.shown import rendered


def html(quote: Quote, label: str, language: Language) -> str:
    """Return a quote as one HTML page, ready for `app.paper`; without a label it is a draft and says so."""
    sums = totals(quote.lines)
    with speaking(language):
        return rendered(
            "quotes/document/quote.html",
            quote=quote,
            label=label,
            language=language,
            title=title(quote, label, language),
            lines=[(line, line_amount(line)) for line in quote.lines],
            sums=sums,
            deposit=deposit(quote.terms, sums.gross),
            recovery=RECOVERY,
        )


def title(quote: Quote, label: str, language: Language) -> str:
    """Return what the document is called, in `language`."""
    with speaking(language):
        name = gettext("Devis %(number)s", number=label) if label else gettext("Projet de devis")
        return f"{name} · {quote.title}"


def filename(label: str, language: Language) -> str:
    """Return the name of the PDF file, without its extension, in ASCII."""
    word = "devis" if language == "fr" else "quote"
    return "-".join([word, *(label or ("projet" if language == "fr" else "draft")).split()])


def key(quote: Quote, label: str, language: Language) -> str:
    """Return what stands for a document's content: quote, number, templates and words."""
    return f"quote-{quote.hash}-{label}-{_digest(part('settings', Settings).root / 'templates')}-{language}"


@lru_cache(maxsize=4)
def _digest(templates: Path) -> str:
    """Return a fingerprint of all that shapes a document besides its quote; read once for each process."""
    folders = (templates / "quotes" / "document", TRANSLATIONS)
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    read = [*files, Path(__file__)]
    return sha256(b"\0".join(sha256(path.read_bytes()).digest() for path in read)).hexdigest()[:12]
