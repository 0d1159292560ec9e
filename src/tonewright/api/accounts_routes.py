"""Accounts: configured capacities."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from tonewright.accounts import accounts
from tonewright.accounts.accounts import Account
from tonewright.api.authentication import Caller
from tonewright.api.body import JSON, read_fields
from tonewright.api.errors import ApiError, no_record
from tonewright.api.idempotency import IdempotencyKey, answer_once
from tonewright.api.parameters import read_user_id
from tonewright.api.services import services_of
from tonewright.api.times import iso_utc, unix_ms
from tonewright.contract.account_requests import AccountRequest
from tonewright.contract.parameters import one_of
from tonewright.contract.replies import AccountReply
from tonewright.contract.requests import parse_request
from tonewright.database.pool import Connection
from tonewright.errors import InvalidParameter
from tonewright.jobs import repository


def account_reply(account: Account) -> AccountReply:
    """The account as the wire has it."""
    return {
        "user_id": account.user_id,
        "updated": unix_ms(account.updated_at),
        "updatedUTC": iso_utc(account.updated_at),
        "maxJobs": account.max_jobs,
        "requestParams": account.shown_params,
    }


async def save_account(request: Request, caller: Caller, idempotency_key: IdempotencyKey = None) -> Response:
    """Configure an account, a new one or, with a `user_id` that exists, that one anew."""
    services = services_of(request)
    fields = await read_fields(request, services.body_limit_bytes, JSON)
    asked = parse_request(AccountRequest, fields)
    engine = asked.known.engine
    if engine is not None and engine not in services.engine_names:
        raise InvalidParameter("engine", engine, one_of(services.engine_names))
    given = {name: value for name, value in asked.request_params.items() if name not in ("user_id", "engine")}
    given |= asked.known.model_dump(include={"user_id", "engine"}, exclude_none=True)

    async def save(connection: Connection) -> AccountReply:
        return account_reply(
            await accounts.put_account(
                connection,
                services.sealer,
                user_number=caller.user_number,
                request_params=given,
                max_jobs=asked.max_jobs,
            )
        )

    return await answer_once(request, caller, idempotency_key, fields, save)


async def list_accounts(request: Request, caller: Caller) -> Response:
    """List the accounts by their `user_id`."""
    async with services_of(request).database.pool.connection() as connection:
        found = await accounts.list_accounts(connection, caller.user_number)
    if not found:
        raise ApiError(404, "No accounts found")
    return JSONResponse({account.user_id: account_reply(account) for account in found})


async def get_account(request: Request, caller: Caller, user_id: str) -> Response:
    """Show one account."""
    wanted = read_user_id(user_id)
    async with services_of(request).database.pool.connection() as connection:
        account = await accounts.get_account(connection, caller.user_number, wanted)
    if account is None:
        raise no_record(user_id)
    return JSONResponse(account_reply(account))


async def delete_account(request: Request, caller: Caller, user_id: str) -> Response:
    """Forget an account. Its executing jobs are cancelled, its finished music stays."""
    services, wanted = services_of(request), read_user_id(user_id)
    async with services.database.pool.connection() as connection:
        found = await repository.delete_account(connection, services.queue, caller.user_number, wanted)
    if not found:
        raise no_record(user_id)
    return Response(status_code=204)
