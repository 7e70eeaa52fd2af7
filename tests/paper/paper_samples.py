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


def cut() -> str:
    """Paragraphs, nested lists and a table, each cut by page breaks: 3 p, 62 lists of 182 items, 91 rows."""
    items = "".join(f"<li>Point {n}<ul><li>un</li><li>deux</li></ul></li>" for n in range(60))
    rows = "".join(f'<tr><th scope="row">{n}</th><td>valeur {n}</td></tr>' for n in range(90))
    return page(
        f"<h1>Coupures</h1><section><p>Début.</p><ul>{items}</ul></section>"
        f"<div><p>{'Une longue phrase qui continue. ' * 300}</p></div>"
        "<section><h2>Table</h2><table><caption>Légende</caption>"
        '<thead><tr><th scope="col">Rang</th><th scope="col">Valeur</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></section><p>Fin.</p>"
        f"<ol><li>{'Un long point. ' * 900}</li><li>deux</li></ol>",
        "<style>@page { @top-left { content: 'Tête' } @bottom-right { content: counter(page) } }</style>",
    )


def page(body: str, head: str = "") -> str:
    """The smallest valid document around `body`."""
    return f'<!doctype html><html lang="fr"><head><title>Essai</title>{head}</head><body>{body}</body></html>'


def _text(name: str) -> str:
    return (DOCUMENTS / name).read_text(encoding="utf-8")
