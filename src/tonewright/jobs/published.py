"""What the server looks up most often, each with a query of its own that reads no more than it needs."""

import asyncio
from dataclasses import dataclass

from tonewright.database.pool import Connection, Pool
from tonewright.database.queries import load_queries
from tonewright.jobs.job import Status, StoredFile

_SQL = load_queries("tonewright.jobs", "sql/published.sql")


@dataclass(frozen=True)
class JobState:
    """Whose a job is, the account that it runs on, and how it stands."""

    user_number: int
    user_id: str
    status: Status


@dataclass(frozen=True)
class PublishedFile:
    """A file of a finished job and the title it is named for, `""` where there is none."""

    file: StoredFile
    title: str


class JobStates:
    """Looks up how jobs stand, for the request that is sent most often.

    Lookups that arrive while a query is under way share the next one, so that many at once cost little more
    than one; each is answered from a query that began after it was asked.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._asked: list[tuple[str, asyncio.Future[JobState | None]]] = []
        self._reader: asyncio.Task[None] | None = None

    async def find(self, user_number: int, item: str) -> JobState | None:
        """Return how a job of a user stands, or None if he has none of that item."""
        answer: asyncio.Future[JobState | None] = asyncio.get_running_loop().create_future()
        self._asked.append((item, answer))
        if self._reader is None or self._reader.done():
            self._reader = asyncio.create_task(self._read())
        state = await answer
        return state if state is not None and state.user_number == user_number else None

    async def _read(self) -> None:
        while self._asked:
            asked, self._asked = self._asked, []
            try:
                states = await self._query(list({item for item, _ in asked}))
            except Exception as error:
                for _, answer in asked:
                    if not answer.done():
                        answer.set_exception(error)
                continue
            for item, answer in asked:
                if not answer.done():
                    answer.set_result(states.get(item))

    async def _query(self, items: list[str]) -> dict[str, JobState]:
        async with self._pool.connection() as connection:
            rows = await (await connection.execute(_SQL["find_states"], {"items": items})).fetchall()
        return {row["item"]: JobState(row["user_number"], row["user_id"], Status(row["status"])) for row in rows}


async def find_file(connection: Connection, item: str, kind: str) -> PublishedFile | None:
    """Return a file of a job, or None; for callers who have shown that they may have it."""
    row = await (await connection.execute(_SQL["find_file"], {"item": item, "kind": kind})).fetchone()
    return PublishedFile(StoredFile(**row["file"]), row["title"]) if row else None


async def count_workers(connection: Connection, within_s: float = 30.0) -> int:
    """Return how many workers have given a sign of life in the last `within_s` seconds."""
    row = await (await connection.execute(_SQL["count_workers"], {"within_s": within_s})).fetchone()
    return int(row["workers"]) if row else 0
