"""A worker in this process, with the real database, real job processes and a fake engine."""

import asyncio
import contextlib
import hashlib
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import psutil
import pytest
from standardwebhooks.webhooks import Webhook

from tonewright.accounts import tokens
from tonewright.database.database import Database
from tonewright.delivery.disk import DiskStorage
from tonewright.jobs import repository
from tonewright.jobs.admission import submit
from tonewright.jobs.job import Status
from tonewright.jobs.making import ENGINE_FAILED
from tonewright.jobs.queue import ProcrastinateQueue
from tonewright.jobs.settings import JobSettings
from tonewright.jobs.testing import FACTORY
from tonewright.jobs.worker import Worker
from tonewright.uploads import repository as uploads

pytestmark = pytest.mark.anyio

QUEUE = ProcrastinateQueue()
SECRET = b"a secret of at least twenty-four bytes"


def render(job):
    return {"item": job.item, "status": int(job.status), "progress": job.progress, "error": job.error}


class House:
    """A running worker and what a test does with it."""

    def __init__(self, pool, worker, storage, data_dir):
        self.pool, self.worker, self.storage, self.data_dir = pool, worker, storage, data_dir

    async def ask(self, prompt, **changes):
        wish = {"user_number": 5, "kind": "song", "request": wishes(prompt), "max_jobs": 100}
        async with self.pool.connection() as connection:
            return await submit(connection, QUEUE, **wish | changes)

    async def get(self, job):
        async with self.pool.connection() as connection:
            return await repository.get(connection, 5, job.item)

    async def until(self, truth, limit_s=20.0):
        deadline = time.monotonic() + limit_s
        while time.monotonic() < deadline:
            if await truth():
                return
            await asyncio.sleep(0.02)
        raise AssertionError("it did not come true")

    async def end_of(self, job):
        async def ended():
            return (await self.get(job)).status.final

        await self.until(ended)
        return await self.get(job)

    async def queue_empty(self):
        async with self.pool.connection() as connection:
            query = """
                SELECT count(*) AS n FROM procrastinate_jobs
                WHERE status IN ('todo', 'doing') AND (scheduled_at IS NULL OR scheduled_at <= now())
            """
            return (await (await connection.execute(query)).fetchone())["n"] == 0

    def stored(self):
        return sorted(str(p.relative_to(self.data_dir / "files")) for p in (self.data_dir / "files").rglob("*.*"))


def wishes(prompt):
    return {"prompt": prompt, "model": "v4.8", "maximum_s": 300, "seed": 7}


def settings_for(data_dir, **changes):
    return JobSettings(
        data_dir,
        FACTORY,
        b"0123456789abcdef",
        SECRET,
        prepared=("studio",),
        allow_private_callbacks=True,
        grace_s=0.1,
        **changes,
    )


@contextlib.asynccontextmanager
async def working(pool, database_url, data_dir, **changes):
    storage = DiskStorage(data_dir / "files")
    worker = Worker(settings_for(data_dir, **changes), Database(pool, database_url), storage, render)
    running = asyncio.create_task(worker.run())
    try:
        yield House(pool, worker, storage, data_dir)
    finally:
        worker.stop()
        await running


@pytest.fixture
async def house(pool, database_url, tmp_path):
    async with pool.connection() as connection:
        await tokens.create_token(connection, 5)
    async with working(pool, database_url, tmp_path) as house:
        yield house


@pytest.fixture
def receiver():
    """A web server that keeps what it is sent and answers as told, 200 without."""
    calls, answers = [], []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            calls.append((dict(self.headers), body.decode()))
            self.send_response(answers.pop(0) if answers else 200)
            self.send_header("content-length", "0")
            self.send_header("location", "/elsewhere")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", calls, answers
    server.shutdown()
    thread.join()
    server.server_close()


async def test_a_job_is_completed_with_its_facts_and_files(house):
    job = await house.end_of(await house.ask("rain"))
    assert (job.status, job.progress, job.error, job.attempt) == (Status.COMPLETED, 100, None, 1)
    assert job.facts == {"title": "Fake", "seed": 7, "engine": "studio"}
    assert {f.key for f in job.files.values()} == {f"music/{job.item}/1/{n}" for n in
        ("mp3.mp3", "wav.wav", "stems.zip", "cover.png", "waveform.json")}  # fmt: skip
    assert house.storage.local_path(job.files["mp3"].key).read_bytes() == b"mp3 7 rain\n"
    await house.until(house.queue_empty)
    assert list((house.data_dir / "work").iterdir()) == []


