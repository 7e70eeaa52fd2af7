"""The sample documents of the paper tests, as HTML."""

from pathlib import Path

DOCUMENTS = Path(__file__).parent / "documents"


def scorecard() -> str:
    """Two pages with every kind of field."""
    return _text("scorecard.html")


def kit(count: int = 10, fields: bool = False) -> str:
    """An interview kit of `count` questions: about half a page each, more with `fields`."""
    numbers = range(1, count + 1)
    inputs = _text("fields.html") if fields else ""
    question = _text("question.html").replace("{fields}", inputs)
    line = '<li><a href="#q{number}">Question {number}, une vidéo détournée</a></li>'
    return (
        _text("kit.html")
        .replace("{count}", str(count))
        .replace("{contents}", "\n".join(line.replace("{number}", str(n)) for n in numbers))
        .replace("{questions}", "\n".join(question.replace("{number}", str(n)) for n in numbers))
    )


def page(body: str, head: str = "") -> str:
    """The smallest valid document around `body`."""
    return f'<!doctype html><html lang="fr"><head><title>Essai</title>{head}</head><body>{body}</body></html>'


def _text(name: str) -> str:
    return (DOCUMENTS / name).read_text(encoding="utf-8")
