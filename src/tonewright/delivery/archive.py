"""The stems archive: a ZIP of WAVs, MIDI, lyrics and a manifest that is the same bytes every time.

Entries are stored: deflating 24-bit music takes ten seconds to save a tenth. They carry the earliest time
that ZIP knows instead of a clock. Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.4.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import numpy as np
from numpy.typing import NDArray

from tonewright.delivery.made import MadeFile, measured
from tonewright.delivery.wav import STUDIO_FORMAT, WavFormat, wav_content, wav_size
from tonewright.errors import DeliveryError

MEDIA_TYPE = "application/zip"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_READABLE_FILE = 0o100644 << 16
_UNIX = 3
_ROLE = re.compile(r"[a-z][a-z0-9_]*")


class StemsArchive:
    """A ZIP that is being written; a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip = ZipFile(path, "w", ZIP_STORED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def add_wav(
        self,
        role: str,
        blocks: Iterable[NDArray[np.int32]],
        frames: int,
        info: Mapping[str, str],
        form: WavFormat = STUDIO_FORMAT,
    ) -> None:
        """Add `<role>.wav` of 24-bit blocks of shape (n, channels), `frames` frames in all.

        Raises DeliveryError if the role is no plain name or is there already, OverflowError for samples that
        do not fit into 24 bits.
        """
        if _ROLE.fullmatch(role) is None:
            raise DeliveryError(f"stem {role!r} cannot name a file")
        entry = self._entry(f"{role}.wav")
        entry.file_size = wav_size(frames, info, form)
        with self._zip.open(entry, "w") as file:
            for content in wav_content(blocks, frames, info, form):
                file.write(content)

    def add(self, name: str, content: bytes) -> None:
        """Add a small file."""
        self._zip.writestr(self._entry(name), content)

    def finish(self) -> MadeFile:
        """Close the archive and measure it."""
        self._zip.close()
        return measured(self._path, MEDIA_TYPE)

    def _entry(self, name: str) -> ZipInfo:
        if name in self._zip.namelist():
            raise DeliveryError(f"the archive has a file {name!r} already")
        entry = ZipInfo(name, _EARLIEST)
        entry.create_system = _UNIX
        entry.external_attr = _READABLE_FILE
        return entry
