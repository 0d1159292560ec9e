"""What delivery hands out: finished files, measured while they were written."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class MadeFile:
    """A finished file in the job's workspace; `sha256` is hex, made while writing where that is cheap."""

    path: Path
    media_type: str
    size: int
    sha256: str


def measured(path: Path, media_type: str) -> MadeFile:
    """The file at `path`, read once for its SHA-256."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return MadeFile(path, media_type, path.stat().st_size, digest)


def written(path: Path, media_type: str, content: bytes) -> MadeFile:
    """A new file at `path` with that content."""
    path.write_bytes(content)
    return MadeFile(path, media_type, len(content), hashlib.sha256(content).hexdigest())
