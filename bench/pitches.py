"""Pitch classes that sound in audio, freed from overtones: what key and chords are heard from.

Recipe: a constant-Q spectrum (librosa, 36 bins an octave from C1, seven octaves, hop 2048 at 22.05 kHz), its power
summed to semitones. For each span of time the mean is explained as a sum of notes, each with partials 1…8 of falling
amplitude 0.7^(k−1), by non-negative least squares (after Mauch & Dixon, "Approximate Note Transcription for the
Improved Identification of Difficult Chords", 2010, 2.2), on magnitudes. The notes' weights folded to twelve classes
are the chroma.
"""

import librosa
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

HOP = 2048
LOWEST = 24
OCTAVES = 7
PARTIAL_FALL = 0.7
PARTIALS = 8

Spectrum = NDArray[np.float64]
"""Magnitudes of shape (semitones from LOWEST up, frames)."""
Chroma = NDArray[np.float64]
"""Twelve weights from C up."""


def semitones_of(samples: NDArray[np.float32], rate: int) -> Spectrum:
    """The semitone spectrum of a mono signal, HOP samples a frame."""
    fine = np.abs(
        librosa.cqt(
            samples, sr=rate, hop_length=HOP, fmin=librosa.midi_to_hz(LOWEST) * 2 ** (-1 / 36), n_bins=36 * OCTAVES,
            bins_per_octave=36, tuning=0.0,
        )
    )  # fmt: skip
    return np.sqrt((fine.reshape(12 * OCTAVES, 3, -1) ** 2).sum(axis=1)).astype(float)


def notes_in(spectrum: Spectrum, rate: int, start_s: float, end_s: float) -> NDArray[np.float64]:
    """How strongly each semitone is played between two times."""
    first = round(start_s * rate / HOP)
    last = max(round(end_s * rate / HOP), first + 1)
    weights, _ = nnls(_DICTIONARY, spectrum[:, first:last].mean(axis=1))
    return weights


def folded(notes: NDArray[np.float64]) -> Chroma:
    """The chroma of semitone weights from LOWEST, a C, upwards."""
    return notes.reshape(-1, 12).sum(axis=0)


def lowest(notes: NDArray[np.float64]) -> Chroma:
    """The chroma of the lowest note alone that has a fifth of the strongest one's weight."""
    found = np.zeros(12)
    if notes.any():
        at = int(np.flatnonzero(notes >= 0.2 * notes.max())[0])
        found[at % 12] = notes[at]
    return found


def _dictionary() -> NDArray[np.float64]:
    size = 12 * OCTAVES
    notes = np.zeros((size, size))
    for note in range(size):
        for partial in range(1, PARTIALS + 1):
            place = note + 12.0 * np.log2(partial)
            low = int(place)
            for semitone, share in ((low, 1.0 - place + low), (low + 1, place - low)):
                if semitone < size:
                    notes[semitone, note] += share * PARTIAL_FALL ** (partial - 1)
    return notes / np.linalg.norm(notes, axis=0)


_DICTIONARY = _dictionary()
