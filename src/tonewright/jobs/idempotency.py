"""Idempotent requests: the same key with the same body gives the first answer again, also after a restart.

As draft-ietf-httpapi-idempotency-key-header has it: while the first is being answered, or with another body,
the caller is told so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from tonewright.database.pool import Connection
from tonewright.database.queries import load_queries

_SQL = load_queries("tonewright.jobs", "sql/idempotency.sql")

KEPT_S = 24 * 3600
"""How long an answer is kept."""

LEASE_S = 60
"""How long a request may be in progress before it is taken for one whose server crashed."""


@dataclass(frozen=True)
class Started:
    """The key is new: answer the request, then `finish`, or `abandon` it."""


@dataclass(frozen=True)
class InProgress:
    """The first request of the key is still being answered."""


@dataclass(frozen=True)
class Mismatch:
    """The key was used with another body."""


@dataclass(frozen=True)
class Replay:
    """The first answer, to be given again."""

    status: int
    body: Mapping[str, Any]


async def begin(
    connection: Connection, user_number: int, key: str, fingerprint: bytes
) -> Started | InProgress | Mismatch | Replay:
    """Claim a key for a request, or say why it cannot be.

    Parameters
    ----------
    fingerprint: a digest of method, path and body.
    """
    values = {"user_number": user_number, "key": key, "fingerprint": fingerprint, "lease_s": LEASE_S}
    if await (await connection.execute(_SQL["claim"], values)).fetchone():
        return Started()
    row = await (await connection.execute(_SQL["find_claim"], values)).fetchone()
    if row is None:  # it ended between the two queries
        return await begin(connection, user_number, key, fingerprint)
    if bytes(row["fingerprint"]) != fingerprint:
        return Mismatch()
    return InProgress() if row["status"] is None else Replay(row["status"], row["body"])


async def finish(
    connection: Connection,
    user_number: int,
    key: str,
    fingerprint: bytes,
    *,
    status: int,
    body: Mapping[str, Any],
) -> None:
    """Keep the answer; inside the transaction of what was done, both become true together."""
    values = {"user_number": user_number, "key": key, "fingerprint": fingerprint, "kept_s": KEPT_S}
    await connection.execute(_SQL["finish"], values | {"status": status, "body": Jsonb(body)})


async def abandon(connection: Connection, user_number: int, key: str, fingerprint: bytes) -> None:
    """Free the key of a request that came to nothing worth repeating, such as a 429 or a 500."""
    values = {"user_number": user_number, "key": key, "fingerprint": fingerprint}
    await connection.execute(_SQL["abandon"], values)


async def sweep(connection: Connection) -> int:
    """Delete what is over and return how much it was."""
    return (await connection.execute(_SQL["sweep"])).rowcount
