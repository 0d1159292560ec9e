"""The key that is heard, from the stems that have pitch.

Recipe, written down before it was run: the chroma (`pitches.py`) of every two seconds of the pitched stems together,
each divided by its sum, so that loud bars count no more than soft ones, and their mean over the piece, correlated with
the profiles of Albrecht & Shanahan, "The Use of Large Corpora to Train a New Type of Key-Finding Algorithm" (2013,
table 2) of the 24 keys. Verdicts and weights are MIREX's (Audio Key Detection): `exact` 1, `fifth` 0.5 (the key a
fifth above or below, same mode), `relative` 0.3, `parallel` 0.2, `other` 0.

A piece in a church mode is compared with the key of its third (Dorian and Phrygian with minor, Lydian and Mixolydian
with major), and only its weight counts.
"""

import numpy as np
from bench.pitches import Chroma, Spectrum, folded, notes_in

NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
MAJOR = (0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081)
MINOR = (0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052)
WEIGHTS = {"exact": 1.0, "fifth": 0.5, "relative": 0.3, "parallel": 0.2, "other": 0.0}
BLOCK_S = 2.0


def chroma_of(spectrum: Spectrum, rate: int, seconds: float) -> Chroma:
    """The mean chroma of a piece, each block counting alike; silent blocks not at all."""
    blocks = [folded(notes_in(spectrum, rate, at, at + BLOCK_S)) for at in np.arange(0.0, seconds - BLOCK_S, BLOCK_S)]
    loudest = max((block.sum() for block in blocks), default=0.0)
    heard = [block / block.sum() for block in blocks if block.sum() > 0.01 * loudest]
    return np.mean(heard, axis=0) if heard else np.zeros(12)


def key_of(chroma: Chroma) -> str:
    """The key, such as `Eb:minor`, whose profile fits the chroma best."""
    fits = {
        f"{NAMES[tonic]}:{mode}": float(np.corrcoef(np.roll(profile, tonic), chroma)[0, 1])
        for tonic in range(12)
        for mode, profile in (("major", MAJOR), ("minor", MINOR))
    }
    return max(fits, key=lambda key: fits[key])


def verdict(heard: str, asked: str) -> str:
    """One of WEIGHTS."""
    (heard_name, heard_mode), (asked_name, asked_mode) = heard.split(":"), asked.split(":")
    apart = (NAMES.index(heard_name) - NAMES.index(asked_name)) % 12
    if heard_mode == asked_mode:
        return {0: "exact", 5: "fifth", 7: "fifth"}.get(apart, "other")
    if apart == 0:
        return "parallel"
    return "relative" if apart == (9 if asked_mode == "major" else 3) else "other"
