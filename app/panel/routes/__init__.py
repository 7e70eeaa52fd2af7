"""The panel's pages, one module a subject."""

from app.panel.routes import archive, campaigns, people
from app.panel.routes.pages import pages

__all__ = ["archive", "campaigns", "pages", "people"]
