"""MIDI files of known content: the tunes of `midi_tunes.py` in the layouts in which people have such files."""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import mido
import numpy as np
from bench.midi_tunes import TUNES, Tune

from tonewright.theory.chord import Chord, parse_chord
from tonewright.theory.tempo_map import TempoMap

TICKS = 480
Event = tuple[float, float, int, int]
"""A note: start and length in beats, pitch, velocity."""


@dataclass(frozen=True)
class KnownFile:
    """A file and what is known of it; all times in beats of the file.

    `melody` as (start, length, pitch), `chords` as (start, length, chord), `tempo` as it is written.
    """

    name: str
    data: bytes
    melody: tuple[tuple[float, float, int], ...]
    chords: tuple[tuple[float, float, Chord], ...]
    tempo: TempoMap
    key: str
    meter: tuple[int, int]

    def write(self, folder: Path) -> Path:
        """The file on disk."""
        path = folder / f"{re.sub(r'[^a-z0-9]+', '_', self.name)}.mid"
        path.write_bytes(self.data)
        return path


@dataclass
class Player:
    """A track to be written: `program` None for drums."""

    name: str
    channel: int
    program: int | None
    notes: list[Event] = field(default_factory=list)
    lyrics: list[tuple[float, str]] = field(default_factory=list)


def known_files() -> tuple[KnownFile, ...]:
    """All files, the same every time."""
    return tuple(make() for make in _FILES)


def written(
    players: Iterable[Player],
    *,
    meters: Iterable[tuple[float, int, int]],
    tempos: Iterable[tuple[float, float]],
    signature: str = "",
    markers: Iterable[tuple[float, str]] = (),
    kind: int = 1,
) -> bytes:
    """The bytes of a file of type 0 or 1."""
    head: list[tuple[int, mido.MetaMessage | mido.Message]] = []
    for beat, bpm in tempos:
        head.append((_tick(beat), mido.MetaMessage("set_tempo", tempo=round(60e6 / bpm))))
    for beat, top, bottom in meters:
        head.append((_tick(beat), mido.MetaMessage("time_signature", numerator=top, denominator=bottom)))
    if signature:
        head.append((0, mido.MetaMessage("key_signature", key=signature)))
    head += [(_tick(beat), mido.MetaMessage("marker", text=text)) for beat, text in markers]
    tracks = [_track(head)] + [_track(_events(player)) for player in players]
    file = mido.MidiFile(type=kind, ticks_per_beat=TICKS)
    file.tracks += [mido.merge_tracks(tracks)] if kind == 0 else tracks
    data = io.BytesIO()
    file.save(file=data)
    return data.getvalue()


def _events(player: Player) -> list[tuple[int, mido.MetaMessage | mido.Message]]:
    found: list[tuple[int, mido.MetaMessage | mido.Message]] = []
    if player.name:
        found.append((0, mido.MetaMessage("track_name", name=player.name)))
    channel = 9 if player.program is None else player.channel
    if player.program is not None:
        found.append((0, mido.Message("program_change", channel=channel, program=player.program)))
    found += [(_tick(beat), mido.MetaMessage("lyrics", text=text)) for beat, text in player.lyrics]
    for start, length, pitch, velocity in player.notes:
        on = {"note": pitch, "channel": channel}
        found.append((_tick(start), mido.Message("note_on", velocity=velocity, **on)))
        found.append((_tick(start + length) - 1, mido.Message("note_off", **on)))
    return found


def _tick(beat: float) -> int:
    return max(0, round(beat * TICKS))


def _track(events: list[tuple[int, mido.MetaMessage | mido.Message]]) -> mido.MidiTrack:
    def order(event: tuple[int, mido.MetaMessage | mido.Message]) -> tuple[int, bool]:
        return event[0], event[1].type == "note_on"

    track, now = mido.MidiTrack(), 0
    for at, message in sorted(events, key=order):
        track.append(message.copy(time=at - now))
        now = at
    return track


# The players of a band: what each does with a tune's chords, `lead` beats after the file's beginning.


def _melody(tune: Tune, lead: float) -> list[Event]:
    return [(start + lead, length * 0.96, pitch, 92) for start, length, pitch in tune.melody]


