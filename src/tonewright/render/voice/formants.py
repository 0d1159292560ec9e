"""A spoken envelope turned into a singer's: vocal-tract length, tilt, singer's formant, the top octave."""

from dataclasses import dataclass

import numba
import numpy as np
import scipy.interpolate
from numpy.typing import NDArray

from tonewright.speech.roster import VoiceSound

BINS = 1025
RING_HZ, RING_WIDTH_HZ = 2900.0, 500.0
"""Sundberg, "The acoustics of the singing voice", Scientific American 236 (1977)."""
SPOKEN_BAND_HZ = 6_800.0
"""flite's voices are silent above 7 kHz, where singers and their consonants are not."""
HISS_DB, HISS_WIDTH_HZ = 7.0, 500.0
"""flite's voices have a hump of noise at the end of their band; this takes it down."""
RUMBLE_HZ, RUMBLE_DB_PER_OCTAVE = 600.0, 15.0
"""Voiceless consonants have nothing low; what the analysis finds there leaks from their neighbours."""
TOP_FALL_DB_PER_KHZ = 2.5
VOICED_TOP_FALL_DB_PER_KHZ = 4.0
"""How the envelope goes on above the spoken line's band, for noise and for the voice."""
BREATH_FULL_HZ = 4_000.0
"""Breath is heard above the strong lower harmonics; below this it fades away."""
DRIFT_BANDS_HZ = np.array((500.0, 1_000.0, 1_700.0, 2_700.0, 3_800.0, 5_500.0))
DRIFT_DB, DRIFT_FRAMES = 0.8, 36
_NEPER_PER_DB = np.float32(np.log(10.0) / 20.0)


@dataclass(frozen=True, eq=False)
class Tract:
    """A vocal tract for one sample rate.

    `position` (BINS,) says which (fractional) bin of the spoken envelope sounds in each bin, `fall` (BINS,)
    what is added there, `voiced_gain` and `noise_gain` (BINS,) what is added where the voice sounds and where
    it does not, all in neper;
    `breath` (BINS,) is the least share of noise, 0…1, at the frequencies `frequency_hz` (BINS,).
    """

    position: NDArray[np.float32]
    fall: NDArray[np.float32]
    voiced_gain: NDArray[np.float32]
    noise_gain: NDArray[np.float32]
    breath: NDArray[np.float32]
    frequency_hz: NDArray[np.float32]


def make_tract(sound: VoiceSound, spoken_bins: int, spoken_nyquist_hz: float, nyquist_hz: float) -> Tract:
    """The tract of a voice for envelopes with `spoken_bins` bins up to `spoken_nyquist_hz`."""
    frequency = np.linspace(0.0, nyquist_hz, BINS)
    spoken = frequency / sound.formants
    edge = min(SPOKEN_BAND_HZ, 0.9 * spoken_nyquist_hz)
    beyond = np.maximum(spoken - edge, 0.0)
    position = np.minimum(spoken, edge) / spoken_nyquist_hz * (spoken_bins - 1)
    hump = np.exp(-0.5 * ((np.minimum(spoken, edge) - edge) / HISS_WIDTH_HZ) ** 2)
    fall = -(TOP_FALL_DB_PER_KHZ * beyond / 1000.0 + HISS_DB * hump) * _NEPER_PER_DB
    tilt_db = sound.tilt_db * np.log2(np.clip(frequency, 200.0, 4000.0) / 1000.0)
    ring_db = sound.ring_db * np.exp(-0.5 * ((frequency - RING_HZ * sound.formants) / RING_WIDTH_HZ) ** 2)
    top_db = (TOP_FALL_DB_PER_KHZ - VOICED_TOP_FALL_DB_PER_KHZ) * beyond / 1000.0
    gain = (tilt_db + ring_db + top_db) * _NEPER_PER_DB
    rumble_db = -RUMBLE_DB_PER_OCTAVE * np.clip(np.log2(RUMBLE_HZ / np.maximum(frequency, 1.0)), 0.0, 3.0)
    breath = sound.breath * np.clip(frequency / BREATH_FULL_HZ, 0.02, 1.0)
    return Tract(
        position.astype(np.float32),
        fall.astype(np.float32),
        gain.astype(np.float32),
        (rumble_db * _NEPER_PER_DB).astype(np.float32),
        breath.astype(np.float32),
        frequency.astype(np.float32),
    )


def colour_drift(frames: int, generator: np.random.Generator, nyquist_hz: float) -> NDArray[np.float32]:
    """The slow wandering (frames, BINS) of a voice's colour in neper, without which held vowels stand still."""
    knots = generator.standard_normal((frames // DRIFT_FRAMES + 3, len(DRIFT_BANDS_HZ)))
    at = np.arange(frames) / DRIFT_FRAMES
    moves = scipy.interpolate.CubicSpline(np.arange(len(knots)), knots, axis=0)(at)
    frequency = np.linspace(0.0, nyquist_hz, BINS)
    width = 0.3 * DRIFT_BANDS_HZ[:, None] + 100.0
    bands = np.exp(-0.5 * ((frequency[None, :] - DRIFT_BANDS_HZ[:, None]) / width) ** 2)
    return np.asarray(DRIFT_DB * _NEPER_PER_DB * moves.astype(np.float32) @ bands.astype(np.float32))


@numba.njit(cache=True)
def sung_envelope(
    log_envelope: NDArray[np.float32],
    frame: NDArray[np.float64],
    voiced: NDArray[np.bool_],
    position: NDArray[np.float32],
    fall: NDArray[np.float32],
    voiced_gain: NDArray[np.float32],
    noise_gain: NDArray[np.float32],
) -> NDArray[np.float32]:
    """The envelope (frames, BINS) in neper of a sung line.

    `frame` (frames,) says which (fractional) frame of `log_envelope` sounds; the last four arrays are
    the tract's.
    """
    spoken_frames, spoken_bins = log_envelope.shape
    result = np.empty((frame.shape[0], position.shape[0]), np.float32)
    for i in range(frame.shape[0]):
        at = min(max(frame[i], 0.0), spoken_frames - 1.001)
        row = int(at)
        after = np.float32(at - row)
        for k in range(position.shape[0]):
            left = min(int(position[k]), spoken_bins - 2)
            right = position[k] - np.float32(left)
            early = log_envelope[row, left] * (1 - right) + log_envelope[row, left + 1] * right
            late = log_envelope[row + 1, left] * (1 - right) + log_envelope[row + 1, left + 1] * right
            value = early * (1 - after) + late * after + fall[k]
            result[i, k] = value + (voiced_gain[k] if voiced[i] else noise_gain[k])
    return result
