"""The origin that absolute URLs are built on, and the Host header that it may come from."""

import re

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from tonewright.api.errors import error_response
from tonewright.api.services import services_of

# RFC 9110, section 7.2; RFC 3986, sections 3.2.2 and 3.2.3; names as DNS and Docker have them.
_HOST = re.compile(
    r"(?:[0-9A-Za-z_](?:[0-9A-Za-z_.-]{0,252}[0-9A-Za-z_.])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?",
    re.ASCII,
)
_SCHEMES = ("http", "https")


def request_origin(request: Request) -> str:
    """The origin that the answer to a request builds its URLs on."""
    services = services_of(request)
    return origin_of(request.scope, services.public_url, services.trust_forwarded)


class ValidHost:
    """Refuses requests whose Host header is no host: what it says may end up in links."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            hosts = [value for name, value in scope["headers"] if name == b"host"]
            if len(hosts) > 1 or (hosts and not _HOST.fullmatch(hosts[0].decode("latin-1"))):
                await error_response(400, "The Host header is not a host")(scope, receive, send)
                return
        await self._app(scope, receive, send)


def origin_of(scope: Scope, public_url: str | None, trust_forwarded: bool) -> str:
    """The origin of answers to this request, without a slash at its end.

    It is `public_url` where that is set; else what the proxy in front says, where it is trusted; else the
    scheme and the Host header of the request.
    """
    if public_url:
        return public_url.rstrip("/")
    headers = Headers(scope=scope)
    scheme, host = scope.get("scheme", "http"), headers.get("host")
    if trust_forwarded:
        forwarded_scheme = headers.get("x-forwarded-proto", "").split(",")[0].strip()
        forwarded_host = headers.get("x-forwarded-host", "").split(",")[0].strip()
        scheme = forwarded_scheme if forwarded_scheme in _SCHEMES else scheme
        host = forwarded_host if _HOST.fullmatch(forwarded_host) else host
    if not host:
        server = scope.get("server") or ("localhost", None)
        host = server[0] if server[1] is None else f"{server[0]}:{server[1]}"
    return f"{scheme}://{host}"
