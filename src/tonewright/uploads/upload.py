"""An upload: a file that a user sent, and whose it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tonewright.jobs.job import StoredFile

UploadKind = Literal["midi", "job_audio", "job_midi"]
"""A MIDI file that is listed; what a job works on, which has the job's item and is forgotten with it."""


@dataclass(frozen=True)
class Upload:
    """A file of a user, on one of his accounts.

    `name` is what he calls it; `file` lies in storage, where other uploads of the same bytes may share it.
    """

    item: str
    user_number: int
    user_id: str
    kind: UploadKind
    name: str
    file: StoredFile
    created_at: datetime


@dataclass(frozen=True)
class UploadPage:
    """Some uploads of a list, newest first; `cursor` leads to the next page and is None on the last."""

    uploads: list[Upload]
    cursor: str | None
