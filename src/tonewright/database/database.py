"""A usable database: PostgreSQL running, its tables up to date, a pool open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tonewright.database.embedded import EmbeddedPostgres
from tonewright.database.migrations import migrate
from tonewright.database.pool import Pool, make_pool
from tonewright.errors import DatabaseError


@dataclass(frozen=True)
class Database:
    """An open database; `conninfo` is for those who need a connection outside the pool."""

    pool: Pool
    conninfo: str


@asynccontextmanager
async def open_database(
    data_dir: Path,
    database_url: str | None = None,
    *,
    pool_size: int = 10,
    migrated: bool = True,
    postgres_options: dict[str, str] | None = None,
) -> AsyncIterator[Database]:
    """Open the database of a data folder, or the one that the URL names.

    Parameters
    ----------
    data_dir: where the embedded PostgreSQL lives; unused with a URL.
    database_url: a PostgreSQL URL or connection string; None for the embedded one.
    pool_size: the most connections of the pool.
    migrated: bring the tables up to date first.
    postgres_options: settings of the embedded PostgreSQL.

    Raises DatabaseError if it cannot be started or reached.
    """
    embedded = None if database_url else EmbeddedPostgres(data_dir, options=postgres_options)
    if embedded is not None:
        await asyncio.to_thread(embedded.start)
    try:
        conninfo = database_url if embedded is None else embedded.conninfo()
        assert conninfo is not None
        try:
            if migrated:
                await migrate(conninfo)
            pool = make_pool(conninfo, max_size=pool_size)
            await pool.open(wait=True, timeout=30)
        except psycopg.OperationalError as error:
            raise DatabaseError(f"the database cannot be reached: {error}") from error
        try:
            yield Database(pool, conninfo)
        finally:
            await pool.close()
    finally:
        if embedded is not None:
            await asyncio.to_thread(embedded.close)
