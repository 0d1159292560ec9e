"""Strangers' audio files decoded in a child process with limits on memory, time and length."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tonewright.decoding.child import run_child
from tonewright.decoding.formats import demuxer_of
from tonewright.errors import UnusableFile

LONGEST_S = 600.0
HIGHEST_RATE_HZ = 48_000
SILENCE = 1e-4
"""A peak below which nothing can be heard: -80 dBFS."""

_PROGRAM = Path(__file__).with_name("audio_program.py")
_MEMORY_BYTES = 1 << 30
_CPU_S = 60
_WALL_S = 120.0
_SLACK_BYTES = 1 << 20
_BLOCK_FRAMES = 1 << 20
_EXTENSIONS = {"mp3": "mp3", "wav": "wav", "flac": "flac", "mov": "m4a"}
_DAMAGED = "The file is damaged: the decoder could not read it"


@dataclass(frozen=True)
class DecodedAudio:
    """Samples on disk: 32-bit floats, interleaved, at `path`, and what the file was.

    `channels` is 1 or 2 (more are folded down to two), `sample_rate` in Hz; `source_rate` and `source_channels` are the
    file's own. `peak` is the greatest of all samples without its sign, `extension` what the file's name should end in.
    """

    path: Path
    sample_rate: int
    channels: int
    frames: int
    source_rate: int
    source_channels: int
    codec: str
    peak: float
    extension: str

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return self.frames / self.sample_rate

    def samples(self) -> NDArray[np.float32]:
        """The samples, of shape (frames, channels), read from disk where they are touched."""
        return np.memmap(self.path, np.float32, "r", shape=(self.frames, self.channels))


def decode_audio(
    source: Path, target: Path, *, sample_rate: int | None = None, longest_s: float = LONGEST_S
) -> DecodedAudio:
    """Decode an audio file that somebody sent.

    Parameters
    ----------
    source: MP3, WAV, FLAC or M4A, told by its bytes.
    target: where the samples go; written anew, gone if the file is refused.
    sample_rate: Hz to convert to; None for the file's own, or 48000 where that is higher.
    longest_s: the longest sound that is accepted.

    Raises
    ------
    UnusableFile: it is empty, no audio, cut, damaged, silent throughout by being empty of samples, protected, too
        long, not of numbers, or takes too much memory or time. The message says what is wrong.
    """
    if source.stat().st_size == 0:
        raise UnusableFile("Empty file received")
    rate = sample_rate or 0
    demuxer = demuxer_of(source)
    order = {
        "source": str(source),
        "target": str(target),
        "demuxer": demuxer,
        "sample_rate": rate,
        "highest_rate": HIGHEST_RATE_HZ,
        "limit_s": longest_s,
        "memory_bytes": _MEMORY_BYTES,
        "cpu_s": _CPU_S,
        "file_bytes": int(longest_s * max(rate, HIGHEST_RATE_HZ) * 2 * 4) + _SLACK_BYTES,
    }
    try:
        answer = run_child(_PROGRAM, order, wall_s=_WALL_S, failed=_DAMAGED)
        samples = np.memmap(target, np.float32, "r", shape=(answer["frames"], answer["channels"]))
        decoded = DecodedAudio(target, **answer, peak=_peak(samples), extension=_EXTENSIONS[demuxer])
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return decoded


def _peak(samples: NDArray[np.float32]) -> float:
    """The greatest sample without its sign, looked for block by block. Raises UnusableFile where one is no number."""
    peak = 0.0
    for start in range(0, len(samples), _BLOCK_FRAMES):
        highest = float(np.abs(samples[start : start + _BLOCK_FRAMES]).max())
        if not math.isfinite(highest):
            raise UnusableFile("The file holds samples that are no numbers")
        peak = max(peak, highest)
    return peak
