"""A worker: it makes jobs, delivers callbacks, deletes files, and looks after the queue."""

import asyncio
import contextlib
import logging
import os
import signal
from typing import Any, NoReturn

from procrastinate import App, JobContext, RetryStrategy
from procrastinate.worker import Worker as QueueWorker

from tonewright.database.database import Database
from tonewright.delivery.storage import Storage
from tonewright.jobs import attempts
from tonewright.jobs.callbacks import CallbackRetries, Caller, RenderRecord, job_of_snapshot
from tonewright.jobs.connector import PatientConnector
from tonewright.jobs.making import Maker, MakingRetries, SupersededError
from tonewright.jobs.nursery import Nursery
from tonewright.jobs.queue import CALL_BACK, CHORES, DELETE_FILES, MAKE, MUSIC, ProcrastinateQueue
from tonewright.jobs.rescue import Rescuer, numbers
from tonewright.jobs.settings import JobSettings

log = logging.getLogger(__name__)

_CHORES_AT_ONCE = 8

SUPERSEDED_EXIT = 75
"""The exit status of a worker that was taken for dead (EX_TEMPFAIL of sysexits.h)."""


class Worker:
    """The worker of a process; its process belongs to it.

    Parameters
    ----------
    database: open and up to date.
    storage: where finished files go.
    render_record: makes the body of a callback from a job.
    """

    def __init__(
        self, settings: JobSettings, database: Database, storage: Storage, render_record: RenderRecord
    ) -> None:
        self._settings = settings
        self._database = database
        self._storage = storage
        self._caller = Caller(settings.webhook_secret, render_record, allow_private=settings.allow_private_callbacks)
        self._queue = ProcrastinateQueue()
        self._nursery = Nursery(settings.engine_factory, settings.engine_options, settings.prepared)
        self._maker = Maker(settings, database.pool, self._queue, storage, self._nursery)
        self._app = App(connector=PatientConnector(database.conninfo))
        self._running: set[int] = set()
        self._register()
        self._workers = [
            self._queue_worker(MUSIC, settings.concurrency),
            self._queue_worker(CHORES, _CHORES_AT_ONCE),
        ]

    def stop(self) -> None:
        """Take no more work; what runs has `grace_s` to end and is given back then."""
        for worker in self._workers:
            worker.stop()  # type: ignore[no-untyped-call]

    async def run(self) -> None:
        """Work until stopped, by `stop`, SIGTERM or SIGINT, or until the database is away for too long."""
        loop = asyncio.get_running_loop()
        stopping = (signal.SIGTERM, signal.SIGINT)
        for number in stopping:
            loop.add_signal_handler(number, self.stop)
        self._nursery.start()
        await self._app.open_async(self._database.pool)
        rescuer = Rescuer(self._settings, self._app, self._database.pool, self._queue, self._attended)
        beside = asyncio.create_task(rescuer.run())
        running = [asyncio.create_task(_run(worker)) for worker in self._workers]
        try:
            # The first that ends, stopped or broken, ends the others too.
            await asyncio.wait([*running, beside], return_when=asyncio.FIRST_COMPLETED)
            self.stop()
            results = await asyncio.gather(*running, return_exceptions=True)
            for result in results:
                if isinstance(result, BaseException):
                    raise result
            if beside.done():
                beside.result()
        finally:
            beside.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await beside
            self._nursery.stop()
            for number in stopping:
                loop.remove_signal_handler(number)

    def _register(self) -> None:
        task = self._app.task

        @task(name=MAKE, queue=MUSIC, pass_context=True, retry=MakingRetries())
        async def make(context: JobContext, item: str) -> None:
            with self._attending(context):
                try:
                    await self._maker.make(item)
                except SupersededError:
                    self._leave(item)

        @task(name=CALL_BACK, queue=CHORES, pass_context=True, retry=CallbackRetries())
        async def call_back(
            context: JobContext, item: str, progress: int | None, snapshot: dict[str, Any] | None
        ) -> None:
            with self._attending(context):
                await self._call_back(item, progress, snapshot)

        @task(name=DELETE_FILES, queue=CHORES, pass_context=True, retry=RetryStrategy(max_attempts=100, wait=60))
        async def delete_files(context: JobContext, keys: list[str]) -> None:
            with self._attending(context):
                for key in keys:
                    await asyncio.to_thread(self._storage.delete, key)

    async def _call_back(self, item: str, progress: int | None, snapshot: dict[str, Any] | None) -> None:
        async with self._database.pool.connection() as connection:
            job = job_of_snapshot(snapshot) if snapshot else await attempts.load(connection, item)
        if job is None or (progress is not None and job.status.final):
            return  # it was deleted, or its end is told instead
        await self._caller.tell(job, progress)

    def _queue_worker(self, queue: str, concurrency: int) -> QueueWorker:
        settings = self._settings
        return QueueWorker(
            self._app,
            queues=[queue],
            name=queue,
            concurrency=concurrency,
            fetch_job_polling_interval=settings.poll_s,
            abort_job_polling_interval=settings.poll_s,
            shutdown_graceful_timeout=settings.grace_s,
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=settings.heartbeat_s,
            stalled_worker_timeout=settings.stall_s,
        )

    @contextlib.contextmanager
    def _attending(self, context: JobContext) -> Any:
        number = context.job.id
        assert number is not None
        self._running.add(number)
        try:
            yield
        finally:
            self._running.discard(number)

    def _attended(self) -> tuple[list[int], list[int]]:
        return numbers(worker.worker_id for worker in self._workers), list(self._running)

    def _leave(self, item: str) -> NoReturn:
        """End this process at once: its entries in the queue are others' now, and it must not close them."""
        log.error("job %s was given to another worker while this one stood still; this one ends", item)
        self._nursery.stop()
        os._exit(SUPERSEDED_EXIT)


async def _run(worker: QueueWorker) -> None:
    await worker.run()  # type: ignore[no-untyped-call]
