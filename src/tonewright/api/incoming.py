"""Files that are sent as the body of a request: streamed to disk, never held in memory."""

import asyncio
import contextlib
import errno
import hashlib
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fastapi import Request

from tonewright.api.body import declares_more_than, media_type_of, too_large
from tonewright.api.errors import ApiError
from tonewright.errors import UnusableFile

_WRITTEN_AT_ONCE = 1 << 20
_FORGOTTEN_S = 3600
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class IncomingFile:
    """A whole body on disk, its SHA-256 (hex), its size in bytes and the content type that it came with."""

    path: Path
    sha256: str
    size: int
    media_type: str


@asynccontextmanager
async def incoming_file(
    request: Request, folder: Path, limit_bytes: int, accepted: Sequence[str]
) -> AsyncIterator[IncomingFile]:
    """Receive the body as a file of `folder` that is gone afterwards, wherever it was not moved away.

    Raises ApiError 400 for another content type than those accepted, 413 as soon as it is known to be too large, 507
    where the disk is full, and UnusableFile for an empty body.
    """
    media_type = media_type_of(request)
    if media_type not in accepted:
        raise ApiError(400, f"Content-Type must be {' or '.join(accepted)}")
    if declares_more_than(request, limit_bytes):
        raise too_large(limit_bytes)
    path = await asyncio.to_thread(_new_file, folder)
    try:
        sha256, size = await _receive(request, path, limit_bytes)
        if size == 0:
            raise UnusableFile("Empty file received")
        yield IncomingFile(path, sha256, size, media_type)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise ApiError(507, "There is no room for the file on the server") from error
    finally:
        await asyncio.to_thread(path.unlink, missing_ok=True)


def sweep_incoming(folder: Path) -> None:
    """Delete files that a server which was killed left behind: those that nobody has written to for an hour."""
    latest = time.time() - _FORGOTTEN_S
    for path in folder.glob("*"):
        with contextlib.suppress(OSError):  # another server does the same
            if path.is_file() and path.stat().st_mtime < latest:
                path.unlink()


def _new_file(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        return Path(file.name)


async def _receive(request: Request, path: Path, limit_bytes: int) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    waiting = bytearray()
    file = await asyncio.to_thread(path.open, "wb")
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > limit_bytes:
                raise too_large(limit_bytes)
            waiting += chunk
            if len(waiting) >= _WRITTEN_AT_ONCE:
                await asyncio.to_thread(_write, file, digest, bytes(waiting))
                waiting.clear()
        await asyncio.to_thread(_write, file, digest, bytes(waiting))
    finally:
        await asyncio.to_thread(file.close)
    return digest.hexdigest(), size


def _write(file: BinaryIO, digest: "hashlib._Hash", data: bytes) -> None:
    digest.update(data)
    file.write(data)
