"""The panel's blueprint, to which each module beside this one adds its pages."""

from app.web.language import Pages

pages = Pages("panel", __name__)
