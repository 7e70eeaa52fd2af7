"""What a browser says and asks while one looks at pages."""

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

PATIENCE = 90_000  # Milliseconds before what one waits for is said never to come: no machine at work is that slow.


class Witness:
    """Listens to pages: errors in the console, scripts that fail, requests to other hosts."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.heard: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of a context, with patience; a refused form is no error of the page."""
        context.set_default_timeout(PATIENCE)
        context.on("request", self._request)
        context.on("weberror", lambda error: self.heard.append(f"script: {error.error}"))
        context.on("console", self._console)

    def _request(self, request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname != self.host:
            self.heard.append(f"asks {request.url}")

    def _console(self, message: Any) -> None:
        refused = "the server responded with a status of 4" in message.text
        if message.type in ("error", "warning") and not refused:
            self.heard.append(f"console: {message.text}")
