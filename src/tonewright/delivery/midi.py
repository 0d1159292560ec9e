"""The performance as a Standard MIDI File, type 1: one track per part, times as performed.

Source: MIDI Manufacturers Association, SMF Lyric Meta Event Definition (RP-017); General MIDI System Level 1
for channel 10 and the programs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tonewright.delivery import smf
from tonewright.delivery.label import Label
from tonewright.delivery.sung_lines import lines_told
from tonewright.performance.performed import (
    Controller,
    Performance,
    PlayedNote,
    PlayedPart,
    SungPart,
    TimedLine,
)
from tonewright.render.stems import Stem
from tonewright.theory.key import Key
from tonewright.theory.meter import parse_meter
from tonewright.theory.pitch import FLAT_NAMES, SHARP_NAMES
from tonewright.theory.tempo_map import TempoMap

TICKS_PER_BEAT = 960
DRUM_CHANNEL = 9
DRUM_ROLES = ("drums", "percussion")
_MELODIC_CHANNELS = tuple(channel for channel in range(16) if channel != DRUM_CHANNEL)
_PITCH_BEND = -1
_SLOWEST_US = 0xFFFFFF

# General MIDI programs, from 0, that stand for a sound of our own where the file is played by others.
_STAND_INS = {"bass": 38, "lead": 81, "pads": 89, "keys": 4, "strings": 48, "fx": 99}
_VOICE, _SYNTH = 53, 80

# Seven-sharp and seven-flat signatures as their simpler twins.
_SIMPLER = {("C#", False): "Db", ("Ab", True): "G#", ("Db", True): "C#", ("Gb", True): "F#"}

_Timed = tuple[int, int, bytes]
"""An event with its tick and its rank among those of the same tick: ends, then settings, words, starts."""
_END, _SETTING, _WORD, _START = range(4)
_TEXT, _NAME, _LYRIC, _MARKER = 1, 3, 5, 6


@dataclass(frozen=True)
class _Seat:
    """Where a track plays: a port (of 16 channels each), a channel and a program, None for drums."""

    port: int
    channel: int
    program: int | None


def midi_bytes(performance: Performance, stems: tuple[Stem, ...], label: Label) -> bytes:
    """The file: a conductor track, one track per part named `<stem>: <part>`, then the voices.

    Readers join the words of all tracks, so each line stands once: harmonies and doubles have none, and what two sing
    at once is told by the first.
    """
    tempos = _tempos(performance)
    written = TempoMap(tuple((at / TICKS_PER_BEAT, 60e6 / tempo_us) for at, tempo_us in tempos))

    def tick(time_s: float) -> int:
        if len(tempos) > 1:
            return max(0, round(written.beat_at(time_s) * TICKS_PER_BEAT))
        return max(0, round(time_s * 1e6 * TICKS_PER_BEAT / tempos[0][1]))

    end = tick(performance.seconds)
    tracks = []
    tracks.append(_track(_conductor(performance, label, tempos, tick), end))
    programs = {name: program for stem in stems for name, program in zip(stem.parts, stem.programs, strict=True)}
    seats = _seats(performance, programs)
    for part in performance.parts:
        events = [*_controllers(part.controllers, seats[part.name], tick)]
        events += _notes(part.notes, seats[part.name], tick)
        tracks.append(_track(_head(part.stem, part.name, seats[part.name]) + events, end))
    told = lines_told(performance)
    for voice in performance.vocals:
        events = [*_lyrics(told.get(voice.name, ()), tick), *_notes(_sung_notes(voice), seats[voice.name], tick)]
        tracks.append(_track(_head(voice.stem, voice.name, seats[voice.name]) + events, end))
    return smf.file(tracks, TICKS_PER_BEAT)


def key_signature(key: Key) -> str:
    """The key as MIDI's key signature names it, such as `Bb` or `F#m`."""
    name = (FLAT_NAMES if key.uses_flats else SHARP_NAMES)[key.tonic]
    return _SIMPLER.get((name, key.is_minor), name) + ("m" if key.is_minor else "")


def _tempos(performance: Performance) -> list[tuple[int, int]]:
    """The tempos as the file has them: from which tick on a quarter note lasts how many microseconds."""
    if performance.tempo_map is None:
        return [(0, round(60e6 / performance.tempo_bpm))]
    # What changes within a tick, or beyond what three bytes hold, is not written.
    found = {
        max(0, round(beat * TICKS_PER_BEAT)): min(round(60e6 / bpm), _SLOWEST_US)
        for beat, bpm in performance.tempo_map.changes
    }
    return sorted(found.items())


