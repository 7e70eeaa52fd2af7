"""Headers, cookies, limits and unguessable addresses."""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request
from flask.sessions import SecureCookieSessionInterface
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import Settings

MAX_BODY = 256 * 1024
MOST_PARTS = 2000  # Fields of a form that answers a file, row by row.
MONTH = 30 * 24 * 3600  # Seconds. The address of a style sheet or a script changes with its content.

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

ViewT = TypeVar("ViewT", bound=Callable[..., Any])

limiter = Limiter(get_remote_address, default_limits=[])
csrf = CSRFProtect()


@limiter.request_filter
def _unlimited() -> bool:
    return not current_app.extensions["settings"].limited


class _Cookies(SecureCookieSessionInterface):
    """A session cookie that is secure wherever the page itself came over HTTPS."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def install(app: Flask, settings: Settings) -> None:
    """Set the headers of every answer, the cookies, the limits and the protection of forms."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.old_secret_keys),
        SESSION_COOKIE_NAME="tremplin",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SEND_FILE_MAX_AGE_DEFAULT=MONTH,
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=MAX_BODY,
        MAX_FORM_PARTS=500,
        TRUSTED_HOSTS=list(settings.hosts) or None,
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_STORAGE_URI=settings.limits_url,
    )
    app.session_interface = _Cookies()
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    app.before_request(_open_wide)  # Before the token of the form is looked for, which reads the body.
    csrf.init_app(app)
    limiter.init_app(app)
    app.after_request(_protect)


def accepts(most: int) -> Callable[[ViewT], ViewT]:
    """Let a view receive up to `most` bytes, a file for instance, where the others receive MAX_BODY."""

    def mark(view: ViewT) -> ViewT:
        view.most_bytes = most  # type: ignore[attr-defined]
        return view

    return mark


def _open_wide() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if most := getattr(view, "most_bytes", 0):
        request.max_content_length = request.max_form_memory_size = most
        request.max_form_parts = MOST_PARTS


def _protect(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" and request.path.endswith(".js") and "v" not in request.args:
        response.headers["Cache-Control"] = "no-cache"  # A script imported by another: its address names no version.
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response


def private(response: Response) -> Response:
    """Mark an answer as found by its unguessable address only: kept by no cache, listed by no search engine."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def new_token() -> str:
    """Return an unguessable token of 192 bits, fit for an address."""
    return secrets.token_urlsafe(24)


def reader_token(owner_token: str) -> str:
    """Return the token that only lets one read: the owner's gives it, and it does not give the owner's back."""
    return urlsafe_b64encode(sha256(b"reader:" + owner_token.encode()).digest()[:24]).decode()


def token_hash(token: str) -> str:
    """Return the only form in which a token is stored."""
    return sha256(token.encode()).hexdigest()
