"""A shimmer: a cloud of short grains of a tone, its octaves and its twelfth, scattered over the stereo field.

Granular synthesis as C. Roads describes it ("Microsound", MIT Press, 2001, chapter 3): grains of 40–140 ms under a Hann
window, at random moments, so many a second that they melt into one another.
"""

import numpy as np

from tonewright.dsp.envelopes import adsr
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz
from tonewright.theory.seeds import rng

_GRAINS_HZ = 16.0
_SHORTEST_S, _LONGEST_S = 0.04, 0.14
# The tone, its octave, twelfth and double octave, and how often each is chosen.
_RATIOS = (1.0, 2.0, 3.0, 4.0)
_CHANCES = (0.42, 0.34, 0.1, 0.14)
_SPREAD_CENTS = 6.0
_HIGHEST_HZ = 9000.0


class Shimmer:
    """The `shimmer` instrument."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A cloud that gathers over two seconds and thins out after the note's end."""
        generator = rng(self._seed, f"shimmer/{pitch}/{hold_frames}")
        envelope = adsr(hold_frames, attack_s=2.0, decay_s=1.0, sustain=1.0, release_s=2.8, sample_rate=SAMPLE_RATE)
        frames = len(envelope)
        count = int(_GRAINS_HZ * frames / SAMPLE_RATE)
        starts = generator.integers(0, frames, count)
        lengths = (generator.uniform(_SHORTEST_S, _LONGEST_S, count) * SAMPLE_RATE).astype(int)
        ratios = generator.choice(_RATIOS, count, p=_CHANCES)
        cents = generator.uniform(-_SPREAD_CENTS, _SPREAD_CENTS, count)
        angles = generator.uniform(0.08, 0.92, count) * np.pi / 2.0
        sizes = generator.uniform(0.4, 1.0, count)
        sound = np.zeros((2, frames))
        for start, length, ratio, cent, angle, size in zip(starts, lengths, ratios, cents, angles, sizes, strict=True):
            stop = min(start + length, frames)
            hz = frequency_hz(pitch) * ratio * 2.0 ** (cent / 1200.0)
            if hz > _HIGHEST_HZ:
                continue
            place = np.arange(stop - start)
            window = 0.5 - 0.5 * np.cos(2.0 * np.pi * place / length)
            grain = size / ratio**0.5 * window * np.sin(2.0 * np.pi * hz * place / SAMPLE_RATE)
            sound[0, start:stop] += np.cos(angle) * grain
            sound[1, start:stop] += np.sin(angle) * grain
        return np.asarray(sound * envelope * (0.22 * (velocity / 127.0) ** 2), dtype=np.float32)
