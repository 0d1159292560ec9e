"""Comping: chords struck, strummed, broken or held by the players who carry the harmony."""

from dataclasses import replace

from tonewright.composition.bass import play_bass
from tonewright.composition.counterpoint import imitated, suspended
from tonewright.composition.grids import Onset, bar_of, marks_of, onsets, part_of, size
from tonewright.composition.inner_voices import play_under
from tonewright.composition.instruments import instrument
from tonewright.composition.part_wishes import base_of
from tonewright.composition.part_writing import Pitches
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import ChordSpan, Note
from tonewright.composition.soli import play_soli
from tonewright.composition.strokes import TOUCH, struck
from tonewright.composition.style import Comping
from tonewright.composition.technique import technique_for
from tonewright.composition.voicing import Voicing, lead_voices
from tonewright.theory.chord import Chord
from tonewright.theory.seeds import rng

STEP_BEATS = 0.25
SOLI = ("soli",)
UNDER = ("under",)
IMITATE = ("imitate",)
DRONE = ("drone",)
_THUMBED = "BbFfTt"
_MUTED_TOUCH = 0.76
# Whose hand writes the riff that guitars double.
RIFF_BASS = "drop_bass"
_HOLD_AT_MOST_BARS = 4
_EARLY_BEATS = 0.5
# Between two fingers of a rasgueado: 65 ms at 115 BPM.
_FINGER_BEATS = 0.125
# What a player does in a role for which the style has no pattern.
_HELD = Comping("pad", "any", 0.0, 1.0, (55, 79), 4, ("hold",))
# How long a hand slides into a chord from a fret below.
_SLIDE_S = 0.07


def play_chords(
    piece: Piece,
    sections: list[SectionPlan],
    role: str,
    name: str,
    tune: tuple[Note, ...] = (),
    own: Pitches = (),
) -> list[Note]:
    """A harmonic part in the sections where it plays, and its last chord.

    `tune` is what a soli harmonises; `own` the pitch of every chord span for a player who has one voice of several.
    """
    player = _Accompanist(piece, role, name, tune, own)
    notes: list[Note] = []
    for section in sections:
        notes += player.section(section)
    if sections and sections[-1].end_bar == piece.final_bar:
        notes += player.last_chord(sections[-1].intensity)
    return notes


