"""What a page says of itself to machines: its one address, the picture of its card, its data."""

from typing import Any
from urllib.parse import urljoin

from flask import g, request, url_for
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from app.web.shown import asset


def canonical() -> str | None:
    """Return the absolute address of this page without its query, None for what has no public address.

    What one typed in a calculator or a filter is not another page. A page of a stored kit or quote, whose address is
    a secret, and the answer to a form have none.
    """
    arguments = g.get("arguments", {})
    if request.endpoint is None or request.method == "POST" or "language" not in arguments or "token" in arguments:
        return None
    return url_for(request.endpoint, _external=True, **arguments)


def whole(name: str) -> str:
    """Return the absolute address of a static file, as cards and feeds ask for."""
    return urljoin(request.host_url, asset(name))


def linked_data(said: dict[str, Any]) -> Markup:
    """Return data in the words of schema.org as an element of the page: nothing in it runs, nothing can leave it."""
    data = htmlsafe_json_dumps({"@context": "https://schema.org", **said}, ensure_ascii=False)
    return Markup('<script type="application/ld+json">{}</script>').format(data)
