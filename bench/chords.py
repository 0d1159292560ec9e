"""Chords that were given, against what sounds: on the audio and on the MIDI.

The vocabulary is every root, every quality that the theory room knows, and every bass note; chords that are the same
pitch classes over the same bass (C6 and Am7/C) are no rivals. It is scored on spans of time, each chord's as the
manifest lists it; a share is of time, `N.C.` left out.

Recipe on audio: the notes (`pitches.py`) of the delivered stems that accompany (all pitched ones but the bass, the lead
and voices, whose passing notes are no part of the chord; with these where nothing else plays) over the span, but for
its first tenth of a second (of a short span a quarter), in which the chord before still dies away. Their chroma is
divided by the mean of its three strongest classes, none counts as more than 1, and roots are taken, since quiet tones
are heard, too; the bass's strongest class is added as if it were one of the strongest. Each chord of the vocabulary is
scored by the correlation of these twelve numbers with its tones (1) and the others (0), and by half of the bass's
chroma at the chord's bass. The written chord fits if no other has a higher score. As a control each chord is also
compared with what sounds at another one's place, where it must not fit.

Recipe on MIDI: the same with notes, each class by the time that it sounds as a share of the longest; a note counts
where it has three fifths of its length in the span, so that neither what rings over nor what comes early is counted
twice. Score: the shares of the chord's tones, less those of other classes, less 0.25 for each tone that does not sound,
and 1 for the bass. A missing perfect fifth costs nothing in chords of four tones and more, nor a ninth or eleventh
under a thirteenth, as players leave them out.

The bass is what the bass stem sounds most of in the span's first beat, where players put it, or where that is silent in
its first half; what comes later counts less, down to nothing at the end. Of notes that sound together it is on MIDI the
lower one. Without a bass it is the lowest note of the others in the span's first half if it is below C3 (MIDI 48).
Higher up a voicing has no bass, and chords are compared without theirs. Spans in which no pitch sounds are left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from bench.notes import Notes, Track
from bench.pitches import Chroma
from numpy.typing import NDArray

from tonewright.theory.chord import QUALITIES, Chord, parse_chord

NO_CHORD = "N.C."
LEADING = ("lead", "vocals", "backing_vocals")
LEAST_SHARE = 0.05
LEAST_OF_NOTE, LEAST_OF_BASS_NOTE = 0.6, 0.2
EQUAL = 0.9
DIES_AWAY_S = 0.1
STRONGEST = 3
BASS_BELOW = 48
MISSING = 0.25
BASS_WEIGHT = 0.5

Entry = tuple[frozenset[int], int]
"""Pitch classes, the bass among them, and the bass."""


def entry_of(chord: Chord) -> Entry:
    """What sounds where a chord is played."""
    return frozenset({*chord.pitch_classes, chord.bass}), chord.bass


@dataclass(frozen=True)
class Readings:
    """Every root, quality and bass, a row each.

    `entries` are what they are made of; `tones`, `basses` and `free` (n, 12) are 1 for a row's pitch classes, its bass,
    and what of its tones may be left out.
    """

    entries: tuple[Entry, ...]
    tones: NDArray[np.float64]
    basses: NDArray[np.float64]
    free: NDArray[np.float64]

    def row(self, chord: Chord) -> int:
        """The row of a chord."""
        return (list(QUALITIES).index(chord.quality) * 12 + chord.root) * 12 + chord.bass

    def is_best(self, scores: NDArray[np.float64], written: Chord, *, with_bass: bool) -> bool:
        """Whether no row that is another chord scores higher than the written one's."""
        row = self.row(written)
        better = np.flatnonzero(scores > scores[row] + 1e-9)
        mine = self.entries[row] if with_bass else self.entries[row][0]
        return all((self.entries[at] if with_bass else self.entries[at][0]) == mine for at in better)


@cache
def vocabulary() -> Readings:
    """The whole vocabulary."""
    chords = [Chord(root, quality, bass, "") for quality in QUALITIES for root in range(12) for bass in range(12)]
    tones, basses, free = (np.zeros((len(chords), 12)) for _ in range(3))
    for row, chord in enumerate(chords):
        tones[row, [*chord.pitch_classes, chord.bass]] = 1.0
        basses[row, chord.bass] = 1.0
        steps = chord.intervals
        optional = [7] if len(steps) >= 4 else []
        optional += [14, 17] if 21 in steps else []
        for step in set(optional).intersection(steps):
            free[row, (chord.root + step) % 12] = 1.0
        free[row, chord.bass] = 0.0
    return Readings(tuple(entry_of(chord) for chord in chords), tones, basses, free)


def fits_audio(harmony: Chroma, bass: Chroma, written: Chord) -> bool:
    """Whether a span's chroma fits the written chord better than any other; a `bass` of zeros says nothing."""
    known = vocabulary()
    has_bass = bool(np.any(bass))
    heard = np.sqrt(np.minimum(harmony / max(float(np.sort(harmony)[-STRONGEST:].mean()), 1e-12), 1.0))
    low = bass / max(float(bass.max()), 1e-12)
    if has_bass:
        heard[int(np.argmax(low))] = 1.0
    tones = known.tones - known.tones.mean(axis=1, keepdims=True)
    apart = heard - heard.mean()
    scores = tones @ apart / np.linalg.norm(tones, axis=1) / max(float(np.linalg.norm(apart)), 1e-12)
    return known.is_best(scores + BASS_WEIGHT * known.basses @ low, written, with_bass=has_bass)


