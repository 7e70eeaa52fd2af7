"""What search engines are told: every public page in both languages, and what they leave alone."""

from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

from app.content.text import LANGUAGES, Language
from app.library import Library

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
SECRET = "token"
# Results follow what is typed and ask not to be listed; suggestions are a piece of a page, for a script; what is
# being written is nobody else's.
UNLISTED = frozenset({"search.results", "search.suggestions", "questions.own_write"}) | {
    "questions.selection",
    "questions.comparison",
    "questions.export",
}


def names(library: Library) -> dict[str, tuple[str, ...]]:
    """Return the entries of the library that have a page of their own, by the endpoint of that page."""
    return {
        "questions.question": tuple(library.questions),
        "questions.sample": tuple(library.samples),
        "salaries.role": tuple(library.salaries.roles),
        "careers.guide": tuple(library.guides),
        "faq.question": tuple(library.faq.questions),
    }


def listed(endpoints: Mapping[str, frozenset[str]], library: Library) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (endpoint, arguments) for each public page; `endpoints` says which arguments each asks for.

    Pages at unguessable addresses are left out; raises KeyError for a page whose entries `names` does not know.
    """
    known = names(library)
    for endpoint, arguments in sorted(endpoints.items()):
        if endpoint in UNLISTED or SECRET in arguments:
            continue
        if not arguments:
            yield endpoint, {}
        else:
            (argument,) = arguments
            yield from ((endpoint, {argument: name}) for name in known[endpoint])


def document(pages: Iterable[Mapping[Language, str]]) -> bytes:
    """Return the sitemap of pages given by their absolute address in each language: each names the other."""
    ElementTree.register_namespace("", SITEMAP)
    ElementTree.register_namespace("xhtml", XHTML)
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for page in pages:
        for language in LANGUAGES:
            url = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
            ElementTree.SubElement(url, f"{{{SITEMAP}}}loc").text = page[language]
            for other in LANGUAGES:
                link = {"rel": "alternate", "hreflang": other, "href": page[other]}
                ElementTree.SubElement(url, f"{{{XHTML}}}link", link)
    said: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return said


def robots(rules: Iterable[str], sitemap: str) -> str:
    """Return robots.txt: all may be read but what stands at an unguessable address, found in `rules` of addresses."""
    closed = sorted({rule.partition(f"<{SECRET}>")[0] for rule in rules if f"<{SECRET}>" in rule})
    lines = ["User-agent: *", *(f"Disallow: {prefix}" for prefix in closed), "", f"Sitemap: {sitemap}", ""]
    return "\n".join(lines)
