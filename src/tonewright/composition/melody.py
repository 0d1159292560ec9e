"""Melody: themes built from a motif that comes back, one theme for each kind of section."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tonewright.composition.accents import strength
from tonewright.composition.contour import Slot, draw
from tonewright.composition.grids import bar_of, onsets
from tonewright.composition.harmony import tune_scale
from tonewright.composition.instruments import instrument
from tonewright.composition.motif import choose_cells, motif_shape, theme_plan
from tonewright.composition.pickups import with_pickups
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note, SungLine
from tonewright.theory.seeds import rng

STEP_BEATS = 0.25

# How high a theme lies above the verse's centre, in semitones, and the arch over its 8 bars.
_LIFT = {
    "chorus": 4,
    "drop": 4,
    "solo": 5,
    "prechorus": 2,
    "build": 2,
    "bridge": 1,
    "instrumental": 4,
    "intro": 1,
}
# Where the band plays the hook that the voice sings.
_QUOTING = ("intro", "solo", "instrumental", "break", "outro", "drop")
_ARCH = (0.0, 0.5, 1.0, 0.5, 2.0, 3.5, 3.0, -0.5)


@dataclass(frozen=True)
class Phrase:
    """A theme's notes relative to its section's start, in beats."""

    notes: tuple[Note, ...]


def quoted(piece: Piece, sung: tuple[SungLine, ...]) -> tuple[Note, ...]:
    """The tune of the first chorus that is sung, from its section's start: what the band plays without the singer."""
    choruses = {line.section for line in sung if piece.sections[line.section].kind == "chorus"}
    first = min(choruses or {line.section for line in sung}, default=None)
    if first is None:
        return ()
    start = piece.sections[first].start_bar * piece.meter.bar_beats
    notes = [n for line in sung if line.section == first for s in line.syllables for n in s.notes]
    return tuple(replace(n, start_beat=n.start_beat - start) for n in notes)


def play_melody(piece: Piece, sections: list[SectionPlan], name: str, quote: tuple[Note, ...] = ()) -> list[Note]:
    """The lead's notes; `quote` is the sung hook, which intros, solos and breaks then play."""
    player = Melodist(piece, name, quote)
    notes: list[Note] = []
    for section in sections:
        notes += player.section(section)
    notes = with_pickups(piece, notes, sections, player.low, player.high)
    if sections and sections[-1].end_bar == piece.final_bar:
        notes = [n for n in notes if n.start_beat < piece.final_beat]
        notes += player.last_note(notes)
    return notes


