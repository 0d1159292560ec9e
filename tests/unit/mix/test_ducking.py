import numpy as np

from tonewright.dsp.compressor import BLOCK
from tonewright.mix.ducking import kick_envelope
from tonewright.render.stems import SAMPLE_RATE, Stem


def test_the_envelope_rises_with_each_kick_and_is_gone_before_the_next(band: list[Stem]) -> None:
    envelope = kick_envelope(band[0].samples, 120.0)
    per_beat = round(0.5 * SAMPLE_RATE / BLOCK)
    beats = envelope[: 15 * per_beat].reshape(15, per_beat)[1:]
    assert np.all(beats.max(axis=1) > 0.7)
    assert np.all(beats[:, -per_beat // 8 :].max(axis=1) < 0.35)


def test_hats_alone_do_not_duck() -> None:
    random = np.random.default_rng(1)
    hats = random.standard_normal((2, 4 * SAMPLE_RATE)).astype(np.float32)
    hats -= np.stack([np.convolve(row, np.ones(64) / 64, mode="same") for row in hats]).astype(np.float32)
    kick = np.zeros_like(hats)
    kick[:, :4000] = 4.0 * np.sin(2.0 * np.pi * 55.0 * np.arange(4000) / SAMPLE_RATE)
    envelope = kick_envelope(kick + 0.05 * hats, 120.0)
    assert envelope[: 4000 // BLOCK].max() > 0.7
    assert envelope[3 * SAMPLE_RATE // BLOCK :].max() < 0.05


def test_silence_does_not_duck() -> None:
    assert kick_envelope(np.zeros((2, SAMPLE_RATE), dtype=np.float32), 120.0).max() < 1e-6