async def test_an_engine_is_given_the_path_of_what_the_job_works_on(house, tmp_path):
    source = tmp_path / "incoming"
    source.write_bytes(b"a recording")
    facts = {"sha256": hashlib.sha256(b"a recording").hexdigest(), "size": 11, "media_type": "audio/wav"}
    async with house.pool.connection() as connection:
        received = await uploads.receive(connection, house.storage, source, **facts)
        async with connection.transaction():
            job = await submit(connection, QUEUE, user_number=5, kind="split", request=wishes("x"))
            whose = {"user_number": 5, "user_id": job.user_id, "name": "a", "item": job.item}
            await uploads.keep(connection, QUEUE, received, kind="job_audio", **whose)
    made = await house.end_of(job)
    assert made.facts["engine"] == "splitter"
    assert house.storage.local_path(made.files["stems"].key).read_bytes() == b"stems 7 x\na recording"


async def test_what_the_engine_refuses_fails_at_once_in_its_words(house, tmp_path):
    job = await house.end_of(await house.ask(f"refuse=no_such_chord tally={tmp_path / 'tally'}"))
    assert (job.status, job.error, job.attempt) == (Status.FAILED, "no_such_chord", 1)
    assert len((tmp_path / "tally").read_text().splitlines()) == 1


@pytest.mark.parametrize("fault", ["crash", "segfault", "exit"])
async def test_a_fault_of_the_engine_is_made_good_by_another_attempt(house, tmp_path, fault):
    job = await house.end_of(await house.ask(f"{fault}=1 tally={tmp_path / 'tally'}"))
    assert (job.status, job.attempt, job.failures) == (Status.COMPLETED, 2, 1)


async def test_an_engine_that_fails_three_times_fails_the_job_without_showing_internals(house, tmp_path):
    job = await house.end_of(await house.ask(f"crash=9 tally={tmp_path / 'tally'}"))
    assert (job.status, job.error, job.failures) == (Status.FAILED, ENGINE_FAILED, 3)
    assert len((tmp_path / "tally").read_text().splitlines()) == 3


async def test_an_engine_that_does_not_come_to_an_end_is_stopped(pool, database_url, tmp_path):
    async with pool.connection() as connection:
        await tokens.create_token(connection, 5)
    tally = tmp_path / "tally"
    async with working(pool, database_url, tmp_path, attempt_limit_s=2.0, failure_cap=1) as house:
        job = await house.end_of(await house.ask(f"seconds=60 tally={tally}"))
        assert (job.status, job.error) == (Status.FAILED, ENGINE_FAILED)

        async def gone():
            return not psutil.pid_exists(int(tally.read_text()))

        await house.until(gone)


async def test_files_that_are_not_what_the_engine_said_are_not_delivered(house):
    job = await house.end_of(await house.ask("lie=1"))
    assert (job.status, job.files) == (Status.FAILED, {})
    await house.until(house.queue_empty)
    assert house.stored() == []


async def test_progress_is_shown_while_the_job_runs_and_never_goes_back(house, tmp_path):
    job = await house.ask(f"seconds=0.6 crash=1 tally={tmp_path / 'tally'}")
    seen = []
    while not (now := await house.get(job)).status.final:
        seen.append(now.progress)
        await asyncio.sleep(0.02)
    assert seen == sorted(seen)
    assert len(set(seen)) > 4
    assert max(seen) <= 99


async def test_cancelling_stops_the_process_and_what_it_started(house, tmp_path):
    helper = tmp_path / "helper"
    job = await house.ask(f"seconds=60 helper={helper} tally={tmp_path / 'tally'}")

    async def begun():
        return helper.exists() and helper.read_text() != ""

    await house.until(begun)
    processes = [psutil.Process(int(p.read_text())) for p in (helper, tmp_path / "tally")]
    async with house.pool.connection() as connection:
        await repository.cancel(connection, QUEUE, 5, job.item)

    async def dead():
        return not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in processes)

    await house.until(dead, limit_s=5)
    ended = await house.get(job)
    assert (ended.status, ended.error) == (Status.FAILED, "Cancelled")
    await house.until(house.queue_empty)
    assert list((house.data_dir / "work").iterdir()) == []


async def test_deleting_a_finished_job_removes_its_files(house):
    job = await house.end_of(await house.ask("rain"))
    assert len(house.stored()) == 5
    async with house.pool.connection() as connection:
        assert await repository.delete(connection, QUEUE, 5, job.item)

    async def gone():
        return house.stored() == []

    await house.until(gone)


async def test_a_killed_zygote_is_replaced_and_its_job_made_again(house, tmp_path):
    tally = tmp_path / "tally"
    job = await house.ask(f"seconds=0.5 tally={tally}")

    async def begun():
        return tally.exists()

    await house.until(begun)
    psutil.Process(house.worker._nursery.zygote_pid).kill()
    ended = await house.end_of(job)
    assert (ended.status, ended.failures, ended.losses) == (Status.COMPLETED, 0, 1)


