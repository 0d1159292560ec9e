"""procrastinate's connection to the database, patient: a restart of PostgreSQL does not end the worker."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from typing import Any, TypeVar

import psycopg
from procrastinate import PsycopgConnector
from procrastinate.connector import Notify
from procrastinate.exceptions import ConnectorException

Result = TypeVar("Result")

PATIENCE_S = 30.0
"""How long a statement is tried again while the database cannot be reached."""

_PAUSE_S = 0.2


async def patiently(work: Callable[[], Awaitable[Result]], patience_s: float = PATIENCE_S) -> Result:
    """Do work in the database, again while the database cannot be reached.

    The work may have been done although its answer was lost, so it must be safe to repeat.
    """
    deadline = time.monotonic() + patience_s
    while True:
        try:
            return await work()
        except (psycopg.OperationalError, ConnectorException):
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(_PAUSE_S)


class PatientConnector(PsycopgConnector):
    """A connector on a pool that was made elsewhere, whose statements are tried again for a while.

    A fetch whose answer was lost leaves a job that nobody works at; `rescue` finds it.

    Parameters
    ----------
    conninfo: for the connection that listens.
    """

    def __init__(self, conninfo: str) -> None:
        super().__init__()
        self._conninfo = conninfo

    async def execute_query_async(self, query: Any, **arguments: Any) -> None:
        """Execute a statement."""
        await patiently(lambda: super(PatientConnector, self).execute_query_async(query, **arguments))

    async def execute_query_one_async(self, query: Any, **arguments: Any) -> dict[str, Any]:
        """Execute a query and return its one row."""
        return await patiently(lambda: super(PatientConnector, self).execute_query_one_async(query, **arguments))

    async def execute_query_all_async(self, query: Any, **arguments: Any) -> list[dict[str, Any]]:
        """Execute a query and return its rows."""
        return await patiently(lambda: super(PatientConnector, self).execute_query_all_async(query, **arguments))

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        """Listen until cancelled; while the database is away, polling stands in."""
        kept = list(channels)
        while True:
            with contextlib.suppress(psycopg.OperationalError, ConnectorException):
                await super().listen_notify(on_notification, kept)
            await asyncio.sleep(_PAUSE_S)

    @contextlib.asynccontextmanager
    async def _get_standalone_connection(self) -> AsyncGenerator[psycopg.AsyncConnection]:
        async with await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True) as connection:
            yield connection
