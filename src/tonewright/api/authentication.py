"""Who calls: the bearer token of a request, looked up, and believed for a moment."""

import time
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from tonewright.accounts.tokens import Identity, authenticate
from tonewright.api.errors import ApiError
from tonewright.database.pool import Pool

_MOST_KEPT = 10_000


class Authenticator:
    """Finds the identity of an `Authorization` header.

    A known token is believed for `keep_s` seconds without asking again, so that polling costs one query and
    not two; a revoked one works no longer than that. What is unknown is asked for every time.
    """

    def __init__(self, keep_s: float = 2.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._keep_s = keep_s
        self._clock = clock
        self._kept: dict[str, tuple[float, Identity]] = {}

    async def identify(self, pool: Pool, header: str | None) -> Identity:
        """Return who the header names.

        Raises ApiError 401 for a header that is missing, malformed or of an unknown token, 402 for a token
        whose time is over.
        """
        scheme, _, token = (header or "").strip().partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token:
            raise _unauthorized()
        now = self._clock()
        believed_until, identity = self._kept.get(token, (0.0, None))
        if identity is None or now >= believed_until:
            async with pool.connection() as connection:
                identity = await authenticate(connection, token)
            if identity is None:
                self._kept.pop(token, None)
                raise _unauthorized()
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[token] = (now + self._keep_s, identity)
        if identity.expired:
            raise ApiError(402, "Subscription required")
        return identity


def _unauthorized() -> ApiError:
    return ApiError(401, "Unauthorized", {"WWW-Authenticate": "Bearer"})


async def caller_of(request: Request) -> Identity:
    """Who sent a request; see `Authenticator.identify`."""
    services = request.app.state.services
    identity: Identity = await services.authenticator.identify(
        services.database.pool, request.headers.get("authorization")
    )
    return identity


Caller = Annotated[Identity, Depends(caller_of)]
"""The parameter of a handler that only a token may call."""
