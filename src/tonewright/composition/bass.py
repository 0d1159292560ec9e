"""The bass: locked to the kick through the groove's grid, and always on the way to the next chord."""

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from tonewright.composition.accents import strength
from tonewright.composition.grids import onsets
from tonewright.composition.harmony import scale_over
from tonewright.composition.instruments import instrument
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.rhythm import bass_line
from tonewright.composition.score import ChordSpan, Note
from tonewright.composition.technique import technique_for
from tonewright.composition.walking import Step, walk
from tonewright.theory.chord import Chord
from tonewright.theory.pitch import nearest
from tonewright.theory.seeds import rng

STEP_BEATS = 0.25
# Semitones of the flat second and fifth of metal, the fourth, the sixth of boogie, the blue third and the flat
# seventh; over chords that the user wrote the nearest chord tone stands for them.
_RIFF = {"2": 1, "f": 6, "4": 5, "6": 9, "m": 3, "b": 10}
_MEMBERS = {"2": 0, "f": 2, "3": 1, "m": 1, "4": 2, "5": 2, "6": 2, "7": 3, "b": 3}
# How long a root that comes early is tied over the bar line.
_TIED_BEATS = 1.5
_GLIDES = "^/~>"
# A glide may leave the hand's register for a moment.
_GLIDE_ABOVE = 8
_LEVELS = {"R": 0.92, "r": 0.74, "g": 0.36, "a": 0.7, "w": 0.7, "W": 0.84, "n": 0.74, "N": 0.9}


class _Mark(NamedTuple):
    at: float
    until: float
    letter: str
    even: bool = False


def play_bass(piece: Piece, sections: list[SectionPlan], name: str) -> list[Note]:
    """The bass part in the sections where it plays, with the last root."""
    player = _Bassist(piece, name)
    walking = technique_for(piece.brief, "bass", name).lines.get(piece.meter.name, {}).get("bass")
    notes: list[Note] = []
    for section in sections:
        bars = range(section.start_bar, section.end_bar)
        grids = [walking or bass_line(piece, section, bar) for bar in bars]
        player.walk_through(section, grids)
        for bar, grid in zip(bars, grids, strict=True):
            notes += player.bar(section, bar, grid)
    last = piece.chord_at(piece.final_beat)
    notes = _one_at_a_time(notes, piece.final_beat)
    if sections and sections[-1].end_bar == piece.final_bar and last is not None:
        notes.append(Note(piece.final_beat, piece.ring_beats, player.root(last), 0.85))
    return notes


