"""CORS on every answer, errors and partial content included: the outermost middleware."""

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = "GET, HEAD, POST, DELETE, OPTIONS"
REQUEST_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-None-Match, If-Range, Range"
EXPOSED_HEADERS = "Content-Range, Content-Length, ETag, Content-Disposition, Retry-After, Location"
_PREFLIGHT_SECONDS = "86400"


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
        allowed = self._allowed(headers.get("origin"))
        if (
            scope["method"] == "OPTIONS"
            and "origin" in headers
            and "access-control-request-method" in headers
        ):
            await self._answer_preflight(allowed, send)
            return

        async def send_with_cors(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                if allowed is not None:
                    answer["Access-Control-Allow-Origin"] = allowed
                    answer["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
                if not self._any:
                    answer.add_vary_header("Origin")
            await send(message)

        await self._app(scope, receive, send_with_cors)

    def _allowed(self, origin: str | None) -> str | None:
        if self._any:
            return "*"
        return origin if origin in self._origins else None

    async def _answer_preflight(self, allowed: str | None, send: Send) -> None:
        headers = MutableHeaders({"Content-Length": "0"})
        if allowed is not None:
            headers["Access-Control-Allow-Origin"] = allowed
            headers["Access-Control-Allow-Methods"] = METHODS
            headers["Access-Control-Allow-Headers"] = REQUEST_HEADERS
            headers["Access-Control-Max-Age"] = _PREFLIGHT_SECONDS
        if not self._any:
            headers["Vary"] = "Origin"
        del headers["Content-Length"]
        await send({"type": "http.response.start", "status": 204, "headers": headers.raw})
        await send({"type": "http.response.body", "body": b""})
