"""The counter-line: answers in the gaps that the leading voice leaves, and a slow line under it when it is full."""

from tonewright.composition.contour import Slot, draw
from tonewright.composition.grids import onsets
from tonewright.composition.harmony import scale_over
from tonewright.composition.instruments import instrument
from tonewright.composition.melody import choose_cells, strength
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note, SungLine
from tonewright.theory.seeds import rng

STEP_BEATS = 0.25
_GAP_BEATS = 1.5


def play_answers(
    piece: Piece, sections: list[SectionPlan], name: str, melody: list[Note], sung: tuple[SungLine, ...]
) -> list[Note]:
    """The counter part: short answers where neither melody nor voice sounds."""
    player = instrument(name)
    low = max(player.low, 55)
    high = min(player.high, low + 24)
    busy = _busy(piece, melody, sung)
    notes: list[Note] = []
    for section in sections:
        for start, end in _gaps(piece, section, busy):
            notes += _answer(piece, section, start, end, low, high)
    if sections and sections[-1].end_bar == piece.final_bar:
        notes = [n for n in notes if n.end_beat <= piece.final_beat]
    return notes


def _busy(piece: Piece, melody: list[Note], sung: tuple[SungLine, ...]) -> list[tuple[float, float]]:
    spans = [(n.start_beat, n.end_beat) for n in melody]
    spans += [(n.start_beat, n.end_beat) for line in sung for s in line.syllables for n in s.notes]
    return sorted(spans)


def _gaps(piece: Piece, section: SectionPlan, busy: list[tuple[float, float]]) -> list[tuple[float, float]]:
    start, end = section.start_bar * piece.meter.bar_beats, section.end_bar * piece.meter.bar_beats
    gaps, at = [], start
    for begin, stop in [*((b, s) for b, s in busy if s > start and b < end), (end, end)]:
        if begin - at >= _GAP_BEATS and at > start:
            gaps.append((at, min(begin, end)))
        at = max(at, stop)
    return gaps


def _answer(piece: Piece, section: SectionPlan, start: float, end: float, low: int, high: int) -> list[Note]:
    bar_beats = piece.meter.bar_beats
    cell = choose_cells(piece, "chorus")["A"]
    slots: list[Slot] = []
    centre = (low + high) / 2 + 1
    bar = start // bar_beats * bar_beats
    while bar < end:
        for step, length, _ in onsets(cell):
            at = bar + step * STEP_BEATS
            until = min(at + length * STEP_BEATS, end)
            chord = piece.chord_at(at)
            if at < start + 0.24 or until - at < STEP_BEATS or at >= end - 0.3 or chord is None:
                continue
            slots.append(
                Slot(
                    at,
                    until - at,
                    strength(piece, at),
                    chord.pitch_classes,
                    scale_over(piece.key, chord),
                    centre,
                )
            )
        bar += bar_beats
    slots = slots[:6]
    colour = rng(piece.seed, f"answer/{section.kind}").random(16)
    pitches = draw(slots, low, high, piece.style.motion, colour)
    level = 0.5 + 0.25 * section.intensity
    return [Note(s.start, s.duration, p, level) for s, p in zip(slots, pitches, strict=True)]
