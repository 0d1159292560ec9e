"""Stems: one stereo float track per role, memory-mapped so that long pieces stay out of memory."""

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 44_100


@dataclass(frozen=True)
class Stem:
    """A rendered stem.

    `samples` has shape (2, frames), float32, at SAMPLE_RATE; it may be a memory map. `parts` names the
    score parts that sound in it and `programs` their (nearest) General MIDI programs (0…127, −1 for drums
    or a voice), in the same order. `reverb_send` and `delay_send` (0…1) are what the mix returns into the
    stem, and `level_db` is where its parts together are meant to stand in the mix.
    `style` names the pack whose channel strip it takes where that is not the performance's.
    """

    name: str
    samples: NDArray[np.float32]
    parts: tuple[str, ...]
    programs: tuple[int, ...]
    reverb_send: float = 0.0
    delay_send: float = 0.0
    level_db: float = 0.0
    style: str = ""


def open_track(path: Path, frames: int) -> NDArray[np.float32]:
    """A zeroed, memory-mapped stereo track of shape (2, frames) in a new file at `path`."""
    return np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=(2, frames))


@contextmanager
def scratch_track(path: Path, frames: int) -> Iterator[NDArray[np.float32]]:
    """A zeroed track like `open_track`'s that is gone afterwards, file and memory."""
    track = open_track(path, frames)
    try:
        yield track
    finally:
        release_pages(track)
        path.unlink()


def reopen_track(path: Path) -> NDArray[np.float32]:
    """The track that another process has made at `path`, to be read and changed in place."""
    return np.lib.format.open_memmap(path, mode="r+")


def release_pages(samples: NDArray[np.float32]) -> None:
    """Give the memory of a memory-mapped track back; its samples stay in the file. Other arrays are left
    alone.
    """
    if isinstance(samples, np.memmap):
        samples._mmap.madvise(mmap.MADV_DONTNEED)  # type: ignore[attr-defined]
