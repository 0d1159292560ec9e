"""A stored file as an answer: whole, in part, or as a 304."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import anyio
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tonewright.api.errors import error_response
from tonewright.api.ranges import RangeNotSatisfiableError, if_range_allows, none_match_hits, parse_range

_CHUNK_BYTES = 256 * 1024


@dataclass(frozen=True)
class SentFile:
    """A file to send. `sha256` is hex of its content; `disposition` the Content-Disposition."""

    path: Path
    media_type: str
    size: int
    sha256: str
    disposition: str


class StoredFileResponse(Response):
    """Answers GET and HEAD with the file, obeying Range, If-Range and If-None-Match."""

    def __init__(self, file: SentFile) -> None:
        self._file = file
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Headers(scope=scope)
        file, etag = self._file, f'"{self._file.sha256}"'
        headers = {"ETag": etag, "Cache-Control": "private, max-age=3600", "Accept-Ranges": "bytes"}
        if none_match_hits(asked.get("if-none-match"), etag):
            await _start(send, 304, headers)
            await send({"type": "http.response.body", "body": b""})
            return
        try:
            wanted = (
                parse_range(asked.get("range"), file.size) if if_range_allows(asked.get("if-range"), etag) else None
            )
        except RangeNotSatisfiableError:
            allowed = {"Content-Range": f"bytes */{file.size}", "Accept-Ranges": "bytes"}
            message = f"The range is outside of the file's {file.size} bytes"
            await error_response(416, message, allowed)(scope, receive, send)
            return
        start, end = wanted or (0, file.size)
        if wanted:
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
        headers["Content-Length"] = str(end - start)
        headers["Content-Type"] = file.media_type
        headers["Content-Disposition"] = file.disposition
        headers["X-Content-Type-Options"] = "nosniff"
        try:
            opened = await anyio.open_file(file.path, "rb")
        except FileNotFoundError:
            await error_response(404, "The file is not there any more")(scope, receive, send)
            return
        async with opened:
            await _start(send, 206 if wanted else 200, headers)
            if scope["method"] == "HEAD":
                await send({"type": "http.response.body", "body": b""})
                return
            await opened.seek(start)
            while start < end:
                chunk = await opened.read(min(_CHUNK_BYTES, end - start))
                if not chunk:
                    raise OSError(f"{file.path} is shorter than the {file.size} bytes it was stored with")
                start += len(chunk)
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


async def _start(send: Send, status: int, headers: Mapping[str, str]) -> None:
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
