"""Printing quotes, and erasing them with what was printed."""

from itertools import product

from sqlmodel import Session

from app.content.text import LANGUAGES, Language
from app.paper.order import Order, Printed
from app.paper.press import Press
from app.quotes import documents, store
from app.quotes.numbering import label
from app.quotes.quote import Quote
from app.quotes.store import Book, Stored
from app.web.parts import part


def printed(quote: Quote, label: str, language: Language) -> Printed:
    """Return a quote as PDF, kept from an earlier time or printed now; raises PaperError."""
    press, key = part("press", Press), documents.key(quote, label, language)
    return press.kept(key) or press.printed(Order(documents.html(quote, label, language)), key=key)


def erase_draft(session: Session, stored: Stored) -> bool:
    """Erase a draft and what was printed of it; return False for an issued quote, which stays."""
    erased = store.erase_draft(session, stored)
    if erased:
        _forget(stored.quote, "")
    return erased


def erase_book(session: Session, book: Book) -> None:
    """Erase a book, its quotes, and all that was printed of them."""
    for stored in store.quotes(session, book):
        for number, quote in enumerate(store.versions(session, stored), 1):
            _forget(quote, label(stored.number, number))
    store.erase_book(session, book.record_id)


def _forget(quote: Quote, label: str) -> None:
    for name, language in product({label, ""}, LANGUAGES):
        part("press", Press).forget(documents.key(quote, name, language))
