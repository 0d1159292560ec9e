"""The storage port: where finished files are kept, under keys that are ours alone."""

import re
from pathlib import Path, PurePosixPath
from typing import Protocol

from tonewright.errors import DeliveryError

_KEY_LENGTH = 512
_SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+=@-]*")


class Storage(Protocol):
    """A keeper of finished files; adapters: `disk`, later an S3-compatible store.

    A key is a relative path such as `music/0a1b2c/2/song.mp3`; `validate_key` says what is allowed. A key is
    written once: nothing is ever overwritten, so a late writer cannot change what a link already serves.
    """

    def publish(self, source: Path, key: str) -> None:
        """Move a finished file in, at once and whole; `source` is gone afterwards.

        Raises StoredFileExists if the key is taken, StoredFileMissing if there is no source, DeliveryError
        for a bad key or if the store refuses.
        """
        ...

    def delete(self, key: str) -> None:
        """Remove the file of that key; one that is not there is fine. Raises DeliveryError if it cannot."""
        ...

    def exists(self, key: str) -> bool:
        """Whether a file has that key."""
        ...

    def local_path(self, key: str) -> Path | None:
        """Where the file lies on this machine, or None if it is missing or the store is not local."""
        ...


def validate_key(key: str) -> PurePosixPath:
    """The key as a relative path.

    A key is 1…512 characters: segments of `A-Z a-z 0-9 . _ + = @ -` joined by single slashes, none of them
    starting with a dot or a hyphen. So `..`, absolute paths, NUL, backslashes, percent signs and hidden files
    cannot be written down.

    Raises DeliveryError for anything else.
    """
    if len(key) > _KEY_LENGTH or not all(_SEGMENT.fullmatch(segment) for segment in key.split("/")):
        raise DeliveryError(f"storage key {key[:80]!r} is not a plain relative path")
    return PurePosixPath(key)
