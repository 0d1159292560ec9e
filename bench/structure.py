"""Sections that are heard: boundaries by novelty, and choruses that come back.

Recipe:

1. Beats of the mix by the heard tempo (`tempo.py`, no score), and for each the mean of 13 MFCCs, the level in dB, and
   the onset strength in eight bands (librosa, 22.05 kHz, hop 512): what plays, how loud and how busily. Each of the
   three groups is scaled to the same total variance and averaged over four beats. Chroma is left out: chords change
   from bar to bar inside a section, and as a third group it hid what changes between them.
2. Novelty: along the self-similarity of these (a Gaussian of their distance, its width their median distance) a
   checkerboard with a Gaussian taper (Foote, "Automatic Audio Segmentation Using a Measure of Audio Novelty", 2000), 4,
   8 and 16 beats before and after, for sections of 2 bars and of 16; each scaled to its deviation, and summed.
3. Boundaries: maxima of the novelty within 6 beats to either side, above its mean by a quarter of its deviation (what
   noise alone does not reach); none in the first and last 6 beats.
4. Truth: the starts of the manifest's sections where the kind or the set of playing tracks changes, the beginning
   left out. A found one within one bar is right, each counts once; precision, recall and F1.

Choruses: each section's mean and deviation of the same features; the mean distance between sections of the repeated
kind (chorus, drop or theme, else the first kind that comes back) is to be smaller than that from it to other kinds,
its first neighbours being verses where there are any.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import librosa
import numpy as np
from bench.notes import Notes
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

HOP = 512
HALVES_BEATS = (4, 8, 16)
SMOOTH_BEATS = 4
APART_BEATS = 6
EDGE_BEATS = 6
OVER_MEAN = 0.25
BANDS = 8
CARRYING = ("chorus", "drop", "theme", "head")

Features = NDArray[np.float64]
"""One row a beat."""


@dataclass(frozen=True)
class Boundaries:
    """What was found against what is there, times in seconds."""

    found_s: tuple[float, ...]
    true_s: tuple[float, ...]
    hits: int

    @property
    def precision(self) -> float:
        """The share of found boundaries that are there."""
        return self.hits / len(self.found_s) if self.found_s else 0.0

    @property
    def recall(self) -> float:
        """The share of true boundaries that were found."""
        return self.hits / len(self.true_s) if self.true_s else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 1 where nothing is to be found and nothing was."""
        if not self.true_s and not self.found_s:
            return 1.0
        both = self.precision + self.recall
        return 2.0 * self.precision * self.recall / both if both else 0.0


def features_of(mix: NDArray[np.float32], rate: int, beat_s: float) -> Features:
    """The features of every beat of a mono mix."""
    power = np.abs(librosa.stft(mix, n_fft=2048, hop_length=HOP)) ** 2
    mel = librosa.feature.melspectrogram(S=power, sr=rate, n_mels=64)
    mfcc = librosa.feature.mfcc(S=librosa.power_to_db(mel), n_mfcc=14)[1:]
    level = np.maximum(10.0 * np.log10(power.sum(axis=0) + 1e-9), -60.0)[None]
    logarithm = np.log(mel + 1e-6 * mel.mean())
    growth = np.maximum(np.diff(logarithm, axis=1, prepend=logarithm[:, :1]), 0.0).reshape(BANDS, -1, mel.shape[1])
    beats = int(len(mix) / rate / beat_s)
    edges = np.round(np.arange(beats + 1) * beat_s * rate / HOP).astype(int)
    groups = []
    for group in (mfcc, level, growth.mean(axis=1)):
        means = np.stack([group[:, a : max(b, a + 1)].mean(axis=1) for a, b in itertools.pairwise(edges)])
        means = uniform_filter1d(means, SMOOTH_BEATS, axis=0, mode="nearest")
        groups.append((means - means.mean(axis=0)) / max(float(np.sqrt(means.var(axis=0).sum())), 1e-9))
    return np.concatenate(groups, axis=1)


