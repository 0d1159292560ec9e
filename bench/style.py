"""Whether a listener who knows the styles would name the family: a nearest-centroid test on generic features.

Features, of the mix alone (22.05 kHz), tempo and level left out; each group weighs the same:

- timbre: mean and deviation of MFCC 1…13 (the 0th is level); mean spectral contrast (7 bands); mean and deviation of
  log centroid and log flatness;
- balance: the power of eight octave bands from 40 Hz against the whole, in dB;
- percussion: the percussive share of the power by median filtering (librosa `hpss`) in three bands;
- rhythm: onset strength in three bands (below 200 Hz, to 2 kHz, above), its Fourier magnitude at 1/4, 1/2, 1, 3/2, 2,
  3, 4 and 6 to a heard beat (`tempo.py`), as shares of their sum: a pattern without a tempo; and how much of each
  band's onset strength is in the strongest tenth of eighths of a beat;
- harmony: entropy of the mean chroma and the mean entropy of its frames, and how much chroma moves from beat to beat;
- space: side against mid in three bands, in dB, and the deviation of the level over time in dB.

Test: each piece in turn is left out, with others of its brief and seed; features are scaled to the others' mean and
deviation; the centroid of every style is the mean of its other pieces; the answer is the family (`families.toml`) of
the nearest centroid. Strictly: all pieces of the same brief are left out together, so that a style is known only by
other briefs. Only styles with two pieces (briefs) or more take part. `by_family` does the same with one centroid for
each family.
"""

import itertools
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import librosa
import numpy as np
from numpy.typing import NDArray

WINDOW, HOP = 2048, 512
BANDS_HZ = ((20.0, 200.0), (200.0, 2000.0), (2000.0, 11_025.0))
OCTAVES_HZ = tuple(40.0 * 2.0**n for n in range(9))
PER_BEAT = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
SLOTS = 8
_EPS = 1e-10

Matrix = NDArray[np.float64]


@cache
def families() -> dict[str, str]:
    """The family of every style."""
    with Path(__file__).with_name("families.toml").open("rb") as file:
        return {style: family for family, styles in tomllib.load(file).items() for style in styles}


def features_of(mix: NDArray[np.float32], rate: int, beat_s: float) -> dict[str, list[float]]:
    """The groups of features of a mix of shape (2, n)."""
    middle, side = mix.mean(axis=0), (mix[0] - mix[1]) / 2
    spectrum = np.abs(librosa.stft(middle, n_fft=WINDOW, hop_length=HOP))
    frequencies = np.fft.rfftfreq(WINDOW, 1.0 / rate)
    power = spectrum**2
    heard = power.sum(axis=0) > power.sum(axis=0).max() * 1e-6
    spectrum, power = spectrum[:, heard], power[:, heard]
    sides = (np.abs(librosa.stft(side, n_fft=WINDOW, hop_length=HOP)) ** 2)[:, heard]
    bands = [(frequencies >= low) & (frequencies < high) for low, high in BANDS_HZ]
    groups = {
        "timbre": _timbre(spectrum, power, rate, frequencies),
        "balance": _shares_db(power, frequencies),
        "percussion": _percussion(spectrum, bands),
        "rhythm": _rhythm(power, bands, rate / HOP, beat_s),
        "harmony": _harmony(power, rate, max(round(beat_s * rate / HOP), 1)),
        "space": [_db(sides[band].sum() / (power[band].sum() + _EPS)) for band in bands]
        + [float(np.std(10.0 * np.log10(power.sum(axis=0) + _EPS)))],
    }
    return {name: [round(float(value), 5) for value in values] for name, values in groups.items()}


def named_right(
    features: Sequence[dict[str, list[float]]],
    styles: Sequence[str],
    left_out: Sequence[str],
    *,
    by_family: bool = False,
) -> list[str | None]:
    """For every piece the style (or family) of the nearest centroid; None where its own class has no other piece.

    `left_out` names what goes out with each piece: its seed, or its brief for the strict test.
    """
    matrix, scale = _matrix(features)
    known = families()
    classes = np.array([known[style] if by_family else style for style in styles])
    groups = np.array(left_out)
    answers: list[str | None] = []
    for row, group in enumerate(groups):
        others = groups != group
        if not np.any(classes[others] == classes[row]):
            answers.append(None)
            continue
        mean, deviation = matrix[others].mean(axis=0), matrix[others].std(axis=0) + 1e-9
        scaled = (matrix - mean) / deviation * scale
        centroids = {c: scaled[others & (classes == c)].mean(axis=0) for c in np.unique(classes[others])}
        answers.append(str(min(centroids, key=lambda c: float(np.linalg.norm(centroids[c] - scaled[row])))))
    return answers