def _conductor(
    performance: Performance, label: Label, tempos: Sequence[tuple[int, int]], tick: Callable[[float], int]
) -> list[_Timed]:
    meter = parse_meter(performance.meter)
    # MIDI clocks (24 a quarter note) between metronome clicks: one for each felt pulse.
    clocks = round(24 * meter.bar_beats / len(meter.pulses))
    # A piece that follows a file has that one's own signatures.
    first, *others = performance.meters or ((0.0, meter.numerator, meter.denominator),)
    if performance.meters:
        clocks = max(1, 96 // first[2])
    head = [
        smf.text(_NAME, label.title),
        smf.text(_TEXT, label.mark_text),
        smf.tempo(tempos[0][1]),
        smf.time_signature(first[1], first[2], clocks),
        smf.key_signature(key_signature(label.key)),
    ]
    markers = [(tick(span.start_s), _WORD, smf.text(_MARKER, span.text)) for span in performance.sections]
    changes = [(at, _SETTING, smf.tempo(tempo_us)) for at, tempo_us in tempos[1:]]
    changes += [
        (round(beat * TICKS_PER_BEAT), _SETTING, smf.time_signature(top, bottom, max(1, 96 // bottom)))
        for beat, top, bottom in others
    ]
    return [(0, _SETTING, event) for event in head] + changes + markers


def _head(stem: str, part: str, seat: _Seat) -> list[_Timed]:
    head = [smf.text(_NAME, f"{stem}: {part}")]
    if seat.port:
        head.append(smf.port(seat.port))
    if seat.program is not None:
        head.append(smf.program_change(seat.channel, seat.program))
    return [(0, _END, event) for event in head]


def _seats(performance: Performance, programs: Mapping[str, int]) -> dict[str, _Seat]:
    """A channel for every part: drums share channel 10, the others have one each, 15 to a port."""
    seats: dict[str, _Seat] = {}
    melodic = 0
    players: list[PlayedPart | SungPart] = [*performance.parts, *performance.vocals]
    for player in players:
        if isinstance(player, PlayedPart) and player.role in DRUM_ROLES:
            seats[player.name] = _Seat(0, DRUM_CHANNEL, None)
            continue
        port, place = divmod(melodic, len(_MELODIC_CHANNELS))
        melodic += 1
        program = programs.get(player.name, -1)
        if program < 0:
            program = _VOICE if isinstance(player, SungPart) else _STAND_INS.get(player.stem, _SYNTH)
        seats[player.name] = _Seat(port, _MELODIC_CHANNELS[place], program)
    return seats


def _notes(notes: tuple[PlayedNote, ...], seat: _Seat, tick: Callable[[float], int]) -> Iterator[_Timed]:
    """Note-ons and note-offs; a key struck again while it sounds ends first, as MIDI has one of each."""
    sounding: dict[int, tuple[int, int]] = {}
    for note in sorted(notes, key=lambda note: (note.start_s, note.pitch)):
        start, end = tick(note.start_s), tick(note.start_s + note.duration_s)
        if note.pitch in sounding:
            began, ended = sounding[note.pitch]
            if began == start:
                sounding[note.pitch] = (start, max(ended, end))
                continue
            yield _off(note.pitch, min(ended, start), seat)
        sounding[note.pitch] = (start, max(end, start + 1))
        yield start, _START, smf.note_on(seat.channel, note.pitch, note.velocity)
    for pitch, (_, ended) in sounding.items():
        yield _off(pitch, ended, seat)


def _off(pitch: int, at: int, seat: _Seat) -> _Timed:
    return at, _END, smf.note_off(seat.channel, pitch)


def _controllers(controllers: tuple[Controller, ...], seat: _Seat, tick: Callable[[float], int]) -> Iterator[_Timed]:
    for controller in controllers:
        at = tick(controller.time_s)
        if controller.number == _PITCH_BEND:
            yield at, _SETTING, smf.pitch_bend(seat.channel, controller.value)
        else:
            yield at, _SETTING, smf.control_change(seat.channel, controller.number, controller.value)


def _sung_notes(voice: SungPart) -> tuple[PlayedNote, ...]:
    return tuple(note for line in voice.lines for syllable in line.syllables for note in syllable.notes)


def _lyrics(lines: Iterable[TimedLine], tick: Callable[[float], int]) -> Iterator[_Timed]:
    """A lyric event per syllable: a space after a word's last, a carriage return after a line's (RP-017)."""
    for line in lines:
        followed = [*line.syllables[1:], None]
        for syllable, following in zip(line.syllables, followed, strict=True):
            goes_on = following is not None and following.word == syllable.word
            end = "\r" if following is None else "" if goes_on else " "
            yield tick(syllable.notes[0].start_s), _WORD, smf.text(_LYRIC, syllable.text + end)


def _track(events: list[_Timed], end: int) -> bytes:
    """The track of these events, by tick and rank and else as given, as long as the piece or longer."""
    ordered = sorted(events, key=lambda event: event[:2])
    return smf.track([(at, content) for at, _, content in ordered], end)