def novelty_of(features: Features) -> NDArray[np.float64]:
    """How much each beat's start is a boundary."""
    distance = np.linalg.norm(features[:, None] - features[None], axis=2)
    alike = np.exp(-((distance / max(float(np.median(distance)), 1e-9)) ** 2))
    total = np.zeros(len(features))
    for half in HALVES_BEATS:
        places = np.arange(2 * half) - half + 0.5
        edge = np.sign(places) * np.exp(-0.5 * (places / (half / 2)) ** 2)
        kernel = np.outer(edge, edge)
        padded = np.pad(alike, half, mode="edge")
        novelty = np.array([(padded[n : n + 2 * half, n : n + 2 * half] * kernel).sum() for n in range(len(features))])
        total += novelty / max(float(novelty.std()), 1e-9)
    return total


def peaks_of(novelty: NDArray[np.float64]) -> list[int]:
    """The beats at which a section starts."""
    least = novelty.mean() + OVER_MEAN * novelty.std()
    found = []
    for beat in range(EDGE_BEATS, len(novelty) - EDGE_BEATS):
        near = novelty[max(beat - APART_BEATS, 0) : beat + APART_BEATS + 1]
        if novelty[beat] >= near.max() and novelty[beat] > least:
            found.append(beat)
    return found


def true_boundaries(sections: Sequence[Mapping[str, Any]], notes: Notes) -> list[float]:
    """Where the kind of section or the playing tracks change."""
    playing = [_playing(notes, s["start"], s["end"]) for s in sections]
    return [
        here["start"]
        for before, here, was, now in zip(sections, sections[1:], playing, playing[1:], strict=False)
        if before["name"] != here["name"] or was != now
    ]


def boundaries(mix: NDArray[np.float32], rate: int, beat_s: float, true_s: Sequence[float], bar_s: float) -> Boundaries:
    """Boundaries heard in the mix against the true ones."""
    found_s = [beat * beat_s for beat in peaks_of(novelty_of(features_of(mix, rate, beat_s)))]
    return Boundaries(tuple(found_s), tuple(true_s), matched(found_s, true_s, bar_s))


def matched(found_s: Sequence[float], true_s: Sequence[float], within_s: float) -> int:
    """How many pairs of found and true are that near, each counted once; nearest first."""
    pairs = sorted((abs(f - t), f, t) for f in found_s for t in true_s if abs(f - t) <= within_s + 1e-6)
    used_found, used_true = set(), set()
    for _, f, t in pairs:
        if f not in used_found and t not in used_true:
            used_found.add(f)
            used_true.add(t)
    return len(used_found)


def chorus_distances(
    features: Features, beat_s: float, sections: Sequence[Mapping[str, Any]]
) -> tuple[float, float] | None:
    """The mean distance between returns of the carrying section, and from it to others; None where none returns."""
    described = [(s["name"], _described(features, s["start"] / beat_s, s["end"] / beat_s)) for s in sections]
    names = [name for name, _ in described]
    kind = next((k for k in (*CARRYING, *names) if names.count(k) > 1), None)
    others = [v for name, v in described if name == "verse" != kind] or [v for name, v in described if name != kind]
    if kind is None or not others:
        return None
    returns = [v for name, v in described if name == kind]
    within = [np.linalg.norm(a - b) for i, a in enumerate(returns) for b in returns[i + 1 :]]
    across = [np.linalg.norm(a - b) for a in returns for b in others]
    return float(np.mean(within)), float(np.mean(across))


def _described(features: Features, first: float, last: float) -> NDArray[np.float64]:
    rows = features[min(round(first), len(features) - 1) : max(round(last), round(first) + 1)]
    return np.concatenate([rows.mean(axis=0), rows.std(axis=0)])


def _playing(notes: Notes, start_s: float, end_s: float) -> frozenset[int]:
    """The tracks with notes well inside a span."""
    margin = notes.bar_s / 2
    return frozenset(
        number
        for number, track in enumerate(notes.tracks)
        if np.any(
            (track.notes[:, 0] >= start_s - 0.05) & (track.notes[:, 0] < end_s - min(margin, (end_s - start_s) / 4))
        )
    )