async def test_a_worker_that_stops_gives_its_job_back_uncounted(pool, database_url, tmp_path):
    async with pool.connection() as connection:
        await tokens.create_token(connection, 5)
    tally = tmp_path / "tally"
    async with working(pool, database_url, tmp_path) as first:
        job = await first.ask(f"seconds=1 tally={tally}")

        async def begun():
            return tally.exists()

        await first.until(begun)
    async with working(pool, database_url, tmp_path) as second:
        ended = await second.end_of(job)
    assert (ended.status, ended.attempt, ended.failures, ended.losses) == (Status.COMPLETED, 2, 0, 0)


async def test_a_job_of_a_silent_worker_is_given_to_another_and_the_loss_counted(pool, database_url, tmp_path):
    async with pool.connection() as connection:
        await tokens.create_token(connection, 5)
        wish = {"user_number": 5, "kind": "song", "request": wishes("rain")}
        job = await submit(connection, QUEUE, **wish)
        silent = """
            INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 min') RETURNING id
        """
        worker_id = (await (await connection.execute(silent)).fetchone())["id"]
        await connection.execute("SELECT procrastinate_fetch_job_v2(NULL, %s)", (worker_id,))
    async with working(pool, database_url, tmp_path, heartbeat_s=0.2) as house:
        ended = await house.end_of(job)
    assert (ended.status, ended.losses, ended.failures) == (Status.COMPLETED, 1, 0)


async def test_a_job_lost_too_often_fails_in_words(pool, database_url, tmp_path):
    async with pool.connection() as connection:
        await tokens.create_token(connection, 5)
        job = await submit(connection, QUEUE, user_number=5, kind="song", request=wishes("rain"))
        await connection.execute("UPDATE jobs SET losses = 9")
        await connection.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    async with working(pool, database_url, tmp_path, heartbeat_s=0.2) as house:
        ended = await house.end_of(job)
    assert ended.status is Status.FAILED
    assert "lost this job" in ended.error


async def test_a_job_that_the_queue_has_forgotten_is_put_back(pool, database_url, tmp_path):
    async with pool.connection() as connection:
        await tokens.create_token(connection, 5)
        job = await submit(connection, QUEUE, user_number=5, kind="song", request=wishes("rain"))
        await connection.execute("DELETE FROM procrastinate_jobs")
        await connection.execute("UPDATE jobs SET updated_at = now() - interval '1 hour'")
    async with working(pool, database_url, tmp_path, heartbeat_s=0.2) as house:
        assert (await house.end_of(job)).status is Status.COMPLETED


async def test_leftover_workspaces_are_swept(pool, database_url, tmp_path):
    leftover = tmp_path / "work" / "gone-3"
    leftover.mkdir(parents=True)
    (leftover / "half.wav").write_bytes(b"x")
    async with working(pool, database_url, tmp_path) as house:

        async def swept():
            return not leftover.exists()

        await house.until(swept)


async def test_callbacks_tell_progress_and_end_signed(house, receiver):
    url, calls, _ = receiver
    job = await house.ask("seconds=0.5", reply_url=url)

    async def told_of_the_end():
        return any(json.loads(body)["status"] == 30 for _, body in calls)

    await house.until(told_of_the_end)
    bodies = [json.loads(body) for _, body in calls]
    progress = [body["progress"] for body in bodies]
    assert progress == sorted(progress)
    assert progress[-1] == 100
    assert len(progress) > 3
    assert [body["status"] for body in bodies].count(30) == 1
    for headers, body in calls:
        lower = {name.lower(): value for name, value in headers.items()}
        assert Webhook(SECRET).verify(body, lower)["item"] == job.item
    assert len({headers.get("Webhook-Id") or headers["webhook-id"] for headers, _ in calls}) == len(calls)


async def test_a_final_callback_is_tried_again_with_the_same_id(house, receiver, monkeypatch):
    monkeypatch.setattr("tonewright.jobs.callbacks.PAUSES_S", (0, 0, 0, 0, 0))
    url, calls, answers = receiver
    answers.extend([500, 302, 410])
    await house.ask("refuse=no", reply_url=url)

    async def four_times():
        return len(calls) == 4

    await house.until(four_times)
    assert len({headers.get("Webhook-Id") or headers["webhook-id"] for headers, _ in calls}) == 1
    await house.until(house.queue_empty)


async def test_the_end_of_a_deleted_job_is_told_too(house, receiver):
    url, calls, _ = receiver
    job = await house.ask("seconds=60", reply_url=url)
    async with house.pool.connection() as connection:
        await repository.delete(connection, QUEUE, 5, job.item)

    async def told():
        return any(json.loads(body)["error"] == "Cancelled" for _, body in calls)

    await house.until(told)
