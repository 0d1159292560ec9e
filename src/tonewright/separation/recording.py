"""A recording taken apart: decoded, separated, and its stems made to add up to it."""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tonewright.decoding.decoder import SILENCE, DecodedAudio, decode_audio
from tonewright.errors import UnusableFile
from tonewright.separation.exact import exact_stems, scale_of
from tonewright.separation.separator import STEMS, Report, Separator

_BLOCK_FRAMES = 1 << 18


@dataclass(frozen=True)
class TakenApart:
    """A recording's stems in steps of 24 bits, shape (4, frames, channels), in the order of STEMS, on disk.

    They add up to the recording as decoded, multiplied by `scale`, which is 1 unless it exceeds full scale, and rounded
    to 24 bits.
    """

    audio: DecodedAudio
    scale: float
    stems: NDArray[np.int32]
    separator: str

    def blocks(self, number: int) -> Iterator[NDArray[np.int32]]:
        """One stem block by block, shape (n, channels); the memory of those that are done is given back."""
        for start in range(0, self.audio.frames, _BLOCK_FRAMES):
            yield self.stems[number, start : start + _BLOCK_FRAMES]
            _let_go(self.stems)


def take_apart(source: Path, workspace: Path, separator: Separator, report: Report) -> TakenApart:
    """Take an audio file apart in the folder `workspace`.

    Raises UnusableFile for a file that cannot be decoded or is silent; the message says what is wrong.
    """
    audio = decode_audio(source, workspace / "recording.f32")
    if audio.peak < SILENCE:
        raise UnusableFile("The file is silent")
    samples = audio.samples()
    shape = (len(STEMS), *samples.shape)
    stems = np.memmap(workspace / "stems.f32", np.float32, "w+", shape=shape)

    def told(share: float) -> None:
        _let_go(samples, stems)
        report(0.96 * share)

    separator.separate(samples, audio.sample_rate, stems, told)
    scale = scale_of(audio.peak)
    whole = stems.view(np.int32)
    for start in range(0, audio.frames, _BLOCK_FRAMES):
        span = slice(start, start + _BLOCK_FRAMES)
        whole[:, span] = exact_stems(samples[span], stems[:, span], scale)
        _let_go(samples, stems)
    report(1.0)
    return TakenApart(audio, scale, whole, separator.name)


def _let_go(*arrays: NDArray[Any]) -> None:
    """Give the memory of memory maps back; what they hold stays in their files."""
    for array in arrays:
        array._mmap.madvise(mmap.MADV_DONTNEED)  # type: ignore[attr-defined, unused-ignore]