class _Bassist:
    def __init__(self, piece: Piece, name: str) -> None:
        self.piece = piece
        low = instrument(name).low
        self.low, self.high = low, min(instrument(name).high, low + 19)
        self.top, self.home = instrument(name).high, self.low + 8
        self.before = self.home
        self.walked: dict[float, int] = {}

    def walk_through(self, section: SectionPlan, grids: list[str]) -> None:
        """Find the line of a section's walking bars, the roots among them and the first root after them."""
        beats = self.piece.meter.bar_beats
        places: list[float] = []
        for bar, grid in enumerate(grids, section.start_bar):
            marks = _with_changes(_marks(grid, bar * beats), self._changes(bar * beats, (bar + 1) * beats))
            if "W" in grid:
                places += [mark.at for mark in marks if mark.letter in "RrW"]
        if not places:
            return
        places = [at for at in [*places, section.end_bar * beats] if self.piece.chord_at(at) is not None]
        chance = rng(self.piece.seed, f"bass/walk/{section.start_bar}").random((len(places), self.high - self.low + 1))
        pitches = walk(
            [self._step(at) for at in places], self.low, self.high, self.home + 1, chance, self.piece.given_chords
        )
        self.walked.update(zip(places[:-1], pitches[:-1], strict=True))

    def _changes(self, start: float, end: float) -> list[ChordSpan]:
        """The spans that bring another chord; one that stays need not be struck on its root again."""
        spans = self.piece.spans_in(start, end)
        return [s for s in spans if s.start_beat <= 0 or self.piece.chord_at(s.start_beat - 1e-3) != s.chord]

    def _step(self, at: float) -> Step:
        span = self.piece.span_at(at)
        assert span.chord is not None
        tones, changed = _bass_tones(span.chord), bool(self._changes(at, at + STEP_BEATS))
        strong = strength(self.piece, at) > 0.8
        return Step(tones, scale_over(self.piece.key, span.chord), span.chord.bass if changed else None, strong)

    def root(self, chord: Chord) -> int:
        """The chord's bass, near where the hand is and not far from home."""
        towards = (self.before + 2 * self.home) / 3
        return nearest(chord.bass, round(towards), self.low, self.high)

    def bar(self, section: SectionPlan, bar: int, grid: str) -> list[Note]:
        """One bar of the grid over the bar's chords."""
        start = bar * self.piece.meter.bar_beats
        end = start + self.piece.meter.bar_beats
        if self.piece.given_chords:
            # The user's chords are heard from their first moment.
            grid = grid.replace("_", ".")
        marks = _with_changes(_marks(grid, start), self._changes(start, end))
        random = rng(self.piece.seed, f"bass/bar {bar}")
        notes: list[Note] = []
        for at, until, mark, even in marks:
            span = self.piece.span_at(at)
            if span.chord is None or mark == "_":
                continue
            chance = random.random()
            pitch = self.walked[at] if at in self.walked else self._pitch(mark, span, chance)
            stop = min(until, span.start_beat + span.duration_beats)
            if mark == "N" and not self.piece.given_chords:
                stop = until + _TIED_BEATS
            level = _LEVELS.get(mark, 0.78) * (0.72 + 0.28 * section.intensity)
            tied = bool(notes) and abs(notes[-1].end_beat - at) < 1e-6
            kind = "ghost" if mark == "g" else "slide" if mark in _GLIDES and tied else "normal"
            notes.append(Note(at, max(stop - at, STEP_BEATS), pitch, level, kind, even))
            if mark not in "g^":
                self.before = pitch
        return notes

    def _pitch(self, mark: str, span: ChordSpan, chance: float) -> int:
        chord = span.chord
        assert chord is not None
        root = self.root(chord)
        if mark == "g" and self.walked:
            return self.before
        if mark in "RrgWnN":
            following = self.piece.chord_at(span.start_beat + span.duration_beats + 1e-3) if mark in "nN" else None
            return root if following is None or self.piece.given_chords else self.root(following)
        if mark in _GLIDES:
            return self._glide(mark, span, root)
        if mark == "8":
            # In the hand's register if it can be, else above it: an octave is heard as one.
            places = [p for p in (root + 12, root - 12) if self.low <= p <= self.high]
            return [*places, root + 12 if root + 12 <= self.top else root][0]
        if mark in _MEMBERS:
            return self._member(chord, mark, root)
        return self._approach(span, root, mark, chance)

    def _glide(self, mark: str, span: ChordSpan, root: int) -> int:
        """Where a note bends to: the octave, the fifth, back to the root, or the next chord's."""
        assert span.chord is not None
        if mark == "^":
            return root + 12 if root + 12 <= self.high + _GLIDE_ABOVE else root - 12
        if mark == "/":
            fifth = (root + 7) % 12
            return root + 7 if fifth in _bass_tones(span.chord) else root
        following = self.piece.chord_at(span.start_beat + span.duration_beats + 1e-3) if mark == ">" else None
        return (
            root if following is None or self.piece.given_chords else nearest(following.bass, root, root - 7, root + 7)
        )

    def _member(self, chord: Chord, mark: str, root: int) -> int:
        """A chord tone, or a riff's note so many semitones above the root, an octave down if that is too high."""
        if mark not in _RIFF or self.piece.given_chords or chord.bass != chord.root:
            return self._tone(chord, _MEMBERS[mark], root)
        pitch = root + _RIFF[mark]
        # A riff climbs where it began, a little out of the usual register rather than down a seventh.
        return pitch if pitch <= self.high + 5 else pitch - 12

    def _tone(self, chord: Chord, member: int, root: int) -> int:
        tones = chord.pitch_classes
        if chord.bass != chord.root:
            return root
        return nearest(tones[min(member, len(tones) - 1)], root + 4, self.low, self.high)

    def _approach(self, span: ChordSpan, root: int, mark: str, chance: float) -> int:
        chord, following = span.chord, self.piece.chord_at(span.start_beat + span.duration_beats + 1e-3)
        assert chord is not None
        if following is None:
            return root
        target = nearest(following.bass, (self.before + self.home) // 2, self.low, self.high)
        if self.piece.given_chords:
            # The user's harmony allows only its own tones: come from the nearest of them.
            own = [p for p in range(self.low, self.high + 1) if p % 12 in _bass_tones(chord) and p != target]
            return min(own, key=lambda p: (abs(p - target), abs(p - root))) if own else root
        if target == root:
            return self._tone(chord, 2, root)
        scale = set(scale_over(self.piece.key, chord))
        steps = [p for p in (target - 1, target + 1, target - 2, target + 2) if self.low <= p <= self.high]
        diatonic = [p for p in steps if p % 12 in scale]
        if mark == "w" or chance < 0.65:
            return min(diatonic or steps, key=lambda p: abs(p - root))
        return min((p for p in steps if abs(p - target) == 1), key=lambda p: abs(p - root), default=root)


def _one_at_a_time(notes: list[Note], end_beat: float) -> list[Note]:
    """The notes, each released where the next one begins, or at `end_beat`."""
    ends = [*(n.start_beat for n in notes[1:]), end_beat][: len(notes)]
    return [
        replace(n, duration_beats=min(n.duration_beats, max(end - n.start_beat, STEP_BEATS / 2)))
        for n, end in zip(notes, ends, strict=True)
    ]


def _bass_tones(chord: Chord) -> tuple[int, ...]:
    return chord.pitch_classes if chord.bass == chord.root else (chord.bass,)


def _marks(grid: str, start: float) -> list[_Mark]:
    return [
        _Mark(start + o.step * STEP_BEATS, start + (o.step + o.length) * STEP_BEATS, o.mark, o.even)
        for o in onsets(grid)
    ]


def _with_changes(marks: list[_Mark], spans: list[ChordSpan]) -> list[_Mark]:
    """The marks, and a root on every chord change that has none."""
    found = list(marks)
    for span in spans:
        if not any(abs(mark.at - span.start_beat) < 1e-6 for mark in found):
            later = [mark.at for mark in found if mark.at > span.start_beat]
            until = min([*later, span.start_beat + span.duration_beats])
            found.append(_Mark(span.start_beat, until, "R"))
    found.sort()
    cut = [a._replace(until=min(a.until, b.at)) for a, b in pairwise(found)]
    # The first note of a chord is its bass, whatever the grid had in mind there.
    changes = {round(span.start_beat, 4) for span in spans}
    return [
        mark._replace(letter="R") if round(mark.at, 4) in changes and mark.letter != "_" else mark
        for mark in [*cut, *found[-1:]]
    ]
