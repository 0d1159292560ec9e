"""Admission: a job is accepted, with its place in the queue, or refused, in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from tonewright.accounts.accounts import Account, lock_accounts
from tonewright.database.pool import Connection
from tonewright.database.queries import load_queries
from tonewright.errors import AccountsBusy, UnknownAccount
from tonewright.jobs.job import Job, job_of, new_item
from tonewright.jobs.queue import Queue

_SQL = load_queries("tonewright.jobs", "sql/admission.sql")

_USUAL_S = 30.0
"""How long a job is taken to last while none has been finished yet."""

_LONGEST_S = 3600.0


async def submit(
    connection: Connection,
    queue: Queue,
    *,
    user_number: int,
    user_ids: Sequence[str] | None = None,
    kind: str,
    request: Mapping[str, Any],
    max_jobs: int | None = None,
    reply_url: str | None = None,
    reply_ref: str | None = None,
    origin: str | None = None,
) -> Job:
    """Accept a job on the eligible account with the most room, and put it into the queue.

    Executing jobs are counted under the lock of the accounts' rows, so that callers at the same time cannot
    exceed a limit together. A user with many jobs waiting lets those go first who have fewer.

    Parameters
    ----------
    user_ids: the accounts it may run on; None for all of the user's.
    request: the fields of `EngineRequest`, JSON-ready; `kind` is filled in.
    max_jobs: overrides the limit of the accounts, for this request.

    Raises AccountsBusy if every eligible account has as many executing jobs as it may, UnknownAccount if
    there is no eligible account.
    """
    async with connection.transaction():
        accounts = await lock_accounts(connection, user_number, user_ids)
        if not accounts or (user_ids is not None and len(accounts) < len(set(user_ids))):
            raise UnknownAccount(user_ids or [])
        counts = await executing_counts(connection, user_number)
        chosen = max(accounts, key=lambda account: _room(account, counts, max_jobs))
        if _room(chosen, counts, max_jobs) <= 0:
            raise await _busy(connection, accounts, counts, max_jobs)
        item = new_item()
        queue_id = await queue.enqueue_making(connection, item, priority=-sum(counts.values()))
        values = {
            "item": item,
            "user_number": user_number,
            "user_id": chosen.user_id,
            "kind": kind,
            "request": Jsonb({**request, "kind": kind}),
            "reply_url": reply_url,
            "reply_ref": reply_ref,
            "origin": origin,
            "queue_id": queue_id,
        }
        row = await (await connection.execute(_SQL["insert_job"], values)).fetchone()
    assert row is not None
    return job_of(row)


async def executing_counts(connection: Connection, user_number: int) -> dict[str, int]:
    """Return how many jobs execute on each account of a user; accounts without any are not in it."""
    rows = await (await connection.execute(_SQL["count_executing"], {"user_number": user_number})).fetchall()
    return {row["user_id"]: row["executing"] for row in rows}


def _room(account: Account, counts: Mapping[str, int], max_jobs: int | None) -> int:
    return (max_jobs or account.max_jobs) - counts.get(account.user_id, 0)


async def _busy(
    connection: Connection, accounts: Sequence[Account], counts: Mapping[str, int], max_jobs: int | None
) -> AccountsBusy:
    user_ids = [account.user_id for account in accounts]
    values = {"user_number": accounts[0].user_number, "user_ids": user_ids, "usual_s": _USUAL_S}
    row = await (await connection.execute(_SQL["estimate_wait"], values)).fetchone()
    wait_s = min(max(float(row["wait_s"]) if row and row["wait_s"] is not None else _USUAL_S, 1.0), _LONGEST_S)
    return AccountsBusy(
        executing=sum(counts.get(user_id, 0) for user_id in user_ids),
        limit=sum(max_jobs or account.max_jobs for account in accounts),
        retry_at=datetime.now(UTC) + timedelta(seconds=wait_s),
    )
