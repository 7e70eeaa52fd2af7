"""Searching everything public: the page of results, and suggestions as one types."""

from typing import Any

from flask import make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from app.library import Library
from app.search.passages import passage
from app.search.site import Entry, site
from app.web.fields import one_line
from app.web.language import Pages, current
from app.web.parts import part

pages = Pages("search", __name__)

QUERY_LENGTH = 200
SHOWN = 5  # Entries of a kind, unless only that kind is asked for.
SUGGESTED = 7


@pages.page("/recherche", "/search")
def results() -> Response:
    """Show what answers the words of the address, grouped by kind, the kind of the best answer first."""
    query, kind = _asked("q"), _asked("kind")
    entries, found = site(part("library", Library), current()).find(query)
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.kind, []).append(entry)
    page = render_template(
        "search/results.html",
        query=query,
        kind=kind if kind in groups else "",
        groups=groups,
        shown=SHOWN,
        count=len(entries),
        found=found,
        address=address,
        passage=lambda entry: passage(entry.text, found.stems, current()),
    )
    answer = make_response(page)
    if query:
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@pages.page("/recherche/suggestions", "/search/suggestions")
def suggestions() -> str:
    """Give the first answers to words being typed, as the options of a list: a part of a page, for a script."""
    entries, _ = site(part("library", Library), current()).find(_asked("q"))
    return render_template("search/_suggestions.html", entries=entries[:SUGGESTED], address=address)


def address(entry: Entry) -> str:
    """Return the address of an entry, in the language being spoken."""
    where: dict[str, Any] = dict(entry.arguments)
    return url_for(entry.endpoint, _anchor=entry.anchor or None, **where)


def _asked(name: str) -> str:
    return one_line(request.args.get(name, "")[:QUERY_LENGTH])
