"""Uploads: received, kept, found, listed, deleted. Every query names the user.

A file is first announced, then stored, then kept by an upload; what a crash leaves between is swept. Files of the same
bytes are one file, whose key is its own each time it is stored anew, so that a late deletion cannot meet its successor.
"""

import asyncio
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tonewright.database.cursors import read_cursor, write_cursor
from tonewright.database.pool import Connection
from tonewright.database.queries import load_queries
from tonewright.delivery.storage import Storage
from tonewright.jobs.job import StoredFile, new_item
from tonewright.jobs.queue import Queue
from tonewright.uploads.upload import Upload, UploadKind, UploadPage

_SQL = load_queries("tonewright.uploads", "sql/repository.sql")

PAGE_SIZE = 20
_ON_ITS_WAY_S = 3600
"""How long a file may be on its way into storage before it is taken for one that never arrived."""


@dataclass(frozen=True)
class Received:
    """A file that is stored and that no upload holds yet: `keep` it or `discard` it."""

    file: StoredFile


async def receive(
    connection: Connection, storage: Storage, source: Path, *, sha256: str, size: int, media_type: str
) -> Received:
    """Move a file into storage; `source` is gone afterwards. Raises DeliveryError if it cannot be stored.

    Parameters
    ----------
    connection: not within a transaction.
    sha256: of its bytes, hex. size: in bytes.
    """
    key = f"uploads/{new_item()}{mimetypes.guess_extension(media_type) or ''}"
    await connection.execute(_SQL["announce_blob"], {"key": key, "sha256": sha256, "size": size})
    await asyncio.to_thread(storage.publish, source, key)
    return Received(StoredFile(key, media_type, size, sha256))


async def keep(
    connection: Connection,
    queue: Queue,
    received: Received,
    *,
    user_number: int,
    user_id: str,
    kind: UploadKind,
    name: str,
    item: str | None = None,
) -> Upload:
    """Keep a received file as an upload of a user; where its bytes are there already, those are used."""
    file = received.file
    item = item or new_item()
    values = {"item": item, "user_number": user_number, "user_id": user_id, "kind": kind, "name": name}
    async with connection.transaction():
        await connection.execute(_SQL["lock_bytes"], {"sha256": file.sha256})
        stored = await _one(connection, "lock_stored", {"sha256": file.sha256})
        if stored is None:
            await connection.execute(_SQL["mark_stored"], {"key": file.key})
        else:
            await discard(connection, queue, received)
        key = file.key if stored is None else stored["key"]
        await connection.execute(_SQL["insert_upload"], values | {"media_type": file.media_type, "key": key})
        upload = await get(connection, user_number, item)
    assert upload is not None
    return upload


async def keep_for_job(connection: Connection, upload: Upload, *, user_id: str, kind: UploadKind, item: str) -> bool:
    """Keep an upload's bytes for a job too, as long as the job is kept; return whether the upload was still there.

    Parameters
    ----------
    user_id: the job's account. item: the job's.
    """
    values = {"item": item, "user_number": upload.user_number, "user_id": user_id, "kind": kind, "name": upload.name}
    async with connection.transaction():
        await connection.execute(_SQL["lock_bytes"], {"sha256": upload.file.sha256})
        there = await get(connection, upload.user_number, upload.item)
        if there is None:
            return False
        stored = {"media_type": there.file.media_type, "key": there.file.key}
        await connection.execute(_SQL["insert_upload"], values | stored)
    return True


async def discard(connection: Connection, queue: Queue, received: Received) -> None:
    """Delete a received file unless an upload keeps it."""
    async with connection.transaction():
        await connection.execute(_SQL["lock_bytes"], {"sha256": received.file.sha256})
        await _delete_unused(connection, queue, received.file.key)


async def get(connection: Connection, user_number: int, item: str) -> Upload | None:
    """Return an upload of a user, or None if he has none of that item."""
    row = await _one(connection, "get_upload", {"user_number": user_number, "item": item})
    return _upload_of(row) if row else None


async def find(connection: Connection, item: str) -> Upload | None:
    """Return an upload whoever owns it, or None; for callers who have shown that they may have it."""
    row = await _one(connection, "find_upload", {"item": item})
    return _upload_of(row) if row else None


async def count(connection: Connection, user_number: int, kind: UploadKind) -> int:
    """Return how many uploads of a kind a user has."""
    row = await _one(connection, "count_uploads", {"user_number": user_number, "kind": kind})
    return int(row["uploads"]) if row else 0


async def list_uploads(
    connection: Connection,
    user_number: int,
    *,
    kind: UploadKind,
    user_id: str | None = None,
    cursor: str | None = None,
    limit: int = PAGE_SIZE,
) -> UploadPage:
    """Return a page of a user's uploads of a kind, newest first, of one account or of all.

    Raises InvalidParameter for a cursor that no page gave.
    """
    created_at, after = read_cursor(cursor) if cursor else (None, None)
    values: dict[str, Any] = {"user_number": user_number, "kind": kind, "user_id": user_id, "limit": limit + 1}
    values |= {"created_at": created_at, "after": after}
    rows = await (await connection.execute(_SQL["list_uploads"], values)).fetchall()
    uploads = [_upload_of(row) for row in rows[:limit]]
    more = len(rows) > limit
    return UploadPage(uploads, write_cursor(uploads[-1].created_at, uploads[-1].item) if more else None)


async def delete(connection: Connection, queue: Queue, user_number: int, item: str) -> bool:
    """Delete an upload, and its bytes unless another upload holds the same; return whether there was one."""
    async with connection.transaction():
        upload = await get(connection, user_number, item)
        if upload is None:
            return False
        await connection.execute(_SQL["lock_bytes"], {"sha256": upload.file.sha256})
        row = await _one(connection, "delete_upload", {"user_number": user_number, "item": item})
        if row is None:
            return False
        await _delete_unused(connection, queue, row["key"])
    return True


async def sweep(connection: Connection, queue: Queue) -> int:
    """Delete files that never arrived, or whose user is gone; return how many there were."""
    rows = await (await connection.execute(_SQL["list_unused"], {"age_s": _ON_ITS_WAY_S})).fetchall()
    for row in rows:
        async with connection.transaction():
            await connection.execute(_SQL["lock_bytes"], {"sha256": row["sha256"]})
            await _delete_unused(connection, queue, row["key"])
    return len(rows)


async def _delete_unused(connection: Connection, queue: Queue, key: str) -> None:
    async with connection.transaction():
        if await _one(connection, "delete_unused", {"key": key}):
            await queue.enqueue_deletion(connection, [key])


async def _one(connection: Connection, query: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
    return await (await connection.execute(_SQL[query], values)).fetchone()


def _upload_of(row: Mapping[str, Any]) -> Upload:
    file = StoredFile(row["key"], row["media_type"], row["size"], row["sha256"])
    own = ("item", "user_number", "user_id", "kind", "name", "created_at")
    return Upload(file=file, **{name: row[name] for name in own})
