import socket
import threading
from datetime import UTC, datetime

import httpcore
import pytest
from procrastinate.jobs import Job as QueuedJob

from tonewright.jobs import callbacks
from tonewright.jobs.callbacks import PAUSES_S, CallbackFailedError, CallbackRetries, Caller
from tonewright.jobs.job import Job, Status

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def anyio_backend():
    return "asyncio"


def job_calling(url):
    unset = dict.fromkeys(Job.__dataclass_fields__)
    known = {"item": "i", "status": Status.COMPLETED, "reply_url": url, "created_at": NOW, "updated_at": NOW}
    return Job(**unset | known)


def queued(attempts, progress):
    arguments = {"item": "i", "progress": progress, "snapshot": None}
    return QueuedJob(
        id=1, queue="chores", lock=None, queueing_lock=None, task_name="call_back", task_kwargs=arguments,
        attempts=attempts,
    )  # fmt: skip


@pytest.fixture
def endless():
    """A server that answers with a body that never ends; it counts the bytes it could send."""
    sent = [0]
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            connection.recv(65536)
            try:
                connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
                while True:
                    sent[0] += connection.send(b"x" * 65536)
            except OSError:
                return

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/", sent
    listener.close()
    thread.join(10)


async def test_an_answer_without_end_is_left_after_64_kib(endless):
    url, sent = endless
    await Caller(b"secret", lambda job: {}, allow_private=True).tell(job_calling(url), None)
    assert 0 < sent[0] < 50_000_000  # what the sockets' buffers hold, not what fifteen seconds bring


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f000001"])
async def test_a_private_address_is_not_even_connected_to(host):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        url = f"http://{host}:{listener.getsockname()[1]}/"
        with pytest.raises(CallbackFailedError, match="not public"):
            await Caller(b"secret", lambda job: {}).tell(job_calling(url), None)
        with pytest.raises(TimeoutError):
            listener.accept()


async def test_every_address_of_a_name_must_be_public(monkeypatch):
    async def resolve(self, host, port, **_):
        kind = socket.SOCK_STREAM
        return [
            (socket.AF_INET, kind, 6, "", ("8.8.8.8", port)),
            (socket.AF_INET, kind, 6, "", ("10.0.0.1", port)),
        ]

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", resolve)
    with pytest.raises(CallbackFailedError, match=r"10\.0\.0\.1, which is not public"):
        await Caller(b"secret", lambda job: {}).tell(job_calling("https://rebind.example/"), None)


async def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    connected = []

    async def resolve(self, host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", port))]

    async def connect(self, host, port, *_):
        connected.append((host, port))
        raise httpcore.ConnectError("no network here")

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", resolve)
    monkeypatch.setattr("httpcore.AnyIOBackend.connect_tcp", connect)
    with pytest.raises(CallbackFailedError):
        await Caller(b"secret", lambda job: {}).tell(job_calling("https://name.example/"), None)
    assert connected == [("8.8.8.8", 443)]


@pytest.mark.parametrize("url", ["http://[::1", "ftp://example.org/", "http://", "nonsense", "http://a b/"])
async def test_a_url_that_cannot_be_called_is_an_ordinary_failure(url):
    with pytest.raises(CallbackFailedError):
        await Caller(b"secret", lambda job: {}, allow_private=True).tell(job_calling(url), None)


def test_a_final_callback_is_tried_with_growing_pauses_for_about_a_day():
    decide = CallbackRetries().get_retry_decision
    assert list(PAUSES_S) == sorted(PAUSES_S)
    assert 23 * 3600 < sum(PAUSES_S) <= 24 * 3600
    for attempts in range(len(PAUSES_S)):
        assert decide(exception=CallbackFailedError(), job=queued(attempts, None)) is not None
    assert decide(exception=CallbackFailedError(), job=queued(len(PAUSES_S), None)) is None


def test_a_callback_of_progress_is_tried_once():
    assert CallbackRetries().get_retry_decision(exception=CallbackFailedError(), job=queued(0, 10)) is None


def test_a_deleted_jobs_snapshot_gives_the_job_again():
    row = dict.fromkeys(Job.__dataclass_fields__)
    row |= {"item": "i", "status": 10, "files": {}, "created_at": str(NOW), "updated_at": str(NOW)}
    job = callbacks.job_of_snapshot(row)
    assert (job.item, job.status, job.created_at) == ("i", Status.FAILED, NOW)
