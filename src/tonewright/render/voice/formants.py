"""A spoken envelope turned into a singer's: vocal tract, tilt, singer's formant, effort, the top octave."""

from dataclasses import dataclass

import numpy as np
import scipy.interpolate
from numpy.typing import NDArray
from scipy.ndimage import median_filter, uniform_filter1d

from tonewright.render.voice.envelope import add_colour, read_envelope
from tonewright.speech.roster import VoiceSound

BINS = 1025
RING_HZ, RING_WIDTH_HZ = 2900.0, 500.0
"""Sundberg, "The acoustics of the singing voice", Scientific American 236 (1977)."""
SPREAD_HZ = 1_400.0
"""Formants are spread away from here, which lies between the first two of most vowels."""
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
FIRST_FORMANT_HZ = (230.0, 950.0)
"""Where the first formant of a man's vowels lies."""
GLOTTAL_HZ, GLOTTAL_UNTIL_HZ = (90.0, 210.0), 330.0
"""Where a man's spoken fundamental lies, and up to where it colours the envelope."""
GLOTTAL_DB, MOST_LOWERED_DB = -3.0, 15.0
"""The level wanted there, against the first formant's: sung tones are strongest near 500 Hz, not at the fundamental."""
BENT_TO_HZ = (900.0, 2_000.0)
"""A lifted first formant takes everything up to the first along, and nothing above the second."""
TUNED, MOST_LIFTED_HZ = 0.8, 400.0
"""How far the first formant follows a fundamental that is higher than it."""
EFFORT_HZ_PER_DB = 3.5
"""Liénard & Di Benedetto, "Effect of vocal effort on spectral properties of vowels", JASA 106 (1999)."""
EFFORT_TILT, EFFORT_FROM_HZ, EFFORT_FULL_HZ = 0.6, 600.0, 2_400.0
"""Above 2 kHz a voice grows by 1.6 dB for each that it grows by as a whole.

Nordenberg & Sundberg, "Effect on LTAS of vocal loudness variation", Logopedics Phoniatrics Vocology 29 (2004).
"""
DRIFT_BANDS_HZ = np.array((500.0, 1_000.0, 1_700.0, 2_700.0, 3_800.0, 5_500.0))
DRIFT_DB, DRIFT_FRAMES = 0.8, 36
_NEPER_PER_DB = np.float32(np.log(10.0) / 20.0)


@dataclass(frozen=True, eq=False)
class Tract:
    """A vocal tract for one sample rate.

    `position` (BINS,) says which (fractional) bin of the spoken envelope sounds in each bin, and `bend` (BINS,)
    how many bins lower that is for each hertz that the first formant is lifted by. `gains` (2, BINS) are added
    in neper where the voice does not sound and where it does, `fundamental` at its lowest partial, and `effort`
    (BINS,) for each decibel of effort. `breath` (BINS,) is the least share of noise, 0…1, at the frequencies
    `frequency_hz` (BINS,); `formants` is the voice's factor.
    """

    position: NDArray[np.float32]
    bend: NDArray[np.float32]
    gains: NDArray[np.float32]
    fundamental: float
    effort: NDArray[np.float32]
    breath: NDArray[np.float32]
    frequency_hz: NDArray[np.float32]
    formants: float


def make_tract(sound: VoiceSound, spoken_bins: int, spoken_nyquist_hz: float, nyquist_hz: float) -> Tract:
    """The tract of a voice for envelopes with `spoken_bins` bins up to `spoken_nyquist_hz`."""
    frequency = np.linspace(0.0, nyquist_hz, BINS)
    spoken = SPREAD_HZ * (frequency / sound.formants / SPREAD_HZ) ** (1.0 / sound.spread)
    edge = min(SPOKEN_BAND_HZ, 0.9 * spoken_nyquist_hz)
    beyond = np.maximum(spoken - edge, 0.0)
    bins_per_hz = (spoken_bins - 1) / spoken_nyquist_hz
    position = np.minimum(spoken, edge) * bins_per_hz
    low_hz, high_hz = BENT_TO_HZ
    bent = np.minimum(frequency / 250.0, np.clip((high_hz - frequency) / (high_hz - low_hz), 0.0, 1.0))
    bend = np.clip(bent, 0.0, 1.0) * bins_per_hz / sound.formants
    hump = np.exp(-0.5 * ((np.minimum(spoken, edge) - edge) / HISS_WIDTH_HZ) ** 2)
    fall_db = -(TOP_FALL_DB_PER_KHZ * beyond / 1000.0 + HISS_DB * hump)
    tilt_db = sound.tilt_db * np.log2(np.clip(frequency, 200.0, 4000.0) / 1000.0)
    ring_db = sound.ring_db * np.exp(-0.5 * ((frequency - RING_HZ * sound.formants) / RING_WIDTH_HZ) ** 2)
    top_db = (TOP_FALL_DB_PER_KHZ - VOICED_TOP_FALL_DB_PER_KHZ) * beyond / 1000.0
    rumble_db = -RUMBLE_DB_PER_OCTAVE * np.clip(np.log2(RUMBLE_HZ / np.maximum(frequency, 1.0)), 0.0, 3.0)
    fall_db += _equaliser_db(sound, frequency)
    gains_db = np.stack((fall_db + rumble_db, fall_db + tilt_db + ring_db + top_db))
    span = np.log2(EFFORT_FULL_HZ / EFFORT_FROM_HZ)
    effort_db = EFFORT_TILT * np.clip(np.log2(np.maximum(frequency, 1.0) / EFFORT_FROM_HZ) / span, 0.0, 1.0)
    breath = sound.breath * np.clip(frequency / BREATH_FULL_HZ, 0.02, 1.0)
    return Tract(
        position.astype(np.float32),
        bend.astype(np.float32),
        (gains_db * _NEPER_PER_DB).astype(np.float32),
        float(sound.fundamental_db * _NEPER_PER_DB),
        (effort_db * _NEPER_PER_DB).astype(np.float32),
        breath.astype(np.float32),
        frequency.astype(np.float32),
        sound.formants,
    )


