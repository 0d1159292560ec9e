"""Melisma: a syllable on several notes, where a style sings so.

Figures lie on line ends and, rarely, on a long syllable inside a line. The last note of a figure is the written
one, so that a line still ends where its harmony wants it; the notes before it belong to the scale.
"""

from dataclasses import replace

from tonewright.composition.harmony import tune_scale
from tonewright.composition.piece import Piece
from tonewright.composition.score import Note
from tonewright.composition.vocal_style import VocalStyle
from tonewright.theory.seeds import rng

# Steps of the scale from the written note, in order; the note itself comes last and is held.
_STEPS = {
    "fall": (2, 1), "rise": (-2, -1), "turn": (1, 0, -1), "lean": (1,), "cut": (1,), "run": (3, 2, 1),
}  # fmt: skip
_CUT_S = 0.07
_LEAST_HELD_S = 0.28
_LONG_INSIDE_S = 0.42


class Melismatic:
    """Sings syllables on several notes as often as a style does; the same place of a section alike every time."""

    def __init__(self, piece: Piece, style: VocalStyle) -> None:
        self.piece, self.style = piece, style
        self.beat_s = 60.0 / piece.tempo_bpm

    def sung(self, notes: list[Note], span: tuple[int, int], name: str) -> list[tuple[Note, ...]]:
        """The notes of every syllable of a line, of which `notes` has one each; `span` is the voice's range."""
        chance = rng(self.piece.seed, f"melisma/{name}")
        found: list[tuple[Note, ...]] = []
        for index, note in enumerate(notes):
            last = index == len(notes) - 1
            share = self.style.melisma if last else self.style.melisma_inside
            draw, pick = float(chance.random()), float(chance.random())
            long = last or note.duration_beats * self.beat_s >= _LONG_INSIDE_S
            figure = self._figure(note, notes[index - 1].pitch if index else None, pick) if long else ()
            found.append(self._ornate(note, figure, span) if figure and draw < share else (note,))
        return found

    def _figure(self, note: Note, before: int | None, pick: float) -> tuple[str, ...]:
        """The figures that fit, the one to be tried first: the seed's choice, but none that turns back on its way."""
        figures = self.style.figures
        at = min(int(pick**1.5 * len(figures)), len(figures) - 1)
        order = [*figures[at:], *figures[:at]]
        if before is not None and before > note.pitch + 2:
            order = [f for f in order if f != "rise"]
        if before is not None and before < note.pitch - 2:
            order = [f for f in order if f not in ("fall", "run")] or order
        return tuple(order)

    def _ornate(self, note: Note, figures: tuple[str, ...], span: tuple[int, int]) -> tuple[Note, ...]:
        for figure in figures:
            steps = _STEPS[figure]
            each_s = _CUT_S if figure == "cut" else self.style.figure_s
            each = each_s / self.beat_s if figure == "cut" else _on_grid(each_s / self.beat_s)
            held = note.duration_beats - each * len(steps)
            if held * self.beat_s < _LEAST_HELD_S and not (figure == "cut" and held > each):
                continue
            pitches = [self._stepped(note, step) for step in steps]
            if not all(span[0] <= pitch <= span[1] for pitch in pitches):
                continue
            run = tuple(
                replace(note, start_beat=note.start_beat + k * each, duration_beats=each, pitch=pitch, even=True)
                for k, pitch in enumerate(pitches)
            )
            return (*run, replace(note, start_beat=note.start_beat + len(run) * each, duration_beats=held))
        return (note,)

    def _stepped(self, note: Note, steps: int) -> int:
        """The pitch so many steps of the scale above a note, or below it."""
        scale = tune_scale(self.piece, self.piece.chord_at(max(note.start_beat, 0.0)))
        way = 1 if steps > 0 else -1
        pitch, left = note.pitch, abs(steps)
        while left:
            pitch += way
            left -= pitch % 12 in scale
        return pitch


def _on_grid(beats: float) -> float:
    """The shortest usual note value that is at least so long: from a 32nd triplet to an eighth."""
    return next((value for value in (1 / 12, 0.125, 1 / 6, 0.25, 1 / 3, 0.5) if value >= beats - 1e-6), 0.5)