class Melodist:
    """Writes themes for one instrument."""

    def __init__(self, piece: Piece, name: str, quote: tuple[Note, ...] = ()) -> None:
        self.piece, self.quote = piece, quote
        player = instrument(name)
        low, high = piece.style.melody_low, piece.style.melody_high
        while low < player.low:
            low, high = low + 12, high + 12
        while high > player.high and low - 12 >= player.low - 4:
            low, high = low - 12, high - 12
        self.low, self.high = max(low, player.low), min(high, player.high)
        self.themes: dict[tuple[object, ...], Phrase] = {}

    def section(self, section: SectionPlan) -> list[Note]:
        """The theme of a section, phrase by phrase; later phrases vary the first."""
        notes: list[Note] = []
        bar_beats = self.piece.meter.bar_beats
        bar = section.start_bar
        while bar < section.end_bar:
            left = section.end_bar - bar
            whole = self.piece.style.cycle or 8
            bars = left if left < whole * 3 // 2 else whole
            closes = bar + bars == section.end_bar
            theme = self.theme(section, bar, bars, closes)
            turn = (bar - section.start_bar) // whole + section.time - 1
            shaped = theme.notes if turn == 0 else self._varied(theme.notes, section, bar, turn)
            notes += [replace(n, start_beat=n.start_beat + bar * bar_beats) for n in shaped]
            bar += bars
        return [replace(n, velocity=min(1.0, n.velocity * (0.74 + 0.3 * section.intensity))) for n in notes]

    def last_note(self, notes: list[Note]) -> list[Note]:
        """The note that rests on the last chord: its root or third, whichever is nearer."""
        chord = self.piece.chord_at(self.piece.final_beat)
        if chord is None:
            return []
        before = max(notes, key=lambda n: n.start_beat).pitch if notes else (self.low + self.high) // 2
        homes = chord.pitch_classes[:1] if chord.root == self.piece.key.tonic else chord.pitch_classes[:2]
        choices = [p for p in range(self.low, self.high + 1) if p % 12 in homes]
        # Home is rather reached from above.
        pitch = min(choices, key=lambda p: abs(p - before) + (6 if p > before + 1 else 0))
        return [Note(self.piece.final_beat, self.piece.ring_beats, pitch, 0.72, "legato")]

    def theme(self, section: SectionPlan, bar: int, bars: int, closes: bool) -> Phrase:
        """The theme for a kind of section over its chords; the same chords give the same theme."""
        start = bar * self.piece.meter.bar_beats
        end = start + bars * self.piece.meter.bar_beats
        spans = tuple((s.start_beat - start, s.chord) for s in self.piece.spans_in(start, end))
        first = self.piece.grid_offset(section, bar) if self.piece.style.clave else 0
        key = (section.kind, bars, closes, spans, first % 2)
        if key not in self.themes:
            self.themes[key] = self._compose(section.kind, start, bars, closes, first)
        return self.themes[key]

    def _compose(self, kind: str, start: float, bars: int, closes: bool, first: int) -> Phrase:
        plan = theme_plan(kind, bars)
        cells = choose_cells(self.piece, kind)
        shapes = {letter: motif_shape(self.piece, kind, letter) for letter in "ABcDE"}
        bar_beats = self.piece.meter.bar_beats
        centre = (self.low + self.high) / 2 - 2 + _LIFT.get(kind, 0)
        pitches: dict[str, list[int]] = {}
        notes: list[Note] = []
        slots: list[Slot] = []
        letters: list[str] = []
        for index, letter in enumerate(plan):
            if letter == ".":
                continue
            arch = _ARCH[round(index * 7 / max(bars - 1, 1))]
            fresh = True
            marks = onsets(bar_of(cells[letter], first + index, self.piece.meter.subdivisions))
            for place, (step, length, _, even) in enumerate(marks):
                at = start + index * bar_beats + step * STEP_BEATS
                chord = self.piece.chord_at(at)
                if chord is None:
                    continue
                shape = shapes[letter]
                is_last = place == len(marks) - 1 and letter == "E" and closes
                slots.append(
                    Slot(
                        at - start, length * STEP_BEATS, strength(self.piece, at), chord.pitch_classes,
                        tune_scale(self.piece, chord), centre + arch + shape[place % len(shape)], 0.12,
                        chord.pitch_classes[:2] if is_last else (), fresh and place == 0 and index > 0,
                        8.0 if self.piece.given_chords else 4.6 * (1 - self.piece.style.tension), even,
                    )
                )  # fmt: skip
                letters.append(f"{letter}{index}")
                fresh = False
        if not slots:
            return Phrase(())
        if self.quote and kind in _QUOTING:
            slots = self._quoting(start, bars, centre) or slots
        else:
            slots = self._with_motif(slots, letters, kind, pitches)
        drawn = draw(slots, self.low, self._ceiling(kind), self.piece.style.motion, self._colour(kind))
        for slot, pitch in zip(slots, drawn, strict=True):
            level = 0.7 + 0.2 * slot.strength + (0.06 if slot.duration >= 1 else 0.0)
            notes.append(Note(slot.start, slot.duration, pitch, level, even=slot.even))
        return Phrase(tuple(_touched(notes)))

    def _ceiling(self, kind: str) -> int:
        """The highest notes are kept for the sections that lift."""
        return self.high if _LIFT.get(kind, 0) >= 4 else self.high - 3

    def _quoting(self, start: float, bars: int, centre: float) -> list[Slot]:
        """The sung hook as far as it fits, over the chords that are here, in this instrument's register."""
        beats = self.piece.meter.bar_beats
        middle = sum(n.pitch for n in self.quote) / len(self.quote)
        lift = round((centre - middle) / 12) * 12
        slots: list[Slot] = []
        for note in self.quote:
            at = start + note.start_beat
            chord = self.piece.chord_at(at)
            if note.start_beat < 0 or note.end_beat > (bars - 0.25) * beats or chord is None:
                continue
            gap = slots and note.start_beat - (slots[-1].start + slots[-1].duration) > 0.4
            slots.append(
                Slot(
                    note.start_beat, note.duration_beats, strength(self.piece, at), chord.pitch_classes,
                    tune_scale(self.piece, chord), float(note.pitch + lift), 0.9, (), bool(gap),
                )
            )  # fmt: skip
        return slots

    def _with_motif(
        self, slots: list[Slot], letters: list[str], kind: str, pitches: dict[str, list[int]]
    ) -> list[Slot]:
        """Draw the first statement of every cell, then aim its returns at the same shape over their chords."""
        groups: dict[str, list[int]] = {}
        for index, name in enumerate(letters):
            groups.setdefault(name, []).append(index)
        aimed = list(slots)
        for name, indices in groups.items():
            letter = name[0]
            here = [aimed[i] for i in indices]
            if letter not in pitches:
                pitches[letter] = draw(here, self.low, self.high, self.piece.style.motion, self._colour(kind + letter))
                model = pitches[letter]
            else:
                model = self._moved(pitches[letter][: len(here)], here)
            for i, target in zip(indices, model, strict=False):
                aimed[i] = replace(aimed[i], target=float(target), pull=0.55)
        return aimed

    def _moved(self, model: list[int], slots: list[Slot]) -> list[int]:
        """The motif at the step of the scale where it fits these chords best, near where the arch wants it."""
        best: tuple[float, list[int]] | None = None
        for shift in (0, 1, -1, 2, -2, 3, -3):
            moved = [_along_scale(tune_scale(self.piece, None), pitch, shift) for pitch in model]
            clash = sum(s.strength * (p % 12 not in s.chord) for p, s in zip(moved, slots, strict=False))
            away = abs(sum(p - s.target for p, s in zip(moved, slots, strict=False)) / max(len(moved), 1))
            outside = sum(not self.low <= p <= self.high for p in moved)
            cost = 2.0 * clash + 0.25 * away + 0.3 * abs(shift) + 5 * outside
            if best is None or cost < best[0]:
                best = (cost, moved)
        return best[1] if best else model

    def _varied(self, notes: tuple[Note, ...], section: SectionPlan, bar: int, turn: int) -> list[Note]:
        """The theme again, lightly ornamented: passing notes fill some thirds, the hook itself stays."""
        random = rng(self.piece.seed, f"melody/{section.kind}/bar {bar}")
        found: list[Note] = []
        start = bar * self.piece.meter.bar_beats
        for note, following in pairwise([*notes, None]):
            assert note is not None
            found.append(note)
            if following is None or random.random() > 0.35 + 0.1 * min(turn, 2):
                continue
            gap = following.pitch - note.pitch
            late = note.start_beat + note.duration_beats / 2
            scale = tune_scale(self.piece, self.piece.chord_at(start + late))
            between = [
                p
                for p in range(min(note.pitch, following.pitch) + 1, max(note.pitch, following.pitch))
                if p % 12 in scale
            ]
            close = following.start_beat - note.end_beat < 0.3
            if abs(gap) in (3, 4) and note.duration_beats >= 1.0 and close and between:
                half = note.duration_beats / 2
                found[-1] = replace(note, duration_beats=half)
                found.append(Note(note.start_beat + half, half, between[len(between) // 2], note.velocity * 0.9))
        return found

    def _colour(self, name: str) -> NDArray[np.float64]:
        return rng(self.piece.seed, f"melody/{name}").random(64)


def _along_scale(scale: tuple[int, ...], pitch: int, steps: int) -> int:
    ladder = [p for p in range(pitch - 24, pitch + 25) if p % 12 in scale or p == pitch]
    return ladder[ladder.index(pitch) + steps]


def _touched(notes: list[Note]) -> list[Note]:
    """Short gaps are closed to sing, notes before a rest are released early."""
    found = []
    for note, following in pairwise([*notes, None]):
        assert note is not None
        gap = 9.0 if following is None else following.start_beat - note.end_beat
        long = note.duration_beats >= 0.5
        found.append(replace(note, articulation="legato" if gap < 0.01 and long else "normal"))
    return found
