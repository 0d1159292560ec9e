"""The schema: numbered SQL files and procrastinate's own, applied once each under one lock."""

import re
from importlib import resources

import procrastinate
import psycopg
from procrastinate.schema import SchemaManager
from psycopg import AsyncConnection

LOCK_KEY = 0x746F6E6577  # "tonew": any number that no other program on the same database uses

_LEDGER = """
CREATE TABLE IF NOT EXISTS tonewright_migrations (
    name text PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT now()
)
"""

_QUEUE = "procrastinate "


async def migrate(conninfo: str) -> list[str]:
    """Bring a database up to date and return the names of what was applied; safe from many processes at once.

    The queue's tables come first, because ours are used in the same transactions.
    """
    async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
        await connection.execute("SELECT pg_advisory_lock(%s)", (LOCK_KEY,))
        try:
            await connection.execute("SET client_min_messages = warning")
            await connection.execute(_LEDGER)
            rows = await (await connection.execute("SELECT name FROM tonewright_migrations")).fetchall()
            known = {str(row[0]) for row in rows}
            applied = []
            for name, sql in [*_of_the_queue(known), *_ours()]:
                if name not in known:
                    await _apply(connection, name, sql)
                    applied.append(name)
            return applied
        finally:
            await connection.execute("SELECT pg_advisory_unlock(%s)", (LOCK_KEY,))


async def _apply(connection: AsyncConnection, name: str, sql: str) -> None:
    async with connection.transaction():
        await psycopg.AsyncCursor(connection).execute(sql.encode())  # bytes: not a query built from outside
        await connection.execute("INSERT INTO tonewright_migrations (name) VALUES (%s)", (name,))


def _ours() -> list[tuple[str, str]]:
    """Return our migrations, name and text, in their order."""
    folder = resources.files("tonewright.database") / "migrations"
    files = [file for file in folder.iterdir() if re.fullmatch(r"\d{4}_\w+\.sql", file.name)]
    return [(file.name, file.read_text(encoding="utf-8")) for file in sorted(files, key=lambda file: file.name)]


def _of_the_queue(known: set[str]) -> list[tuple[str, str]]:
    """Return what procrastinate needs: its whole schema in a new database, else its migrations since ours."""
    marks = [name.removeprefix(_QUEUE) for name in known if name.startswith(_QUEUE)]
    here = f"{_QUEUE}{procrastinate.__version__}"
    if not marks:
        return [(here, SchemaManager.get_schema())]
    newest = max(_numbers(mark) for mark in marks)
    steps = [
        (f"{_QUEUE}{file.name}", file.read_text(encoding="utf-8"))
        for file in sorted(resources.files("procrastinate.sql.migrations").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".sql") and _numbers(file.name) > newest
    ]
    return [*steps, (here, "SELECT 1")]


def _numbers(version: str) -> tuple[int, ...]:
    """Return the release in `3.10.0` or `03.04.00_01_pre_….sql`, as numbers to compare."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
