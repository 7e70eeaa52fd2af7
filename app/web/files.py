"""Files that people take away."""

from flask import Response, make_response


def attachment(data: bytes, kind: str, name: str) -> Response:
    """Return an answer that a browser keeps as a file called `name`, in ASCII; `kind` is its media type."""
    answer = make_response(data)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
