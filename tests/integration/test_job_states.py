"""Lookups of how jobs stand share queries and keep users apart."""

import asyncio

import psycopg
import pytest

from tonewright.accounts.tokens import authenticate, create_token
from tonewright.database.pool import make_pool
from tonewright.jobs import admission
from tonewright.jobs.job import Status
from tonewright.jobs.published import JobStates
from tonewright.jobs.queue import ProcrastinateQueue

pytestmark = pytest.mark.anyio


async def a_job(connection):
    identity = await authenticate(connection, await create_token(connection))
    job = await admission.submit(
        connection, ProcrastinateQueue(), user_number=identity.user_number, kind="song", request={}
    )
    return identity.user_number, job


async def test_many_lookups_at_once_are_each_answered(pool):
    async with pool.connection() as connection:
        jobs = [await a_job(connection) for _ in range(5)]
    states = JobStates(pool)
    found = await asyncio.gather(*(states.find(number, job.item) for number, job in jobs * 20))
    assert [state.user_id for state in found] == [job.user_id for _, job in jobs] * 20
    assert {state.status for state in found} == {Status.GENERATING}


async def test_the_jobs_of_others_and_unknown_ones_are_none(pool):
    async with pool.connection() as connection:
        (mine, _), (_, theirs) = await a_job(connection), await a_job(connection)
    states = JobStates(pool)
    answers = await asyncio.gather(states.find(mine, theirs.item), states.find(mine, "0" * 25))
    assert answers == [None, None]


async def test_a_lookup_that_is_given_up_harms_no_other(pool):
    async with pool.connection() as connection:
        number, job = await a_job(connection)
    states = JobStates(pool)
    given_up = asyncio.create_task(states.find(number, job.item))
    kept = asyncio.create_task(states.find(number, job.item))
    await asyncio.sleep(0)
    given_up.cancel()
    assert (await kept).user_id == job.user_id


async def test_a_failed_query_is_told_to_all_who_asked_and_the_next_one_tries_again(pool, database_url):
    async with pool.connection() as connection:
        number, job = await a_job(connection)
    async with make_pool(database_url, max_size=1) as own:
        states = JobStates(own)
        async with own.connection() as connection:
            await connection.execute("SET default_tablespace = ''; SET search_path = nowhere")
        answers = await asyncio.gather(*(states.find(number, job.item) for _ in range(3)), return_exceptions=True)
        assert [type(answer) for answer in answers] == [psycopg.errors.UndefinedTable] * 3
        async with own.connection() as connection:
            await connection.execute("SET search_path = public")
        assert (await states.find(number, job.item)).user_id == job.user_id
