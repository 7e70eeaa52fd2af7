"""The panel's pages, one module a subject."""

from app.panel.routes import archive, campaigns, cards, comparison, decision, marks, people, sheets
from app.panel.routes.pages import pages

__all__ = ["archive", "campaigns", "cards", "comparison", "decision", "marks", "pages", "people", "sheets"]
