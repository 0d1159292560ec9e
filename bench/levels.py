"""Loudness, true peak and length of a delivered master.

Recipe: integrated loudness by pyloudnorm (ITU-R BS.1770-4); true peak of each channel oversampled eight times in
blocks of ten seconds that overlap (BS.1770-4, annex 2, asks for four); length in frames of the file.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyloudnorm
import soundfile
from scipy.signal import resample_poly

OVERSAMPLING = 8
_BLOCK_S, _OVERLAP = 10, 256


@dataclass(frozen=True)
class Levels:
    """A master's length, loudness and true peak."""

    seconds: float
    lufs: float
    true_peak_dbtp: float


def levels_of(master: Path) -> Levels:
    """Measure a WAV file."""
    mix, rate = soundfile.read(master, dtype="float32")
    peak = 0.0
    for start in range(0, len(mix), _BLOCK_S * rate):
        block = mix[max(start - _OVERLAP, 0) : start + _BLOCK_S * rate + _OVERLAP]
        peak = max(peak, float(np.abs(resample_poly(block, OVERSAMPLING, 1, axis=0)).max()))
    loudness = float(pyloudnorm.Meter(rate).integrated_loudness(mix))
    return Levels(len(mix) / rate, loudness, float(20.0 * np.log10(max(peak, 1e-9))))