def _voicing(symbol: str, near: float = 57.0) -> list[int]:
    return [
        next(p for p in range(round(near) - 5, 128) if p % 12 == tone) for tone in parse_chord(symbol).pitch_classes
    ]


def _blocks(tune: Tune, lead: float) -> list[Event]:
    return [
        (start + lead, length * 0.98, pitch, 70) for start, length, symbol in tune.chords for pitch in _voicing(symbol)
    ]


def _broken(tune: Tune, lead: float) -> list[Event]:
    """Eighths up and down the chord, as an accompanist on a guitar has them."""
    found = []
    for start, length, symbol in tune.chords:
        tones = sorted(_voicing(symbol, 52.0))
        run = [*tones, tones[0] + 12, *tones[:0:-1]]
        steps = round(length * 2)
        found += [(start + lead + step / 2, 0.5, run[step % len(run)], 62) for step in range(steps)]
    return found


def _bass(tune: Tune, lead: float) -> list[Event]:
    """The root at every change of chord, its fifth in the middle of long ones."""
    found = []
    for start, length, symbol in tune.chords:
        root = 36 + (parse_chord(symbol).root - 36) % 12
        half = length / 2 if length > 2 else length
        found.append((start + lead, half * 0.95, root, 84))
        if length > 2:
            found.append((start + lead + half, half * 0.95, root + 7, 78))
    return found


def _drums(tune: Tune, lead: float) -> list[Event]:
    end = tune.chords[-1][0] + tune.chords[-1][1]
    found = [(lead + step / 2, 0.2, 42, 60) for step in range(round(end * 2))]
    found += [(lead + start, 0.2, 36, 100) for start in np.arange(0, end, tune.bar_beats)]
    return found + [(lead + start + tune.bar_beats / 2, 0.2, 38, 96) for start in np.arange(0, end, tune.bar_beats)]


def _pad(tune: Tune, lead: float) -> list[Event]:
    """High strings that lie over the tune in long notes: a trap for whoever takes the highest line."""
    return [(start + lead, length, _voicing(symbol, 80.0)[0], 48) for start, length, symbol in tune.chords]


def _lead_in(tune: Tune) -> float:
    """How far into the file the first whole bar begins: a pick-up stands at the end of a bar of its own."""
    return tune.bar_beats if tune.pickup else 0.0


def _known(tune: Tune, name: str, data: bytes, tempos: Iterable[tuple[float, float]], lead: float) -> KnownFile:
    return KnownFile(
        f"{tune.name}, {name}",
        data,
        tuple((start + lead, length, pitch) for start, length, pitch in tune.melody),
        tuple((start + lead, length, parse_chord(symbol)) for start, length, symbol in tune.chords),
        TempoMap(tuple(tempos)),
        tune.key,
        tune.meter,
    )


def _band(
    tune: Tune,
    name: str = "band",
    *,
    players: Callable[[Tune, float], list[Player]],
    kind: int = 1,
    tempos: tuple[tuple[float, float], ...] = (),
    signature: str = "",
    markers: tuple[tuple[float, str], ...] = (),
    meters: tuple[tuple[float, int, int], ...] = (),
    lead: float | None = None,
) -> KnownFile:
    lead = _lead_in(tune) if lead is None else lead
    tempos = tempos or ((0.0, tune.bpm),)
    data = written(
        players(tune, lead),
        meters=meters or ((0.0, *tune.meter),),
        tempos=tempos,
        signature=signature,
        markers=[(beat + lead if beat else 0.0, text) for beat, text in markers],
        kind=kind,
    )
    return _known(tune, name, data, tempos, lead)


def _full(tune: Tune, lead: float) -> list[Player]:
    return [
        Player("Melody", 0, 73, _melody(tune, lead)),
        Player("Chords", 1, 0, _blocks(tune, lead)),
        Player("Bass", 2, 33, _bass(tune, lead)),
        Player("Drums", 9, None, _drums(tune, lead)),
    ]


def _unnamed(tune: Tune, lead: float) -> list[Player]:
    """No names, the tune in the middle, everything else broken up or above it."""
    return [
        Player("", 2, 32, _bass(tune, lead)),
        Player("", 3, 25, _broken(tune, lead)),
        Player("", 0, 65, _melody(tune, lead)),
        Player("", 4, 48, _pad(tune, lead)),
        Player("", 9, None, _drums(tune, lead)),
    ]


