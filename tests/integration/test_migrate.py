"""Migrations on the real database."""

import asyncio

import psycopg
import pytest

from tonewright.database.embedded import SUPERUSER
from tonewright.database.migrations import migrate


@pytest.fixture
def empty_database(postgres_server):
    with psycopg.connect(postgres_server.conninfo(SUPERUSER), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS empty WITH (FORCE)")
        connection.execute("CREATE DATABASE empty")
    return postgres_server.conninfo("empty")


def test_a_new_database_is_brought_up_to_date_once(empty_database):
    async def all_at_once():
        return await asyncio.gather(*[migrate(empty_database) for _ in range(4)])

    applied = asyncio.run(all_at_once())
    assert sorted(len(names) for names in applied) == [0, 0, 0, 3]
    assert asyncio.run(migrate(empty_database)) == []


def test_a_migration_that_fails_leaves_nothing_behind(empty_database, monkeypatch):
    broken = [("0001_broken.sql", "CREATE TABLE half (); SELECT 1 / 0")]
    monkeypatch.setattr("tonewright.database.migrations._ours", lambda: broken)
    with pytest.raises(psycopg.errors.DivisionByZero):
        asyncio.run(migrate(empty_database))
    with psycopg.connect(empty_database) as connection:
        assert connection.execute("SELECT to_regclass('half')").fetchone() == (None,)
        names = connection.execute("SELECT name FROM tonewright_migrations").fetchall()
        assert ("0001_broken.sql",) not in names