def _matrix(features: Sequence[dict[str, list[float]]]) -> tuple[Matrix, Matrix]:
    """All features as rows, and each column's weight, so that groups count alike."""
    matrix = np.array([[value for group in piece.values() for value in group] for piece in features])
    scale = [len(group) ** -0.5 for group in features[0].values() for _ in group]
    return matrix, np.array(scale)


def _timbre(spectrum: Matrix, power: Matrix, rate: int, frequencies: Matrix) -> list[float]:
    mel = librosa.power_to_db(librosa.feature.melspectrogram(S=power, sr=rate, n_mels=64))
    mfcc = librosa.feature.mfcc(S=mel, n_mfcc=14)[1:]
    contrast = librosa.feature.spectral_contrast(S=spectrum, sr=rate)
    centroid = np.log2((power * frequencies[:, None]).sum(axis=0) / (power.sum(axis=0) + _EPS) + 1.0)
    flatness = np.log(power + _EPS).mean(axis=0) - np.log(power.mean(axis=0) + _EPS)
    described = [mfcc.mean(axis=1), mfcc.std(axis=1), contrast.mean(axis=1)]
    return [*np.concatenate(described), centroid.mean(), centroid.std(), flatness.mean(), flatness.std()]


def _shares_db(power: Matrix, frequencies: Matrix) -> list[float]:
    total = power.sum() + _EPS
    edges = itertools.pairwise(OCTAVES_HZ)
    return [_db(power[(frequencies >= low) & (frequencies < high)].sum() / total) for low, high in edges]


def _percussion(spectrum: Matrix, bands: list[NDArray[np.bool_]]) -> list[float]:
    harmonic, percussive = librosa.decompose.hpss(spectrum[:, ::2])
    shares = []
    for band in bands:
        struck = (percussive[band] ** 2).sum()
        shares.append(struck / (struck + (harmonic[band] ** 2).sum() + _EPS))
    return shares


def _rhythm(power: Matrix, bands: list[NDArray[np.bool_]], frames_s: float, beat_s: float) -> list[float]:
    found: list[float] = []
    for band in bands:
        level = np.log(power[band].sum(axis=0) + 1e-4 * power.sum(axis=0).mean() + _EPS)
        onset = np.maximum(np.diff(level), 0.0)
        times = np.arange(len(onset)) / frames_s
        turning = [np.exp(-2j * np.pi * multiple / beat_s * times) for multiple in PER_BEAT]
        strengths = np.array([abs((onset - onset.mean()) @ wave) for wave in turning])
        found += [*(strengths / (strengths.sum() + _EPS))]
        slots = np.bincount((times * SLOTS / beat_s).astype(int), weights=onset)
        strongest = np.sort(slots)[-max(len(slots) // 10, 1) :]
        found.append(float(strongest.sum() / (slots.sum() + _EPS)))
    return found


def _harmony(power: Matrix, rate: int, beat_frames: int) -> list[float]:
    chroma = librosa.feature.chroma_stft(S=power, sr=rate, tuning=0.0, norm=1)
    beats = chroma[:, : chroma.shape[1] // beat_frames * beat_frames].reshape(12, -1, beat_frames).mean(axis=2)
    moves = np.abs(np.diff(beats, axis=1)).sum(axis=0).mean() if beats.shape[1] > 1 else 0.0
    return [_entropy(chroma.mean(axis=1)), float(np.mean([_entropy(frame) for frame in beats.T])), float(moves)]


def _entropy(weights: Matrix) -> float:
    shares = weights / (weights.sum() + _EPS)
    return float(-(shares * np.log2(shares + _EPS)).sum())


def _db(ratio: float) -> float:
    return float(10.0 * np.log10(ratio + 1e-8))
