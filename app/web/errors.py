"""Error pages: in words, in the user's language, with the navigation kept."""

from flask import Flask, Response, g, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from app.paper.order import PaperError
from app.web import language
from app.web.language import gettext as _
from app.web.security import MAX_BODY


def install(app: Flask) -> None:
    """Answer every error with a page."""

    @app.errorhandler(HTTPException)
    def _refused(error: HTTPException) -> Response:
        if isinstance(error, SecurityError):
            return Response("Unknown host.", 400, content_type="text/plain")
        if "arguments" not in g:
            language.speak(language.negotiated())
        code = error.code or 500
        title, advice = _words(code)
        page = render_template("pages/error.html", code=code, title=title, advice=advice)
        headers = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
        return Response(page, code, headers)

    @app.errorhandler(PaperError)
    def _unprintable(error: PaperError) -> tuple[str, int]:
        app.logger.error("document not printed: %s %s", error.code, error.detail)
        title = _("Ce document n'a pas pu être préparé")
        advice = _("Rien n'est perdu : votre travail est gardé à la même adresse. Réessayez dans une minute.")
        return render_template("pages/error.html", code=503, title=title, advice=advice), 503


def _words(code: int) -> tuple[str, str]:
    match code:
        case 400:
            return (
                _("La demande n'a pas pu être lue"),
                _("La page était ouverte depuis longtemps, ou l'envoi a été coupé. Rechargez-la et recommencez."),
            )
        case 404 | 405:
            return (
                _("Cette page n'existe pas"),
                _("L'adresse est incomplète, ou ce qu'elle montrait a été effacé. Demandez-la de nouveau."),
            )
        case 413:
            return _too_heavy(request.max_content_length or MAX_BODY)
        case 429:
            return (
                _("Trop de demandes en peu de temps"),
                _("Attendez une minute, puis recommencez."),
            )
        case InternalServerError.code:
            return (
                _("Une erreur s'est produite de notre côté"),
                _("L'erreur a été enregistrée. Recommencez dans un moment ; si elle revient, dites à quelle étape."),
            )
        case _:
            return (_("La demande n'a pas abouti"), _("Revenez en arrière et recommencez."))


def _too_heavy(most: int) -> tuple[str, str]:
    """Return the words about a body of more than `most` bytes."""
    if most == MAX_BODY:
        return _("L'envoi est trop lourd"), _("Raccourcissez les textes : un envoi ne dépasse pas 256 ko.")
    title = _("Ce fichier est trop lourd")
    advice = _(
        "Un fichier ne dépasse pas %(most)s Mo : retirez-en les images et les feuilles inutiles, ou coupez-le en deux. "
        "Revenez ensuite à la page précédente : rien n'a été changé.",
        most=most // 1_000_000,
    )
    return title, advice
