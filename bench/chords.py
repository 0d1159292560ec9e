"""Chords that were given, against what sounds: on the audio and on the MIDI.

The vocabulary is every root, every quality that the theory room knows, and every bass note; chords that are the same
pitch classes over the same bass (C6 and Am7/C) are one. It is scored on spans of time, each chord's as the manifest
lists it; a share is of time. `N.C.` is right where the accompaniment is silent (40 dB under its mean) and is scored
apart from chords.

Recipe on audio, written down before it was run: chroma (`pitches.py`) of the accompaniment (all pitched stems but the
lead and voices, whose passing notes are no part of the chord; with them where nothing else plays) and of the bass stem
over the span's first half, each divided by its largest; without a bass the accompaniment's lowest note is it. The square
roots of the accompaniment's weights, a player's doubling counting less than a tone's presence, against the chord's tones
by cosine, plus half of the bass chroma at the chord's bass. The written chord fits if no other has a higher score.

Recipe on MIDI: the accompaniment's notes by the time they sound in the span, as shares of the most sounding class, and
the pitch class that the bass track sounds longest in the span's first half, or without one the lowest of the first
notes. Score: the shares of the chord's tones,
less those of foreign classes, less 0.25 for each tone that sounds less than a fiftieth, and 1 for the bass. A missing
perfect fifth costs nothing in chords of four tones and more, nor a ninth or eleventh under a thirteenth, as players
leave them out. The written chord fits if no other has a higher score.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from bench.notes import Notes
from bench.pitches import Chroma
from numpy.typing import NDArray

from tonewright.theory.chord import QUALITIES, Chord, parse_chord

NO_CHORD = "N.C."
LEADING = ("lead", "vocals", "backing_vocals")
LEAST_SHARE = 0.02
MISSING = 0.25
BASS_WEIGHT = 0.5

Entry = tuple[frozenset[int], int]
"""Pitch classes, the bass among them, and the bass."""


def entry_of(chord: Chord) -> Entry:
    """What sounds where a chord is played."""
    return frozenset({*chord.pitch_classes, chord.bass}), chord.bass


@cache
def vocabulary() -> tuple[Entry, ...]:
    """Every root, quality and bass, once each."""
    found = {
        (frozenset({*((root + step) % 12 for step in steps), bass}), bass): None
        for steps in QUALITIES.values()
        for root in range(12)
        for bass in range(12)
    }
    return tuple(found)


@cache
def _tables() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Of every entry: its tones (n, 12), its bass (n, 12), and which tones may be left out (n, 12)."""
    entries = vocabulary()
    tones, basses, free = (np.zeros((len(entries), 12)) for _ in range(3))
    index = {entry: at for at, entry in enumerate(entries)}
    for (classes, bass), at in index.items():
        tones[at, list(classes)] = 1.0
        basses[at, bass] = 1.0
    for steps in QUALITIES.values():
        optional = [7] if len(steps) >= 4 and 7 in steps else []
        optional += [step for step in steps if step in (14, 17) and 21 in steps]
        for root in range(12):
            for bass in range(12):
                at = index[frozenset({*((root + step) % 12 for step in steps), bass}), bass]
                classes = [(root + step) % 12 for step in optional]
                free[at, [c for c in classes if c != bass]] = 1.0
    return tones, basses, free


def fits_audio(harmony: Chroma, bass: Chroma, written: Chord) -> bool:
    """Whether a span's chroma fits the written chord better than any other."""
    tones, basses, _ = _tables()
    heard = np.sqrt(harmony / max(harmony.max(), 1e-12))
    low = bass / max(bass.max(), 1e-12)
    return _is_best(
        tones @ heard / np.linalg.norm(tones, axis=1) / np.linalg.norm(heard) + BASS_WEIGHT * basses @ low, written
    )


def fits_midi(notes: Notes, start_s: float, end_s: float, written: Chord) -> bool:
    """Whether a span's notes fit the written chord better than any other."""
    tones, basses, free = _tables()
    sounding = _sounding(notes, start_s, end_s, lambda track: track.stem not in LEADING)
    low = _sounding(notes, start_s, (start_s + end_s) / 2, lambda track: track.stem == "bass")
    shares = sounding / max(sounding.max(), 1e-12)
    lacking = (shares < LEAST_SHARE).astype(float)
    scores = tones @ shares - (1.0 - tones) @ shares - MISSING * (tones * (1.0 - free)) @ lacking
    if np.any(low):
        scores += basses[:, int(np.argmax(low))]
    elif (first := _lowest(notes, start_s, (start_s + end_s) / 2)) is not None:
        scores += basses[:, first]
    return _is_best(scores, written)


def share(chords: Sequence[Mapping[str, Any]], fits: Callable[[float, float, Chord], bool]) -> tuple[float, list[str]]:
    """The share of chord time that fits, and which chords do not, with their times."""
    right = total = 0.0
    wrong = []
    for span in chords:
        if span["text"] == NO_CHORD:
            continue
        seconds = span["end"] - span["start"]
        total += seconds
        if fits(span["start"], span["end"], parse_chord(span["text"])):
            right += seconds
        else:
            wrong.append(f"{span['text']} at {span['start']:.1f} s")
    return (right / total if total else 1.0), wrong


def _is_best(scores: NDArray[np.float64], written: Chord) -> bool:
    at = vocabulary().index(entry_of(written))
    return bool(scores[at] >= scores.max() - 1e-9)


def _sounding(notes: Notes, start_s: float, end_s: float, is_wanted: Callable[[Any], bool]) -> Chroma:
    """Seconds that each pitch class sounds within a span."""
    seconds = np.zeros(12)
    for track in notes.tracks:
        if track.is_drums or not is_wanted(track):
            continue
        held = np.minimum(track.notes[:, 1], end_s) - np.maximum(track.notes[:, 0], start_s)
        np.add.at(seconds, track.notes[:, 2].astype(int) % 12, np.maximum(held, 0.0))
    return seconds


def _lowest(notes: Notes, start_s: float, end_s: float) -> int | None:
    """The pitch class of the lowest note that sounds for a twentieth of a second or more within a span."""
    pitches = [
        pitch
        for track in notes.tracks
        if not track.is_drums and track.stem not in LEADING
        for start, end, pitch, _ in track.notes
        if min(end, end_s) - max(start, start_s) > 0.05
    ]
    return int(min(pitches)) % 12 if pitches else None
