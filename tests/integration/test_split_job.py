"""A recording is split by the real worker, with the real engine in its job process."""

import asyncio
import hashlib
import io
import zipfile

import numpy as np
import pytest
import soundfile

from tonewright.accounts import tokens
from tonewright.database.database import Database
from tonewright.delivery.disk import DiskStorage
from tonewright.jobs import repository
from tonewright.jobs.admission import submit
from tonewright.jobs.job import Status
from tonewright.jobs.queue import ProcrastinateQueue
from tonewright.jobs.settings import JobSettings
from tonewright.jobs.worker import Worker
from tonewright.uploads import repository as uploads

pytestmark = pytest.mark.anyio

QUEUE = ProcrastinateQueue()
REGISTRY = "tonewright.engines.registry:engine_named"


async def test_the_stems_of_a_split_job_add_up_to_what_was_sent(pool, database_url, tmp_path):
    noise = np.random.default_rng(0).uniform(-0.3, 0.3, (16_000, 2))
    source = tmp_path / "incoming"
    soundfile.write(source, noise, 8000, subtype="PCM_16", format="WAV")
    content = source.read_bytes()
    facts = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "media_type": "audio/wav"}
    storage = DiskStorage(tmp_path / "files")
    options = {"soundfont": "none.sf2"}
    settings = JobSettings(
        tmp_path, REGISTRY, b"0123456789abcdef", b"a secret of at least twenty-four bytes", prepared=(),
        engine_options=options,
    )  # fmt: skip
    worker = Worker(settings, Database(pool, database_url), storage, lambda job: {"item": job.item})
    async with pool.connection() as connection:
        await tokens.create_token(connection, 5)
        received = await uploads.receive(connection, storage, source, **facts)
        async with connection.transaction():
            wish = {"prompt": "audio_file.wav", "model": "", "maximum_s": 600, "seed": 0}
            job = await submit(connection, QUEUE, user_number=5, kind="split", request=wish)
            whose = {"user_number": 5, "user_id": job.user_id, "name": "audio_file.wav", "item": job.item}
            await uploads.keep(connection, QUEUE, received, kind="job_audio", **whose)
    running = asyncio.create_task(worker.run())
    try:
        async with asyncio.timeout(90):
            while not job.status.final:
                await asyncio.sleep(0.1)
                async with pool.connection() as connection:
                    job = await repository.get(connection, 5, job.item)
    finally:
        worker.stop()
        await running
    assert (job.status, job.error) == (Status.COMPLETED, None)
    assert job.facts["engine"] == "classical"
    with zipfile.ZipFile(storage.local_path(job.files["stems"].key)) as archive:
        stems = [name for name in archive.namelist() if name.endswith(".wav")]
        read = [soundfile.read(io.BytesIO(archive.read(name)), dtype="int32")[0] >> 8 for name in stems]
    assert len(read) == 4
    assert np.array_equal(sum(read), soundfile.read(io.BytesIO(content), dtype="int32")[0] >> 8)
