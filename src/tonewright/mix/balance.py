"""Balancing: every stem through its strip, into its space and to its place in the mix."""

from collections.abc import Sequence

import numpy as np

from tonewright.dsp.loudness import SILENCE_LUFS, measure_lufs
from tonewright.mix.space import Space, space_of
from tonewright.mix.strip import strip_of
from tonewright.render.stems import SAMPLE_RATE, Stem, release_pages

_ANCHOR_LUFS = -20.0
_FURTHEST_DB = 12.0
_TRUST = 0.85
_VOCAL_STEMS = ("vocals", "backing_vocals")


def balance(stems: Sequence[Stem], style: str, tempo_bpm: float) -> tuple[Stem, ...]:
    """Mix the stems in place and give them back: equalised, compressed, in their space, at their level.

    `style` is the performance's style, `tempo_bpm` times the echo. Nothing is shared between stems but
    what the kick and the voice do to the others' gain, so that they still add up to the mix.
    """
    space = space_of(style, tempo_bpm)
    for stem in stems:
        _treat(stem, style, space)
        release_pages(stem.samples)
    return tuple(stems)


def _treat(stem: Stem, style: str, space: Space) -> None:
    strip = strip_of(stem.name, style)
    strip.apply(stem.samples, SAMPLE_RATE)
    if stem.delay_send * strip.delay > 0.01:
        space.echo.add_to(stem.samples, 0.7 * stem.delay_send * strip.delay, SAMPLE_RATE)
    if stem.reverb_send * strip.reverb > 0.01:
        level = 0.6 * (1.6 / space.reverb.decay_s) ** 0.5
        space.reverb.add_to(stem.samples, level * stem.reverb_send * strip.reverb, SAMPLE_RATE)
    here_lufs = measure_lufs(stem.samples, SAMPLE_RATE)
    if here_lufs > SILENCE_LUFS:
        gain_db = _ANCHOR_LUFS + stem.level_db + strip.offset_db - here_lufs
        stem.samples[:] *= np.float32(10.0 ** (gain_db / 20.0))
