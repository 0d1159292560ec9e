"""The tokens that clients send: made, found, listed, revoked. The database never sees one in the clear."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from tonewright.accounts.accounts import ensure_default_account
from tonewright.database.pool import Connection
from tonewright.database.queries import load_queries

_SQL = load_queries("tonewright.accounts", "tokens.sql")
_TOKEN = re.compile(r"user:(0|[1-9][0-9]{0,17})-[A-Za-z0-9_-]{22,128}")
_SECRET_BYTES = 24


@dataclass(frozen=True)
class Identity:
    """Who sent a known token; `expired` tells that its end date has passed."""

    user_number: int
    token_id: int
    expired: bool


@dataclass(frozen=True)
class TokenInfo:
    """A token as it may be shown: without its secret, which nobody has kept."""

    token_id: int
    user_number: int
    created_at: datetime
    expires_at: datetime | None


async def create_token(
    connection: Connection, user_number: int | None = None, expires_at: datetime | None = None
) -> str:
    """Make a token and return it, `user:<number>-<secret>`; this is the only time that it can be seen.

    Parameters
    ----------
    user_number: whose it is; None makes a new user, and a number not used yet makes the user with that
    number. expires_at: when it ends; None for never.
    """
    async with connection.transaction():
        number = await _make_user(connection, user_number)
        token = f"user:{number}-{secrets.token_urlsafe(_SECRET_BYTES)}"
        values = {"user_number": number, "digest": _digest(token), "expires_at": expires_at}
        await connection.execute(_SQL["make_token"], values)
    return token


async def authenticate(connection: Connection, token: str) -> Identity | None:
    """Return who the token belongs to, or None where it is malformed or unknown."""
    if not _TOKEN.fullmatch(token):
        return None
    row = await (await connection.execute(_SQL["find_token"], {"digest": _digest(token)})).fetchone()
    return Identity(row["user_number"], row["id"], row["expired"]) if row else None


async def list_tokens(connection: Connection, user_number: int | None = None) -> list[TokenInfo]:
    """Return the tokens of a user, or of everybody, oldest first."""
    rows = await (await connection.execute(_SQL["list_tokens"], {"user_number": user_number})).fetchall()
    return [TokenInfo(row["id"], row["user_number"], row["created_at"], row["expires_at"]) for row in rows]


async def revoke(connection: Connection, token: int | str) -> bool:
    """Forget a token, named by its id or given whole; return whether there was one."""
    text = str(token)
    number = int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None
    found = await connection.execute(_SQL["revoke_token"], {"id": number, "digest": _digest(text)})
    return found.rowcount > 0


async def _make_user(connection: Connection, number: int | None) -> int:
    """Return the number of the user, made with a default account if new; numbers in use are stepped over."""
    while True:
        made = await (await connection.execute(_SQL["make_user"], {"number": number})).fetchone()
        if made is not None:
            await ensure_default_account(connection, made["number"])
            return int(made["number"])
        if number is not None:
            return number


def _digest(token: str) -> bytes:
    """Return the SHA-256 of a token.

    A slow password hash guards guessable secrets against a stolen table. This one has 192 random bits, which
    nobody can try out, and is checked on every request; so a plain digest is both safe and fast, and looking
    it up by index tells a caller's stopwatch nothing about the tokens kept.
    """
    return hashlib.sha256(token.encode()).digest()
