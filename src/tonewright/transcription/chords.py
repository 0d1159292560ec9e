"""The chords of a file: those that a track or its markers give, or those that its notes let hear.

Given chords are markers that are chord symbols, or a track that is named for its chords and strikes nearly all of its
notes three or more together. Else they are inferred beat by beat: the pitch classes that sound, by how long and how
low, are compared with those of every chord, and the likeliest course through all beats is taken (Viterbi), in which
chords rather change at a bar's first beat, rather belong to the key, and are rather simple.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tonewright.decoding.midi import MidiMusic, MidiNote
from tonewright.errors import TheoryError
from tonewright.theory.chord import QUALITIES, Chord, make_chord, parse_chord
from tonewright.theory.key import Key
from tonewright.transcription.bars import Bars
from tonewright.transcription.lead_sheet import GivenChord
from tonewright.transcription.voices import Voice

# What can be told from sounding notes, and what each costs: the rarer, the more.
_HEARD = {
    "": 0.0, "m": 0.0, "7": 0.10, "m7": 0.11, "maj7": 0.12, "dim": 0.10, "m7b5": 0.14, "sus4": 0.13, "dim7": 0.18,
    "aug": 0.24, "sus2": 0.22, "6": 0.20, "m6": 0.22, "7sus4": 0.22, "add9": 0.26, "9": 0.30, "maj9": 0.30, "m9": 0.30,
    "mmaj7": 0.32, "5": 0.30,
}  # fmt: skip
_SPELLED = 0.55
"""How much of a chord's price is left where it is written as a block: then all its tones are meant."""
_FOREIGN = 1.1  # what a sounding tone outside the chord costs, as a part of all that sounds
_MISSING = 0.22  # what a tone of the chord costs that is not heard; its fifth half of that
_BASS_ROOT, _BASS_TONE = 0.34, 0.08  # what it is worth that the bass has the root, or another tone of the chord
_OUTSIDE = 0.10  # what it costs for each tone that is outside the key
_TUNE_WEIGHT = 0.35  # a tune's notes pass: they count for less than an accompaniment's
_TUNE_ALONE = 1.0
_CHANGE = {"bar": 0.10, "half": 0.45, "beat": 1.0}  # what a change of chord costs, by where it falls
_CHANGE_ALONE = {"bar": 0.10, "half": 0.9, "beat": 6.0}  # where only a tune is there
_SILENT, _UNHEARD = 1e-3, 0.02
_SOON = 0.4  # within which part of a stretch the note that is its bass begins
_BLOCKS_FROM = 0.8
_BLOCK_TONES = 3
_SYMBOLS_FROM = 0.6
_CHORD_NAMES = re.compile(r"chord|akkord|acord|accord[is]|harmony$|コード|和[音弦]|аккорд")
_MOST_BLOCKS_A_BEAT = 1.1
_EARLY_BEATS = 0.51


def given_chords(music: MidiMusic, voices: Sequence[Voice], key: Key) -> tuple[tuple[GivenChord, ...], str]:
    """The chords that the file states and where, or () and "" where it does not."""
    symbols = _symbols(music)
    if symbols:
        return symbols, "markers"
    tracks = [voice for voice in voices if _is_block_track(voice)]
    if not tracks:
        return (), ""
    track = max(tracks, key=lambda voice: voice.beats)
    others = [note for voice in voices if voice is not track for note in voice.notes]
    return _blocks(track, others, key), track.name


def on_the_beat(chords: Sequence[GivenChord], bars: Bars) -> tuple[GivenChord, ...]:
    """The chords from the beats that they are meant for: what comes half a beat early is an anticipation."""
    places, early = [beat for beat, _ in _places(bars)], _EARLY_BEATS
    if bars.meter.denominator == 8:
        early = _EARLY_BEATS / 2
        places = sorted({round(beat + step * 0.5, 6) for beat in places for step in range(3)})
    found: dict[float, GivenChord] = {}
    for chord in chords:
        place = places[max(bisect_right(places, chord.start + early) - 1, 0)]
        found[place] = GivenChord(place, chord.chord)
    ordered = [found[place] for place in sorted(found)]
    kept = [c for before, c in zip([None, *ordered], ordered, strict=False) if not before or before.chord != c.chord]
    return (GivenChord(0.0, kept[0].chord), *kept[1:])


