"""One embedded PostgreSQL for the run, a fresh migrated database for each test."""

import pytest

from tonewright.database.pool import make_pool
from tonewright.database.testing import fresh_database, running_postgres


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory):
    with running_postgres(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture
def database_url(postgres_server):
    with fresh_database(postgres_server) as conninfo:
        yield conninfo


@pytest.fixture
async def pool(database_url):
    async with make_pool(database_url, max_size=5) as pool:
        yield pool
