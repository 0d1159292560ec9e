"""POST requests that may be sent again: what `Idempotency-Key` does.

Source: draft-ietf-httpapi-idempotency-key-header. Only an answer that did something is kept; after a refusal
the same request may be tried again with the same key.
"""

import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any

from fastapi import Header, Request
from fastapi.responses import JSONResponse

from tonewright.accounts.tokens import Identity
from tonewright.api.errors import ApiError
from tonewright.api.services import services_of
from tonewright.database.pool import Connection
from tonewright.errors import InvalidParameter
from tonewright.jobs import idempotency
from tonewright.jobs.idempotency import InProgress, Mismatch, Replay

_KEY = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?", re.ASCII)
_ALLOWED = "1 to 255 printable ASCII characters"

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="The same key with the same body within 24 hours gives the first answer again.",
        examples=["8e03978e-40d5-43dd-bc93-6894a57f9324"],
    ),
]


async def answer_once(
    request: Request,
    caller: Identity,
    key: str | None,
    fields: Mapping[str, Any],
    act: Callable[[Connection], Awaitable[Mapping[str, Any]]],
) -> JSONResponse:
    """Do what a request asks and answer 200, or give the first answer to its key again.

    `act` runs in the transaction in which the answer is kept, so that both come true together.
    Raises ApiError 409 while the first is being answered, 422 if it had another body, and InvalidParameter
    for a key that is none.
    """
    async with services_of(request).database.pool.connection() as connection:
        if not key:
            async with connection.transaction():
                return JSONResponse(await act(connection))
        if not _KEY.fullmatch(key):
            raise InvalidParameter("Idempotency-Key", key, _ALLOWED)
        claim = (caller.user_number, key, _fingerprint(request, fields))
        match await idempotency.begin(connection, *claim):
            case InProgress():
                raise ApiError(
                    409,
                    "The first request with this Idempotency-Key is still being answered",
                    {"Retry-After": "1"},
                )
            case Mismatch():
                raise ApiError(422, "This Idempotency-Key was used with another request")
            case Replay(status, body):
                return JSONResponse(dict(body), status)
        try:
            async with connection.transaction():
                body = await act(connection)
                await idempotency.finish(connection, *claim, status=200, body=body)
        except Exception:
            await idempotency.abandon(connection, *claim)
            raise
        return JSONResponse(body)


def _fingerprint(request: Request, fields: Mapping[str, Any]) -> bytes:
    """A digest of what is asked; not of the bytes, since a form's boundary differs when it is sent again."""
    asked = [request.method, request.url.path, fields]
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=repr).encode()).digest()
