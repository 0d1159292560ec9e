"""The queue: a port for what the rest of the room hands over, and its adapter for procrastinate."""

from collections.abc import Sequence
from typing import Any, Protocol

from procrastinate import App, PsycopgConnector
from procrastinate.jobs import JobDeferrer

from tonewright.database.pool import Connection

MUSIC = "music"
CHORES = "chores"
"""The names of the two queues: making music, and the small work around it (callbacks, deletions)."""

MAKE = "make"
CALL_BACK = "call_back"
DELETE_FILES = "delete_files"


class Queue(Protocol):
    """Work to be done later, surely. Everything is enqueued in the transaction of the connection given."""

    async def enqueue_making(self, connection: Connection, item: str, priority: int = 0) -> int:
        """Have a job made; return the queue's own number of it. Higher priorities go first."""
        ...

    async def enqueue_callback(
        self, connection: Connection, item: str, progress: int | None, snapshot: dict[str, Any] | None = None
    ) -> None:
        """Have a reply URL told of a job: of its progress, or with None of its end.

        `snapshot` is the job's row where the row itself is about to be deleted.
        """
        ...

    async def enqueue_deletion(self, connection: Connection, keys: Sequence[str], delay_s: int = 0) -> None:
        """Have stored files deleted."""
        ...

    async def cancel(self, connection: Connection, queue_id: int) -> None:
        """Take a job's making out of the queue, or stop the worker that is at it."""
        ...


class ProcrastinateQueue:
    """The queue in the same PostgreSQL; implements `Queue`."""

    def __init__(self) -> None:
        # Only ever used with the connection of a caller, so that it needs no pool of its own.
        self._app = App(connector=PsycopgConnector())

    def _task(self, name: str, queue: str, connection: Connection, **options: Any) -> JobDeferrer:
        return self._app.configure_task(name, queue=queue, connection=connection, **options)

    async def enqueue_making(self, connection: Connection, item: str, priority: int = 0) -> int:
        task = self._task(MAKE, MUSIC, connection, priority=priority)
        return await task.defer_async(item=item)

    async def enqueue_callback(
        self, connection: Connection, item: str, progress: int | None, snapshot: dict[str, Any] | None = None
    ) -> None:
        # One lock for each job: its callbacks go out one after another, in their order.
        task = self._task(CALL_BACK, CHORES, connection, lock=f"callback {item}")
        await task.defer_async(item=item, progress=progress, snapshot=snapshot)

    async def enqueue_deletion(self, connection: Connection, keys: Sequence[str], delay_s: int = 0) -> None:
        later = {"schedule_in": {"seconds": delay_s}} if delay_s else {}
        await self._task(DELETE_FILES, CHORES, connection, **later).defer_async(keys=list(keys))

    async def cancel(self, connection: Connection, queue_id: int) -> None:
        await self._app.job_manager.cancel_job_by_id_async(queue_id, abort=True, connection=connection)
