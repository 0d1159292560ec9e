"""Chords without words: a few voices on "ooh" or "aah", a breath every few bars."""

from dataclasses import replace

from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note, SungLine, SungSyllable
from tonewright.composition.vocal_harmony import folded
from tonewright.composition.voicing import lead_voices
from tonewright.speech.roster import ArtistVoice
from tonewright.theory.chord import Chord

# Spellings of which the English speech engine says one plain vowel: uw and aa.
SOUNDS = {"oohs": "ooh", "aahs": "aah"}
_LANGUAGE = "en"
_LONGEST_BREATH_S = 5.2
_BREATH_S = 0.45
_LOUD = 0.5


def choir_pads(
    piece: Piece, section: SectionPlan, index: int, way: str, singers: list[tuple[ArtistVoice, tuple[int, int]]]
) -> list[list[SungLine]]:
    """The lines of every singer, the highest first; `singers` are voices with their ranges, `index` the section's."""
    bar_beats, beat_s = piece.meter.bar_beats, 60.0 / piece.tempo_bpm
    start, end = section.start_bar * bar_beats, section.end_bar * bar_beats
    spans = [
        (max(s.start_beat, start), min(s.start_beat + s.duration_beats, end), s.chord)
        for s in piece.chords
        if s.start_beat < end - 1e-6 and s.start_beat + s.duration_beats > start + 1e-6
    ]
    bars = max(1, int(_LONGEST_BREATH_S / (bar_beats * beat_s)))
    bars = next(n for n in (4, 2, 1) if n <= bars or n == 1)
    voicings = _voicings(tuple(chord for _, _, chord in spans), singers)
    lines: list[list[SungLine]] = [[] for _ in singers]
    level = _LOUD + 0.2 * section.intensity
    for first in range(section.start_bar, section.end_bar, bars):
        begins = first * bar_beats
        ends = min(begins + bars * bar_beats, end) - _BREATH_S / beat_s
        here = [(max(a, begins), min(b, ends), v) for (a, b, _), v in zip(spans, voicings, strict=True)]
        here = [(a, b, v) for a, b, v in here if b - a > 0.2 and v]
        for place in range(len(singers)):
            notes = tied([Note(a, b - a, v[place], level, "legato") for a, b, v in here])
            if notes:
                sound = SOUNDS[way]
                syllable = SungSyllable(sound, 0, notes)
                lines[place].append(SungLine(sound.title(), (sound,), index, (syllable,), _LANGUAGE))
    return lines


def _voicings(
    chords: tuple[Chord | None, ...], singers: list[tuple[ArtistVoice, tuple[int, int]]]
) -> list[tuple[int, ...]]:
    """A pitch for every singer and chord, the highest first, each in the singer's range."""
    low = min(voice.best_low for voice, _ in singers)
    high = max(voice.best_high for voice, _ in singers)
    found = []
    for voicing in lead_voices(chords, low, high, max(len(singers), 2), False):
        tones = sorted(voicing, reverse=True)[: len(singers)]
        tones += tones[-1:] * (len(singers) - len(tones))
        found.append(tuple(folded(p, span) for p, (_, span) in zip(tones, singers, strict=True)) if voicing else ())
    return found


def tied(notes: list[Note]) -> tuple[Note, ...]:
    """The notes of a syllable, those of one pitch in a row as one."""
    found: list[Note] = []
    for note in notes:
        if found and found[-1].pitch == note.pitch and note.start_beat - found[-1].end_beat < 0.05:
            found[-1] = replace(found[-1], duration_beats=note.end_beat - found[-1].start_beat)
        else:
            found.append(note)
    return tuple(found)
