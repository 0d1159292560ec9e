"""Pitch classes that sound in a stem, freed from overtones: what chords are heard from.

Recipe: a variable-Q spectrum (librosa `vqt`, three bins a semitone, seven octaves from C1, at 22.05 kHz every 1024
samples, means of two) of left and right, their powers added. Filters are a third of a semitone wide and 3 Hz more
(Schörkhuber et al., "A Matlab Toolbox for Efficient Perfect Reconstruction Time-Frequency Transforms with
Log-Frequency Resolution", 2014, 2.1), so that in low registers, too, chords of half a bar do not run together. It is
explained as a sum of notes, C1 to E6, with partials 1…16, by non-negative factorisation with a divergence of beta 0.5
(Vincent, Bertin & Badeau, "Adaptive Harmonic Spectral Decomposition for Multiple Pitch Estimation", 2010; updates by
Févotte & Idier, "Algorithms for Nonnegative Matrix Factorization with the β-Divergence", 2011, 4.1): how loud the
partials of each note are is learned from the stem itself, from amplitudes of 0.7 to the power k−1 on, as a sine-like
electric piano's seventh else passes for an overtone of its third, and a saw's overtones for notes. What notes do not
tell of themselves they take from their neighbours within a few semitones. Notes above C5 are charged 0.3 for each
octave, so that what a lower note's overtones explain is no note. The learning is stopped after few turns: with more,
notes learn the overtones that belong to what is always played with them.

The notes' amplitudes folded to twelve classes are the chroma; above E5, where accompaniments end and mistaken overtones
lie, they fade out until E6.
"""

from dataclasses import dataclass

import librosa
import numpy as np
from numpy.typing import NDArray

HOP = 1024
FRAME = 2 * HOP
LOWEST, HIGHEST = 24, 88
SIZE = HIGHEST - LOWEST + 1
BINS = 36 * 7
WIDER_HZ = 3.0
PARTIALS = 16
FIRST_FALL = 0.7
TURNS, FIRST_LEARNED, LAST_LEARNED = 36, 8, 30
BETA = 0.5
NEIGHBOURS = 4.0
NEIGHBOURS_WEIGHT = 4.0
CHARGE, CHARGED_FROM = 0.3, 72
FADES_FROM = 76
SILENT = 1e-3

Spectrum = NDArray[np.float64]
"""Magnitudes of shape (BINS, frames), three bins a semitone from LOWEST up, FRAME samples a frame."""
Chroma = NDArray[np.float64]
"""Twelve weights from C up."""


@dataclass(frozen=True)
class Listener:
    """A stem as it is listened to.

    `notes` holds the amplitude of each note from LOWEST up in each frame, `levels` what sounds in each frame at all,
    as a share of the loudest one's.
    """

    notes: NDArray[np.float64]
    levels: NDArray[np.float64]
    rate: int

    def notes_in(self, start_s: float, end_s: float, *, fading: bool = False) -> NDArray[np.float64]:
        """How strongly each note from LOWEST up is played between two times; `fading` cares less for what is later."""
        played = self.notes[:, self._frames(start_s, end_s)]
        weights = np.linspace(1.0, 0.0, played.shape[1], endpoint=False) if fading else np.ones(played.shape[1])
        return np.asarray(played @ (weights / weights.sum()))

    def level_in(self, start_s: float, end_s: float) -> float:
        """The level between two times as a share of the loudest frame's."""
        return float(self.levels[self._frames(start_s, end_s)].mean())

    def _frames(self, start_s: float, end_s: float) -> slice:
        first = min(round(start_s * self.rate / FRAME), self.notes.shape[1] - 1)
        return slice(first, max(round(end_s * self.rate / FRAME), first + 1))


def listen(samples: NDArray[np.float32], rate: int) -> Listener:
    """Listen to a stem of shape (2, n), and learn its partials."""
    spectrum = spectrum_of(samples, rate)
    levels = spectrum.sum(axis=0)
    sounds = levels > SILENT * max(float(levels.max()), 1e-12)
    notes = np.zeros((SIZE, spectrum.shape[1]))
    if np.any(samples):
        notes[:, sounds] = _explained(spectrum[:, sounds])
    return Listener(notes, levels / max(float(levels.max()), 1e-12), rate)


def spectrum_of(samples: NDArray[np.float32], rate: int) -> Spectrum:
    """The spectrum of a signal of shape (2, n), both channels' power together."""
    fine = np.abs(
        librosa.vqt(
            samples, sr=rate, hop_length=HOP, fmin=float(_CENTRES_HZ[0]), n_bins=BINS, bins_per_octave=36, tuning=0.0,
            gamma=WIDER_HZ, sparsity=0.0,
        )
    )  # fmt: skip
    # librosa divides by the root of each filter's length; that is made good, so that partials keep their amplitudes.
    both = np.sqrt((fine.astype(float) ** 2).sum(axis=0)) / np.sqrt(_LENGTHS_S * rate)[:, None]
    even = both if both.shape[1] % 2 == 0 else np.hstack([both, both[:, -1:]])
    return np.asarray(even.reshape(BINS, -1, 2).mean(axis=2))