def inferred_chords(
    accompaniment: Sequence[MidiNote], tune: Sequence[MidiNote], bars: Bars, key: Key
) -> tuple[GivenChord, ...]:
    """The chords that the notes let hear; where there is only a tune, those that it implies."""
    alone = not accompaniment
    places = _places(bars)
    beats = [beat for beat, _ in places]
    sounding = _weights(beats, bars.end_beat, accompaniment, 1.0)
    low = [pitch % 12 if pitch >= 0 else -1 for pitch in _basses(beats, bars.end_beat, accompaniment)]
    sounding += _weights(beats, bars.end_beat, tune, _TUNE_ALONE if alone else _TUNE_WEIGHT)
    chords = _candidates(key, alone)
    scores = _fits(sounding, low, chords, key)
    change = _CHANGE_ALONE if alone else _CHANGE
    path = _viterbi(scores, [change[place] for _, place in places])
    silent = sounding.sum(axis=1) < _SILENT
    found: list[GivenChord] = []
    for beat, state, is_silent in zip(beats, path, silent, strict=True):
        chord = chords[state]
        if is_silent and found:
            continue  # a rest does not change the harmony
        if not found or found[-1].chord != chord:
            found.append(GivenChord(beat if found else 0.0, chord))
    return tuple(found)


def chord_of(notes: Sequence[int], bass: int, key: Key) -> Chord | None:
    """The chord that pitches struck together are, over a bass of that pitch class or, with -1, over none of its own.

    None for fewer than two pitch classes.
    """
    classes = {pitch % 12 for pitch in notes}
    if len(classes) < 2:
        return None
    weights = np.zeros((1, 12))
    weights[0, list(classes)] = 1.0
    chords = _candidates(key, alone=False)
    return chords[int(_fits(weights, [bass], chords, key, _SPELLED)[0].argmax())]


def _symbols(music: MidiMusic) -> tuple[GivenChord, ...]:
    """Markers that are chord symbols, where most of them are."""
    found = []
    for beat, text in music.markers:
        try:
            found.append(GivenChord(beat, parse_chord(text)))
        except TheoryError:
            continue
    several = len({c.chord.root for c in found if c.chord is not None}) > 1
    return tuple(found) if several and len(found) >= _SYMBOLS_FROM * len(music.markers) else ()


def _is_block_track(voice: Voice) -> bool:
    """Whether a player is there to state the chords: the name says so, and nearly all notes are struck as chords.

    Others who strike chords accompany: they leave out roots, add passing chords, and rest.
    """
    if not _CHORD_NAMES.search(voice.name.casefold()):
        return False
    groups = voice.onsets
    blocks = sum(len({n.pitch % 12 for n in group}) >= _BLOCK_TONES for group in groups)
    if len(groups) < 2 or blocks < _BLOCKS_FROM * len(groups):
        return False
    return len(groups) <= _MOST_BLOCKS_A_BEAT * max(voice.beats, 1.0)


def _blocks(track: Voice, others: Sequence[MidiNote], key: Key) -> tuple[GivenChord, ...]:
    found: list[GivenChord] = []
    starts = [group[0].start for group in track.onsets]
    basses = _basses(starts, starts[-1] + 1.0, [*others, *track.notes])
    for group, bass in zip(track.onsets, basses, strict=True):
        # Chords in close position say nothing of the bass; somebody below them does.
        under = bass % 12 if 0 <= bass < group[0].pitch else -1
        chord = chord_of([n.pitch for n in group], under, key)
        if chord is not None and under != chord.root and under in chord.pitch_classes:
            chord = make_chord(chord.root, chord.quality, key.uses_flats, under)
        if chord is not None and (not found or found[-1].chord != chord):
            found.append(GivenChord(group[0].start if found else 0.0, chord))
    return tuple(found)


