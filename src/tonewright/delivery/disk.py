"""Storage in a folder of this machine's disk, through obstore's LocalStore."""

import os
import uuid
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError, NotFoundError
from obstore.store import LocalStore

from tonewright.delivery.storage import validate_key
from tonewright.errors import DeliveryError, StoredFileExists, StoredFileMissing

_INCOMING = "incoming"


class DiskStorage:
    """Files under one folder, which is made if it is missing.

    A source on the same disk is renamed, so publishing costs no copy; from another disk it is first streamed
    to a name of its own inside the store. Either way the key appears at once, whole, and never twice.
    """

    def __init__(self, root: Path) -> None:
        try:
            root.mkdir(parents=True, exist_ok=True)
            self._root = root.resolve()
            self._store = LocalStore(prefix=str(self._root))
        except (OSError, obstore.exceptions.BaseError) as error:
            raise DeliveryError(f"the storage folder {root} cannot be used: {error}") from error

    @property
    def root(self) -> Path:
        """The store's folder, absolute. Sources made on its disk are published without a copy."""
        return self._root

    def publish(self, source: Path, key: str) -> None:
        """Move a finished file in; see `Storage.publish`."""
        target = self._root / validate_key(key)
        try:
            if not source.is_file():
                raise StoredFileMissing(f"there is no finished file {source.name!r} to publish as {key!r}")
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.stat().st_dev == target.parent.stat().st_dev:
                _move(source, target)
            else:
                self._copy(source, key)
                source.unlink()
        except (FileExistsError, AlreadyExistsError) as error:
            raise StoredFileExists(f"storage key {key!r} is taken") from error
        except (OSError, obstore.exceptions.BaseError) as error:
            raise DeliveryError(f"{source.name!r} could not be stored as {key!r}: {error}") from error

    def delete(self, key: str) -> None:
        """Remove the file of that key, and the folders that it leaves empty but for the topmost.

        That one is everyone's: another file may be about to be published in it.
        """
        path = self._root / validate_key(key)
        try:
            obstore.delete(self._store, key)
        except (FileNotFoundError, NotFoundError):
            return
        except (OSError, obstore.exceptions.BaseError) as error:
            raise DeliveryError(f"{key!r} could not be deleted: {error}") from error
        for folder in path.parents:
            if self._root in (folder, folder.parent):
                return
            try:
                folder.rmdir()
            except OSError:
                return

    def exists(self, key: str) -> bool:
        """Whether a file has that key."""
        return self.local_path(key) is not None

    def local_path(self, key: str) -> Path | None:
        """Where the file lies, or None if there is none. A link out of the store counts as none."""
        path = self._root / validate_key(key)
        resolved = path.resolve()
        if not resolved.is_relative_to(self._root) or not resolved.is_file():
            return None
        return resolved

    def _copy(self, source: Path, key: str) -> None:
        """Stream the source into the store and give it its key, which only one writer can."""
        incoming = f"{_INCOMING}/{uuid.uuid4().hex}"
        try:
            obstore.put(self._store, incoming, source)
            _flush(self._root / incoming)
            obstore.rename(self._store, incoming, key, overwrite=False)
        finally:
            if (self._root / incoming).exists():
                obstore.delete(self._store, incoming)


def _move(source: Path, target: Path) -> None:
    """Give the file its new name unless that is taken; a plain rename would replace what is there.

    File and name are on the disk itself before this returns, since the database will say so at once and
    survives a power cut.
    """
    _flush(source)
    os.link(source, target)
    _flush(target.parent)
    source.unlink()


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
