"""Counterpoint: what keeps lines independent — a tune without parallels to its bass, suspensions, imitation."""

from dataclasses import replace

from tonewright.composition.accents import strength
from tonewright.composition.contour import Slot, draw
from tonewright.composition.harmony import tune_scale
from tonewright.composition.part_writing import parallel, sounding_at
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note
from tonewright.theory.seeds import rng

_STRONG = 0.5
_REACH = 5
_SUSPENDED = 0.6
_SUSPENSION_BEATS = 1.0
_ANSWER_BELOW = 7
_SOFTER = 0.92


def without_parallels(piece: Piece, tune: list[Note], ground: list[Note]) -> list[Note]:
    """The tune, a note of it moved to its neighbour wherever it went in parallel fifths or octaves with the bass.

    On strong beats another tone of the chord takes its place, elsewhere one of the scale; the last note stays.
    """
    line = sorted(tune, key=lambda n: n.start_beat)
    struck = {round(n.start_beat, 4) for n in ground}
    lows = sounding_at(ground, [n.start_beat for n in line])
    for index in range(1, len(line) - 1):
        note, before, last = line[index], line[index - 1], line[-1]
        low, under = lows[index], _under_end(ground, before, note)
        if low is None or under is None or round(note.start_beat, 4) not in struck:
            continue
        # The last note is home: what leads to it gives way.
        home = lows[-1] if index == len(line) - 2 else None
        into_home = home is not None and parallel((note.pitch, low), (last.pitch, home))
        if parallel((before.pitch, under), (note.pitch, low)) or into_home:
            line[index] = replace(note, pitch=_other(piece, line, lows, index, (before.pitch, under)))
    return line


def suspended(piece: Piece, notes: list[Note], others: list[Note], name: str) -> list[Note]:
    """A held line in which notes that fall by a step onto a strong beat come a beat late: prepared, held, resolved.

    `others` sound at the same time; where one of them has the note of resolution, nothing is held over.
    """
    if piece.given_chords:
        return notes
    line = sorted(notes, key=lambda n: n.start_beat)
    for index in range(1, len(line)):
        before, note = line[index - 1], line[index]
        joined = abs(before.end_beat - note.start_beat) < 1e-6
        falls = 1 <= before.pitch - note.pitch <= 2
        long = note.duration_beats >= 2 * _SUSPENSION_BEATS and before.duration_beats >= _SUSPENSION_BEATS
        doubled = any(o.start_beat <= note.start_beat < o.end_beat and (o.pitch - note.pitch) % 12 == 0 for o in others)
        chance = float(rng(piece.seed, f"suspension/{name}/{note.start_beat:g}").random())
        if joined and falls and long and not doubled and strength(piece, note.start_beat) > 0.8 and chance < _SUSPENDED:
            line[index - 1] = replace(before, duration_beats=before.duration_beats + _SUSPENSION_BEATS)
            line[index] = replace(
                note,
                start_beat=note.start_beat + _SUSPENSION_BEATS,
                duration_beats=note.duration_beats - _SUSPENSION_BEATS,
            )
    return line


def imitated(piece: Piece, section: SectionPlan, tune: tuple[Note, ...], low: int, high: int) -> list[Note]:
    """Every second bar the tune's bar before, about a fifth lower and fitted to the harmony: a tonal answer."""
    beats = piece.meter.bar_beats
    notes: list[Note] = []
    for bar in range(section.start_bar, section.end_bar - 1, 2):
        start = bar * beats
        heard = [n for n in tune if start <= n.start_beat < start + beats]
        slots = []
        for note in heard:
            at = note.start_beat + beats
            chord = piece.chord_at(at)
            if chord is None:
                continue
            target = note.pitch - _ANSWER_BELOW
            while target > high - 2:
                target -= 12
            until = min(at + note.duration_beats, start + 2 * beats)
            slots.append(
                Slot(
                    at, until - at, strength(piece, at), chord.pitch_classes, tune_scale(piece, chord), target, 0.7,
                    firm=8.0,
                )
            )  # fmt: skip
        colour = rng(piece.seed, f"imitation/{section.kind}").random(16)
        pitches = draw(slots, low, high, piece.style.motion, colour)
        level = _SOFTER * (heard[0].velocity if heard else 0.0)
        notes += [Note(s.start, s.duration, p, level) for s, p in zip(slots, pitches, strict=True)]
    return notes


def _under_end(ground: list[Note], before: Note, note: Note) -> int | None:
    """The bass note that sounds before `note`, if the earlier tune note began with it or was there when it began."""
    early = [n for n in ground if n.start_beat < note.start_beat - 1e-6]
    if not early:
        return None
    last = max(early, key=lambda n: n.start_beat)
    return last.pitch if last.end_beat > before.start_beat + 1e-6 else None


def _other(piece: Piece, line: list[Note], lows: list[int | None], index: int, first: tuple[int, int]) -> int:
    note, low = line[index], lows[index]
    assert low is not None
    chord = piece.chord_at(note.start_beat)
    tones = tune_scale(piece, chord)
    if chord is not None and (strength(piece, note.start_beat) >= _STRONG or piece.given_chords):
        tones = chord.pitch_classes
    following = line[index + 1] if index + 1 < len(line) else None
    after = lows[index + 1] if following is not None else None

    def cost(pitch: int) -> float:
        again = following is not None and after is not None and parallel((pitch, low), (following.pitch, after))
        leap = abs(pitch - first[0]) + (abs(pitch - following.pitch) if following is not None else 0)
        return abs(pitch - note.pitch) + 0.4 * leap + 6.0 * again

    near = [p for p in range(note.pitch - _REACH, note.pitch + _REACH + 1) if p % 12 in tones and p != note.pitch]
    fitting = [p for p in near if not parallel(first, (p, low))]
    return min(fitting, key=cost, default=note.pitch)
