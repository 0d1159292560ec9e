"""Databases for tests: one embedded PostgreSQL for a test run, a fresh migrated database for each test.

@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory):
    with running_postgres(tmp_path_factory.mktemp("postgres")) as server:
        yield server

@pytest.fixture
def database_url(postgres_server):
    with fresh_database(postgres_server) as conninfo:
        yield conninfo
"""

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tonewright.database.embedded import SUPERUSER, EmbeddedPostgres
from tonewright.database.migrations import migrate

TEMPLATE = "template_tonewright"

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "16MB"}
"""Settings for a database that nobody will miss."""


@contextmanager
def running_postgres(data_dir: Path) -> Iterator[EmbeddedPostgres]:
    """Run a PostgreSQL that has a migrated template, without any care for durability."""
    server = EmbeddedPostgres(data_dir, options=FAST)
    server.start()
    try:
        with psycopg.connect(server.conninfo(SUPERUSER), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {TEMPLATE}")
        asyncio.run(migrate(server.conninfo(TEMPLATE)))
        yield server
    finally:
        server.close()


@contextmanager
def fresh_database(server: EmbeddedPostgres) -> Iterator[str]:
    """Make a migrated, empty database, give its connection string, and drop it afterwards."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server.conninfo(SUPERUSER), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy")
    try:
        yield server.conninfo(name)
    finally:
        with psycopg.connect(server.conninfo(SUPERUSER), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
