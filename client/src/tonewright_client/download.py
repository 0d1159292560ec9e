"""Fetching a file whole, or not at all; an interrupted one goes on where it stopped."""

from collections.abc import Callable
from pathlib import Path

import httpx

from tonewright_client.exceptions import DownloadFailed

OnBytes = Callable[[int, int], None]
"""Called with the bytes that are here and those there are in all."""

_ATTEMPTS = 6


class _InterruptedError(Exception):
    """The connection broke or the link died; what is here is kept."""


def fetch(client: httpx.Client, link: Callable[[], str], path: Path, on_bytes: OnBytes | None = None) -> Path:
    """Download to `path`, which appears at once and whole.

    Bytes gather in `<path>.part`, with their ETag beside them, so that a later call goes on from there if the
    file is still the same. `link` gives a fresh URL for each attempt; six attempts without a new byte fail.

    Raises DownloadFailed.
    """
    part, tag = path.with_name(path.name + ".part"), path.with_name(path.name + ".part.etag")
    path.parent.mkdir(parents=True, exist_ok=True)
    reason = ""
    attempts = 0
    while attempts < _ATTEMPTS:
        before = _size(part)
        try:
            _receive(client, link(), part, tag, on_bytes)
        except _InterruptedError as error:
            reason = str(error)
            attempts = 0 if _size(part) > before else attempts + 1
            continue
        part.replace(path)
        tag.unlink(missing_ok=True)
        return path
    raise DownloadFailed(f"{path.name} could not be downloaded: {reason}")


def _receive(client: httpx.Client, url: str, part: Path, tag: Path, on_bytes: OnBytes | None) -> None:
    here = _size(part)
    headers = {"Accept-Encoding": "identity"}
    if here and tag.exists():
        headers |= {"Range": f"bytes={here}-", "If-Range": tag.read_text()}
    try:
        with client.stream("GET", url, headers=headers) as answer:
            start, total = _extent(answer, here, part)
            _remember(answer, tag)
            with part.open("r+b" if start else "wb") as file:
                file.seek(start)
                for block in answer.iter_bytes():
                    file.write(block)
                    start += len(block)
                    if on_bytes is not None:
                        on_bytes(start, total if total is not None else start)
    except httpx.HTTPError as error:
        raise _InterruptedError(str(error) or type(error).__name__) from error
    if total is not None and start != total:
        raise _InterruptedError(f"{start} of {total} bytes came")


def _extent(answer: httpx.Response, here: int, part: Path) -> tuple[int, int | None]:
    """Where the answer's bytes begin, and how long the whole file is, None where nobody says."""
    if answer.status_code == 200:
        length = answer.headers.get("Content-Length")
        return 0, int(length) if length is not None else None
    if answer.status_code == 206:
        unit, _, rest = answer.headers.get("Content-Range", "").partition(" ")
        span, _, total = rest.partition("/")
        if unit == "bytes" and span.startswith(f"{here}-") and total.isdigit():
            return here, int(total)
    if answer.status_code in (206, 416):
        part.unlink(missing_ok=True)
    if answer.status_code in (403, 404, 410):
        raise _InterruptedError(f"the link is dead ({answer.status_code})")
    raise _InterruptedError(f"the server answered {answer.status_code}")


def _remember(answer: httpx.Response, tag: Path) -> None:
    """Keep a strong ETag: a weak one must not join ranges (RFC 9110, section 13.1.5)."""
    etag = answer.headers.get("ETag", "")
    if etag and not etag.startswith("W/"):
        tag.write_text(etag)
    else:
        tag.unlink(missing_ok=True)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
