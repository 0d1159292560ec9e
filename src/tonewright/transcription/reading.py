"""From a MIDI file to its lead sheet: the table of contents of how a file is understood."""

from collections.abc import Sequence
from dataclasses import replace

from tonewright.decoding.midi import DEFAULT_BPM, MidiMusic, MidiNote
from tonewright.errors import UnusableFile
from tonewright.theory.key import Key
from tonewright.theory.tempo_map import TempoMap
from tonewright.transcription.bars import Bars, bars_of
from tonewright.transcription.chords import given_chords, inferred_chords, on_the_beat
from tonewright.transcription.key import key_of, weights_of
from tonewright.transcription.lead_sheet import LeadSheet
from tonewright.transcription.melody import tune_of
from tonewright.transcription.sections import sections_of
from tonewright.transcription.voices import Voice, voices_of
from tonewright.transcription.words import syllables_on

_SLOWEST_BPM, _FASTEST_BPM = 10.0, 1000.0
"""A local tempo beyond these is taken for one of them."""
_SLOW_PULSE, _FAST_PULSE = 42.0, 200.0
"""A piece beyond these is counted twice as fast, or half: the seconds stay, what is called a beat does not."""
_LONGEST_S = 1200.0
_DENOMINATORS = (1, 2, 4, 8, 16, 32, 64)
_RINGS_FROM_BEATS = 0.1
_NOTHING_PITCHED = "The MIDI file holds no notes but those of drums: there is no melody to keep"


def lead_sheet_of(music: MidiMusic) -> LeadSheet:
    """What a file gives to be arranged.

    Raises UnusableFile for one that has drums alone.
    """
    music = _counted(music)
    tempo = _tempo_of(music)
    longest = tempo.beat_at(_LONGEST_S)
    voices = tuple(_cut(voice, longest) for voice in voices_of(music) if voice.notes[0].start < longest)
    if not voices:
        raise UnusableFile(_NOTHING_PITCHED)
    last_start = max(voice.notes[-1].start for voice in voices)
    bars = bars_of(music.meters, last_start + _RINGS_FROM_BEATS)
    tune = tune_of(voices, tempo, bars.end_beat)
    notes = [note for voice in voices for note in voice.notes]
    key = _key_of(notes, tune.notes, music, bars)
    chords, chords_from = given_chords(music, voices, key)
    if chords:
        chords = on_the_beat(chords, bars)
    else:
        own = {(note.start, note.pitch) for note in tune.notes}
        accompaniment = [n for voice in voices for n in voice.notes if voice is not tune.voice]
        accompaniment += [n for n in tune.voice.notes if (n.start, n.pitch) not in own]
        chords = inferred_chords(accompaniment, tune.notes, bars, key)
    return LeadSheet(
        melody=tune.notes,
        syllables=syllables_on(_lyrics(music, tune.voice), tune.notes),
        chords=chords,
        key=key,
        tempo=tempo,
        bars=bars,
        sections=sections_of(music.markers, tune.notes, chords, bars),
        final_bar=_final_bar(bars, notes),
        melody_from=tune.voice.name,
        chords_from=chords_from,
        meters=_meters_of(music),
    )


def _counted(music: MidiMusic) -> MidiMusic:
    """The file counted in beats that a band can take for beats: twice or half as many where it is very slow or fast."""
    prevailing = _tempo_of(music).prevailing(max(music.beats, 1.0))
    factor = 1.0
    while prevailing * factor > _FAST_PULSE:
        factor /= 2
    while prevailing * factor < _SLOW_PULSE:
        factor *= 2
    if factor == 1.0:
        return music
    return MidiMusic(
        beats=music.beats * factor,
        tempos=tuple((beat * factor, bpm * factor) for beat, bpm in _tempo_of(music).changes),
        meters=tuple(
            (beat * factor, top, max(1, round(bottom / factor))) for beat, top, bottom in music.meters or ((0.0, 4, 4),)
        ),
        keys=tuple((beat * factor, sharps, minor) for beat, sharps, minor in music.keys),
        markers=tuple((beat * factor, text) for beat, text in music.markers),
        tracks=tuple(
            replace(
                track,
                notes=tuple(replace(n, start=n.start * factor, length=n.length * factor) for n in track.notes),
                programs=tuple((beat * factor, *rest) for beat, *rest in track.programs),  # type: ignore[misc]
                lyrics=tuple((beat * factor, text) for beat, text in track.lyrics),
            )
            for track in music.tracks
        ),
    )


def _tempo_of(music: MidiMusic) -> TempoMap:
    """Every tempo from beat 0 on, which is 120 until a file says otherwise; of several at once the last counts."""
    found = {0.0: DEFAULT_BPM}
    for beat, bpm in music.tempos:
        found[max(beat, 0.0)] = min(max(bpm, _SLOWEST_BPM), _FASTEST_BPM)
    changes: list[tuple[float, float]] = []
    for beat, bpm in sorted(found.items()):
        if not changes or changes[-1][1] != bpm:
            changes.append((beat, bpm))
    return TempoMap(tuple(changes))


def _meters_of(music: MidiMusic) -> tuple[tuple[float, int, int], ...]:
    """The time signatures that a MIDI file can have, from beat 0 on, where it is 4/4 until the file says otherwise."""
    found = {0.0: (4, 4)}
    found |= {beat: (top, bottom) for beat, top, bottom in music.meters if top <= 255 and bottom in _DENOMINATORS}
    return tuple((beat, *found[beat]) for beat in sorted(found))


def _cut(voice: Voice, end: float) -> Voice:
    return replace(voice, notes=tuple(note for note in voice.notes if note.start < end))


def _key_of(notes: Sequence[MidiNote], tune: Sequence[MidiNote], music: MidiMusic, bars: Bars) -> Key:
    """The key; a piece begins where more than a pick-up sounds, and ends on the first beat of its last bar."""
    first = next((s.start for s in bars.spans if len(_sounding(notes, s.start)) > 1), min(n.start for n in notes))
    opening = _sounding(notes, first) or [notes[0].pitch]
    closing = _sounding(notes, bars.spans[-1].start) or opening
    return key_of(weights_of(notes), music.keys, min(opening), min(closing), tune[-1].pitch)


def _sounding(notes: Sequence[MidiNote], beat: float) -> list[int]:
    return [n.pitch for n in notes if n.start <= beat + _RINGS_FROM_BEATS < n.start + n.length]


def _lyrics(music: MidiMusic, voice: Voice) -> Sequence[tuple[float, str]]:
    """The words of the tune's track, else those of the track that has most: karaoke files keep them apart."""
    return voice.lyrics or max((track.lyrics for track in music.tracks), key=len, default=())


def _final_bar(bars: Bars, notes: Sequence[MidiNote]) -> int:
    last = bars.spans[-1]
    rests = all(note.start <= last.start + _RINGS_FROM_BEATS for note in notes if note.start > last.start - 0.05)
    return bars.count - 1 if rests and bars.count > 1 and last.low == 0.0 else bars.count
