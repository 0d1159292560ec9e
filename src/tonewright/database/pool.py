"""The one pool of database connections of a process."""

import select
from typing import TypeAlias

from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool

Connection: TypeAlias = AsyncConnection[DictRow]
Pool: TypeAlias = AsyncConnectionPool[Connection]


async def _check(connection: Connection) -> None:
    """Replace a connection that the server has closed, at the price of one system call for a healthy one.

    The server speaks first on an idle connection only to say goodbye or give notice, so that one with
    nothing to read is alive, and one with something to read is asked.
    """
    if connection.closed or _has_something_to_read(connection.fileno()):
        await AsyncConnectionPool.check_connection(connection)


def _has_something_to_read(descriptor: int) -> bool:
    """Return whether a socket has data or its end to be read; unlike `select`, also above number 1023."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))


def make_pool(conninfo: str, *, max_size: int) -> Pool:
    """Return a closed pool of autocommit connections whose rows are dictionaries.

    Parameters
    ----------
    conninfo: a PostgreSQL connection string or URL.
    max_size: the most connections, at least 1.
    """
    return AsyncConnectionPool(
        conninfo,
        connection_class=AsyncConnection[DictRow],
        kwargs={"autocommit": True, "row_factory": dict_row},
        min_size=1,
        max_size=max_size,
        timeout=30.0,
        reconnect_timeout=60.0,
        check=_check,
        open=False,
        name="tonewright",
    )
