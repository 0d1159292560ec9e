"""WAV files: 24 bit, stereo at 44.1 kHz where nothing else is said, with a LIST/INFO chunk.

The format tag is WAVE_FORMAT_PCM with a 16-byte `fmt ` chunk. Microsoft recommends WAVE_FORMAT_EXTENSIBLE
above 16 bits, but for one channel or two it adds nothing (no channel mask to state, no padding bits) and readers
exist that refuse it, Python's `wave` before 3.12 among them; DAWs and browsers take plain 24-bit PCM.
LIST/INFO stands before the samples, where it is read without going through them.

Source: IBM and Microsoft, Multimedia Programming Interface and Data Specifications 1.0 (1991), chapters 2, 3.
"""

import hashlib
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tonewright.delivery.label import Label
from tonewright.delivery.made import MadeFile
from tonewright.delivery.pcm import BYTES_PER_SAMPLE, pack_24_bit
from tonewright.render.stems import SAMPLE_RATE

MEDIA_TYPE = "audio/wav"
BLOCK_FRAMES = 1 << 16


@dataclass(frozen=True)
class WavFormat:
    """Sample rate in Hz, and one channel or two."""

    sample_rate: int = SAMPLE_RATE
    channels: int = 2

    @property
    def frame_bytes(self) -> int:
        """Bytes of a frame of 24-bit samples."""
        return BYTES_PER_SAMPLE * self.channels


STUDIO_FORMAT = WavFormat()


def info_of(label: Label, title: str | None = None) -> dict[str, str]:
    """The INFO entries of a piece's WAV: title, artist, genre, software and the machine-made mark."""
    return {
        "INAM": title or label.title,
        "IART": label.artist,
        "IGNR": label.style,
        "ISFT": label.software,
        "ICMT": label.mark_text,
    }


def wav_header(frames: int, info: Mapping[str, str], form: WavFormat = STUDIO_FORMAT) -> bytes:
    """Everything before the samples of a file of that many frames."""
    chunks = b"".join(_chunk(name.encode(), text.encode() + b"\0") for name, text in info.items())
    rate, frame_bytes = form.sample_rate, form.frame_bytes
    body = _chunk(b"fmt ", struct.pack("<HHIIHH", 1, form.channels, rate, rate * frame_bytes, frame_bytes, 24))
    body += _chunk(b"LIST", b"INFO" + chunks)
    data_bytes = frames * frame_bytes
    body += b"data" + struct.pack("<I", data_bytes)
    return b"RIFF" + struct.pack("<I", 4 + len(body) + data_bytes + data_bytes % 2) + b"WAVE" + body


def wav_size(frames: int, info: Mapping[str, str], form: WavFormat = STUDIO_FORMAT) -> int:
    """The file's size in bytes; data of an odd length are padded."""
    data_bytes = frames * form.frame_bytes
    return len(wav_header(0, info, form)) + data_bytes + data_bytes % 2


def wav_content(
    blocks: Iterable[NDArray[np.int32]], frames: int, info: Mapping[str, str], form: WavFormat = STUDIO_FORMAT
) -> Iterator[bytes]:
    """The file of `frames` frames piece by piece, from blocks of shape (n, channels)."""
    yield wav_header(frames, info, form)
    for block in blocks:
        yield pack_24_bit(block)
    if frames * form.frame_bytes % 2:
        yield b"\0"


def blocks_of(samples: NDArray[np.int32]) -> Iterator[NDArray[np.int32]]:
    """Samples of shape (frames, 2) in blocks of BLOCK_FRAMES."""
    for start in range(0, len(samples), BLOCK_FRAMES):
        yield samples[start : start + BLOCK_FRAMES]


def write_wav(
    path: Path,
    blocks: Iterable[NDArray[np.int32]],
    frames: int,
    info: Mapping[str, str],
    form: WavFormat = STUDIO_FORMAT,
) -> MadeFile:
    """Write the blocks, each of shape (n, channels), as a WAV file of `frames` frames in all.

    Raises OverflowError for samples that do not fit into 24 bits, ValueError if the blocks hold fewer or more
    frames than announced.
    """
    digest = hashlib.sha256()
    size = 0
    with path.open("wb") as file:
        for content in wav_content(blocks, frames, info, form):
            file.write(content)
            digest.update(content)
            size += len(content)
    if size != wav_size(frames, info, form):
        raise ValueError(f"{path.name} was announced with {frames} frames, but has others")
    return MadeFile(path, MEDIA_TYPE, size, digest.hexdigest())


def _chunk(name: bytes, content: bytes) -> bytes:
    """A RIFF chunk, padded to an even length."""
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
