"""The pages about questions, one module a subject."""

from app.questions.routes import bank, exporting, lawful, own, own_import, selection
from app.questions.routes.pages import pages

__all__ = ["bank", "exporting", "lawful", "own", "own_import", "pages", "selection"]
