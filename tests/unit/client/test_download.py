import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from scripted_server import JOB, ScriptedServer, error

from tonewright_client import DownloadFailed, NotFound, TonewrightClient

CONTENT = bytes(range(256)) * 4096
ETAG = '"abc"'


class Broken(httpx.SyncByteStream):
    """A body of which only some bytes arrive."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self):  # type: ignore[no-untyped-def]
        yield self._content
        raise httpx.ReadError("connection reset")


def file_answer(request: httpx.Request, until: int | None = None, etag: str = ETAG) -> httpx.Response:
    """The file as RFC 9110 has it served, breaking off at `until`."""
    span = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
    start = int(span[1]) if span and request.headers.get("If-Range") == etag else 0
    body = CONTENT[start:]
    headers = {"ETag": etag, "Content-Length": str(len(body))}
    if start:
        headers["Content-Range"] = f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}"
    stream = httpx.ByteStream(body) if until is None else Broken(CONTENT[start:until])
    return httpx.Response(206 if start else 200, headers=headers, stream=stream)


@pytest.fixture
def linked(server: ScriptedServer) -> ScriptedServer:
    """A server that gives links to `/file`."""
    link = {"url": "http://files/file?auth_key=1-a-0-b", "remainSeconds": 3600}
    server.on(f"GET /music/download/{JOB}", lambda _: httpx.Response(200, json=link))
    return server


def ranges(server: ScriptedServer) -> list[str | None]:
    return [request.headers.get("Range") for request in server.requests if request.url.path == "/file"]


def test_a_file_arrives_whole_and_nothing_else_is_left(
    linked: ScriptedServer, client: TonewrightClient, target: Path
) -> None:
    linked.on("GET /file", file_answer)
    told: list[tuple[int, int]] = []
    assert client.download_file(JOB, "mp3", target, lambda done, total: told.append((done, total))) == target
    assert target.read_bytes() == CONTENT
    assert [path.name for path in target.parent.iterdir()] == ["song.mp3"]
    assert told[-1] == (len(CONTENT), len(CONTENT))


def test_the_token_is_not_sent_along_a_link(linked: ScriptedServer, client: TonewrightClient, target: Path) -> None:
    linked.on("GET /file", file_answer)
    client.download_file(JOB, "wav", target)
    assert linked.requests[0].url.params["file_format"] == "wav"
    assert "Authorization" in linked.requests[0].headers
    assert "Authorization" not in linked.requests[-1].headers


def test_a_broken_download_goes_on_where_it_stopped(
    linked: ScriptedServer, client: TonewrightClient, target: Path
) -> None:
    linked.on("GET /file", breaking_at(300_000), breaking_at(700_000), file_answer)
    client.download_file(JOB, "mp3", target)
    assert target.read_bytes() == CONTENT
    assert ranges(linked) == [None, "bytes=300000-", "bytes=700000-"]


def test_a_later_call_goes_on_with_what_an_earlier_one_got(
    linked: ScriptedServer, client: TonewrightClient, target: Path
) -> None:
    target.parent.mkdir()
    target.with_name("song.mp3.part").write_bytes(CONTENT[:1000])
    target.with_name("song.mp3.part.etag").write_text(ETAG)
    linked.on("GET /file", file_answer)
    client.download_file(JOB, "mp3", target)
    assert ranges(linked) == ["bytes=1000-"]
    assert target.read_bytes() == CONTENT


def test_a_file_that_changed_meanwhile_is_fetched_from_the_start(
    linked: ScriptedServer, client: TonewrightClient, target: Path
) -> None:
    target.parent.mkdir()
    target.with_name("song.mp3.part").write_bytes(b"old" * 1000)
    target.with_name("song.mp3.part.etag").write_text('"old"')
    linked.on("GET /file", file_answer)
    client.download_file(JOB, "mp3", target)
    assert target.read_bytes() == CONTENT


def test_bytes_without_a_validator_are_not_trusted(
    linked: ScriptedServer, client: TonewrightClient, target: Path
) -> None:
    target.parent.mkdir()
    target.with_name("song.mp3.part").write_bytes(b"who knows")
    linked.on("GET /file", file_answer)
    client.download_file(JOB, "mp3", target)
    assert ranges(linked) == [None]
    assert target.read_bytes() == CONTENT


def test_a_link_that_dies_on_the_way_is_replaced(
    linked: ScriptedServer, client: TonewrightClient, target: Path
) -> None:
    linked.on("GET /file", breaking_at(5000), error(410, "expired"), file_answer)
    client.download_file(JOB, "mp3", target)
    assert target.read_bytes() == CONTENT
    assert sum(request.url.path.endswith(JOB) for request in linked.requests) == 3


def test_a_range_that_cannot_be_starts_over(linked: ScriptedServer, client: TonewrightClient, target: Path) -> None:
    target.parent.mkdir()
    target.with_name("song.mp3.part").write_bytes(CONTENT + b"too much")
    target.with_name("song.mp3.part.etag").write_text(ETAG)
    linked.on("GET /file", error(416, "range"), file_answer)
    client.download_file(JOB, "mp3", target)
    assert target.read_bytes() == CONTENT


def test_a_download_that_never_gets_on_fails_and_leaves_no_file(
    linked: ScriptedServer, client: TonewrightClient, target: Path
) -> None:
    linked.on("GET /file", breaking_at(0))
    with pytest.raises(DownloadFailed, match=r"song\.mp3 could not be downloaded: connection reset"):
        client.download_file(JOB, "mp3", target)
    assert not target.exists()


def test_a_short_body_is_not_a_file(linked: ScriptedServer, client: TonewrightClient, target: Path) -> None:

    def short(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"Content-Length": "99"}, stream=httpx.ByteStream(b"short"))

    linked.on("GET /file", short)
    with pytest.raises(DownloadFailed):
        client.download_file(JOB, "mp3", target)
    assert not target.exists()


def test_a_file_that_does_not_exist_says_so(server: ScriptedServer, client: TonewrightClient, target: Path) -> None:
    server.on(f"GET /music/download/{JOB}", error(404, "No record found for x"))
    with pytest.raises(NotFound):
        client.download_file(JOB, "mp3", target)


def breaking_at(until: int) -> Callable[[httpx.Request], httpx.Response]:
    """A server whose connection breaks when byte `until` is next."""
    return lambda request: file_answer(request, until)
