"""Tone: one gentle equaliser for all stems that draws the mix towards the tonal balance of its style."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.biquad import Sections, high_shelf, low_shelf, magnitude, peak, series
from tonewright.render.stems import SAMPLE_RATE, Stem
from tonewright.styles.packs import pack_table

OCTAVES_HZ = np.array([63.0, 125.0, 250.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0])

_USUAL_DB = (-23.0, -23.0, -25.0, -27.0, -29.0, -31.0, -34.0, -38.0)
"""The long-term average spectrum of popular recordings: about 5 dB per octave down above 100 Hz per hertz, which is
2 dB per octave in octave bands. Source: P. D. Pestana et al., "Spectral Characteristics of Popular Commercial
Recordings 1950–2010", AES Convention 135, 2013."""
_FILTERS: tuple[tuple[Callable[[float, float, float, float], Sections], float, float], ...] = (
    (low_shelf, 110.0, 0.7),
    (peak, 300.0, 0.6),
    (peak, 1700.0, 0.5),
    (high_shelf, 5500.0, 0.7),
)
_WINDOW = 16_384
_WINDOWS = 64
_STRENGTH = 0.8
_FURTHEST_DB = 4.5
_NOTICEABLE_DB = 0.4


def tone_correction(stems: Sequence[Stem], style: str) -> Sections:
    """The sections that bring the sum of the stems most of the way to the style's balance, ±4.5 dB at most.

    There are none where that would hardly be heard, or nothing sounds.
    """
    levels = octave_levels_db(stems)
    if levels is None:
        return series()
    away = balance_of(style) - levels
    away -= away.mean()
    filters = [make(hz, 1.0, q, SAMPLE_RATE) for make, hz, q in _FILTERS]
    unit = 20.0 * np.log10(np.array([magnitude(one, OCTAVES_HZ, SAMPLE_RATE) for one in filters]))
    unit -= unit.mean(axis=1, keepdims=True)
    gains, *_ = np.linalg.lstsq(unit.T, _STRENGTH * away, rcond=None)
    gains = np.clip(gains, -_FURTHEST_DB, _FURTHEST_DB)
    if np.abs(gains).max() < _NOTICEABLE_DB:
        return series()
    tuned = zip(_FILTERS, gains, strict=True)
    return series(*[make(hz, float(gain), q, SAMPLE_RATE) for (make, hz, q), gain in tuned])


def balance_of(style: str) -> NDArray[np.float64]:
    """The levels in dB at OCTAVES_HZ that a style is drawn towards, of which only the differences count.

    A style, by its pack's name, without a balance of its own has the general one.
    """
    return np.array(pack_table(style, "tone", ("octaves_db",)).get("octaves_db", _USUAL_DB))


def octave_levels_db(stems: Sequence[Stem]) -> NDArray[np.float64] | None:
    """Levels in dB of the octaves of the stems' sum over windows spread over the piece, None for silence."""
    frames = stems[0].samples.shape[1]
    window = min(_WINDOW, frames)
    starts = np.unique(np.linspace(0, frames - window, _WINDOWS).astype(np.int64))
    shape = np.hanning(window)
    spectrum = np.zeros(window // 2 + 1)
    for start in starts:
        part = sum((stem.samples[:, start : start + window] for stem in stems), np.zeros((2, window)))
        spectrum += (np.abs(np.fft.rfft(part * shape, axis=1)) ** 2).sum(axis=0)
    frequencies = np.fft.rfftfreq(window, 1.0 / SAMPLE_RATE)
    powers = [spectrum[(frequencies >= hz / 2.0**0.5) & (frequencies < hz * 2.0**0.5)].sum() for hz in OCTAVES_HZ]
    if min(powers) <= 0.0 or window < _WINDOW // 4:
        return None
    return np.asarray(10.0 * np.log10(np.array(powers)))
