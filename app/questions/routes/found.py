"""The notebook that an address names."""

from flask import abort

from app.questions import store
from app.questions.store import Book
from app.web import clock
from app.web.database import session


def found_book(token: str) -> Book:
    """Return the notebook at that address, or answer that there is no such page."""
    return store.found_book(session(), token, clock.today()) or abort(404)
