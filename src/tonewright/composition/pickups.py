"""Pick-ups: the notes before a theme's first downbeat that lead into it (anacrusis)."""

from dataclasses import replace

from tonewright.composition.harmony import tune_scale
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note
from tonewright.theory.seeds import rng

_STEP_BEATS = 0.5
_MOST = 3
_BREATH_BEATS = 0.25
_LEAST_BEATS = 0.5
_RISING = 0.8


def with_pickups(piece: Piece, notes: list[Note], sections: list[SectionPlan], low: int, high: int) -> list[Note]:
    """The tune's notes, with one to three eighths that climb or fall into themes which begin on the downbeat.

    The style says how often; themes of one kind have the same pick-up every time. None is played where the tune is
    busy until then, or where somebody sings.
    """
    found = list(notes)
    for section in sections:
        random = rng(piece.seed, f"pickup/{section.kind}")
        wanted, count, rises = (
            float(random.random()) < piece.style.pickups, int(random.integers(1, _MOST + 1)), random.random() < _RISING,
        )  # fmt: skip
        before = piece.section_at(section.start_bar - 1)
        sung = section.lyrics is not None or before.lyrics is not None
        if wanted and not sung and section.start_bar:
            found = _led_into(piece, found, section.start_bar * piece.meter.bar_beats, count, bool(rises), low, high)
    return found


def _led_into(
    piece: Piece, notes: list[Note], start: float, count: int, rises: bool, low: int, high: int
) -> list[Note]:
    first = next((n for n in notes if abs(n.start_beat - start) < 1e-6), None)
    begin = start - count * _STEP_BEATS
    chord = piece.chord_at(start - 1e-3)
    if first is None or chord is None or any(begin - _LEAST_BEATS < n.start_beat < start - 1e-6 for n in notes):
        return notes
    scale = set(tune_scale(piece, chord))
    ladder = [p for p in range(first.pitch - 12, first.pitch + 13) if p % 12 in scale and p != first.pitch]
    below, above = [p for p in ladder if p < first.pitch][-count:], [p for p in ladder if p > first.pitch][:count][::-1]
    # The tune keeps its highest note for its peak: what would fall from above it climbs instead.
    steps = below if rises or max(above, default=0) > max(n.pitch for n in notes) - 2 else above
    if not steps or min(steps) < low or max(steps) > high:
        return notes
    cut = begin - _BREATH_BEATS
    shortened = [
        replace(n, duration_beats=cut - n.start_beat) if n.start_beat < start - 1e-6 and n.end_beat > cut else n
        for n in notes
    ]
    made = [
        Note(begin + i * _STEP_BEATS, _STEP_BEATS, pitch, first.velocity * (0.78 + 0.06 * i))
        for i, pitch in enumerate(steps)
    ]
    return sorted([*shortened, *made], key=lambda n: n.start_beat)
