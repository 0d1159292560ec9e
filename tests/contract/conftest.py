"""One embedded PostgreSQL and one application for the run; a new user for each test."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import pytest
from anyio.from_thread import start_blocking_portal
from served_api import Api, Server

from tonewright.accounts.tokens import create_token
from tonewright.database.testing import fresh_database, running_postgres


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("contract")
    with (
        running_postgres(folder) as postgres,
        fresh_database(postgres) as conninfo,
        start_blocking_portal("asyncio") as portal,
    ):
        stack = AsyncExitStack()
        server = Server(portal, conninfo, folder)
        portal.call(server.open, stack)
        yield server
        portal.call(stack.aclose)


@pytest.fixture
def api(server):
    """A new user with one token and his default account."""
    return Api(server, server.run(create_token))


@pytest.fixture
def stranger(server):
    """Another new user."""
    return Api(server, server.run(create_token))


@pytest.fixture
def nobody(server):
    """Somebody without a token."""
    return Api(server, None)


@pytest.fixture
def expired(server):
    """A user whose token's time is over."""
    return Api(server, server.run(create_token, expires_at=datetime.now(UTC) - timedelta(seconds=1)))


@pytest.fixture
def finished(api):
    """The id of a finished song."""
    job_id = api.submit()
    api.complete(job_id)
    return job_id


@pytest.fixture
def user_id(api):
    """The id of the user's default account."""
    return next(iter(api.get("/accounts").json()))
