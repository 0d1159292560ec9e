"""Fit the weights of the classical separator's combination: `.venv/bin/python -m bench.fit_splitter`.

On the development mixes of `splitter_mixes.toml`, the last four of which only choose when to stop. Each is heard as it
is, with its stems' levels drawn anew, and with another's singer; on two channels and, for the other set of weights, on
one. Of each, bins are drawn by their amplitude.

The real mask m of a bin X with a stem S leaves |m X - S|², which is |X|² (m - t)² and a rest that no mask changes, with
t = Re(X* S) / |X|². This is minimised, stem by stem over its current sum in the mix, so that what counts is by how many
dB each stem of each mix improves, and none counts more for being loud. Adam (Kingma and Ba, 2015), plain NumPy.
"""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from bench.splitter_mixes import RATE, STEMS, Mix, Samples, mix_of, recipes
from numpy.typing import NDArray

from tonewright.separation.combination import Weights
from tonewright.separation.evidence import gather
from tonewright.separation.features import Features
from tonewright.separation.spectrum import Frames

OUT = Path("src/tonewright/separation/weights")
_DRAWN = 60_000
_JUDGES = 4
_HIDDEN = (40, 20)
_BATCH, _STEPS, _EVERY = 6_000, 2_500, 500
_GAIN_DB = 5.0
_SOFTEST = 0.03


@dataclass
class Drawn:
    """Drawn bins: features (n, F), targets (n, 4), importance (n,), and the stems' energies over the mix's (4,)."""

    features: NDArray[np.float32]
    targets: NDArray[np.float32]
    importance: NDArray[np.float32]
    energies: NDArray[np.float32]


def heard(number: int, channels: int) -> list[Drawn]:
    """One development mix in its three forms."""
    all_recipes = recipes("development")
    mix = mix_of(all_recipes[number])
    random = np.random.default_rng([number, channels])
    singers = [recipe for recipe in all_recipes if recipe.voice and recipe.name != mix.recipe.name]
    guest = mix_of(singers[random.integers(len(singers))])
    forms = [dict(mix.stems), dict(mix.stems), dict(mix.stems) | {"vocals": guest.stems["vocals"]}]
    drawn = []
    for form, as_made in enumerate(forms):
        spread_db = _GAIN_DB if form else 0.0
        gains = {name: 10 ** (random.uniform(-spread_db, spread_db) / 20) for name in STEMS}
        stems = {name: stem * np.float32(gains[name]) for name, stem in as_made.items()}
        changed = Mix(mix.recipe, sum(stems.values(), np.zeros_like(mix.samples)), stems)
        drawn.append(draw(changed.mono() if channels == 1 else changed, random))
    return drawn


def draw(mix: Mix, random: np.random.Generator) -> Drawn:
    """Bins of a mix, drawn by amplitude, with what should come of them."""
    frames = Frames(RATE)
    spectra = _spectra(mix.samples, frames)
    energy = sum(np.square(np.abs(spectrum)) for spectrum in spectra)
    amplitude = np.sqrt(energy).ravel().astype(np.float64) + 1e-12
    chances = np.cumsum(amplitude / amplitude.sum())
    picked = np.sort(np.minimum(np.searchsorted(chances, random.random(_DRAWN)), len(chances) - 1))
    targets = np.zeros((_DRAWN, len(STEMS)), np.float32)
    energies = np.full(len(STEMS), _SOFTEST, np.float32)
    for number, name in enumerate(STEMS):
        if name in mix.stems:
            theirs = _spectra(mix.stems[name], frames)
            both = sum((x.conj() * s).real for x, s in zip(spectra, theirs, strict=True))
            targets[:, number] = both.ravel()[picked] / (energy.ravel()[picked] + 1e-20)
            energies[number] += sum(float(np.square(np.abs(s)).sum()) for s in theirs) / float(energy.sum())
    features = _picked_features(Features(gather(spectra, frames)), picked, energy.shape[1])
    # Drawn by amplitude, a bin stands for its energy over its chance.
    importance = amplitude[picked] * amplitude.sum() / float(energy.sum()) / _DRAWN
    return Drawn(features, np.clip(targets, -1.0, 2.0), importance.astype(np.float32), energies)


def _spectra(samples: Samples, frames: Frames) -> tuple[NDArray[np.complex64], ...]:
    return tuple(frames.analyse(np.ascontiguousarray(channel)) for channel in samples.T)