def folded(notes: NDArray[np.float64]) -> Chroma:
    """The chroma of notes from LOWEST, a C, upwards."""
    chroma = np.zeros(12)
    np.add.at(chroma, np.arange(SIZE) % 12, notes * _FADE)
    return chroma


def lowest(notes: NDArray[np.float64], below: int) -> Chroma:
    """The chroma of the lowest note alone that has a quarter of the strongest one's weight, if it is below a pitch."""
    found = np.zeros(12)
    if notes.any():
        at = int(np.flatnonzero(notes >= 0.25 * notes.max())[0])
        found[at % 12] = notes[at] if at + LOWEST < below else 0.0
    return found


def _explained(spectrum: Spectrum) -> NDArray[np.float64]:
    """The notes in a spectrum's frames: their amplitudes, all partials' together."""
    floor = 1e-4 * spectrum.max()
    seen = spectrum + floor
    partials = np.repeat(FIRST_FALL ** np.arange(PARTIALS)[:, None], SIZE, axis=1)
    partials /= partials.sum(axis=0)
    notes = np.full((SIZE, seen.shape[1]), 5.0 * seen.mean())
    charge = 1.0 + CHARGE * np.maximum(np.arange(LOWEST, HIGHEST + 1) - CHARGED_FROM, 0)[:, None] / 12.0
    for turn in range(TURNS):
        looks = np.einsum("kn,kbn->bn", partials, _RESPONSES)
        over, under = _slopes(seen, looks @ notes + floor)
        notes *= (looks.T @ over / (looks.T @ under * charge)) ** (1.0 / (2.0 - BETA))
        if FIRST_LEARNED <= turn <= LAST_LEARNED:
            over, under = _slopes(seen, looks @ notes + floor)
            wanted = np.einsum("bn,kbn->kn", over @ notes.T, _RESPONSES)
            there = np.einsum("bn,kbn->kn", under @ notes.T, _RESPONSES)
            partials *= (wanted / np.maximum(there, 1e-12)) ** (1.0 / (2.0 - BETA))
            total = np.maximum(partials.sum(axis=0), 1e-12)
            partials, notes = partials / total, notes * total[:, None]
            partials = _agreed(partials, notes.sum(axis=1))
    return notes


def _slopes(seen: Spectrum, explained: Spectrum) -> tuple[Spectrum, Spectrum]:
    """The two parts of the divergence's gradient: where the explanation should grow, and where it should shrink."""
    power = explained ** (BETA - 2.0)
    return seen * power, explained * power


def _agreed(partials: NDArray[np.float64], played: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each note's partials, drawn towards its neighbours' the more, the less it is `played`."""
    weights = _NEAR * played
    around = partials @ weights.T / np.maximum(weights.sum(axis=1), 1e-12)
    pull = NEIGHBOURS_WEIGHT * played.mean()
    return np.asarray((partials * played + around * pull) / (played + pull))


def _responses() -> NDArray[np.float64]:
    """Partial k of note n in bin b, of shape (PARTIALS, BINS, SIZE): what Hann windows make of a tone."""
    partials = np.arange(1, PARTIALS + 1)[:, None, None]
    tones_hz = partials * librosa.midi_to_hz(np.arange(LOWEST, HIGHEST + 1))
    cells = (tones_hz - _CENTRES_HZ[:, None]) * _LENGTHS_S[:, None]
    # At one cell from the centre both sinc and its divisor vanish; the limit is a half.
    edge = np.abs(np.abs(cells) - 1.0) < 1e-6
    gains = np.where(edge, 0.5, np.sinc(cells) / np.where(edge, 1.0, 1.0 - cells**2))
    return np.where(np.abs(cells) < 4.0, np.abs(gains), 0.0)


_STEP = 2.0 ** (1.0 / 36.0)
_WIDTH = (_STEP**2 - 1.0) / (_STEP**2 + 1.0)
_CENTRES_HZ = librosa.midi_to_hz(LOWEST) * _STEP ** (np.arange(BINS) - 1.0)
_LENGTHS_S = 1.0 / (_WIDTH * _CENTRES_HZ + WIDER_HZ)
_RESPONSES = _responses()
_NEAR = np.exp(-(((np.arange(SIZE)[:, None] - np.arange(SIZE)) / NEIGHBOURS) ** 2))
_FADE = np.clip((HIGHEST - np.arange(LOWEST, HIGHEST + 1)) / (HIGHEST - FADES_FROM), 0.0, 1.0)