class _Accompanist:
    def __init__(self, piece: Piece, role: str, name: str, tune: tuple[Note, ...], own: Pitches = ()) -> None:
        self.piece, self.role, self.player, self.tune, self.own = piece, role, instrument(name), tune, own
        self.technique = technique_for(piece.brief, role, name)
        self.patterns = [c for c in piece.style.comping if c.role == base_of(role)] or [_HELD]
        self.chords = tuple(span.chord for span in piece.chords)
        self.led: dict[tuple[int, int, int, str], tuple[Voicing, ...]] = {}
        self.places = {span.start_beat: index for index, span in enumerate(piece.chords)}

    def pattern(self, section: SectionPlan) -> Comping:
        """The way of playing that suits a section."""
        here = [p for p in self.patterns if p.meter in (self.piece.meter.name, "any", "loop")] or self.patterns
        own = [p for p in here if section.kind in p.sections]
        here = own or [p for p in here if not p.sections] or here
        here = [p for p in here if p.tempo[0] <= self.piece.tempo_bpm < p.tempo[1]] or here
        if section.lyrics is not None or not self.tune:
            here = [p for p in here if p.grids not in (SOLI, UNDER, IMITATE)] or here
        elif any(p.grids == UNDER for p in here):
            here = [p for p in here if p.grids == UNDER]
        level = section.intensity
        suited = [p for p in here if p.low <= level <= p.high]
        if not suited:
            suited = [min(here, key=lambda p: min(abs(p.low - level), abs(p.high - level)))]
        found = suited[int(rng(self.piece.seed, f"{self.role}/{section.kind}").integers(len(suited)))]
        if self.player.can[0] == "hold" and self.player.name not in self.piece.style.palette[base_of(self.role)]:
            # Players of long notes hold, unless the style itself gives them something to strike.
            return replace(found, meter="any", voices=min(found.voices, 5), grids=("hold",))
        own_grids = self.technique.grids.get(self.piece.meter.name)
        return replace(found, meter=self.piece.meter.name, grids=own_grids) if own_grids else found

    def voicing(self, span: ChordSpan, pattern: Comping) -> Voicing:
        """How the span's chord is laid out for this player."""
        if pattern.voicing == "part" and self.own:
            pitch = self.own[self.places[span.start_beat]]
            return () if pitch is None else (pitch,)
        low, high = self._register(pattern)
        if pattern.grids == DRONE:
            return self._drone_pitches(pattern, span.chord)
        place = (low, high, pattern.voices, pattern.voicing)
        if place not in self.led:
            self.led[place] = lead_voices(self.chords, *place[:3], self.piece.given_chords, pattern.voicing)
        return self.led[place][self.places[span.start_beat]]

    def section(self, section: SectionPlan) -> list[Note]:
        """The part's notes of one section."""
        pattern = self.pattern(section)
        ways = {
            "hold": self._sustained, "drone": self._drone, "riff": self._riff, "double": self._doubled,
            "soli": self._soli, "under": self._under, "imitate": self._imitating, "loop": self._looped,
        }  # fmt: skip
        way = ways.get(pattern.grids[0] if pattern.meter == "any" else pattern.meter)
        if way is not None:
            return way(section, pattern)
        notes: list[Note] = []
        pick = int(rng(self.piece.seed, f"{self.role}/{section.kind}/grid").integers(len(pattern.grids)))
        for bar in range(section.start_bar, section.end_bar):
            offset = bar - section.start_bar
            shift = offset // 8 + (1 if offset % 4 == 3 else 0)
            grid = pattern.grids[(pick + shift + section.time - 1) % len(pattern.grids)]
            grid = bar_of(grid, self.piece.grid_offset(section, bar), self.piece.meter.subdivisions)
            if offset % 8 == 7 or (bar == section.end_bar - 1 and section.bars >= 4):
                grid = _breathing(grid)
            notes += self._bar(section, bar, pattern, grid)
        return notes

    def last_chord(self, intensity: float) -> list[Note]:
        """The chord that rings out."""
        span = self.piece.span_at(self.piece.final_beat)
        if span.chord is None or not self.patterns:
            return []
        pattern = self.pattern(self.piece.sections[-1])
        layout = self.voicing(span, pattern)
        kind = "strum_down" if self.player.family == "guitar" else "normal"
        return [Note(self.piece.final_beat, self.piece.ring_beats, p, 0.55 + 0.25 * intensity, kind) for p in layout]

    def _register(self, pattern: Comping) -> tuple[int, int]:
        low, high = pattern.register
        while low < self.player.low:
            low, high = low + 12, high + 12
        while high > self.player.high and low - 12 >= self.player.low:
            low, high = low - 12, high - 12
        return max(low, self.player.low), min(high, self.player.high)

    def _imitating(self, section: SectionPlan, pattern: Comping) -> list[Note]:
        """The tune's answer where there is one, the player's own voice in between."""
        answer = imitated(self.piece, section, self.tune, *self._register(pattern))
        beats = self.piece.meter.bar_beats
        busy = {n.start_beat // beats for n in answer}
        held = self._held(section, replace(pattern, meter="any", grids=("hold",)))
        spans = ((bar * beats, (bar + 1) * beats) for bar in range(section.start_bar, section.end_bar))
        free = [
            replace(
                n, start_beat=max(n.start_beat, start), duration_beats=min(n.end_beat, end) - max(n.start_beat, start)
            )
            for start, end in spans
            if start // beats not in busy
            for n in held
            if n.start_beat < end - 1e-6 and n.end_beat > start + 1e-6
        ]
        return answer + free

    def _sustained(self, section: SectionPlan, pattern: Comping) -> list[Note]:
        held = self._held(section, pattern)
        return suspended(self.piece, held, list(self.tune), self.role) if pattern.voicing == "part" else held

    def _doubled(self, section: SectionPlan, pattern: Comping) -> list[Note]:
        del pattern
        return _Accompanist(self.piece, "comp1", self.player.name, self.tune).section(section)

    def _soli(self, section: SectionPlan, pattern: Comping) -> list[Note]:
        drop = pattern.voicing == "drop 2"
        return play_soli(self.piece, section, self.tune, self._register(pattern), pattern.voices, drop)

    def _under(self, section: SectionPlan, pattern: Comping) -> list[Note]:
        return play_under(self.piece, section, self.tune, pattern.voices, self._register(pattern)[0])

    def _looped(self, section: SectionPlan, pattern: Comping) -> list[Note]:
        """A loop that turns on its own length from the piece's first beat on, whatever the bars do."""
        grid = pattern.grids[int(rng(self.piece.seed, f"{self.role}/loop").integers(len(pattern.grids)))]
        beats = self.piece.meter.bar_beats
        turn = size(grid) * STEP_BEATS
        start, end = section.start_bar * beats, section.end_bar * beats
        level = 0.72 * (0.7 + 0.3 * section.intensity)
        notes: list[Note] = []
        for number in range(int(start // turn), int(end // turn) + 1):
            for step, held, mark, _ in onsets(grid):
                at = number * turn + step * STEP_BEATS
                span = self.piece.span_at(at)
                if not start <= at < end or span.chord is None or not mark.isdigit():
                    continue
                pitch = _broken(self.voicing(span, pattern), int(mark), self._register(pattern)[1])
                changes = (s.start_beat for s in self.piece.spans_in(at + 1e-3, end) if s.chord != span.chord)
                until = min(at + held * STEP_BEATS, next(changes, end))
                notes.append(Note(at, until - at, pitch, level))
        return notes

    def _drone(self, section: SectionPlan, pattern: Comping) -> list[Note]:
        """The tonic and its fifth through all changes, as pipes have them; the bass of chords that the user wrote."""
        if self.piece.given_chords:
            return self._held(section, pattern)
        level = 0.5 + 0.3 * section.intensity
        beats = self.piece.meter.bar_beats
        return [
            Note(bar * beats, (min(bar + _HOLD_AT_MOST_BARS, section.end_bar) - bar) * beats, pitch, level, "legato")
            for bar in range(section.start_bar, section.end_bar, _HOLD_AT_MOST_BARS)
            for pitch in self._drone_pitches(pattern, None)
        ]

    def _drone_pitches(self, pattern: Comping, chord: Chord | None) -> Voicing:
        """The tonic with its fifth, or the bass of a chord that the user wrote with its octave."""
        own = chord is not None and self.piece.given_chords
        low, tone = self._register(pattern)[0], chord.bass if chord is not None and own else self.piece.key.tonic
        root = low + (tone - low) % 12
        return (root, root + (12 if own else 7))

    def _riff(self, section: SectionPlan, pattern: Comping) -> list[Note]:
        """The bass's riff on the low strings: its accents ring as power chords, its soft roots are palm-muted."""
        line = [n for n in play_bass(self.piece, [section], RIFF_BASS) if n.start_beat < self.piece.final_beat]
        if not line:
            return []
        low = self._register(pattern)[0]
        # Softer than any other note of a riff is only the bass's `r`, which the guitars mute.
        muted = _MUTED_TOUCH * (0.72 + 0.28 * section.intensity)
        notes: list[Note] = []
        for note in line:
            rings = note.velocity > muted
            over = (7, 12) if rings else (7,)
            chord = self.piece.chord_at(note.start_beat)
            bass = note.pitch if chord is None else chord.bass
            string = low + (bass - low) % 12 + (note.pitch - bass) % 12
            pitches = tuple(string + step for step in (0, *over))
            if self.piece.given_chords:
                pitches = self.voicing(self.piece.span_at(note.start_beat), pattern) if rings else pitches[:1]
            kind = "normal" if rings else "staccato"
            length = note.duration_beats if rings else min(note.duration_beats, 2 * STEP_BEATS)
            notes += [Note(note.start_beat, length, p, note.velocity, kind) for p in pitches]
        return notes

    def _held(self, section: SectionPlan, pattern: Comping) -> list[Note]:
        bar_beats = self.piece.meter.bar_beats
        start, end = section.start_bar * bar_beats, section.end_bar * bar_beats
        sounding: dict[int, tuple[float, float]] = {}
        notes: list[Note] = []
        level = 0.5 + 0.3 * section.intensity

        def close(pitch: int) -> None:
            began, until = sounding.pop(pitch)
            notes.append(Note(began, until - began, pitch, level, "legato"))

        for span in self.piece.spans_in(start, end):
            layout = self.voicing(span, pattern) if span.chord is not None else ()
            until = min(span.start_beat + span.duration_beats, end)
            for pitch in list(sounding):
                too_long = until - sounding[pitch][0] > _HOLD_AT_MOST_BARS * bar_beats
                if pitch not in layout or too_long:
                    close(pitch)
            for pitch in layout:
                sounding[pitch] = (sounding.get(pitch, (span.start_beat, 0.0))[0], until)
        for pitch in list(sounding):
            close(pitch)
        return notes

    def _leans_over(self, at: float, span: ChordSpan, following: ChordSpan) -> bool:
        """True for the last eighth before a change, which a montuno already plays on the next chord."""
        last = span.start_beat + span.duration_beats - _EARLY_BEATS
        return at >= last - 1e-6 and following.chord is not None and not self.piece.given_chords

    def _figure(self, layout: Voicing, number: int, chord: Chord, pattern: Comping) -> int:
        """The note of a broken chord with that number."""
        if pattern.voicing == "part" and self.own:
            return _around(layout[0], number, chord)
        return _broken(layout, number, self._register(pattern)[1])

    def _whole_where_short(self, marks: list[Onset], spans: list[ChordSpan], start: float) -> list[Onset]:
        """The marks, with the user's chords that last less than a bar struck whole as they come.

        A broken figure would be over before it has told such a chord; a thumb's bass has the other fingers with it.
        """
        short = {s.start_beat for s in spans if s.duration_beats < self.piece.meter.bar_beats - 1e-6}
        return [
            one._replace(mark="T" if one.mark in _THUMBED else "c")
            if (one.mark.isdigit() or one.mark in _THUMBED) and start + one.step * STEP_BEATS in short
            else one
            for one in marks
        ]

    def _complete(self, marks: list[Onset], start: float, pattern: Comping) -> list[Onset]:
        """The marks, where a figure that is all broken has instead of what it repeats what it left out of the chord."""
        span = self.piece.span_at(start)
        changes = self.piece.spans_in(start + 1e-3, start + self.piece.meter.bar_beats)
        broken = all(one.mark.isdigit() for one in marks) and not changes and pattern.voicing not in ("part", "montuno")
        if not broken or span.chord is None:
            return marks
        layout = self.voicing(span, pattern)
        told: set[int] = set()
        again: list[int] = []
        for place, one in enumerate(marks):
            tone = self._figure(layout, int(one.mark), span.chord, pattern) % 12
            again += [place] if tone in told else []
            told.add(tone)
        missing = [str(at + 1) for at, pitch in enumerate(layout) if pitch % 12 not in told]
        filled = dict(zip(again, missing, strict=False))
        return [one._replace(mark=filled.get(place, one.mark)) for place, one in enumerate(marks)]

    def _bar(self, section: SectionPlan, bar: int, pattern: Comping, grid: str) -> list[Note]:
        start = bar * self.piece.meter.bar_beats
        end = start + self.piece.meter.bar_beats
        spans = self.piece.spans_in(start, end)
        # Over the user's chords no rest is so firm that a chord would be missed.
        marks = list(onsets(grid.replace("_", ".") if self.piece.given_chords else grid))
        for span in spans[1:]:
            # Every new chord is heard where it comes.
            step = (span.start_beat - start) / STEP_BEATS
            if not any(abs(one.step - step) < 1e-6 for one in marks):
                later = min([one.step for one in marks if one.step > step] + [self.piece.meter.subdivisions])
                same = next((one.mark for one in marks if one.mark not in "123456LlEeOo_"), "c")
                marks.append(Onset(step, later - step, same.lower()))
        if self.piece.given_chords:
            marks = self._complete(self._whole_where_short(sorted(marks), spans, start), start, pattern)
        force = 0.7 + 0.3 * section.intensity
        notes: list[Note] = []
        for step, held, mark, even in sorted(marks):
            at, until = start + step * STEP_BEATS, start + (step + held) * STEP_BEATS
            span = self.piece.span_at(at)
            chord = span.chord
            if chord is None or mark == "_":
                continue
            stop = min(until, span.start_beat + span.duration_beats)
            length = max(stop - at, STEP_BEATS / 2)
            following = self.piece.span_at(span.start_beat + span.duration_beats)
            if mark in "Aa" and following.chord is not None and not self.piece.given_chords:
                # The next chord comes early and is tied over.
                length, span, chord = stop - at + _EARLY_BEATS, following, following.chord
            elif pattern.voicing == "montuno" and self._leans_over(at, span, following):
                span, chord = following, following.chord or chord
            layout = self.voicing(span, pattern)
            accent = 1.0 if at == start else 0.96
            if mark.isdigit():
                # A broken chord rings on under its next notes.
                length = max(length, min(span.start_beat + span.duration_beats - at, length * 1.75))
                pitch = self._figure(layout, int(mark), chord, pattern)
                short = "staccato" if until - at <= STEP_BEATS and self.player.can[0] == "hold" else "normal"
                notes.append(Note(at, length, pitch, 0.72 * force * accent, short, even))
                if pattern.voicing == "montuno":
                    notes.append(replace(notes[-1], pitch=pitch + 12))
                continue
            if mark in "Rr":
                level = (0.9 if mark == "R" else 0.7) * force
                notes += [replace(n, velocity=n.velocity * level) for n in _rasgueado(layout, at, length)]
                continue
            velocity, kind = TOUCH[mark]
            pitches = struck(mark, chord, layout, self._register(pattern)[0], self.player.low, self.piece.given_chords)
            if mark in "Ll" and not self.piece.given_chords:
                slide = min(_SLIDE_S * self.piece.tempo_bpm / 60, length / 2)
                notes += [Note(at, slide, p - 1, velocity * force * 0.8, "legato", even) for p in pitches]
                notes += [Note(at + slide, length - slide, p, velocity * force, kind, even) for p in pitches]
                continue
            notes += [Note(at, length, p, velocity * force * accent, kind, even) for p in pitches]
        return notes


def _breathing(grid: str) -> str:
    """The bar at the end of a phrase: what the hand does on the last beat is left out, what sounds rings on."""
    before = part_of(grid, 0, size(grid) - 4)
    marks = marks_of(before)
    return before + ("." if marks[-1] == "." else "-") * 4 if set(marks) - set("-.") else grid


def _rasgueado(layout: Voicing, at: float, length: float) -> list[Note]:
    """The fingers fan out over the strings one after another: quick strokes that grow into the one that rings."""
    count = 4 if length > 4 * _FINGER_BEATS else 3 if length > 3 * _FINGER_BEATS else 1
    notes: list[Note] = []
    for stroke in range(count):
        last = stroke == count - 1
        start = at + stroke * _FINGER_BEATS
        strings = layout if last or len(layout) < 4 else layout[-3:] if stroke % 2 else layout[1:]
        rings = at + length - start if last else _FINGER_BEATS
        level = 1.0 if last else 0.62 + 0.09 * stroke
        notes += [Note(start, rings, pitch, level, "strum_down" if last else "rasgueado") for pitch in strings]
    return notes


def _broken(layout: Voicing, number: int, high: int) -> int:
    octave, index = divmod(number - 1, len(layout))
    pitch = layout[index] + 12 * octave
    return pitch if pitch <= high + 5 else pitch - 12


def _around(pitch: int, number: int, chord: Chord) -> int:
    """A player's own note (1), the chord's next tones above it (2, 3) and below it (4, 5)."""
    steps = range(1, 16) if number <= 3 else range(-1, -16, -1)
    found = [pitch + step for step in steps if (pitch + step) % 12 in chord.pitch_classes]
    place = number - 2 if number <= 3 else number - 4
    return pitch if number == 1 else found[place]
