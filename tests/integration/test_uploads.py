"""Uploads in the real database, on a real disk: bytes are kept once and go with the last who holds them."""

import asyncio
import hashlib

import pytest

from tonewright.accounts import tokens
from tonewright.delivery.disk import DiskStorage
from tonewright.jobs import repository as jobs
from tonewright.jobs.admission import submit
from tonewright.jobs.queue import ProcrastinateQueue
from tonewright.uploads import repository

pytestmark = pytest.mark.anyio

QUEUE = ProcrastinateQueue()
SONG = b"MThd and so on"


@pytest.fixture
async def connection(pool):
    async with pool.connection() as connection:
        for user in (5, 6):
            await tokens.create_token(connection, user)
        yield connection


@pytest.fixture
def storage(tmp_path):
    return DiskStorage(tmp_path / "files")


@pytest.fixture
def send(connection, storage, tmp_path):
    """Send bytes as a file of a user and keep it."""

    async def send(data=SONG, user_number=5, user_id="band", name="song.mid"):
        received = await arrive(connection, storage, tmp_path, data)
        values = {"user_number": user_number, "user_id": user_id, "kind": "midi", "name": name}
        return await repository.keep(connection, QUEUE, received, **values)

    return send


async def arrive(connection, storage, tmp_path, data=SONG):
    source = tmp_path / "incoming"
    source.write_bytes(data)
    facts = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "media_type": "audio/midi"}
    return await repository.receive(connection, storage, source, **facts)


async def run_deletions(connection, storage):
    """Do what the queue was asked to delete, as a worker would."""
    query = "DELETE FROM procrastinate_jobs WHERE task_name = 'delete_files' RETURNING args"
    for row in await (await connection.execute(query)).fetchall():
        for key in row["args"]["keys"]:
            storage.delete(key)


def stored(storage):
    return [path for path in storage.root.rglob("*") if path.is_file()]


async def test_an_upload_is_found_by_its_user_and_by_no_other(connection, storage, send):
    upload = await send()
    assert storage.local_path(upload.file.key).read_bytes() == SONG
    assert await repository.get(connection, 5, upload.item) == upload
    assert (upload.name, upload.user_id, upload.file.size) == ("song.mid", "band", len(SONG))
    assert await repository.get(connection, 6, upload.item) is None
    assert not await repository.delete(connection, QUEUE, 6, upload.item)


async def test_the_same_bytes_sent_by_several_are_stored_once(connection, storage, send):
    uploads = [await send(), await send(user_number=6, user_id="choir"), await send(name="again.mid")]
    await run_deletions(connection, storage)
    assert len({upload.item for upload in uploads}) == 3
    assert [path.read_bytes() for path in stored(storage)] == [SONG]


async def test_the_bytes_go_with_the_last_upload_that_holds_them(connection, storage, send):
    first, second = await send(), await send(user_number=6)
    await run_deletions(connection, storage)
    assert await repository.delete(connection, QUEUE, 5, first.item)
    await run_deletions(connection, storage)
    assert storage.exists(second.file.key)
    assert await repository.delete(connection, QUEUE, 6, second.item)
    await run_deletions(connection, storage)
    assert stored(storage) == []
    assert not await repository.delete(connection, QUEUE, 6, second.item)


async def test_bytes_that_are_sent_again_while_their_deletion_waits_are_not_lost(connection, storage, send):
    first = await send()
    await repository.delete(connection, QUEUE, 5, first.item)
    second = await send()
    await run_deletions(connection, storage)
    assert storage.local_path(second.file.key).read_bytes() == SONG


async def test_senders_and_deleters_of_the_same_bytes_at_once_leave_every_upload_its_file(pool, storage, tmp_path):
    async def send_and_perhaps_delete(number):
        async with pool.connection() as connection:
            folder = tmp_path / str(number)
            folder.mkdir()
            received = await arrive(connection, storage, folder)
            values = {"user_number": 5, "user_id": "band", "kind": "midi", "name": str(number)}
            upload = await repository.keep(connection, QUEUE, received, **values)
            if number % 2:
                await repository.delete(connection, QUEUE, 5, upload.item)

    async with pool.connection() as connection:
        await tokens.create_token(connection, 5)
    await asyncio.gather(*(send_and_perhaps_delete(number) for number in range(12)))
    async with pool.connection() as connection:
        await run_deletions(connection, storage)
        page = await repository.list_uploads(connection, 5, kind="midi")
    assert sorted(int(upload.name) for upload in page.uploads) == [0, 2, 4, 6, 8, 10]
    assert {upload.file.key for upload in page.uploads} == {
        str(path.relative_to(storage.root)) for path in stored(storage)
    }


async def test_a_file_that_is_discarded_is_deleted(connection, storage, tmp_path):
    received = await arrive(connection, storage, tmp_path)
    await repository.discard(connection, QUEUE, received)
    await run_deletions(connection, storage)
    assert stored(storage) == []


async def test_a_file_that_nobody_kept_is_swept_after_an_hour_and_not_before(connection, storage, send, tmp_path):
    kept = await send(b"kept")
    await arrive(connection, storage, tmp_path)
    assert await repository.sweep(connection, QUEUE) == 0
    await connection.execute("UPDATE blobs SET created_at = now() - interval '61 minutes'")
    assert await repository.sweep(connection, QUEUE) == 1
    await run_deletions(connection, storage)
    assert stored(storage) == [storage.local_path(kept.file.key)]


async def test_the_bytes_of_a_user_who_is_gone_are_swept(connection, storage, send):
    await send()
    await connection.execute("DELETE FROM users WHERE number = 5")
    await connection.execute("UPDATE blobs SET created_at = now() - interval '61 minutes'")
    await repository.sweep(connection, QUEUE)
    await run_deletions(connection, storage)
    assert stored(storage) == []


async def test_what_a_job_works_on_goes_with_the_job_and_not_with_the_file_it_came_from(
    connection, storage, send, tmp_path
):
    first = await send()
    wish = {"user_number": 5, "kind": "song", "request": {"prompt": "rain"}}
    job = await submit(connection, QUEUE, **wish)
    received = await arrive(connection, storage, tmp_path)
    await repository.keep(
        connection,
        QUEUE,
        received,
        user_number=5,
        user_id=job.user_id,
        kind="job_midi",
        name="song.mid",
        item=job.item,
    )
    await repository.delete(connection, QUEUE, 5, first.item)
    await run_deletions(connection, storage)
    assert [path.read_bytes() for path in stored(storage)] == [SONG]
    assert [upload.item for upload in (await repository.list_uploads(connection, 5, kind="midi")).uploads] == []
    await jobs.delete(connection, QUEUE, 5, job.item)
    await run_deletions(connection, storage)
    assert stored(storage) == []


async def test_pages_are_newest_first_and_meet_without_gap_or_overlap(connection, send):
    sent = [(await send(bytes([number]))).item for number in range(5)]
    await send(user_number=6)
    first = await repository.list_uploads(connection, 5, kind="midi", limit=3)
    second = await repository.list_uploads(connection, 5, kind="midi", limit=3, cursor=first.cursor)
    assert [upload.item for upload in (*first.uploads, *second.uploads)] == sent[::-1]
    assert second.cursor is None
    assert (await repository.list_uploads(connection, 5, kind="job_midi")).uploads == []
    assert (await repository.list_uploads(connection, 5, kind="midi", user_id="other")).uploads == []