def fits_midi(notes: Notes, start_s: float, end_s: float, written: Chord) -> bool | None:
    """Whether a span's notes fit the written chord better than any other; None where there are none."""
    known = vocabulary()
    sounding = _sounding(notes, start_s, end_s, lambda track: track.stem not in (*LEADING, "bass"))
    for until_s in (start_s + notes.beat_s, (start_s + end_s) / 2):
        bass = _bass(notes, start_s, until_s)
        if bass is not None:
            break
    else:
        bass = _lowest(notes, start_s, (start_s + end_s) / 2)
    shares = _clean(sounding)
    if bass is not None:
        shares[bass] = 1.0
    if not np.any(shares):
        return None
    lacking = (shares == 0.0).astype(float)
    scores = known.tones @ shares - (1.0 - known.tones) @ shares
    scores -= MISSING * (known.tones * (1.0 - known.free)) @ lacking
    if bass is not None:
        scores += known.basses[:, bass]
    return known.is_best(scores, written, with_bass=bass is not None)


def _clean(chroma: Chroma) -> Chroma:
    """A chroma as shares of its largest, without what is too little to be a tone."""
    shares = chroma / max(float(chroma.max()), 1e-12)
    return np.where(shares >= LEAST_SHARE, shares, 0.0)


def settled(start_s: float, end_s: float) -> float:
    """When the chord before has died away in a span."""
    return start_s + min(DIES_AWAY_S, 0.25 * (end_s - start_s))


def exchanged(chords: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The spans, each with the text of the next other chord: what must not fit."""
    texts = [span["text"] for span in chords]
    found = []
    for place, span in enumerate(chords):
        others = [text for text in texts[place + 1 :] + texts[:place] if text not in (span["text"], NO_CHORD)]
        if span["text"] != NO_CHORD and others:
            found.append({**span, "text": others[0]})
    return found


def share(
    chords: Sequence[Mapping[str, Any]], fits: Callable[[float, float, Chord], bool | None]
) -> tuple[float, list[str]]:
    """The share of chord time that fits, and which chords do not, with their times; None is left out."""
    right = total = 0.0
    wrong = []
    for span in chords:
        if span["text"] == NO_CHORD:
            continue
        fitting = fits(span["start"], span["end"], parse_chord(span["text"]))
        seconds = 0.0 if fitting is None else span["end"] - span["start"]
        total += seconds
        if fitting:
            right += seconds
        elif fitting is not None:
            wrong.append(f"{span['text']} at {span['start']:.1f} s")
    return (right / total if total else 1.0), wrong


def _sounding(notes: Notes, start_s: float, end_s: float, is_wanted: Callable[[Track], bool]) -> Chroma:
    """Seconds that each pitch class sounds within a span, of notes that have most of their length there."""
    seconds = np.zeros(12)
    for track in notes.tracks:
        if track.is_drums or track.stem == "fx" or not is_wanted(track):
            continue
        begin, end = track.notes[:, 0], track.notes[:, 1]
        held = np.minimum(end, end_s) - np.maximum(begin, start_s)
        # What is held through the whole span counts, however much longer it is.
        counts = (held >= LEAST_OF_NOTE * (end - begin)) | (held >= 0.75 * (end_s - start_s))
        np.add.at(seconds, track.notes[counts, 2].astype(int) % 12, np.maximum(held[counts], 0.0))
    return seconds


def _bass(notes: Notes, start_s: float, until_s: float) -> int | None:
    """The pitch class that the bass stem sounds most of, what is later counting less; of equals the lower one."""
    amounts: dict[int, float] = {}
    for track in notes.tracks:
        if track.stem != "bass":
            continue
        for start, end, pitch, _ in track.notes:
            begin, stop = max(start, start_s), min(end, until_s)
            if stop - begin >= LEAST_OF_BASS_NOTE * (end - start) or stop - begin >= 0.75 * (until_s - start_s):
                # The integral of a weight that falls from 1 to 0.
                middle = ((begin + stop) / 2 - start_s) / (until_s - start_s)
                amounts[int(pitch)] = amounts.get(int(pitch), 0.0) + max(stop - begin, 0.0) * (1.0 - middle)
    most = max(amounts.values(), default=0.0)
    return min(pitch for pitch, amount in amounts.items() if amount >= EQUAL * most) % 12 if most else None


def _lowest(notes: Notes, start_s: float, end_s: float) -> int | None:
    """The pitch class of the lowest note that sounds for a tenth of a second in a span, if it is low enough."""
    pitches = [
        int(pitch)
        for track in notes.tracks
        if not track.is_drums and track.stem not in (*LEADING, "fx")
        for start, end, pitch, _ in track.notes
        if min(end, end_s) - max(start, start_s) > 0.1
    ]
    return min(pitches) % 12 if pitches and min(pitches) < BASS_BELOW else None