def _two_hands(tune: Tune, lead: float) -> list[Player]:
    return [
        Player("Piano right", 0, 0, _melody(tune, lead)),
        Player("Piano left", 1, 0, _lowered(_broken(tune, lead))),
    ]


def _one_piano(tune: Tune, lead: float) -> list[Player]:
    """Both hands in one track: the left in chords of its own register."""
    left = [(s, n, p - 12 if p > 57 else p, v) for s, n, p, v in _blocks(tune, lead)]
    return [Player("Piano", 0, 0, [*_melody(tune, lead), *left])]


def _oom_pah(tune: Tune, lead: float) -> list[Player]:
    """A piano in one track, its left hand a bass and chords after it."""
    left = []
    for start, length, symbol in tune.chords:
        root = 40 + (parse_chord(symbol).root - 40) % 12
        left.append((start + lead, 0.9, root, 76))
        left += [
            (start + lead + beat, 0.8, p, 64) for beat in np.arange(1.0, length, 1.0) for p in _voicing(symbol, 52.0)
        ]
    return [Player("Grand Piano", 0, 0, [*_melody(tune, lead), *left])]


def _sung(tune: Tune, lead: float) -> list[Player]:
    """A singer with words, a second line above, a guitar."""
    words = tune.words.split()
    melody = _melody(tune, lead)
    texts = [word[:-1] if word.endswith("-") else f"{word} " for word in words]
    lines = {6, 13, 20, 27, 34, 41}
    lyrics = [
        (note[0], text.rstrip() + "\r" if i in lines else text)
        for i, (note, text) in enumerate(zip(melody, texts, strict=True))
    ]
    descant = [(s, n, p + 12, 60) for s, n, p, _ in melody[::2]]
    return [
        Player("Guitar", 1, 25, _broken(tune, lead)),
        Player("Descant", 2, 48, descant),
        Player("Singer", 0, 52, melody, lyrics),
    ]


def _alone(tune: Tune, lead: float) -> list[Player]:
    return [Player("", 0, 0, _melody(tune, lead))]


def _lowered(notes: list[Event]) -> list[Event]:
    return [(s, n, p - 12, v) for s, n, p, v in notes]


def _performed(tune: Tune, lead: float) -> list[Player]:
    """As somebody played it in: up to 20 ms off the beat and legato, chords spread."""
    chance = np.random.default_rng(7)
    reach = 0.02 * tune.bpm / 60

    def loose(notes: list[Event], longer: float) -> list[Event]:
        return [
            (
                max(0.0, s + float(chance.uniform(-reach, reach))),
                n * longer,
                p,
                int(np.clip(v + chance.integers(-12, 13), 1, 127)),
            )
            for s, n, p, v in notes
        ]

    return [
        Player("Keys", 1, 4, loose(_blocks(tune, lead), 1.0)),
        Player("Lead Vox", 0, 80, loose(_melody(tune, lead), 1.1)),
        Player("Bass", 2, 33, loose(_bass(tune, lead), 0.9)),
    ]


