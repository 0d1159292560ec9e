"""Rendering the voices: each singer's mono track at its place in the stem that it sounds in."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tonewright.performance.performed import Performance, SungPart
from tonewright.render.stems import SAMPLE_RATE, Stem, open_track, release_pages
from tonewright.render.strike import pan_gains
from tonewright.render.voice.singer import sing

Sing = Callable[[SungPart, float, int], NDArray[np.float32]]
"""What turns a singer's part, the seconds of the piece and the seed into a mono track."""


def render_voices(
    performance: Performance, workspace: Path, seed: int, singer: Sing = sing
) -> tuple[Stem, ...]:
    """Sing every vocal part into memory-mapped stems in `workspace`, in the order of their first parts.

    Raises SpeechError if a voice is unknown or its speech engine is missing.
    """
    frames = round(performance.seconds * SAMPLE_RATE)
    stems = []
    for name in dict.fromkeys(part.stem for part in performance.vocals):
        track = open_track(workspace / f"{name}.npy", frames)
        parts = [part for part in performance.vocals if part.stem == name]
        for part in parts:
            mono = singer(part, performance.seconds, seed)
            length = min(len(mono), frames)
            for side, gain in enumerate(pan_gains(part.pan, part.level_db)):
                track[side, :length] += mono[:length] * np.float32(gain)
        release_pages(track)
        stems.append(
            Stem(
                name=name,
                samples=track,
                parts=tuple(part.name for part in parts),
                programs=tuple(-1 for _ in parts),
                reverb_send=float(np.mean([part.reverb_send for part in parts])),
                level_db=float(np.mean([part.level_db for part in parts])),
            )
        )
    return tuple(stems)
