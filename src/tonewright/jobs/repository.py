"""Jobs as their owners see them: found, listed, cancelled, deleted. Every query names the user."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tonewright.accounts.accounts import lock_accounts, remove_account
from tonewright.database.cursors import read_cursor, write_cursor
from tonewright.database.pool import Connection
from tonewright.database.queries import load_queries
from tonewright.jobs.job import CANCELLED, Job, Status, job_of, storage_keys
from tonewright.jobs.queue import Queue
from tonewright.uploads import repository as uploads

_SQL = load_queries("tonewright.jobs", "sql/repository.sql")

PAGE_SIZE = 20

_LATE_WRITES_S = 120
"""How long after the end of a job a worker that has not noticed may still have stored a file of it."""


@dataclass(frozen=True)
class Page:
    """Some jobs of a list, newest first; `cursor` leads to the next page and is None on the last."""

    jobs: list[Job]
    cursor: str | None


async def get(connection: Connection, user_number: int, item: str) -> Job | None:
    """Return a job of a user, or None if he has none of that item."""
    row = await _one(connection, "get_job", {"user_number": user_number, "item": item})
    return job_of(row) if row else None


async def list_jobs(
    connection: Connection,
    user_number: int,
    *,
    kind: str,
    user_id: str | None = None,
    cursor: str | None = None,
    limit: int = PAGE_SIZE,
) -> Page:
    """Return a page of a user's jobs of a kind, newest first, of one account or of all.

    Raises InvalidParameter for a cursor that no page gave.
    """
    created_at, item = read_cursor(cursor) if cursor else (None, None)
    values = {"user_number": user_number, "kind": kind, "user_id": user_id, "limit": limit + 1}
    values |= {"created_at": created_at, "item": item}
    rows = await (await connection.execute(_SQL["list_jobs"], values)).fetchall()
    jobs = [job_of(row) for row in rows[:limit]]
    return Page(jobs, write_cursor(jobs[-1].created_at, jobs[-1].item) if len(rows) > limit else None)


async def split_of_bytes(connection: Connection, user_number: int, user_id: str, sha256: str) -> Job | None:
    """Return the newest job of an account that splits a file of those bytes and has not failed, or None."""
    values = {"user_number": user_number, "user_id": user_id, "sha256": sha256}
    row = await _one(connection, "split_of_bytes", values)
    return job_of(row) if row else None


async def lock_splits(connection: Connection, user_number: int) -> None:
    """Have the requests of a user that look for a split and submit one take turns, till the transaction ends."""
    await connection.execute(_SQL["lock_splits"], {"user_number": user_number})


async def executing(connection: Connection, user_number: int) -> list[Job]:
    """Return the executing jobs of a user, queued or running, oldest first."""
    rows = await (await connection.execute(_SQL["list_executing"], {"user_number": user_number})).fetchall()
    return [job_of(row) for row in rows]


async def cancel(connection: Connection, queue: Queue, user_number: int, item: str) -> Job | None:
    """Cancel an executing job: it is FAILED with `Cancelled`, and its process is stopped.

    Returns the job as it is now, or None if the user has no executing job of that item.
    """
    async with connection.transaction():
        row = await _one(connection, "cancel_job", {"user_number": user_number, "item": item, "error": CANCELLED})
        if row is None:
            return None
        job = job_of(row)
        await _stop(connection, queue, job)
        if job.reply_url:
            await queue.enqueue_callback(connection, item, None)
    return job


async def delete(connection: Connection, queue: Queue, user_number: int, item: str) -> bool:
    """Delete a job, cancelled first if it executes, and its files; return whether there was one."""
    async with connection.transaction():
        row = await _one(connection, "delete_job", {"user_number": user_number, "item": item})
        if row is None:
            return False
        await _forget(connection, queue, row)
    return True


async def delete_account(connection: Connection, queue: Queue, user_number: int, user_id: str) -> bool:
    """Delete an account and cancel its executing jobs; finished music stays. Return whether there was one."""
    async with connection.transaction():
        await lock_accounts(connection, user_number, [user_id])
        for job in await executing(connection, user_number):
            if job.user_id == user_id:
                await cancel(connection, queue, user_number, job.item)
        return await remove_account(connection, user_number, user_id)


async def _forget(connection: Connection, queue: Queue, row: Mapping[str, Any]) -> None:
    job = job_of(row)
    await uploads.delete(connection, queue, job.user_number, job.item)
    if not job.status.final:
        await _stop(connection, queue, job)
        if job.reply_url:
            ended = dict(row) | {"status": int(Status.FAILED), "error": CANCELLED}
            await queue.enqueue_callback(connection, job.item, None, json.loads(json.dumps(ended, default=str)))
    elif job.attempt:
        await queue.enqueue_deletion(connection, storage_keys(job.item, range(1, job.attempt + 1)))


async def _stop(connection: Connection, queue: Queue, job: Job) -> None:
    if job.queue_id is not None:
        await queue.cancel(connection, job.queue_id)
    if job.attempt:
        keys = storage_keys(job.item, range(1, job.attempt + 1))
        await queue.enqueue_deletion(connection, keys, delay_s=_LATE_WRITES_S)


async def _one(connection: Connection, query: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
    return await (await connection.execute(_SQL[query], values)).fetchone()
