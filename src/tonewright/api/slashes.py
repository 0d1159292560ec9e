"""Every operation answers with and without a trailing slash, without a redirect."""

from starlette.types import ASGIApp, Receive, Scope, Send


class TrailingSlash:
    """Takes one slash off the end of paths below the prefixes, before they are routed."""

    def __init__(self, app: ASGIApp, prefixes: tuple[str, ...]) -> None:
        self._app = app
        self._prefixes = prefixes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].endswith("/") and scope["path"].startswith(self._prefixes):
            scope = {**scope, "path": scope["path"][:-1]}
        await self._app(scope, receive, send)
