"""Rescue: jobs whose worker is gone are given to others, and nothing accepted is forgotten.

A loop of its own in every worker, not a task of the queue: a task could itself be lost with its worker.
"""

import asyncio
import logging
import shutil
import time
from collections.abc import Callable, Iterable

import psycopg
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job as QueuedJob
from procrastinate.jobs import Status as QueuedStatus
from procrastinate.utils import utcnow

from tonewright.database.pool import Pool
from tonewright.database.queries import load_queries
from tonewright.jobs import attempts, idempotency
from tonewright.jobs.attempts import Standing
from tonewright.jobs.queue import MAKE, Queue
from tonewright.jobs.settings import JobSettings
from tonewright.uploads import repository as uploads

log = logging.getLogger(__name__)

_SQL = load_queries("tonewright.jobs", "sql/rescue.sql")

_SWEEP_S = 60.0
_TIDY_S = 3600.0


class Rescuer:
    """Looks after the queue for as long as a worker lives.

    Parameters
    ----------
    attended: gives the numbers of this process' queue workers and of the queue's jobs that they work at.
    """

    def __init__(
        self,
        settings: JobSettings,
        app: App,
        pool: Pool,
        queue: Queue,
        attended: Callable[[], tuple[list[int], list[int]]],
    ) -> None:
        self._settings = settings
        self._app = app
        self._pool = pool
        self._queue = queue
        self._attended = attended
        self._suspects: set[int] = set()

    async def run(self) -> None:
        """Rescue every heartbeat, sweep workspaces every minute, tidy the tables every hour."""
        trusted_from = passed = time.monotonic()
        swept = tidied = float("-inf")
        while True:
            try:
                await self.look_after_own()
                now = time.monotonic()
                if now - passed > self._settings.stall_s:
                    # We stood still, or the database was away: nobody could say that he lives, so that
                    # silence proves nothing yet.
                    trusted_from = now + self._settings.stall_s
                if now >= trusted_from:
                    await self.rescue()
                if now >= swept + _SWEEP_S:
                    await self.sweep_workspaces()
                    swept = now
                if now >= tidied + _TIDY_S:
                    await self.tidy()
                    tidied = now
            except (psycopg.OperationalError, ConnectorException) as error:
                trusted_from = time.monotonic() + self._settings.stall_s
                log.warning("the database cannot be reached: %s", error)
            passed = time.monotonic()
            await asyncio.sleep(self._settings.heartbeat_s)

    async def rescue(self) -> None:
        """Give what stalled workers were doing to others, or end it; put forgotten jobs back in the queue."""
        async with self._pool.connection() as connection, connection.transaction():
            turn = await (await connection.execute(_SQL["take_turn"])).fetchone()
            if turn is None or not turn["taken"]:
                return
            manager = self._app.job_manager
            stalled = await manager.get_stalled_jobs(seconds_since_heartbeat=self._settings.stall_s)
            for queued in stalled:
                if await self._is_wanted(queued):
                    log.warning("%s is given to another worker", queued.call_string)
                    await manager.retry_job(queued)
                else:
                    await manager.finish_job(queued, QueuedStatus.FAILED, delete_job=False)
        async with self._pool.connection() as connection:
            for item in await attempts.requeue_strays(connection, self._queue, 2 * self._settings.stall_s):
                log.warning("job %s was missing from the queue and is back in it", item)

    async def look_after_own(self) -> None:
        """Give back what our own workers fetched without learning of it, once it is seen twice in a row."""
        workers, running = self._attended()
        async with self._pool.connection() as connection:
            values = {"workers": workers, "running": running}
            rows = await (await connection.execute(_SQL["unattended"], values)).fetchall()
        found = {row["id"] for row in rows}
        for queue_id in found & self._suspects:
            log.warning("queue entry %d was fetched but never begun; it is given back", queue_id)
            await self._app.job_manager.retry_job_by_id_async(queue_id, retry_at=utcnow())
        self._suspects = found - self._suspects

    async def sweep_workspaces(self) -> None:
        """Remove the workspaces of attempts that are no more."""
        if not self._settings.work_dir.is_dir():
            return
        folders = {folder.name: folder for folder in self._settings.work_dir.iterdir()}
        items = [name.rpartition("-")[0] for name in folders]
        async with self._pool.connection() as connection:
            current = await attempts.executing_attempts(connection, items)
        alive = {f"{item}-{attempt}" for item, attempt in current.items()}
        for name, folder in folders.items():
            if name not in alive:
                await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def tidy(self) -> None:
        """Delete what is over: entries of the queue, answers kept for repeated requests."""
        await self._app.job_manager.delete_old_jobs(
            self._settings.kept_hours, include_failed=True, include_cancelled=True, include_aborted=True
        )
        async with self._pool.connection() as connection:
            await idempotency.sweep(connection)
            await uploads.sweep(connection, self._queue)

    async def _is_wanted(self, queued: QueuedJob) -> bool:
        if queued.task_name != MAKE:
            return True
        async with self._pool.connection() as connection:
            item = str(queued.task_kwargs["item"])
            cap = self._settings.loss_cap
            standing, ended = await attempts.lose(connection, self._queue, item, loss_cap=cap)
        return standing is Standing.CURRENT and not ended


def numbers(found: Iterable[int | None]) -> list[int]:
    """Return the numbers that are known."""
    return [number for number in found if number is not None]
