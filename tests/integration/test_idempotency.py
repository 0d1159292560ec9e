"""Idempotency keys in the real database."""

import asyncio

import pytest

from tonewright.accounts import tokens
from tonewright.jobs import idempotency
from tonewright.jobs.idempotency import InProgress, Mismatch, Replay, Started

pytestmark = pytest.mark.anyio

PRINT, OTHER = b"one body", b"another body"


@pytest.fixture
async def connection(pool):
    async with pool.connection() as connection:
        for user in (5, 6):
            await tokens.create_token(connection, user)
        yield connection


async def test_the_first_answer_is_given_again(connection):
    assert await idempotency.begin(connection, 5, "k", PRINT) == Started()
    assert await idempotency.begin(connection, 5, "k", PRINT) == InProgress()
    await idempotency.finish(connection, 5, "k", PRINT, status=200, body={"jobs": ["x"]})
    assert await idempotency.begin(connection, 5, "k", PRINT) == Replay(200, {"jobs": ["x"]})


async def test_another_body_is_a_mismatch_before_and_after_the_answer(connection):
    await idempotency.begin(connection, 5, "k", PRINT)
    assert await idempotency.begin(connection, 5, "k", OTHER) == Mismatch()
    await idempotency.finish(connection, 5, "k", PRINT, status=200, body={})
    assert await idempotency.begin(connection, 5, "k", OTHER) == Mismatch()


async def test_keys_of_different_users_are_different(connection):
    assert await idempotency.begin(connection, 5, "k", PRINT) == Started()
    assert await idempotency.begin(connection, 6, "k", OTHER) == Started()


async def test_only_one_of_many_at_the_same_time_starts(pool, connection):
    async def one():
        async with pool.connection() as own:
            return await idempotency.begin(own, 5, "k", PRINT)

    answers = await asyncio.gather(*[one() for _ in range(10)])
    assert answers.count(Started()) == 1
    assert answers.count(InProgress()) == 9


async def test_a_request_whose_server_crashed_can_be_made_again(connection):
    await idempotency.begin(connection, 5, "k", PRINT)
    await connection.execute("UPDATE idempotent_requests SET expires_at = now() - interval '1 s'")
    assert await idempotency.begin(connection, 5, "k", PRINT) == Started()


async def test_an_abandoned_key_is_free(connection):
    await idempotency.begin(connection, 5, "k", PRINT)
    await idempotency.abandon(connection, 5, "k", PRINT)
    assert await idempotency.begin(connection, 5, "k", OTHER) == Started()


async def test_what_is_over_is_swept_and_the_rest_stays(connection):
    for key in ("old", "new"):
        await idempotency.begin(connection, 5, key, PRINT)
    await connection.execute("UPDATE idempotent_requests SET expires_at = now() - interval '1 s' WHERE key = 'old'")
    assert await idempotency.sweep(connection) == 1
    assert await idempotency.begin(connection, 5, "new", PRINT) == InProgress()
