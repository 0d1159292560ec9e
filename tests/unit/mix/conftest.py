"""Stems to mix: simple signals that stand for a band."""

from collections.abc import Callable

import numpy as np
import pytest

from tonewright.render.stems import SAMPLE_RATE, Stem

MakeStem = Callable[..., Stem]


@pytest.fixture
def make_stem() -> MakeStem:
    """A stem of the given stereo samples; a mono signal is put in the middle."""

    def make(name: str, samples: np.ndarray, level_db: float = 0.0, reverb_send: float = 0.0) -> Stem:
        stereo = samples if samples.ndim == 2 else np.stack([samples, samples])
        return Stem(name, stereo.astype(np.float32), (name,), (0,), reverb_send, 0.0, level_db)

    return make


@pytest.fixture
def band(make_stem: MakeStem) -> list[Stem]:
    """Eight seconds of kick, bass, chords and a tune with rests."""
    random = np.random.default_rng(12)
    seconds = np.arange(8 * SAMPLE_RATE) / SAMPLE_RATE
    beat = seconds % 0.5
    kick = np.sin(2.0 * np.pi * (50.0 * beat + 12.0 * (1.0 - np.exp(-beat / 0.02)))) * np.exp(-beat / 0.08)
    hat = 0.2 * random.standard_normal(len(seconds)) * np.exp(-((seconds + 0.25) % 0.5) / 0.02)
    bass = 0.4 * np.sin(2.0 * np.pi * 55.0 * seconds) + 0.1 * np.sin(2.0 * np.pi * 110.0 * seconds)
    chord = sum(np.sin(2.0 * np.pi * hz * h * seconds) / h for hz in (220.0, 277.2, 329.6) for h in range(1, 9))
    chord = 0.1 * chord * (0.5 + 0.5 * np.exp(-(seconds % 2.0)))
    tune = 0.3 * np.sign(np.sin(2.0 * np.pi * 440.0 * seconds)) * (seconds % 2.0 < 1.2)
    return [
        make_stem("drums", kick + hat, 0.0, 0.08),
        make_stem("bass", bass, -1.5),
        make_stem("keys", np.stack([chord, np.roll(chord, 300)]), -5.0, 0.2),
        make_stem("lead", tune, -2.5, 0.2),
    ]
