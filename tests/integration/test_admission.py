"""Admission in the real database."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from tonewright.accounts import accounts, tokens
from tonewright.accounts.sealing import Sealer
from tonewright.errors import AccountsBusy, UnknownAccount
from tonewright.jobs import repository
from tonewright.jobs.admission import submit
from tonewright.jobs.job import Status
from tonewright.jobs.queue import ProcrastinateQueue

pytestmark = pytest.mark.anyio

SEALER = Sealer(b"a key of at least sixteen bytes")
QUEUE = ProcrastinateQueue()


@pytest.fixture
async def connection(pool):
    async with pool.connection() as connection:
        await tokens.create_token(connection, 5)
        yield connection


async def ask(connection, **changes):
    wish = {"user_number": 5, "kind": "song", "request": {"prompt": "rain", "seed": 1}}
    return await submit(connection, QUEUE, **wish | changes)


async def queued(connection):
    rows = await (await connection.execute("SELECT * FROM procrastinate_jobs ORDER BY id")).fetchall()
    return [(row["task_name"], row["status"], row["args"].get("item")) for row in rows]


async def test_an_accepted_job_has_its_place_in_the_queue(connection):
    job = await ask(connection, reply_url="https://example.org/", reply_ref="r", origin="https://here")
    assert (job.status, job.progress, job.attempt, job.facts, job.files) == (
        Status.GENERATING,
        0,
        0,
        None,
        {},
    )
    assert (job.reply_url, job.reply_ref, job.origin) == ("https://example.org/", "r", "https://here")
    assert job.request == {"prompt": "rain", "seed": 1, "kind": "song"}
    assert await queued(connection) == [("make", "todo", job.item)]
    assert await repository.get(connection, 5, job.item) == job


async def test_a_job_and_its_place_in_the_queue_come_together_or_not_at_all(connection):
    with pytest.raises(RuntimeError, match="after"):
        async with connection.transaction():
            await ask(connection)
            raise RuntimeError("something went wrong after it")
    assert await queued(connection) == []
    assert await repository.executing(connection, 5) == []


async def test_a_full_account_refuses_and_says_when_to_try_again(connection):
    for _ in range(2):
        await ask(connection, max_jobs=2)
    with pytest.raises(AccountsBusy, match="busy executing 2 of 2 jobs") as refused:
        await ask(connection, max_jobs=2)
    now = datetime.now(UTC)
    assert now < refused.value.retry_at <= now + timedelta(hours=1)
    await ask(connection, max_jobs=3)


async def test_the_wait_is_judged_by_the_progress_of_what_runs(connection):
    job = await ask(connection, max_jobs=1)
    await connection.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    await connection.execute(
        "UPDATE jobs SET progress = 25, started_at = now() - interval '100 s' WHERE item = %s", (job.item,)
    )
    with pytest.raises(AccountsBusy) as refused:
        await ask(connection, max_jobs=1)
    wait_s = (refused.value.retry_at - datetime.now(UTC)).total_seconds()
    assert wait_s == pytest.approx(300, abs=10)  # a quarter took 100 s, so three quarters take 300 s


async def test_callers_at_the_same_time_cannot_exceed_the_limit_together(pool, connection):
    async def one():
        async with pool.connection() as own:
            try:
                await ask(own, max_jobs=3)
            except AccountsBusy:
                return False
            return True

    accepted = await asyncio.gather(*[one() for _ in range(12)])
    assert sum(accepted) == 3


async def test_a_job_goes_to_the_account_with_the_most_room(connection):
    for name, size in (("small", 1), ("large", 20)):
        await accounts.put_account(connection, SEALER, user_number=5, request_params={"user_id": name}, max_jobs=size)
    assert {(await ask(connection)).user_id for _ in range(5)} == {"large"}
    assert (await ask(connection, user_ids=["small"])).user_id == "small"
    with pytest.raises(AccountsBusy, match="1 of 1"):
        await ask(connection, user_ids=["small"])


async def test_an_account_that_is_not_there_or_anothers_is_unknown(connection):
    await tokens.create_token(connection, 6)
    (theirs,) = await accounts.list_accounts(connection, 6)
    for user_id in ("nobody", theirs.user_id):
        with pytest.raises(UnknownAccount):
            await ask(connection, user_ids=[user_id])


async def test_a_user_with_few_jobs_waiting_goes_before_one_with_many(connection):
    await tokens.create_token(connection, 6)
    for _ in range(3):
        await ask(connection)
    late = await ask(connection, user_number=6)
    rows = await (
        await connection.execute("SELECT args->>'item' AS item FROM procrastinate_jobs ORDER BY priority DESC, id")
    ).fetchall()
    assert [row["item"] for row in rows].index(late.item) == 1
