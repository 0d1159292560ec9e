"""The counter-line: answers in the gaps of the leading voice, a slow line beneath it where the band is full."""

from dataclasses import replace

from tonewright.composition.accents import strength
from tonewright.composition.contour import Slot, draw
from tonewright.composition.grids import bar_of, onsets
from tonewright.composition.harmony import scale_over, tune_scale
from tonewright.composition.instruments import Instrument, instrument
from tonewright.composition.motif import choose_cells
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note, SungLine
from tonewright.theory.seeds import rng

STEP_BEATS = 0.25
_GAP_BEATS = 1.75
_MOST_NOTES = 7
_FULL = 0.6
# Eighths, in a grid of whole bars in every meter.
_EIGHTHS = "x-" * 24
# Families whose notes die away: they strike again instead of holding.
_DECAYING = ("piano", "electric_piano", "keyboard", "bells", "mallets", "guitar", "banjo", "harp", "sitar")

Spans = list[tuple[float, float]]


def play_answers(
    piece: Piece, sections: list[SectionPlan], name: str, busy: Spans, sparse: bool = False, urged: bool = False
) -> list[Note]:
    """Short answers in the rests of `busy`, the spans in which somebody else leads.

    `sparse` leaves every second gap to silence; `urged` answers also where the piece's motif is too slow for the gap.
    """
    low, high = _register(name)
    notes: list[Note] = []
    for section in sections:
        gaps = _gaps(piece, section, busy)
        for index, (start, end) in enumerate(gaps):
            if not sparse or index % 2 == 1 or len(gaps) == 1:
                answer = _answer(piece, section, (start, end), low, high)
                notes += answer or (_answer(piece, section, (start, end), low, high, _EIGHTHS) if urged else [])
    return [n for n in notes if n.end_beat <= piece.final_beat + 1e-6]


def play_counter(piece: Piece, sections: list[SectionPlan], name: str, busy: Spans) -> list[Note]:
    """Answers in the gaps; in full sections also a slow line in long notes under the leading voice."""
    low, high = _register(name)
    notes: list[Note] = []
    for section in sections:
        gaps = _gaps(piece, section, busy)
        answers = [n for gap in gaps for n in _answer(piece, section, gap, low, high)]
        slow = _slow_line(piece, section, low, high, instrument(name)) if section.intensity >= _FULL else []
        notes += _woven(slow, answers)
    return [n for n in notes if n.end_beat <= piece.final_beat + 1e-6]


