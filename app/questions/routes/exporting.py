"""Questions to take away: exports of every format, files to fill in, the schema of the JSON."""

from collections.abc import Iterable
from typing import cast, get_args

from flask import Response, abort, jsonify, url_for

from app.content.text import Language
from app.library import Library
from app.questions.bank import Question
from app.questions.exchange import as_json
from app.questions.files import TEMPLATES, Format, examples, exported
from app.questions.routes.found import found_book
from app.questions.routes.pages import pages
from app.web.files import attachment
from app.web.language import current
from app.web.parts import part
from app.web.security import limiter, private

OWN = {"fr": "vos-questions", "en": "your-questions"}
MODEL = {"fr": "modele-questions", "en": "questions-template"}


def export_answer(questions: Iterable[Question], format: str, language: Language, name: str) -> Response:
    """Return questions as a file called `name` with its extension, or the page for what does not exist."""
    if format not in get_args(Format):
        abort(404)
    schema = url_for("questions.schema", language="en", _external=True)
    file = exported(questions, cast(Format, format), language, name, part("library", Library), schema)
    return attachment(file.data, file.media, file.name)


@pages.page(
    "/entretiens/vos-questions/carnets/<token>/export.<format>",
    "/interviews/your-questions/books/<token>/export.<format>",
)
@limiter.limit("60/minute")
def own_export(token: str, format: str) -> Response:
    """Give the questions of a notebook as a file."""
    return private(export_answer(found_book(token).questions, format, current(), OWN[current()]))


@pages.page("/entretiens/vos-questions/modele.<format>", "/interviews/your-questions/template.<format>")
@limiter.limit("60/minute")
def own_template(format: str) -> Response:
    """Give a file to fill in, with two example rows."""
    if format not in TEMPLATES:
        abort(404)
    language = current()
    return export_answer(examples(part("library", Library), language), format, language, MODEL[language])


@pages.page("/entretiens/questions/schema.json", "/interviews/questions/schema.json")
def schema() -> Response:
    """Give the JSON Schema of a file of questions."""
    return jsonify(as_json.schema())
