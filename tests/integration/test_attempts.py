"""What a worker may write of a job, in the real database."""

import pytest

from tonewright.accounts import tokens
from tonewright.jobs import attempts, repository
from tonewright.jobs.admission import submit
from tonewright.jobs.attempts import LOST, Standing
from tonewright.jobs.job import Status, StoredFile, storage_key, storage_keys
from tonewright.jobs.queue import ProcrastinateQueue

pytestmark = pytest.mark.anyio

QUEUE = ProcrastinateQueue()


@pytest.fixture
async def connection(pool):
    async with pool.connection() as connection:
        await tokens.create_token(connection, 5)
        yield connection


@pytest.fixture
async def job(connection):
    """A job in its first attempt."""
    wish = {
        "user_number": 5,
        "kind": "song",
        "request": {"prompt": "rain"},
        "reply_url": "https://example.org/",
    }
    return await attempts.begin(connection, (await submit(connection, QUEUE, **wish)).item)


def files_of(job):
    return {"mp3": StoredFile(storage_key(job.item, job.attempt, "mp3"), "audio/mpeg", 3, "00")}


async def chores(connection):
    query = "SELECT task_name, args FROM procrastinate_jobs WHERE queue_name = 'chores' ORDER BY id"
    return [(row["task_name"], row["args"]) for row in await (await connection.execute(query)).fetchall()]


async def test_progress_never_goes_back_and_is_told_every_ten_points(connection, job):
    shown = []
    for progress in (3, 9, 12, 15, 22, 17, 24, 99, 250):
        assert await attempts.set_progress(connection, QUEUE, job, progress) is Standing.CURRENT
        shown.append((await attempts.load(connection, job.item)).progress)
    assert shown == [3, 9, 12, 15, 22, 22, 24, 99, 99]
    assert [args["progress"] for _, args in await chores(connection)] == [12, 22, 99]


async def test_a_second_attempt_does_not_tell_again_what_the_first_told(connection, job):
    await attempts.set_progress(connection, QUEUE, job, 50)
    again = await attempts.begin(connection, job.item)
    for progress in (10, 50, 60):
        await attempts.set_progress(connection, QUEUE, again, progress)
    assert [args["progress"] for _, args in await chores(connection)] == [50, 60]


async def test_an_attempt_that_was_superseded_can_write_nothing(connection, job):
    newer = await attempts.begin(connection, job.item)
    assert await attempts.set_progress(connection, QUEUE, job, 50) is Standing.SUPERSEDED
    assert await attempts.fail(connection, QUEUE, job, "no", failure_cap=1, last=True) == (
        Standing.SUPERSEDED,
        False,
    )
    assert await attempts.complete(connection, QUEUE, job, {}, files_of(job)) is Standing.SUPERSEDED
    assert await attempts.load(connection, job.item) == newer
    assert await chores(connection) == [("delete_files", {"keys": [storage_key(job.item, 1, "mp3")]})]


async def test_a_completed_job_has_its_files_and_is_told_of_once(connection, job):
    for _ in range(2):  # the answer to the first may have been lost
        assert await attempts.complete(connection, QUEUE, job, {"bpm": 90}, files_of(job)) is Standing.CURRENT
    done = await repository.get(connection, 5, job.item)
    assert (done.status, done.progress, done.facts, done.files) == (
        Status.COMPLETED,
        100,
        {"bpm": 90},
        files_of(job),
    )
    assert await chores(connection) == [("call_back", {"item": job.item, "progress": None, "snapshot": None})]


async def test_a_completed_job_leaves_nothing_of_earlier_attempts(connection, job):
    again = await attempts.begin(connection, job.item)
    await attempts.complete(connection, QUEUE, again, {}, files_of(again))
    assert ("delete_files", {"keys": storage_keys(job.item, range(1, 2))}) in await chores(connection)


@pytest.mark.parametrize("ending", [repository.cancel, repository.delete])
async def test_a_job_that_was_ended_meanwhile_is_not_completed_and_its_files_go(connection, job, ending):
    await ending(connection, QUEUE, 5, job.item)
    assert await attempts.set_progress(connection, QUEUE, job, 50) is Standing.OVER
    assert await attempts.complete(connection, QUEUE, job, {}, files_of(job)) is Standing.OVER
    assert ("delete_files", {"keys": [storage_key(job.item, 1, "mp3")]}) in await chores(connection)
    assert await attempts.begin(connection, job.item) is None


async def test_failures_and_losses_are_counted_apart(connection, job):
    item = job.item
    for _ in range(2):
        assert await attempts.lose(connection, QUEUE, item, loss_cap=3) == (Standing.CURRENT, False)
        again = await attempts.begin(connection, item)
        standing = await attempts.fail(connection, QUEUE, again, "failed", failure_cap=3, last=False)
        assert standing == (Standing.CURRENT, False)
    now = await attempts.load(connection, item)
    assert (now.status, now.failures, now.losses) == (Status.GENERATING, 2, 2)
    assert await attempts.lose(connection, QUEUE, item, loss_cap=3) == (Standing.CURRENT, True)
    now = await attempts.load(connection, item)
    assert (now.status, now.error) == (Status.FAILED, LOST)


async def test_a_lost_attempt_can_write_nothing_more(connection, job):
    assert await attempts.lose(connection, QUEUE, job.item, loss_cap=3, attempt=1) == (Standing.CURRENT, False)
    assert await attempts.lose(connection, QUEUE, job.item, loss_cap=3, attempt=1) == (
        Standing.SUPERSEDED,
        False,
    )
    assert await attempts.set_progress(connection, QUEUE, job, 50) is Standing.SUPERSEDED
