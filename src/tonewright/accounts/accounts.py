"""Accounts: a user's configured capacities, each an engine with its parameters and how many jobs at once."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from tonewright.accounts.sealing import Sealer, masked
from tonewright.database.pool import Connection
from tonewright.database.queries import load_queries
from tonewright.errors import InvalidParameter

_SQL = load_queries("tonewright.accounts", "accounts.sql")
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"

DEFAULT_MAX_JOBS = 10
LARGEST_MAX_JOBS = 100
DEFAULT_ENGINE = "studio"


@dataclass(frozen=True)
class Account:
    """A configured capacity. `sealed_params` still has its secrets encrypted; show `shown_params`."""

    user_number: int
    user_id: str
    max_jobs: int
    sealed_params: Mapping[str, Any]
    updated_at: datetime

    @property
    def engine(self) -> str:
        """The name of the engine that runs its jobs."""
        return str(self.sealed_params.get("engine") or DEFAULT_ENGINE)

    @property
    def shown_params(self) -> dict[str, Any]:
        """The parameters as they may be shown: secrets read `…secured…`."""
        return masked(self.sealed_params)


def new_user_id() -> str:
    """Return a new account id: 16 characters of `0-9a-z`, 82 random bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(16))


async def put_account(
    connection: Connection,
    sealer: Sealer,
    *,
    user_number: int,
    request_params: Mapping[str, Any],
    max_jobs: int | None = None,
) -> Account:
    """Make an account, or update the one that `request_params` names by `user_id`.

    Parameters
    ----------
    request_params: the engine's name and parameters; secrets are sealed, `…secured…` keeps the stored one.
    max_jobs: 1…100; None is 10, or on an update what the account had.

    Raises InvalidParameter for a `max_jobs` out of range.
    """
    if max_jobs is not None and not 1 <= max_jobs <= LARGEST_MAX_JOBS:
        raise InvalidParameter("maxJobs", max_jobs, f"a whole number from 1 to {LARGEST_MAX_JOBS}")
    params = {name: value for name, value in request_params.items() if name != "user_id"}
    user_id = str(request_params.get("user_id") or new_user_id())
    key = {"user_number": user_number, "user_id": user_id}
    async with connection.transaction():
        old = await (await connection.execute(_SQL["lock_account"], key)).fetchone()
        kept_max = old["max_jobs"] if old else DEFAULT_MAX_JOBS
        sealed = sealer.seal(params, old["request_params"] if old else None)
        values = key | {"max_jobs": max_jobs or kept_max, "request_params": Jsonb(sealed)}
        row = await (await connection.execute(_SQL["put_account"], values)).fetchone()
    assert row is not None
    return account_of(row)


async def ensure_default_account(connection: Connection, user_number: int) -> None:
    """Give a user without accounts one that has no parameters, so that a new token works at once."""
    if not await list_accounts(connection, user_number):
        values = {"user_number": user_number, "user_id": new_user_id(), "max_jobs": DEFAULT_MAX_JOBS}
        await connection.execute(_SQL["put_account"], values | {"request_params": Jsonb({})})


async def get_account(connection: Connection, user_number: int, user_id: str) -> Account | None:
    """Return one account of a user, or None."""
    key = {"user_number": user_number, "user_id": user_id}
    row = await (await connection.execute(_SQL["get_account"], key)).fetchone()
    return account_of(row) if row else None


async def list_accounts(connection: Connection, user_number: int) -> list[Account]:
    """Return the accounts of a user, oldest first."""
    rows = await (await connection.execute(_SQL["list_accounts"], {"user_number": user_number})).fetchall()
    return [account_of(row) for row in rows]


async def lock_accounts(connection: Connection, user_number: int, user_ids: Sequence[str] | None) -> list[Account]:
    """Return accounts of a user, all or those named, locked until the caller's transaction ends."""
    values = {"user_number": user_number, "user_ids": None if user_ids is None else list(user_ids)}
    rows = await (await connection.execute(_SQL["lock_accounts"], values)).fetchall()
    return [account_of(row) for row in rows]


async def remove_account(connection: Connection, user_number: int, user_id: str) -> bool:
    """Forget an account and return whether there was one; its jobs are the business of `jobs.repository`."""
    key = {"user_number": user_number, "user_id": user_id}
    return (await connection.execute(_SQL["delete_account"], key)).rowcount > 0


def account_of(row: Mapping[str, Any]) -> Account:
    """Return the account that a row of the table holds."""
    return Account(row["user_number"], row["user_id"], row["max_jobs"], row["request_params"], row["updated_at"])
