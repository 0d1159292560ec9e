"""Rendering the singers: each sung part as a voice in its stem, and when each word is heard."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from tonewright.performance.performed import Performance, SungPart
from tonewright.render.stems import SAMPLE_RATE, Stem, open_track, release_pages
from tonewright.render.voice.analysis import speak_line
from tonewright.render.voice.planning import as_heard
from tonewright.render.voice.singer import sing

Report = Callable[[int], None]


def render_vocals(
    performance: Performance, workspace: Path, seed: int, report: Report = lambda percent: None
) -> tuple[tuple[Stem, ...], tuple[SungPart, ...]]:
    """Sing every part into memory-mapped stems in `workspace`.

    Returns the stems in the order in which they first appear, and the parts with their words as heard.
    `report` is told the percentage that is done. Raises SpeechError as `sing` does.
    """
    stems: list[Stem] = []
    done = 0
    for name in dict.fromkeys(part.stem for part in performance.vocals):
        parts = [part for part in performance.vocals if part.stem == name]
        track = open_track(workspace / f"{name}.npy", round(performance.seconds * SAMPLE_RATE))
        loudest_db = max(part.level_db for part in parts)
        for part in parts:

            def told(percent: int, before: int = done) -> None:
                report((100 * before + percent) // len(performance.vocals))

            left, right = _gains(part.pan, part.level_db - loudest_db)
            voice = sing(part, performance.seconds, seed, told)
            track[0] += voice * left
            track[1] += voice * right
            done += 1
        release_pages(track)
        stems.append(
            Stem(
                name=name,
                samples=track,
                parts=tuple(part.name for part in parts),
                programs=(-1,) * len(parts),
                reverb_send=max(part.reverb_send for part in parts),
                level_db=loudest_db,
            )
        )
    heard = tuple(as_heard(part) for part in performance.vocals)
    # Every part has met the lines that it shares with others; no later piece will.
    speak_line.cache_clear()
    return tuple(stems), heard


def _gains(pan: float, level_db: float) -> tuple[np.float32, np.float32]:
    """Left and right gains of equal power for a level; a voice in the middle has it in both."""
    angle = (pan + 1.0) * np.pi / 4.0
    gain = np.sqrt(2.0) * 10.0 ** (level_db / 20.0)
    return np.float32(gain * np.cos(angle)), np.float32(gain * np.sin(angle))