def _places(bars: Bars) -> list[tuple[float, str]]:
    """The beats at which a chord may change, and what part of a bar each begins."""
    pulses = bars.meter.pulses
    half = pulses[len(pulses) // 2] if len(pulses) % 2 == 0 else None
    found = []
    for span in bars.spans:
        for pulse in pulses:
            if span.low - 1e-6 <= pulse < span.high - 1e-6:
                kind = "bar" if pulse == 0.0 else "half" if pulse == half else "beat"
                found.append((span.start + pulse - span.low, kind))
    return found


def _weights(beats: Sequence[float], end: float, notes: Sequence[MidiNote], weight: float) -> NDArray[np.float64]:
    """How much each pitch class sounds between one beat of the list and the next."""
    edges = np.array([*beats, end])
    found = np.zeros((len(beats), 12))
    for note in notes:
        first = max(int(np.searchsorted(edges, note.start + 1e-3, "right")) - 1, 0)
        stop = note.start + note.length
        for index in range(first, len(beats)):
            if edges[index] >= stop - 1e-3:
                break
            heard = min(stop, edges[index + 1]) - max(note.start, edges[index])
            # What is struck counts more than what is held on from the chord before.
            struck = note.start >= edges[index] - 0.1
            found[index, note.pitch % 12] += weight * max(heard, 0.0) * (1.0 if struck else 0.7)
    return found


def _basses(beats: Sequence[float], end: float, notes: Sequence[MidiNote]) -> list[int]:
    """The lowest pitch that begins or lies soon after each beat of the list, before the next one; -1 for none."""
    edges = np.array([*beats, end])
    lowest = np.full(len(beats), 999)
    for note in notes:
        first = max(int(np.searchsorted(edges, note.start + 0.1, "right")) - 1, 0)
        for index in range(first, len(beats)):
            if edges[index] >= note.start + note.length - 0.1:
                break
            if max(note.start, edges[index]) - edges[index] < _SOON * (edges[index + 1] - edges[index]):
                lowest[index] = min(lowest[index], note.pitch)
    return [int(pitch) if pitch < 999 else -1 for pitch in lowest]


def _candidates(key: Key, alone: bool) -> list[Chord]:
    """Every chord that may be heard; of a tune alone the key's own triads and its dominant seventh."""
    if alone:
        home = Key(key.tonic, "minor" if key.is_minor else "major")
        names = (
            ("i", "iv", "V7", "VI", "III", "VII", "v") if home.is_minor else ("I", "ii", "iii", "IV", "V7", "vi", "V")
        )
        return [home.numeral(name) for name in names]
    return [make_chord(root, quality, key.uses_flats) for quality in _HEARD for root in range(12)]


def _fits(
    weights: NDArray[np.float64], basses: Sequence[int], chords: Sequence[Chord], key: Key, price: float = 1.0
) -> NDArray[np.float64]:
    """How well each chord explains what sounds: (places, 12) and a bass each, to (places, chords); 0 in silence."""
    scale = set(key.scale) | ({(key.tonic + 11) % 12} if key.is_minor else set())
    tones, missed = np.zeros((len(chords), 12)), np.zeros((len(chords), 12))
    under = np.zeros((13, len(chords)))  # the last row is for no bass
    cost = np.empty(len(chords))
    for index, chord in enumerate(chords):
        for interval, tone in zip(QUALITIES[chord.quality], chord.pitch_classes, strict=True):
            tones[index, tone] = 1.0
            missed[index, tone] = _MISSING / 2 if interval == 7 else _MISSING
            under[tone, index] = _BASS_ROOT if tone == chord.root else _BASS_TONE
        cost[index] = price * _HEARD[chord.quality] + _OUTSIDE * sum(tone not in scale for tone in chord.pitch_classes)
    total = weights.sum(axis=1, keepdims=True)
    share = weights / np.maximum(total, _SILENT)
    inside = share @ tones.T
    fit = inside - _FOREIGN * (1.0 - inside) - (share < _UNHEARD) @ missed.T + under[list(basses)] - cost
    return np.where(total < _SILENT, 0.0, fit)


def _viterbi(scores: NDArray[np.float64], changes: Sequence[float]) -> list[int]:
    """The best course of states: the sum of their scores less what each change costs where it falls."""
    total, back = scores[0], []
    for row, cost in zip(scores[1:], changes[1:], strict=True):
        best = int(total.argmax())
        stays = total >= total[best] - cost
        back.append(np.where(stays, np.arange(len(total)), best))
        total = np.where(stays, total, total[best] - cost) + row
    path = [int(total.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]
