"""CORS on every answer, errors and partial content included: the outermost middleware."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = "GET, HEAD, POST, DELETE, OPTIONS"
REQUEST_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-None-Match, If-Range, Range"
EXPOSED_HEADERS = "Content-Range, Content-Length, ETag, Content-Disposition, Retry-After, Location"
_EXPOSE = (b"access-control-expose-headers", EXPOSED_HEADERS.encode())
_FOR_ANY = ((b"access-control-allow-origin", b"*"), _EXPOSE)
_VARY = ((b"vary", b"Origin"),)
_PREFLIGHT = (
    (b"access-control-allow-methods", METHODS.encode()),
    (b"access-control-allow-headers", REQUEST_HEADERS.encode()),
    (b"access-control-max-age", b"86400"),
)


class Cors:
    """Lets browsers of the configured origins call; `*` is every origin. Credentials are never allowed.

    Source: the Fetch standard, section 3.3, "CORS protocol".
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app = app
        self._any = "*" in origins
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        added = self._added(headers.get("origin"))
        if scope["method"] == "OPTIONS" and "origin" in headers and "access-control-request-method" in headers:
            await send({"type": "http.response.start", "status": 204, "headers": [*added, *_PREFLIGHT]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_with_cors(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *added]
            await send(message)

        await self._app(scope, receive, send_with_cors)

    def _added(self, origin: str | None) -> Sequence[tuple[bytes, bytes]]:
        """The headers that answers to that origin get: none but Vary where it may not call."""
        if self._any:
            return _FOR_ANY
        if origin not in self._origins or origin is None:
            return _VARY
        return [(b"access-control-allow-origin", origin.encode("latin-1")), _EXPOSE, *_VARY]
