"""Tokens and accounts in the real database."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tonewright.accounts import accounts, tokens
from tonewright.accounts.sealing import SECURED, Sealer
from tonewright.errors import InvalidParameter

pytestmark = pytest.mark.anyio

SEALER = Sealer(b"a key of at least sixteen bytes")


@pytest.fixture
async def connection(pool):
    async with pool.connection() as connection:
        yield connection


async def test_a_token_names_its_user_and_is_stored_only_as_a_digest(connection):
    token = await tokens.create_token(connection)
    number = int(re.fullmatch(r"user:(\d+)-[\w-]{32}", token)[1])
    identity = await tokens.authenticate(connection, token)
    assert (identity.user_number, identity.expired) == (number, False)
    stored = await (await connection.execute("SELECT * FROM tokens")).fetchall()
    assert token.split("-", 1)[1] not in repr(stored)


@pytest.mark.parametrize("text", ["", "user:1-", "Bearer x", "user:1-" + "a" * 32, "user:1-\x00" + "a" * 32])
async def test_what_is_no_token_of_ours_is_nobody(connection, text):
    await tokens.create_token(connection, 1)
    assert await tokens.authenticate(connection, text) is None


async def test_several_tokens_of_one_user_are_one_user(connection):
    first, second = [await tokens.create_token(connection, 77) for _ in range(2)]
    assert first != second
    who = [await tokens.authenticate(connection, token) for token in (first, second)]
    assert [identity.user_number for identity in who] == [77, 77]
    assert len(await accounts.list_accounts(connection, 77)) == 1


async def test_new_users_get_other_numbers_even_beside_numbers_given_by_hand(connection):
    for number in (1001, 1002):
        await tokens.create_token(connection, number)
    token = await tokens.create_token(connection)
    assert (await tokens.authenticate(connection, token)).user_number not in (1001, 1002)


async def test_an_expired_token_is_known_but_expired(connection):
    token = await tokens.create_token(connection, 5, datetime.now(UTC) - timedelta(seconds=1))
    assert (await tokens.authenticate(connection, token)).expired
    later = await tokens.create_token(connection, 5, datetime.now(UTC) + timedelta(hours=1))
    assert not (await tokens.authenticate(connection, later)).expired


@pytest.mark.parametrize("by", ["id", "token"])
async def test_a_revoked_token_is_nobody(connection, by):
    token = await tokens.create_token(connection, 5)
    (info,) = await tokens.list_tokens(connection, 5)
    assert await tokens.revoke(connection, str(info.token_id) if by == "id" else token)
    assert await tokens.authenticate(connection, token) is None
    assert not await tokens.revoke(connection, token)


async def test_a_new_user_has_one_account_without_parameters(connection):
    await tokens.create_token(connection, 5)
    (account,) = await accounts.list_accounts(connection, 5)
    assert (account.max_jobs, account.shown_params, account.engine) == (10, {}, "studio")
    assert re.fullmatch(r"[0-9a-z]{16}", account.user_id)


async def test_an_account_is_made_updated_and_removed(connection):
    await tokens.create_token(connection, 5)
    params = {"user_id": "band", "engine": "studio", "apiKey": "k1"}
    made = await accounts.put_account(connection, SEALER, user_number=5, request_params=params, max_jobs=3)
    assert (made.user_id, made.max_jobs) == ("band", 3)
    assert made.shown_params == {"engine": "studio", "apiKey": SECURED}
    params = {"user_id": "band", "engine": "studio", "apiKey": SECURED, "style": "pop"}
    updated = await accounts.put_account(connection, SEALER, user_number=5, request_params=params)
    assert updated.max_jobs == 3
    assert SEALER.unseal(updated.sealed_params) == {"engine": "studio", "apiKey": "k1", "style": "pop"}
    assert await accounts.remove_account(connection, 5, "band")
    assert await accounts.get_account(connection, 5, "band") is None
    assert not await accounts.remove_account(connection, 5, "band")


async def test_two_users_may_use_the_same_account_id_without_seeing_each_other(connection):
    for user in (5, 6):
        await tokens.create_token(connection, user)
        await accounts.put_account(connection, SEALER, user_number=user, request_params={"user_id": "band", "of": user})
    assert (await accounts.get_account(connection, 5, "band")).shown_params == {"of": 5}
    assert await accounts.remove_account(connection, 6, "band")
    assert await accounts.get_account(connection, 5, "band") is not None


@pytest.mark.parametrize("max_jobs", [0, 101])
async def test_max_jobs_out_of_range_is_refused(connection, max_jobs):
    with pytest.raises(InvalidParameter, match="maxJobs"):
        await accounts.put_account(connection, SEALER, user_number=5, request_params={}, max_jobs=max_jobs)
