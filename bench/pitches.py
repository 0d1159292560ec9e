"""Pitch classes that sound in a stem, freed from overtones: what chords are heard from.

Recipe: a constant-Q spectrum (librosa, 36 bins an octave from C1, seven octaves, filters of half the usual length, so
that chords of half a bar do not run together, hop 1024 at 22.05 kHz), its power summed to semitones and over both
channels. For each span of time the mean is explained as a sum of notes by non-negative least squares on magnitudes
(after Mauch & Dixon, "Approximate Note Transcription for the Improved Identification of Difficult Chords", 2010, 2.2),
each with partials 1…8, spread over the neighbouring semitones as the filters do. How loud the partials are is learned
for each stem by itself, since a sine-like electric piano's seventh else passes for an overtone of its third, and a
saw's overtones for notes: from amplitudes of 0.5 to the power k−1, notes and partials are fitted in turn, three times,
to the stem's own mean spectra of every second. The notes' weights folded to twelve classes are the chroma.
"""

from dataclasses import dataclass

import librosa
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

HOP = 1024
LOWEST = 24
OCTAVES = 7
SIZE = 12 * OCTAVES
FIRST_FALL = 0.5
TURNS = 3
MOST_SPECTRA = 60
FILTER_SCALE = 0.5
PARTIALS = 8

Spectrum = NDArray[np.float64]
"""Magnitudes of shape (semitones from LOWEST up, frames)."""
Chroma = NDArray[np.float64]
"""Twelve weights from C up."""


@dataclass(frozen=True)
class Listener:
    """A stem as it is listened to: its semitone spectrum, and what each note looks like there with its partials."""

    spectrum: Spectrum
    notes: NDArray[np.float64]
    rate: int

    def notes_in(self, start_s: float, end_s: float) -> NDArray[np.float64]:
        """How strongly each semitone from LOWEST up is played between two times."""
        return nnls(self.notes, self._mean(start_s, end_s))[0]

    def level_in(self, start_s: float, end_s: float) -> float:
        """The level between two times as a share of the loudest frame's."""
        return float(self._mean(start_s, end_s).sum() / max(self.spectrum.sum(axis=0).max(), 1e-12))

    def _mean(self, start_s: float, end_s: float) -> NDArray[np.float64]:
        first = min(round(start_s * self.rate / HOP), self.spectrum.shape[1] - 1)
        return self.spectrum[:, first : max(round(end_s * self.rate / HOP), first + 1)].mean(axis=1)


def listen(samples: NDArray[np.float32], rate: int) -> Listener:
    """Listen to a stem of shape (2, n), and learn its partials."""
    spectrum = semitones_of(samples, rate)
    second = max(round(rate / HOP), 1)
    means = [spectrum[:, at : at + second].mean(axis=1) for at in range(0, spectrum.shape[1], second)]
    loudest = max(float(mean.sum()) for mean in means)
    means = [mean / mean.sum() for mean in means if mean.sum() > 0.03 * loudest]
    means = means[:: len(means) // MOST_SPECTRA + 1]
    partials = FIRST_FALL ** np.arange(PARTIALS)
    for _ in range(TURNS):
        played = [nnls(_notes(partials), mean)[0] for mean in means]
        rows = np.concatenate([_RESPONSES @ weights for weights in played], axis=1).T if played else None
        if rows is not None and rows.any():
            fitted = nnls(rows, np.concatenate(means))[0]
            if fitted[0] > 0.0:
                partials = fitted / fitted[0]
    return Listener(spectrum, _notes(partials), rate)


def semitones_of(samples: NDArray[np.float32], rate: int) -> Spectrum:
    """The semitone spectrum of a signal of shape (2, n), both channels' power together, HOP samples a frame."""
    fine = np.abs(
        librosa.cqt(
            samples, sr=rate, hop_length=HOP, fmin=librosa.midi_to_hz(LOWEST) * 2 ** (-1 / 36), n_bins=36 * OCTAVES,
            bins_per_octave=36, tuning=0.0, filter_scale=FILTER_SCALE,
        )
    )  # fmt: skip
    # librosa divides by the root of each filter's length; that is made good, so that partials keep their amplitudes.
    true = 2.0 ** (np.arange(SIZE) / 24.0)
    return (np.sqrt((fine.reshape(2, SIZE, 3, -1) ** 2).sum(axis=(0, 2))) * true[:, None]).astype(float)


def folded(notes: NDArray[np.float64]) -> Chroma:
    """The chroma of semitone weights from LOWEST, a C, upwards."""
    return notes.reshape(-1, 12).sum(axis=0)


def lowest(notes: NDArray[np.float64], below: int) -> Chroma:
    """The chroma of the lowest note alone that has a fifth of the strongest one's weight, if it is below a pitch."""
    found = np.zeros(12)
    if notes.any():
        at = int(np.flatnonzero(notes >= 0.2 * notes.max())[0])
        found[at % 12] = notes[at] if at + LOWEST < below else 0.0
    return found


def _notes(partials: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each note looks like, a column each, its fundamental 1."""
    return np.tensordot(partials, _RESPONSES, axes=1)


def _response(semitones: NDArray[np.float64]) -> NDArray[np.float64]:
    """What a semitone's three filters, Hann windows of constant Q, make of a tone so many semitones away."""
    step = 2.0 ** (1.0 / 36.0)
    quality = FILTER_SCALE * (step**2 + 1.0) / (step**2 - 1.0)
    cells = [quality * (2.0 ** (np.clip(semitones + third / 3.0, -4.0, 4.0) / 12.0) - 1.0) for third in (-1, 0, 1)]
    gains = [np.sinc(cell) / np.where(np.abs(np.abs(cell) - 1.0) < 1e-9, 1e-9, 1.0 - cell**2) for cell in cells]
    near = np.abs(semitones) < 4.0
    return np.where(near, np.sqrt(sum(np.minimum(np.abs(gain), 1.0) ** 2 for gain in gains)), 0.0)


def _responses() -> NDArray[np.float64]:
    """Partial k of note n in semitone s, of shape (PARTIALS, semitones, notes)."""
    places = np.arange(SIZE)
    return np.stack([_response(places[None, :] + 12.0 * np.log2(k) - places[:, None]) for k in range(1, PARTIALS + 1)])


_RESPONSES = _responses()
