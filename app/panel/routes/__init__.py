"""The panel's pages, one module a subject."""

from app.panel.routes import archive, campaigns, cards, marks, people
from app.panel.routes.pages import pages

__all__ = ["archive", "campaigns", "cards", "marks", "pages", "people"]
