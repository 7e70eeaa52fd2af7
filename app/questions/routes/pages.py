"""The blueprint that the question pages share."""

from app.web.language import Pages

pages = Pages("questions", __name__)
