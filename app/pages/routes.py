"""The pages that belong to no feature."""

from flask import Response, current_app, jsonify, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.content.text import LANGUAGES
from app.library import Library
from app.pages.figures import figures, source
from app.pages.sitemap import document, listed, robots
from app.pages.sources import used
from app.web import identity
from app.web.clock import today
from app.web.database import healthy
from app.web.language import Pages, current
from app.web.parts import part

pages = Pages("pages", __name__)
for _told in (identity.canonical, identity.whole, identity.linked_data):
    pages.add_app_template_global(_told)


@pages.route("/")
def root() -> AnyResponse:
    """Send the visitor to the home page in the language their browser prefers."""
    answer = redirect(url_for(".home", language=current()))
    answer.headers["Vary"] = "Accept-Language"
    return answer


@pages.page("/", "/")
def home() -> str:
    """Show the tools, ready to be used."""
    return render_template("pages/home.html")


@pages.page("/methode", "/method")
def method() -> str:
    """Show what the kits are built on: findings, structure, sources and the day each was checked."""
    return render_template("pages/method.html", today=today())


@pages.page("/sources", "/sources")
def sources() -> str:
    """Show every source used, what it serves, and every figure with the day it was checked."""
    library, day = part("library", Library), today()
    shown = figures(library, day)
    return render_template(
        "pages/sources.html",
        sources=used(library),
        figures=shown,
        source=lambda name: source(library, name),
        stale=sum(figure.stale(day) for group in shown.values() for figure in group),
        today=day,
    )


@pages.page("/ce-que-nous-ne-savons-pas", "/what-we-do-not-know")
def unknown() -> str:
    """Show the questions left open, why they are, and what would settle each."""
    return render_template("pages/unknown.html", subjects=part("library", Library).unknown.values())


@pages.page("/competences", "/competencies")
def vocabulary() -> str:
    """Show roles, levels and competencies, in observable terms."""
    return render_template("pages/vocabulary.html")


@pages.page("/mentions-legales", "/legal-notice")
def legal() -> str:
    """Show who answers for the service, what it keeps and for how long."""
    return render_template("pages/legal.html")


@pages.page("/accessibilite", "/accessibility")
def accessibility() -> str:
    """Show what was done for everyone to use the service, and how it is checked."""
    return render_template("pages/accessibility.html")


@pages.route("/sitemap.xml")
def sitemap() -> Response:
    """Tell search engines every public page, each with its other language."""
    templates = set(current_app.jinja_env.list_templates())
    endpoints = {
        rule.endpoint: frozenset(rule.arguments - {"language"})
        for rule in current_app.url_map.iter_rules()
        if "language" in rule.arguments and f"{rule.endpoint.replace('.', '/')}.html" in templates
    }
    found = (
        {language: url_for(name, _external=True, language=language, **arguments) for language in LANGUAGES}
        for name, arguments in listed(endpoints, part("library", Library))
    )
    return Response(document(found), content_type="application/xml; charset=utf-8")


@pages.route("/robots.txt")
def crawlers() -> Response:
    """Tell search engines where the sitemap is, and what to leave alone."""
    rules = (rule.rule for rule in current_app.url_map.iter_rules())
    told = robots(rules, url_for(".sitemap", _external=True))
    return Response(told, content_type="text/plain; charset=utf-8")


@pages.route("/health")
def health() -> Response:
    """Answer machines that ask whether the service is up: database and content."""
    with healthy():
        return jsonify(status="ok", content=part("library", Library).version)
