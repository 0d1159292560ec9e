"""Which account a request means."""

from tonewright.accounts.accounts import get_account, list_accounts
from tonewright.api.errors import ApiError, no_record
from tonewright.api.parameters import read_user_id
from tonewright.database.pool import Connection
from tonewright.errors import MissingParameter


async def known_account(connection: Connection, user_number: int, user_id: str) -> str:
    """The account of that id.

    Raises InvalidParameter for an id that is none, ApiError 404 where the user has no such account.
    """
    if await get_account(connection, user_number, read_user_id(user_id)) is None:
        raise no_record(user_id)
    return user_id


async def chosen_account(connection: Connection, user_number: int, user_id: str | None) -> str:
    """The account that a request names, or the user's only one.

    Raises MissingParameter where there are several and it names none, ApiError 404 where there is none.
    """
    account = await listed_account(connection, user_number, user_id)
    if not account:
        raise ApiError(404, "No accounts found")
    return account


async def listed_account(connection: Connection, user_number: int, user_id: str | None) -> str:
    """The account whose things a list shall hold: the one that a request names, else the user's only one, else `""`.

    Raises as `known_account` and `only_account` do.
    """
    if user_id:
        return await known_account(connection, user_number, user_id)
    return await only_account(connection, user_number)


async def only_account(connection: Connection, user_number: int) -> str:
    """The user's account where there is one, `""` where there is none.

    Raises MissingParameter where there are several, so that the request has to say which.
    """
    accounts = await list_accounts(connection, user_number)
    if len(accounts) > 1:
        raise MissingParameter("user_id")
    return accounts[0].user_id if accounts else ""
