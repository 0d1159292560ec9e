"""A stem's WAV, read block by block: 44.1 kHz, 24 bit, stereo, as stems archives hold it.

Source: IBM and Microsoft, Multimedia Programming Interface and Data Specifications 1.0 (1991), chapters 2, 3.
"""

import struct
from typing import IO

import numpy as np
from numpy.typing import NDArray

from tonewright.errors import SheetError

SAMPLE_RATE = 44_100
LONGEST_S = 1200
_BYTES_PER_FRAME = 6
_FORMAT = (1, 2, SAMPLE_RATE, SAMPLE_RATE * _BYTES_PER_FRAME, _BYTES_PER_FRAME, 24)
_LARGEST_CHUNK = 1 << 16
_MOST_CHUNKS = 32


class WavReader:
    """Reads an open WAV file; `frames` is its length, `info` its LIST/INFO entries, such as `IGNR`.

    Raises SheetError, naming the file, if it is no WAV of this form, longer than LONGEST_S, or cut.
    """

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self._name = name
        self._file = file
        self.info: dict[str, str] = {}
        self.frames = self._read_header()

    def read(self, frames: int) -> NDArray[np.int32]:
        """The next `frames` frames as 24-bit integers of shape (2, frames)."""
        # A sample is read with the byte before it as a 32-bit integer; the shift drops that byte.
        content = b"\0" + self._exactly(frames * _BYTES_PER_FRAME)
        return np.ndarray((2, frames), "<i4", content, strides=(_BYTES_PER_FRAME // 2, _BYTES_PER_FRAME)) >> 8

    def _read_header(self) -> int:
        head = self._exactly(12)
        if head[:4] != b"RIFF" or head[8:] != b"WAVE":
            raise SheetError(f"{self._name} is no WAV file")
        form: tuple[int, ...] | None = None
        for _ in range(_MOST_CHUNKS):
            name, size = struct.unpack("<4sI", self._exactly(8))
            if name == b"data":
                return self._checked(form, size)
            if size > _LARGEST_CHUNK:
                break
            content = self._exactly(size + size % 2)
            if name == b"fmt " and size >= 16:
                form = struct.unpack("<HHIIHH", content[:16])
            elif name == b"LIST" and content[:4] == b"INFO":
                self._read_info(content[4:size])
        raise SheetError(f"{self._name} has no samples")

    def _checked(self, form: tuple[int, ...] | None, size: int) -> int:
        if form != _FORMAT:
            raise SheetError(f"{self._name} is not 44.1 kHz, 24 bit, stereo")
        frames = size // _BYTES_PER_FRAME
        if frames > LONGEST_S * SAMPLE_RATE:
            raise SheetError(f"{self._name} is longer than {LONGEST_S // 60} minutes")
        return frames

    def _read_info(self, content: bytes) -> None:
        while len(content) >= 8:
            name, size = struct.unpack("<4sI", content[:8])
            text = content[8 : 8 + size].split(b"\0")[0]
            self.info[name.decode("latin-1")] = text.decode("utf-8", "replace")
            content = content[8 + size + size % 2 :]

    def _exactly(self, size: int) -> bytes:
        content = self._file.read(size)
        if len(content) < size:
            raise SheetError(f"{self._name} is cut")
        return content
