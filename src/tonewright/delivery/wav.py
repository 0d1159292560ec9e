"""WAV files: 44.1 kHz, 24 bit, stereo, with a LIST/INFO chunk.

The format tag is WAVE_FORMAT_PCM with a 16-byte `fmt ` chunk. Microsoft recommends WAVE_FORMAT_EXTENSIBLE
above 16 bits, but for two channels it adds nothing (no channel mask to state, no padding bits) and readers
exist that refuse it, Python's `wave` before 3.12 among them; DAWs and browsers take plain 24-bit PCM.
LIST/INFO stands before the samples, where it is read without going through them.

Source: IBM and Microsoft, Multimedia Programming Interface and Data Specifications 1.0 (1991), chapters 2, 3.
"""

import hashlib
import struct
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tonewright.delivery.label import Label
from tonewright.delivery.made import MadeFile
from tonewright.delivery.pcm import BYTES_PER_FRAME, pack_24_bit
from tonewright.render.stems import SAMPLE_RATE

MEDIA_TYPE = "audio/wav"
BLOCK_FRAMES = 1 << 16


def info_of(label: Label, title: str | None = None) -> dict[str, str]:
    """The INFO entries of a piece's WAV: title, artist, genre, software and the machine-made mark."""
    return {
        "INAM": title or label.title,
        "IART": label.artist,
        "IGNR": label.style,
        "ISFT": label.software,
        "ICMT": label.mark_text,
    }


def wav_header(frames: int, info: Mapping[str, str]) -> bytes:
    """Everything before the samples of a stereo file of that many frames."""
    chunks = b"".join(_chunk(name.encode(), text.encode() + b"\0") for name, text in info.items())
    rate = SAMPLE_RATE
    body = _chunk(b"fmt ", struct.pack("<HHIIHH", 1, 2, rate, rate * BYTES_PER_FRAME, BYTES_PER_FRAME, 24))
    body += _chunk(b"LIST", b"INFO" + chunks)
    data_bytes = frames * BYTES_PER_FRAME
    body += b"data" + struct.pack("<I", data_bytes)
    return b"RIFF" + struct.pack("<I", 4 + len(body) + data_bytes) + b"WAVE" + body


def wav_size(frames: int, info: Mapping[str, str]) -> int:
    """The file's size in bytes."""
    return len(wav_header(0, info)) + frames * BYTES_PER_FRAME


def blocks_of(samples: NDArray[np.int32]) -> Iterator[NDArray[np.int32]]:
    """Samples of shape (frames, 2) in blocks of BLOCK_FRAMES."""
    for start in range(0, len(samples), BLOCK_FRAMES):
        yield samples[start : start + BLOCK_FRAMES]


def write_wav(path: Path, blocks: Iterable[NDArray[np.int32]], frames: int, info: Mapping[str, str]) -> MadeFile:
    """Write the blocks, each of shape (n, 2), as a WAV file of `frames` frames in all.

    Raises OverflowError for samples that do not fit into 24 bits, ValueError if the blocks hold fewer or more
    frames than announced.
    """
    digest = hashlib.sha256()
    size = 0
    with path.open("wb") as file:

        def put(content: bytes) -> None:
            nonlocal size
            file.write(content)
            digest.update(content)
            size += len(content)

        put(wav_header(frames, info))
        for block in blocks:
            put(pack_24_bit(block))
    if size != wav_size(frames, info):
        raise ValueError(f"{path.name} was announced with {frames} frames, but has others")
    return MadeFile(path, MEDIA_TYPE, size, digest.hexdigest())


def _chunk(name: bytes, content: bytes) -> bytes:
    """A RIFF chunk, padded to an even length."""
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
