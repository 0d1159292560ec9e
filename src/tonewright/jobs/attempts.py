"""What a worker writes of a job; every write is conditional on its attempt, the fencing token."""

from collections.abc import Mapping
from dataclasses import asdict
from enum import Enum
from typing import Any

from psycopg.types.json import Jsonb

from tonewright.database.pool import Connection
from tonewright.database.queries import load_queries
from tonewright.jobs.job import Job, Status, StoredFile, job_of, storage_keys
from tonewright.jobs.queue import Queue

_SQL = load_queries("tonewright.jobs", "sql/attempts.sql")


LOST = "The server lost this job too many times while it was being made"
"""The `error` of a job that used up its losses."""


class Standing(Enum):
    """How an attempt stands: still the job's own, its job at an end, or another attempt in its place."""

    CURRENT = "current"
    OVER = "over"
    SUPERSEDED = "superseded"


async def load(connection: Connection, item: str) -> Job | None:
    """Return a job whoever owns it, or None where it was deleted."""
    row = await _one(connection, "load", {"item": item})
    return job_of(row) if row else None


async def begin(connection: Connection, item: str) -> Job | None:
    """Begin an attempt and return the job with its new number, or None where there is nothing left to do."""
    row = await _one(connection, "begin_attempt", {"item": item})
    return job_of(row) if row else None


async def set_progress(connection: Connection, queue: Queue, job: Job, progress: int) -> Standing:
    """Note the progress 0…99 of an attempt, and have the reply URL told when it has moved by 10 or more."""
    async with connection.transaction():
        row = await _one(connection, "set_progress", _key(job) | {"progress": min(max(progress, 0), 99)})
        if row is not None and row["call_is_due"]:
            await queue.enqueue_callback(connection, job.item, progress)
    return Standing.CURRENT if row is not None else await _standing(connection, job.item, job.attempt)


async def complete(
    connection: Connection, queue: Queue, job: Job, facts: Mapping[str, Any], files: Mapping[str, StoredFile]
) -> Standing:
    """Complete a job whose files are all stored; where it was not to be, have these files deleted.

    May be repeated after an unclear answer of the database: CURRENT then tells that it was done.
    """
    async with connection.transaction():
        stored = {kind: asdict(file) for kind, file in files.items()}
        row = await _one(connection, "complete", _key(job) | {"facts": Jsonb(facts), "files": Jsonb(stored)})
        if row is not None:
            await _end(connection, queue, job, kept_attempt=job.attempt)
            return Standing.CURRENT
        now = await load(connection, job.item)
        if now is not None and now.status is Status.COMPLETED and now.attempt == job.attempt:
            return Standing.CURRENT
        await queue.enqueue_deletion(connection, [file.key for file in files.values()])
    return await _standing(connection, job.item, job.attempt)


async def fail(
    connection: Connection, queue: Queue, job: Job, error: str, *, failure_cap: int, last: bool
) -> tuple[Standing, bool]:
    """Count an attempt that ended by the engine's fault; return its standing, and whether it ended the job.

    `last` ends the job at once, for a request that no repetition can meet.
    """
    values = _key(job) | {"error": error, "failure_cap": failure_cap, "last": last}
    async with connection.transaction():
        row = await _one(connection, "count_failure", values)
        if row is None:
            return await _standing(connection, job.item, job.attempt), False
        ended = Status(row["status"]).final
        if ended:
            await _end(connection, queue, job, kept_attempt=None)
    return Standing.CURRENT, ended


async def lose(
    connection: Connection, queue: Queue, item: str, *, loss_cap: int, attempt: int | None = None
) -> tuple[Standing, bool]:
    """Count an attempt that was lost by the server's fault; return its standing, and whether it ended the
    job.

    `attempt` is the one that was lost; None is the current one, whichever that is.
    """
    values = {"item": item, "error": LOST, "loss_cap": loss_cap, "attempt": attempt}
    async with connection.transaction():
        row = await _one(connection, "count_loss", values)
        if row is None:
            return await _standing(connection, item, attempt), False
        job = job_of(row)
        if job.status.final:
            await _end(connection, queue, job, kept_attempt=None)
    return Standing.CURRENT, job.status.final


async def executing_attempts(connection: Connection, items: list[str]) -> dict[str, int]:
    """Return the current attempt of those items that are executing."""
    rows = await (await connection.execute(_SQL["executing_attempts"], {"items": items})).fetchall()
    return {row["item"]: row["attempt"] for row in rows}


async def requeue_strays(connection: Connection, queue: Queue, age_s: float) -> list[str]:
    """Put executing jobs that the queue has forgotten back into it, and return their items."""
    async with connection.transaction():
        rows = await (await connection.execute(_SQL["lock_strays"], {"age_s": age_s})).fetchall()
        for row in rows:
            queue_id = await queue.enqueue_making(connection, row["item"])
            await connection.execute(_SQL["set_queue_id"], {"item": row["item"], "queue_id": queue_id})
    return [row["item"] for row in rows]


async def _end(connection: Connection, queue: Queue, job: Job, kept_attempt: int | None) -> None:
    """Have the end told, and what earlier attempts may have stored deleted."""
    if job.reply_url:
        await queue.enqueue_callback(connection, job.item, None)
    useless = range(1, job.attempt if kept_attempt else job.attempt + 1)
    if useless:
        await queue.enqueue_deletion(connection, storage_keys(job.item, useless))


async def _standing(connection: Connection, item: str, attempt: int | None) -> Standing:
    """Return why an attempt could write nothing."""
    now = await load(connection, item)
    superseded = now is not None and attempt is not None and now.attempt != attempt
    return Standing.SUPERSEDED if superseded else Standing.OVER


def _key(job: Job) -> dict[str, Any]:
    return {"item": job.item, "attempt": job.attempt}


async def _one(connection: Connection, query: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
    return await (await connection.execute(_SQL[query], values)).fetchone()
