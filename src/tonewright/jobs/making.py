"""Making a job: an attempt is begun, its child runs, its files are stored, only then is it COMPLETED."""

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.exceptions import JobAborted as QueuedJobAborted
from procrastinate.jobs import Job as QueuedJob

from tonewright.accounts.accounts import get_account
from tonewright.accounts.sealing import Sealer
from tonewright.database.pool import Connection, Pool
from tonewright.delivery.storage import Storage
from tonewright.errors import TonewrightError
from tonewright.jobs import attempts
from tonewright.jobs.attempts import Standing
from tonewright.jobs.connector import patiently
from tonewright.jobs.job import Job, StoredFile, storage_key
from tonewright.jobs.nursery import Crashed, Lost, Made, Nursery, Outcome, Refused
from tonewright.jobs.queue import Queue
from tonewright.jobs.settings import JobSettings
from tonewright.uploads import repository as uploads

_INPUTS = {"job_audio": "audio", "job_midi": "midi"}
"""The field of the engine's request that holds the path of what a job works on, by the kind of upload."""

_ENGINES = {"split": "splitter", "clone": "cloner"}
"""Who makes what no account's engine makes."""

log = logging.getLogger(__name__)

Result = TypeVar("Result")

ENGINE_FAILED = "The engine failed; the server's log says why"


class TryAgainError(TonewrightError):
    """The attempt failed, and the job has attempts left."""


class SupersededError(TonewrightError):
    """Another attempt has taken the place of this one: this worker was taken for dead and must not go on."""


class _OverError(TonewrightError):
    """The job was cancelled or deleted meanwhile."""


class MakingRetries(BaseRetryStrategy):
    """Every exception of a making means that it is to be made again; a job that has ended raises none."""

    def get_retry_decision(self, *, exception: BaseException, job: QueuedJob) -> RetryDecision | None:
        """Return when to try again: at once where the worker shuts down, else after a second."""
        return RetryDecision(retry_in={"seconds": 0 if isinstance(exception, QueuedJobAborted) else 1})


class Maker:
    """Makes jobs, one attempt each time it is called."""

    def __init__(self, settings: JobSettings, pool: Pool, queue: Queue, storage: Storage, nursery: Nursery) -> None:
        self._settings = settings
        self._pool = pool
        self._queue = queue
        self._storage = storage
        self._nursery = nursery
        self._sealer = Sealer(settings.sealing_key)

    async def make(self, item: str) -> None:
        """Make one attempt at a job.

        Raises TryAgainError if it failed and may be tried again, procrastinate's JobAborted where it was
        stopped, SupersededError if another attempt has taken its place.
        """
        job = await self._write(lambda connection: attempts.begin(connection, item))
        if job is None:
            return
        workspace = self._settings.work_dir / f"{item}-{job.attempt}"
        try:
            await asyncio.to_thread(self._prepare, workspace)
            await self._attempt(job, workspace)
        except asyncio.CancelledError as error:
            raise QueuedJobAborted from error
        except _OverError:
            log.info("job %s was ended while it was being made", item)
        finally:
            await asyncio.to_thread(shutil.rmtree, workspace, ignore_errors=True)

    async def _attempt(self, job: Job, workspace: Path) -> None:
        async def on_progress(progress: int) -> None:
            _check(await self._write(lambda connection: attempts.set_progress(connection, self._queue, job, progress)))

        order = await self._order(job, workspace)
        limit_s = self._settings.attempt_limit_s
        outcome: Outcome
        try:
            async with asyncio.timeout(limit_s):
                outcome = await self._nursery.run(order, on_progress)
        except TimeoutError:
            outcome = Crashed(f"it took longer than {limit_s:.0f} s")
        if isinstance(outcome, Made):
            try:
                files = await asyncio.to_thread(self._publish, job, workspace, outcome.files)
            except (OSError, LookupError, ValueError, TonewrightError) as error:
                outcome = Crashed(f"its files could not be stored: {error!r}")
            else:
                await self._complete(job, outcome.facts, files)
                return
        if isinstance(outcome, Lost):
            await self._lose(job)
        else:
            await self._fail(job, outcome)

    async def _order(self, job: Job, workspace: Path) -> dict[str, Any]:
        account = await self._write(lambda connection: get_account(connection, job.user_number, job.user_id))
        if account is None:
            raise _OverError
        params = {name: value for name, value in account.sealed_params.items() if name != "engine"}
        request = {**job.request, "kind": job.kind, "parameters": self._sealer.unseal(params)}
        upload = await self._write(lambda connection: uploads.get(connection, job.user_number, job.item))
        if upload is not None:
            path = await asyncio.to_thread(self._storage.local_path, upload.file.key)
            request[_INPUTS[upload.kind]] = str(path)
        engine = _ENGINES.get(job.kind, account.engine)
        return {"engine": engine, "request": request, "workspace": str(workspace)}

    def _prepare(self, workspace: Path) -> None:
        """Make the workspace, and remove what killed attempts at the same job have left."""
        for left in workspace.parent.glob(f"{workspace.name.rpartition('-')[0]}-*"):
            shutil.rmtree(left, ignore_errors=True)
        workspace.mkdir(parents=True, mode=0o700)

    def _publish(self, job: Job, workspace: Path, made: Mapping[str, Mapping[str, Any]]) -> dict[str, StoredFile]:
        """Move what was made into storage; every file is looked at before the first is moved."""
        inside = workspace.resolve()
        for kind, file in made.items():
            path = Path(file["path"]).resolve()
            if not path.is_relative_to(inside) or path.stat().st_size != file["size"]:
                raise ValueError(f"the {kind} file {path} is not what the engine said")
        files = {}
        for kind, file in made.items():
            key = storage_key(job.item, job.attempt, kind)
            self._storage.publish(Path(file["path"]), key)
            files[kind] = StoredFile(key, file["media_type"], file["size"], file["sha256"])
        return files

    async def _complete(self, job: Job, facts: Mapping[str, Any], files: Mapping[str, StoredFile]) -> None:
        _check(await self._write(lambda connection: attempts.complete(connection, self._queue, job, facts, files)))

    async def _fail(self, job: Job, outcome: Refused | Crashed) -> None:
        if isinstance(outcome, Crashed):
            log.error("attempt %d at job %s failed: %s", job.attempt, job.item, outcome.detail)
        refused = isinstance(outcome, Refused)
        error = outcome.message if isinstance(outcome, Refused) else ENGINE_FAILED
        cap = self._settings.failure_cap
        standing, ended = await self._write(
            lambda connection: attempts.fail(connection, self._queue, job, error, failure_cap=cap, last=refused)
        )
        _check(standing)
        if not ended:
            raise TryAgainError(f"attempt {job.attempt} at job {job.item} failed")

    async def _lose(self, job: Job) -> None:
        cap = self._settings.loss_cap
        standing, ended = await self._write(
            lambda connection: attempts.lose(connection, self._queue, job.item, loss_cap=cap, attempt=job.attempt)
        )
        _check(standing)
        if not ended:
            raise TryAgainError(f"attempt {job.attempt} at job {job.item} was lost with the zygote")

    async def _write(self, work: Callable[[Connection], Awaitable[Result]]) -> Result:
        async def once() -> Result:
            async with self._pool.connection() as connection:
                return await work(connection)

        return await patiently(once)


def _check(standing: Standing) -> None:
    """Raise what a standing other than CURRENT calls for."""
    if standing is Standing.SUPERSEDED:
        raise SupersededError
    if standing is Standing.OVER:
        raise _OverError