def _slowing(tune: Tune) -> tuple[tuple[float, float], ...]:
    """Steady, a ritardando over a bar before the middle, a tempo, and slower to the end."""
    lead = _lead_in(tune)
    end = tune.chords[-1][0] + tune.chords[-1][1] + lead
    middle = lead + tune.bar_beats * (len(tune.harmony.split("|")) // 2)
    bends = [
        (middle - tune.bar_beats + step, tune.bpm * (0.94 - 0.06 * step)) for step in np.arange(0, tune.bar_beats, 1.0)
    ]
    slows = [
        (end - 2 * tune.bar_beats + step, tune.bpm * (0.95 - 0.04 * step))
        for step in np.arange(0, 2 * tune.bar_beats, 1.0)
    ]
    return ((0.0, tune.bpm), *bends, (middle, tune.bpm * 1.04), *slows)


def _mixed() -> KnownFile:
    """Bars of 3/4 and 2/4 among those of 4/4."""
    tune = Tune(
        "mixed bars", "G:major", (4, 4), 108.0,
        "G4 B4 D5 B4 C5 A4 F#4 G4 B4 D5 E5 D5/2 B4/2 A4 F#4 G4 B4 D5 B4 C5 A4 F#4 D4 E4 F#4 G4 B4 A4 F#4 G4/4",
        "G",
    )  # fmt: skip
    bars = ((4, "G"), (3, "D"), (4, "C"), (4, "G"), (2, "D"), (4, "G"), (3, "D"), (4, "C"), (4, "D"), (4, "G"))
    beat, chords, meters = 0.0, [], []
    for beats, symbol in bars:
        chords.append((beat, float(beats), symbol))
        meters.append((beat, beats, 4))
        beat += beats
    lead = [Player("Lead", 0, 80, _melody(tune, 0.0))]
    backing = [(s, n * 0.98, p, 70) for s, n, c in chords for p in _voicing(c)]
    low = [(s, n * 0.9, 36 + (parse_chord(c).root - 36) % 12, 80) for s, n, c in chords]
    data = written(
        [*lead, Player("Keys", 1, 0, backing), Player("Bass", 2, 33, low)],
        meters=[m for before, m in pairwise([(0, 0, 0), *meters]) if before[1] != m[1]],
        tempos=[(0.0, tune.bpm)],
    )
    known = _known(tune, "band", data, [(0.0, tune.bpm)], 0.0)
    return replace(known, chords=tuple((s, n, parse_chord(c)) for s, n, c in chords))


def _short_first_bar() -> KnownFile:
    """A pick-up in a first measure of its own length, as notation programs write it."""
    tune = TUNES["amazing grace"]
    return _band(tune, "a first bar of one beat", players=_two_hands, meters=((0.0, 1, 4), (1.0, 3, 4)), lead=1.0)


_FILES: tuple[Callable[[], KnownFile], ...] = (
    lambda: _band(TUNES["twinkle"], players=_full, signature="C"),
    lambda: _band(TUNES["twinkle"], "sung, with its words", players=_sung),
    lambda: _band(TUNES["ode to joy"], "type 0", players=_full, kind=0, signature="D"),
    lambda: _band(TUNES["ode to joy"], "one piano", players=_one_piano),
    lambda: _band(TUNES["amazing grace"], "oom-pah piano", players=_oom_pah),
    _short_first_bar,
    lambda: _band(TUNES["greensleeves"], "guitar", players=_two_hands, signature="Am"),
    lambda: _band(TUNES["greensleeves"], "slowing", players=_full, tempos=_slowing(TUNES["greensleeves"])),
    lambda: _band(TUNES["auld lang syne"], players=_full, signature="F"),
    lambda: _band(TUNES["auld lang syne"], "unnamed", players=_unnamed),
    lambda: _band(TUNES["scarborough fair"], "guitar", players=_two_hands),
    lambda: _band(TUNES["scarborough fair"], "unnamed, type 0", players=_unnamed, kind=0),
    lambda: _band(TUNES["when the saints"], "played in", players=_performed),
    lambda: _band(TUNES["when the saints"], "slowing", players=_full, tempos=_slowing(TUNES["when the saints"])),
    lambda: _band(TUNES["god rest ye"], "unnamed", players=_unnamed, signature="Em"),
    lambda: _band(TUNES["god rest ye"], "one piano", players=_one_piano),
    lambda: _band(TUNES["oh susanna"], "2/4", players=_full),
    lambda: _band(TUNES["two five one"], players=_full, signature="Eb"),
    lambda: _band(TUNES["two five one"], "played in", players=_performed),
    lambda: _band(
        TUNES["night drive"],
        "markers",
        players=_unnamed,
        markers=((0.0, "Verse 1"), (48.0, "Chorus")),
        signature="C",
    ),
    lambda: _band(TUNES["night drive"], "played in", players=_performed),
    lambda: _band(TUNES["up a tone"], "modulating", players=_unnamed),
    lambda: _band(TUNES["up a tone"], "type 0", players=_full, kind=0),
    lambda: _band(TUNES["five in a bar"], "5/4", players=_full),
    lambda: _band(TUNES["seven eight"], "7/8", players=_full, signature="Dm"),
    lambda: _band(TUNES["slow gospel"], "12/8", players=_full, signature="Ab"),
    _mixed,
    lambda: _band(TUNES["twinkle"], "melody alone", players=_alone),
    lambda: _band(TUNES["auld lang syne"], "melody alone", players=_alone),
)