def _picked_features(features: Features, picked: NDArray[np.int64], bins: int) -> NDArray[np.float32]:
    """The features of picked bins, which are in order."""
    parts = []
    for first in range(0, int(picked[-1]) // bins + 1, 64):
        span = slice(*np.searchsorted(picked, [first * bins, (first + 64) * bins]))
        last = min(first + 64, int(picked[-1]) // bins + 1)
        parts.append(features.rows(first, last)[picked[span] - first * bins])
    return np.concatenate(parts)


def fit(drawn: list[Drawn], judges: list[Drawn]) -> Weights:
    """The weights that are best for the judges, on the way of fitting those drawn."""
    random = np.random.default_rng(1)
    features = np.concatenate([d.features for d in drawn])
    mean, scale = features.mean(axis=0), 1 / (features.std(axis=0) + 1e-3)
    features = (features - mean) * scale
    targets = np.concatenate([d.targets for d in drawn])
    mixes = np.repeat(np.arange(len(drawn)), [len(d.features) for d in drawn])
    importance = np.concatenate([d.importance for d in drawn])
    counts = np.stack([1 / d.energies for d in drawn])
    sizes = [features.shape[1], *_HIDDEN, len(STEMS)]
    layers = [
        (
            (random.standard_normal((a, b)) * np.sqrt(2 / a)).astype(np.float32),
            np.zeros(b, np.float32),
        )
        for a, b in pairwise(sizes)
    ]
    adam = Adam([array for layer in layers for array in layer])
    best, best_loss = None, np.inf
    for step in range(_STEPS):
        if step % _EVERY == 0:
            weights = Weights(mean, scale, tuple((m.copy(), o.copy()) for m, o in layers))
            loss = float(np.mean([np.log10(errors(weights, judge)) for judge in judges]))
            counts = 1 / np.stack([errors(weights, d) for d in drawn])
            print(f"{step}: {10 * loss:.2f} dB", file=sys.stderr, flush=True)
            if loss < best_loss:
                best, best_loss = weights, loss
        rows = random.integers(0, len(features), _BATCH)
        weight = counts[mixes[rows]] * importance[rows, None] * len(rows)
        gradients = _gradients(layers, features[rows], targets[rows], weight.astype(np.float32))
        rate = 2e-3 * 0.5 * (1 + np.cos(np.pi * step / _STEPS))
        adam.step([g for pair in gradients for g in pair], rate)
    assert best is not None
    return best


def errors(weights: Weights, drawn: Drawn) -> NDArray[np.float32]:
    """What is left of each stem over its energy; a stem that is silent counts as if it were faint."""
    off = np.square(weights.shares(drawn.features) - drawn.targets)
    left: NDArray[np.float32] = (off * drawn.importance[:, None]).sum(axis=0) / drawn.energies + 0.01
    return left


def _gradients(
    layers: list[tuple[NDArray[np.float32], NDArray[np.float32]]],
    features: NDArray[np.float32],
    targets: NDArray[np.float32],
    weight: NDArray[np.float32],
) -> list[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Of the weighted squared error, by each matrix and offset."""
    outputs = [features]
    for number, (matrix, offset) in enumerate(layers):
        heard = outputs[-1] @ matrix + offset
        outputs.append(np.maximum(heard, 0) if number < len(layers) - 1 else heard)
    shares = np.exp(outputs[-1] - outputs[-1].max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    slope = weight * (shares - targets)
    slope = shares * (slope - (slope * shares).sum(axis=1, keepdims=True)) / np.float32(len(features))
    gradients = []
    for number in range(len(layers) - 1, -1, -1):
        gradients.append((outputs[number].T @ slope, slope.sum(axis=0)))
        if number:
            slope = (slope @ layers[number][0].T) * (outputs[number] > 0)
    return gradients[::-1]


class Adam:
    """Adam with its usual constants; changes the arrays in place."""

    def __init__(self, arrays: list[NDArray[np.float32]]) -> None:
        self._arrays = arrays
        self._first = [np.zeros_like(a) for a in arrays]
        self._second = [np.zeros_like(a) for a in arrays]
        self._steps = 0

    def step(self, gradients: list[NDArray[np.float32]], rate: float) -> None:
        """One step against the gradients."""
        self._steps += 1
        for array, first, second, gradient in zip(self._arrays, self._first, self._second, gradients, strict=True):
            first[...] = 0.9 * first + 0.1 * gradient
            second[...] = 0.999 * second + 0.001 * gradient * gradient
            size = np.sqrt(second / (1 - 0.999**self._steps)) + 1e-8
            array[...] -= rate * first / (1 - 0.9**self._steps) / size


def gathered(channels: int) -> Iterator[list[Drawn]]:
    """The three forms of each development mix, two mixes at a time."""
    count = len(recipes("development"))
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        yield from pool.map(heard, range(count), [channels] * count)


def save(weights: Weights, path: Path) -> None:
    """Write weights as JSON, with five digits."""

    def told(array: NDArray[np.float32]) -> list[object]:
        rows: list[object] = json.loads(
            json.dumps(array.tolist()), parse_float=lambda text: float(f"{float(text):.5g}")
        )
        return rows

    layers = [{"matrix": told(matrix), "offset": told(offset)} for matrix, offset in weights.layers]
    path.parent.mkdir(exist_ok=True)
    document = {"mean": told(weights.mean), "scale": told(weights.scale), "layers": layers}
    path.write_text(json.dumps(document, separators=(",", ":")) + "\n", "utf-8")


def main() -> None:
    """Fit both sets."""
    for channels in (2, 1):
        mixes = list(gathered(channels))
        drawn = [form for mix in mixes[:-_JUDGES] for form in mix]
        judges = [mix[0] for mix in mixes[-_JUDGES:]]
        save(fit(drawn, judges), OUT / f"channels_{channels}.json")


if __name__ == "__main__":
    main()
