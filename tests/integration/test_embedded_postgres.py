"""The embedded PostgreSQL with real processes."""

import asyncio
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from tonewright.database import binaries
from tonewright.database.database import open_database
from tonewright.database.embedded import EmbeddedPostgres
from tonewright.database.testing import FAST


def eventually(truth, limit_s=30.0):
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        try:
            if truth():
                return
        except psycopg.OperationalError:
            pass
        time.sleep(0.05)
    raise AssertionError("it did not come true")


def answers(server):
    with psycopg.connect(server.conninfo()) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


@pytest.fixture
def server(tmp_path):
    server = EmbeddedPostgres(tmp_path / "a folder with spaces")
    server.start()
    yield server
    server.close()


def test_closing_leaves_no_process_and_no_socket_folder(tmp_path):
    server = EmbeddedPostgres(tmp_path, options=FAST)
    server.start()
    process = psutil.Process(server.pid)
    family = [process, *process.children(recursive=True)]
    socket_folder = psycopg.conninfo.conninfo_to_dict(server.conninfo())["host"]
    assert Path(socket_folder).is_dir()
    server.close()
    assert not any(member.is_running() for member in family)
    assert not Path(socket_folder).exists()


def test_the_socket_folder_is_private_and_folders_above_the_data_keep_their_permissions(tmp_path):
    outer = tmp_path / "closed"
    outer.mkdir(mode=0o700)
    server = EmbeddedPostgres(outer / "data", options=FAST)
    server.start()
    try:
        socket_folder = psycopg.conninfo.conninfo_to_dict(server.conninfo())["host"]
        assert Path(socket_folder).stat().st_mode & 0o777 == 0o700
        assert outer.stat().st_mode & 0o777 == 0o700
        assert psutil.Process(server.pid).uids().effective != 0
    finally:
        server.close()


def test_a_killed_postgres_is_started_again_and_keeps_its_data(server):
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    first = server.pid
    os.kill(first, signal.SIGKILL)
    eventually(lambda: server.pid not in (None, first) and answers(server))
    with psycopg.connect(server.conninfo()) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (42,)


def test_a_socket_folder_that_was_swept_away_is_made_again_under_its_name(server):
    folder = Path(psycopg.conninfo.conninfo_to_dict(server.conninfo())["host"])
    shutil.rmtree(folder)
    first = server.pid
    os.kill(first, signal.SIGKILL)
    eventually(lambda: server.pid not in (None, first) and answers(server))
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_second_share_connects_and_takes_over_under_the_same_name_when_the_first_closes(tmp_path):
    first, second = EmbeddedPostgres(tmp_path, options=FAST), EmbeddedPostgres(tmp_path, options=FAST)
    first.start()
    second.start()
    try:
        assert second.pid is None
        assert second.conninfo() == first.conninfo()
        name = second.conninfo()
        first.close()
        eventually(lambda: second.pid is not None and answers(second))
        assert second.conninfo() == name
    finally:
        second.close()
        first.close()


def test_a_copy_of_the_data_of_a_running_server_has_a_server_of_its_own(tmp_path):
    original = EmbeddedPostgres(tmp_path / "a", options=FAST)
    original.start()
    shutil.copytree(tmp_path / "a", tmp_path / "b", ignore=shutil.ignore_patterns("postgres"))
    copy = EmbeddedPostgres(tmp_path / "b", options=FAST)
    copy.start()
    try:
        assert copy.pid not in (None, original.pid)
        assert copy.conninfo() != original.conninfo()
    finally:
        copy.close()
        original.close()


def test_programs_that_others_cannot_reach_are_copied_for_them(monkeypatch, tmp_path):
    monkeypatch.setattr(binaries, "_open_to_all", lambda program: False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    installed = binaries.installed()
    assert binaries.reachable(installed, binaries.Runner("me", None, 0)) == installed
    nobody = pwd.getpwnam("nobody")
    copy = binaries.reachable(installed, binaries.Runner("nobody", nobody.pw_uid, nobody.pw_gid))
    assert copy.is_relative_to(tmp_path)
    version = subprocess.run([copy / "bin" / "initdb", "--version"], capture_output=True, text=True, check=True)
    assert "18." in version.stdout
    assert binaries.reachable(installed, binaries.Runner("nobody", nobody.pw_uid, nobody.pw_gid)) == copy


def test_a_pid_file_that_names_another_program_does_not_stop_the_start(tmp_path):
    server = EmbeddedPostgres(tmp_path, options=FAST)
    server.start()
    server.close()
    (tmp_path / "postgres" / "postmaster.pid").write_text(f"{os.getppid()}\n/nowhere\n1\n5432\n/tmp\n\n1 1\nready\n")
    server = EmbeddedPostgres(tmp_path, options=FAST)
    server.start()
    assert answers(server)
    server.close()


def test_a_database_is_made_once_by_many_at_the_same_time(tmp_path):
    async def use():
        async with open_database(tmp_path, postgres_options=FAST) as database:
            async with database.pool.connection() as connection:
                row = await (await connection.execute("SELECT count(*) AS jobs FROM jobs")).fetchone()
            await everybody.wait()
            return row["jobs"]

    async def all_of_them():
        return await asyncio.gather(*[use() for _ in range(4)])

    everybody = asyncio.Barrier(4)
    assert asyncio.run(all_of_them()) == [0, 0, 0, 0]


@pytest.mark.anyio
async def test_the_pool_replaces_connections_that_the_server_closed(pool):
    async with pool.connection() as connection:
        pid = connection.info.backend_pid
    async with pool.connection() as one, pool.connection() as other:
        backends = {one.info.backend_pid, other.info.backend_pid}
        victim = one if one.info.backend_pid == pid else other
        killer = other if victim is one else one
        await killer.execute("SELECT pg_terminate_backend(%s, 10000)", (victim.info.backend_pid,))
        assert pid in backends
    for _ in range(4):
        async with pool.connection() as connection:
            row = await (await connection.execute("SELECT 1 AS one")).fetchone()
            assert row == {"one": 1}