def _equaliser_db(sound: VoiceSound, frequency_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    points_hz, gains_db = zip(*(sound.equaliser or ((1_000.0, 0.0),)), strict=True)
    return np.asarray(np.interp(np.log(np.maximum(frequency_hz, 1.0)), np.log(points_hz), gains_db))


def first_formants(log_envelope: NDArray[np.float32], nyquist_hz: float) -> NDArray[np.float64]:
    """The first formant in Hz of each frame of a spoken envelope (frames, bins): its peak where vowels have it."""
    hz_per_bin = nyquist_hz / (log_envelope.shape[1] - 1)
    low, high = (round(hz / hz_per_bin) for hz in FIRST_FORMANT_HZ)
    peak = low + np.argmax(log_envelope[:, low:high], axis=1)
    return np.asarray(uniform_filter1d(median_filter(peak * hz_per_bin, 15, mode="nearest"), 9, mode="nearest"))


def without_fundamental(log_envelope: NDArray[np.float32], nyquist_hz: float) -> NDArray[np.float32]:
    """A spoken envelope (frames, bins) without the hump that the speaker's own fundamental leaves in it.

    It belongs to the source, and would make hollow, booming notes where a sung fundamental meets it. How much there is
    is told by the line's louder frames.
    """
    hz = np.linspace(0.0, nyquist_hz, log_envelope.shape[1])
    vowel = (hz >= FIRST_FORMANT_HZ[0]) & (hz < FIRST_FORMANT_HZ[1])
    strength = log_envelope[:, vowel].mean(axis=1)
    usual = log_envelope[strength >= np.percentile(strength, 60)].mean(axis=0) / _NEPER_PER_DB
    first = (hz >= GLOTTAL_UNTIL_HZ) & (hz < 750.0)
    hump = (hz >= GLOTTAL_HZ[0]) & (hz < GLOTTAL_HZ[1])
    lower_db = np.clip(usual[hump].mean() - usual[first].mean() - GLOTTAL_DB, 0.0, MOST_LOWERED_DB)
    along = np.clip((hz - GLOTTAL_HZ[1]) / (GLOTTAL_UNTIL_HZ - GLOTTAL_HZ[1]), 0.0, 1.0)
    shelf_db = -lower_db * 0.5 * (1.0 + np.cos(np.pi * along))
    return np.asarray(log_envelope + shelf_db * _NEPER_PER_DB, np.float32)


def sung_envelope(
    log_envelope: NDArray[np.float32],
    frame: NDArray[np.float64],
    voiced: NDArray[np.bool_],
    tract: Tract,
    f0_hz: NDArray[np.float64],
    effort_db: NDArray[np.float64],
    spoken_nyquist_hz: float,
) -> NDArray[np.float32]:
    """The envelope (frames, BINS) in neper of a sung line.

    `frame` (frames,) says which (fractional) frame of `log_envelope` sounds, `effort_db` (frames,) how much louder
    than usual the singer sings. A first formant that lies under the fundamental is tuned to it (Joliveau, Smith &
    Wolfe, "Tuning of vocal tract resonance by sopranos", Nature 427, 2004).
    """
    spoken_hz = first_formants(log_envelope, spoken_nyquist_hz)
    first_hz = tract.formants * np.interp(frame, np.arange(len(spoken_hz)), spoken_hz)
    lift_hz = TUNED * np.maximum(f0_hz - first_hz, 0.0) + EFFORT_HZ_PER_DB * effort_db
    bin_hz = float(tract.frequency_hz[1])
    envelope = read_envelope(
        without_fundamental(log_envelope, spoken_nyquist_hz),
        frame,
        voiced,
        tract.position,
        tract.bend,
        np.clip(lift_hz, -50.0, MOST_LIFTED_HZ).astype(np.float32),
        tract.gains,
        (f0_hz / bin_hz).astype(np.float32),
        bin_hz,
        tract.fundamental,
    )
    envelope += (voiced * effort_db).astype(np.float32)[:, None] * tract.effort
    return envelope


def colour(
    envelope: NDArray[np.float32], gain: NDArray[np.float64], generator: np.random.Generator, nyquist_hz: float
) -> None:
    """Add a gain (frames,) in neper, and the slow wandering of a voice's colour that keeps held vowels alive."""
    frames = envelope.shape[0]
    knots = generator.standard_normal((frames // DRIFT_FRAMES + 3, len(DRIFT_BANDS_HZ)))
    at = np.arange(frames) / DRIFT_FRAMES
    moves = scipy.interpolate.CubicSpline(np.arange(len(knots)), knots, axis=0)(at)
    frequency = np.linspace(0.0, nyquist_hz, BINS)
    width = 0.3 * DRIFT_BANDS_HZ[:, None] + 100.0
    bands = DRIFT_DB * _NEPER_PER_DB * np.exp(-0.5 * ((frequency[None, :] - DRIFT_BANDS_HZ[:, None]) / width) ** 2)
    add_colour(envelope, gain.astype(np.float32), moves.astype(np.float32), bands.astype(np.float32))
