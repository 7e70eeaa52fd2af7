"""The pages that belong to no feature."""

from flask import Response, jsonify, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.library import Library
from app.web.clock import today
from app.web.database import healthy
from app.web.language import Pages, current
from app.web.parts import part

pages = Pages("pages", __name__)


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


@pages.route("/health")
def health() -> Response:
    """Answer machines that ask whether the service is up: database and content."""
    with healthy():
        return jsonify(status="ok", content=part("library", Library).version)
