"""What a sheet shows of the sound, measured in one pass over the stems."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.true_peak import true_peak
from tonewright.sheet.band_meter import BandMeter
from tonewright.sheet.loudness_meter import STEP_FRAMES, LoudnessMeter
from tonewright.sheet.spectrograph import Spectrograph

BLOCK_FRAMES = 40 * STEP_FRAMES
_FULL_SCALE = np.float32(2.0**-23)
# The interpolation filter of the true peak sees six frames before and after.
_PEAK_OVERLAP = 16
_THREADS = 2
# A stem's long-term spectrum is well known from every other window.
_STEM_HOP, _MIX_HOP = 32_768, 12_288


@dataclass(frozen=True)
class Voice:
    """A stem, or the mix: its loudness over time, its long-term spectrum, its highest sample or true peak in dB."""

    loudness: LoudnessMeter
    bands: BandMeter
    peak_db: float


@dataclass(frozen=True)
class Sound:
    """The stems in the archive's order, their sum, and the sum's spectrogram (`levels_db` by row and column)."""

    stems: tuple[Voice, ...]
    mix: Voice
    times_s: NDArray[np.float64]
    rows_hz: NDArray[np.float64]
    levels_db: NDArray[np.float32]


def measure(blocks: Iterable[Sequence[NDArray[np.int32]]], stems: int, frames: int) -> Sound:
    """Measure blocks of BLOCK_FRAMES frames (the last may be shorter): for every stem an array (2, frames)."""
    meters = [_Meters(_STEM_HOP) for _ in range(stems)] + [_Meters(_MIX_HOP)]
    spectrograph = Spectrograph(frames)
    with ThreadPoolExecutor(_THREADS) as pool:
        for block in blocks:
            mix = _scaled(sum(block[1:], start=block[0]))
            drawing = pool.submit(spectrograph.hear, (mix[0] + mix[1]) * np.float32(0.5))
            mixing = pool.submit(meters[stems].hear_mix, mix)
            list(pool.map(_Meters.hear_stem, meters[:stems], block))
            mixing.result()
            drawing.result()
    times_s, levels_db = spectrograph.levels_db()
    voices = [one.voice() for one in meters]
    return Sound(tuple(voices[:-1]), voices[-1], times_s, spectrograph.rows_hz, levels_db)


class _Meters:
    """All meters of a stem or of the mix. Each is used by one thread at a time."""

    def __init__(self, hop: int) -> None:
        self._loudness = LoudnessMeter()
        self._bands = BandMeter(hop)
        self._peak = 0.0
        self._tail = np.zeros((2, _PEAK_OVERLAP), np.float32)

    def hear_stem(self, block: NDArray[np.int32]) -> None:
        self._hear(_scaled(block))

    def hear_mix(self, mix: NDArray[np.float32]) -> None:
        self._hear(mix)
        joined = np.concatenate((self._tail, mix), axis=1)
        self._peak = max(self._peak, true_peak(joined))
        self._tail = joined[:, -_PEAK_OVERLAP:]

    def voice(self) -> Voice:
        peak_db = 20.0 * float(np.log10(max(self._peak, 1e-6)))
        return Voice(self._loudness, self._bands, peak_db)

    def _hear(self, heard: NDArray[np.float32]) -> None:
        self._peak = max(self._peak, float(heard.max()), -float(heard.min()))
        self._loudness.hear(heard)
        self._bands.hear(heard)


def _scaled(integers: NDArray[np.int32]) -> NDArray[np.float32]:
    """24-bit integers as samples within ±1."""
    return np.asarray(np.multiply(integers, _FULL_SCALE, dtype=np.float32, casting="unsafe"), np.float32)
