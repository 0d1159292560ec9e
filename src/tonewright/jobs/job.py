"""A job: what was asked, how far it is, what came of it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from types import MappingProxyType
from typing import Any

_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
_ITEM_CHARACTERS = 25  # 36**25 > 2**128

CANCELLED = "Cancelled"
"""The `error` of a job that was cancelled."""

FILE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "mp3": "mp3.mp3",
        "wav": "wav.wav",
        "stems": "stems.zip",
        "cover": "cover.png",
        "waveform": "waveform.json",
        "recording": "recording.mp3",
        "vocal": "vocal.mp3",
    }
)
"""The kinds of files that an engine makes, each with the last part of its storage key."""


class Status(IntEnum):
    """The state of a job, with the wire's numbers."""

    GENERATING = 0
    FAILED = 10
    COMPLETED = 30

    @property
    def final(self) -> bool:
        """Whether nothing will change any more."""
        return self is not Status.GENERATING


@dataclass(frozen=True)
class StoredFile:
    """A file in storage; `sha256` is hex, `size` in bytes."""

    key: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Job:
    """One request for music and what became of it.

    `request` is what the engine is asked for (the fields of `EngineRequest`), `facts` what it says of the
    music, None until COMPLETED; `files` is empty until then. `progress` is 0…99, 100 when COMPLETED, and
    never goes back. `origin` is the origin of the request that made the job. `attempt` rises with every try
    and loss and is the fencing token of the newest try, which began at `started_at`.
    """

    item: str
    user_number: int
    user_id: str
    kind: str
    status: Status
    progress: int
    request: Mapping[str, Any]
    facts: Mapping[str, Any] | None
    files: Mapping[str, StoredFile]
    error: str | None
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    reply_url: str | None
    reply_ref: str | None
    origin: str | None
    attempt: int
    failures: int
    losses: int
    queue_id: int | None

    @property
    def accepted_at(self) -> datetime:
        """When it was accepted: a job is executing from then until it is final."""
        return self.created_at


def new_item() -> str:
    """Return a new unguessable item: 25 characters of `0-9a-z` holding 128 random bits."""
    number = secrets.randbits(128)
    digits = []
    for _ in range(_ITEM_CHARACTERS):
        number, digit = divmod(number, 36)
        digits.append(_ALPHABET[digit])
    return "".join(digits)


def storage_key(item: str, attempt: int, kind: str) -> str:
    """Return the key of one file. It carries the attempt, so that two tries never write the same file.

    Raises KeyError for a kind that is not in FILE_NAMES.
    """
    return f"music/{item}/{attempt}/{FILE_NAMES[kind]}"


def storage_keys(item: str, attempts: range) -> list[str]:
    """Return every key that those attempts may have written."""
    return [storage_key(item, attempt, kind) for attempt in attempts for kind in FILE_NAMES]


def job_of(row: Mapping[str, Any]) -> Job:
    """Return the job that a row of the table holds."""
    files = MappingProxyType({kind: StoredFile(**file) for kind, file in row["files"].items()})
    fields = {name: row[name] for name in Job.__dataclass_fields__}
    return Job(**fields | {"status": Status(row["status"]), "files": files})
