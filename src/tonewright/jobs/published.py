"""What the server looks up most often, each with a query of its own that reads no more than it needs."""

from dataclasses import dataclass

from tonewright.database.pool import Connection
from tonewright.database.queries import load_queries
from tonewright.jobs.job import Status, StoredFile

_SQL = load_queries("tonewright.jobs", "sql/published.sql")


@dataclass(frozen=True)
class JobState:
    """The account that a job runs on, and how it stands."""

    user_id: str
    status: Status


@dataclass(frozen=True)
class PublishedFile:
    """A file of a finished job and the title it is named for, `""` where there is none."""

    file: StoredFile
    title: str


async def find_state(connection: Connection, user_number: int, item: str) -> JobState | None:
    """Return how a job of a user stands, or None if he has none of that item."""
    values = {"user_number": user_number, "item": item}
    row = await (await connection.execute(_SQL["find_state"], values)).fetchone()
    return JobState(row["user_id"], Status(row["status"])) if row else None


async def find_file(connection: Connection, item: str, kind: str) -> PublishedFile | None:
    """Return a file of a job, or None; for callers who have shown that they may have it."""
    row = await (await connection.execute(_SQL["find_file"], {"item": item, "kind": kind})).fetchone()
    return PublishedFile(StoredFile(**row["file"]), row["title"]) if row else None


async def count_workers(connection: Connection, within_s: float = 30.0) -> int:
    """Return how many workers have given a sign of life in the last `within_s` seconds."""
    row = await (await connection.execute(_SQL["count_workers"], {"within_s": within_s})).fetchone()
    return int(row["workers"]) if row else 0
