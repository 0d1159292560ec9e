"""Jobs as their owners see them, in the real database."""

import pytest

from tonewright.accounts import accounts, tokens
from tonewright.errors import InvalidParameter
from tonewright.jobs import repository
from tonewright.jobs.admission import submit
from tonewright.jobs.job import CANCELLED, Status, storage_keys
from tonewright.jobs.queue import ProcrastinateQueue

pytestmark = pytest.mark.anyio

QUEUE = ProcrastinateQueue()


@pytest.fixture
async def connection(pool):
    async with pool.connection() as connection:
        for user in (5, 6):
            await tokens.create_token(connection, user)
        yield connection


async def ask(connection, **changes):
    wish = {"user_number": 5, "kind": "song", "request": {"prompt": "rain"}, "max_jobs": 100}
    return await submit(connection, QUEUE, **wish | changes)


async def chores(connection):
    query = "SELECT task_name, args FROM procrastinate_jobs WHERE queue_name = 'chores' ORDER BY id"
    return [(row["task_name"], row["args"]) for row in await (await connection.execute(query)).fetchall()]


async def queue_status(connection, job):
    query = "SELECT status FROM procrastinate_jobs WHERE id = %s"
    return (await (await connection.execute(query, (job.queue_id,))).fetchone())["status"]


async def test_pages_are_newest_first_and_meet_without_gap_or_overlap(connection):
    made = [(await ask(connection)).item for _ in range(7)]
    await ask(connection, kind="instrumental")
    await ask(connection, user_number=6)
    seen, cursor = [], None
    while True:
        page = await repository.list_jobs(connection, 5, kind="song", cursor=cursor, limit=3)
        seen.append([job.item for job in page.jobs])
        cursor = page.cursor
        if cursor is None:
            break
    newest_first = made[::-1]
    assert seen == [newest_first[:3], newest_first[3:6], newest_first[6:]]


async def test_a_list_of_one_account_holds_only_its_jobs(connection):
    job = await ask(connection)
    assert [j.item for j in (await repository.list_jobs(connection, 5, kind="song", user_id=job.user_id)).jobs]
    assert (await repository.list_jobs(connection, 5, kind="song", user_id="other")).jobs == []


@pytest.mark.parametrize("cursor", ["x", "MTIz", "é", "OTk5OTk5OTk5OTk5OTk5OTkuYQ", "MS4nOw", "LTEuYS5i"])
async def test_a_cursor_that_no_page_gave_is_refused_or_harmless(connection, cursor):
    try:
        page = await repository.list_jobs(connection, 5, kind="song", cursor=cursor)
    except InvalidParameter as error:
        assert error.parameter == "cursor"
    else:
        assert page.jobs == []


async def test_other_users_see_nothing_and_can_do_nothing(connection):
    job = await ask(connection)
    assert await repository.get(connection, 6, job.item) is None
    assert await repository.executing(connection, 6) == []
    assert await repository.cancel(connection, QUEUE, 6, job.item) is None
    assert not await repository.delete(connection, QUEUE, 6, job.item)
    assert await repository.get(connection, 5, job.item) == job


async def test_a_cancelled_job_is_failed_leaves_the_queue_and_is_told(connection):
    job = await ask(connection, reply_url="https://example.org/")
    cancelled = await repository.cancel(connection, QUEUE, 5, job.item)
    assert (cancelled.status, cancelled.error) == (Status.FAILED, CANCELLED)
    assert await queue_status(connection, job) == "cancelled"
    assert await chores(connection) == [("call_back", {"item": job.item, "progress": None, "snapshot": None})]
    assert await repository.executing(connection, 5) == []
    assert await repository.cancel(connection, QUEUE, 5, job.item) is None


async def test_deleting_an_executing_job_stops_it_and_still_tells_of_its_end(connection):
    job = await ask(connection, reply_url="https://example.org/")
    assert await repository.delete(connection, QUEUE, 5, job.item)
    assert await repository.get(connection, 5, job.item) is None
    assert await queue_status(connection, job) == "cancelled"
    ((name, told),) = await chores(connection)
    assert name == "call_back"
    assert (told["snapshot"]["item"], told["snapshot"]["error"]) == (job.item, CANCELLED)


async def test_deleting_a_finished_job_has_the_files_of_every_attempt_deleted(connection):
    job = await ask(connection)
    await connection.execute("UPDATE jobs SET status = 30, attempt = 2 WHERE item = %s", (job.item,))
    assert await repository.delete(connection, QUEUE, 5, job.item)
    assert await chores(connection) == [("delete_files", {"keys": storage_keys(job.item, range(1, 3))})]
    assert not await repository.delete(connection, QUEUE, 5, job.item)


async def test_deleting_an_account_cancels_its_jobs_and_keeps_its_music(connection):
    finished, running = await ask(connection), await ask(connection)
    await connection.execute("UPDATE jobs SET status = 30, attempt = 1 WHERE item = %s", (finished.item,))
    assert await repository.delete_account(connection, QUEUE, 5, running.user_id)
    assert (await repository.get(connection, 5, finished.item)).status is Status.COMPLETED
    assert (await repository.get(connection, 5, running.item)).error == CANCELLED
    assert await accounts.list_accounts(connection, 5) == []
    assert not await repository.delete_account(connection, QUEUE, 5, running.user_id)