def with_room(piece: Piece, tune: list[Note]) -> list[Note]:
    """The tune with room for an answer: no note is held past the middle of every second bar; every fourth stops."""
    beats = piece.meter.bar_beats
    found = []
    for note in tune:
        bar = int(note.start_beat // beats)
        place = bar - piece.section_at(bar).start_bar
        middle = bar * beats + (beats - 1.0 if beats < 4 else beats / 2)
        if note.start_beat >= piece.final_beat or place % 2 == 0:
            found.append(note)
        elif note.start_beat < middle:
            found.append(replace(note, duration_beats=min(note.duration_beats, max(middle - note.start_beat, 0.5))))
        elif place % 4 == 1:
            found.append(note)
    return found


def filled(piece: Piece, notes: list[Note], sections: list[SectionPlan], name: str, share: float) -> list[Note]:
    """The notes, and slow lines in further sections, full ones first, until a share of all bars has something."""
    low, high = _register(name)
    bar_beats = piece.meter.bar_beats
    found = list(notes)
    for section in sorted(sections, key=lambda s: (-s.intensity, s.start_bar)):
        if bars_heard(piece, found) >= share * piece.final_bar:
            break
        start, end = section.start_bar * bar_beats, section.end_bar * bar_beats
        here = [n for n in found if start <= n.start_beat < end]
        slow = _slow_line(piece, section, low, high, instrument(name))
        found = [n for n in found if not start <= n.start_beat < end] + _woven(slow, here)
    return sorted(found, key=lambda n: n.start_beat)


def bars_heard(piece: Piece, notes: list[Note]) -> int:
    """In how many bars something of the notes begins or goes on sounding."""
    beats = piece.meter.bar_beats
    bars = {
        bar for n in notes for bar in range(int(n.start_beat // beats), int((n.end_beat - 1e-6) // beats) + 1)
    }  # fmt: skip
    return len([bar for bar in bars if bar < piece.final_bar])


def busy_spans(melody: list[Note], sung: tuple[SungLine, ...]) -> Spans:
    """Where a melody or a voice sounds, in beats."""
    spans = [(n.start_beat, n.end_beat) for n in melody]
    spans += [(n.start_beat, n.end_beat) for line in sung for s in line.syllables for n in s.notes]
    return sorted(spans)


def _register(name: str) -> tuple[int, int]:
    player = instrument(name)
    low = max(player.low, 55)
    return low, min(player.high, low + 21)


def _gaps(piece: Piece, section: SectionPlan, busy: Spans) -> Spans:
    start, end = section.start_bar * piece.meter.bar_beats, section.end_bar * piece.meter.bar_beats
    gaps: Spans = []
    at = start
    for begin, stop in [*((b, s) for b, s in busy if s > start and b < end), (end, end)]:
        if begin - at >= _GAP_BEATS and at > start:
            gaps.append((at, min(begin, end)))
        at = max(at, stop)
    return gaps


def _answer(
    piece: Piece, section: SectionPlan, gap: tuple[float, float], low: int, high: int, rhythm: str = ""
) -> list[Note]:
    """A few notes in the motif's rhythm, or another one, beginning just after the leading voice has stopped."""
    start, end = gap
    bar_beats = piece.meter.bar_beats
    cells = choose_cells(piece, "chorus")
    cell = rhythm or max((cells["A"], cells["B"], cells["D"]), key=lambda grid: grid.count("x"))
    centre = (low + high) / 2
    turn = rng(piece.seed, f"answer/{section.kind}/shape").choice((-1.0, 1.0))
    if int(start // (4 * bar_beats)) % 2:
        # One answer rises, the next one falls.
        turn = -turn
    slots: list[Slot] = []
    bar = start // bar_beats * bar_beats
    while bar < end and len(slots) < _MOST_NOTES:
        side = piece.grid_offset(section, int(bar // bar_beats))
        for step, length, _, even in onsets(bar_of(cell, side, piece.meter.subdivisions)):
            at = bar + step * STEP_BEATS
            until = min(at + length * STEP_BEATS, end - 0.25)
            chord = piece.chord_at(at)
            if at < start + 0.2 or until - at < STEP_BEATS or chord is None:
                continue
            shape = turn * (2.5 - 1.5 * len(slots))
            # Players who comment on the user's chords add no tones to them.
            scale = chord.pitch_classes if piece.given_chords else tune_scale(piece, chord)
            place = strength(piece, at)
            slots.append(Slot(at, until - at, place, chord.pitch_classes, scale, centre + shape, 0.1, even=even))
        bar += bar_beats
    slots = slots[:_MOST_NOTES]
    if len(slots) < 2:
        return []
    slots[-1] = replace(slots[-1], goal=slots[-1].chord)
    colour = rng(piece.seed, f"answer/{section.kind}").random(16)
    pitches = draw(slots, low, high, piece.style.motion, colour)
    level = 0.52 + 0.25 * section.intensity
    return [Note(s.start, s.duration, p, level, even=s.even) for s, p in zip(slots, pitches, strict=True)]


def _slow_line(piece: Piece, section: SectionPlan, low: int, high: int, player: Instrument) -> list[Note]:
    """Long notes through the chords: the tones that change, a step at a time, rising over each phrase."""
    bar_beats = piece.meter.bar_beats
    half = bar_beats / 2 if piece.meter.numerator != 3 else bar_beats
    slots: list[Slot] = []
    start, end = section.start_bar * bar_beats, section.end_bar * bar_beats
    for span in piece.spans_in(start, end):
        if span.chord is None:
            continue
        bar = int((span.start_beat - start) // bar_beats)
        phrase = bar % 8 / 8
        split = half if bar % 4 == 1 else bar_beats - 1.0
        first = span.duration_beats if bar % 2 == 0 else min(split, span.duration_beats)
        target = low + (high - low) * (0.3 + 0.4 * phrase)
        tones = span.chord.pitch_classes
        colourful = tones[1:] if len(tones) > 2 else tones
        scale = tones if piece.given_chords else scale_over(piece.key, span.chord)
        slots.append(Slot(span.start_beat, first, 1.0, colourful, scale, target, 0.1))
        if span.duration_beats > first + 1e-6:
            slots.append(
                Slot(span.start_beat + first, span.duration_beats - first, 0.35, tones, scale, target + 1, 0.1)
            )
    colour = rng(piece.seed, f"counter/{section.kind}").random(32)
    pitches = draw(slots, low, high, 0.2, colour)
    level = 0.4 + 0.22 * section.intensity
    notes: list[Note] = []
    for slot, pitch in zip(slots, pitches, strict=True):
        before = notes[-1] if notes else None
        again = before is not None and before.pitch == pitch and abs(before.end_beat - slot.start) < 1e-6
        if before is not None and again and before.duration_beats < 6 and player.family not in _DECAYING:
            notes[-1] = replace(before, duration_beats=before.duration_beats + slot.duration)
        else:
            notes.append(Note(slot.start, slot.duration, pitch, level, "legato"))
    return notes


def _woven(slow: list[Note], answers: list[Note]) -> list[Note]:
    """One line of both: the slow notes give way while an answer is played."""
    if not answers:
        return slow
    found = list(answers)
    spans = [(n.start_beat, n.end_beat) for n in answers]
    for note in slow:
        begins = [b for b, e in spans if b < note.end_beat and e > note.start_beat]
        if not begins:
            found.append(note)
        elif min(begins) - note.start_beat >= 0.5:
            found.append(replace(note, duration_beats=min(begins) - note.start_beat))
    return sorted(found, key=lambda n: n.start_beat)
