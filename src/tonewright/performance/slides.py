"""Slides: a note that glides out of the one before it on the same stroke, as a synthesiser's portamento does."""

from dataclasses import replace

from tonewright.performance.performed import Controller, PlayedNote

BEND = -1
RANGE_SEMITONES = 12
"""How far a bend reaches in parts that slide."""

# Registered parameter 0, pitch bend sensitivity, set by data entry in semitones and cents (MIDI 1.0, CA-018).
_BEND_RANGE = ((101, 0), (100, 0), (6, RANGE_SEMITONES), (38, 0))
# The time of the TB-303's slide circuit: 60 ms whatever the interval (R. Whittle, "Devil Fish", 1999).
_GLIDE_S = 0.06
_STEPS = 12
# A pedal goes down in about an eighth of a second; the commonest pedals raise a string by a whole tone.
_SCOOP_S = 0.13
_SCOOP_SEMITONES = 2


class Slides:
    """The slides of one part, and the controllers that make them."""

    def __init__(self) -> None:
        self._made: list[Controller] = []
        self._bent = 0

    def tied(self, struck: PlayedNote, target: PlayedNote) -> PlayedNote:
        """`struck` held to the end of `target`, gliding to its pitch (an octave at most) where that begins."""
        interval = min(max(target.pitch - struck.pitch, -RANGE_SEMITONES), RANGE_SEMITONES)
        goal = min(round(interval / RANGE_SEMITONES * 8192), 8191)
        length_s = min(_GLIDE_S, target.duration_s / 2)
        for step in range(1, _STEPS + 1):
            value = round(self._bent + (goal - self._bent) * step / _STEPS)
            self._made.append(Controller(target.start_s + length_s * (step - 1) / _STEPS, BEND, value))
        self._bent = goal
        return replace(struck, duration_s=target.start_s + target.duration_s - struck.start_s)

    def scoop(self, struck: PlayedNote) -> None:
        """`struck` is bent up to from a whole tone below, as a pedal steel's bar and pedals do."""
        length_s = min(_SCOOP_S, struck.duration_s / 2)
        for step in range(_STEPS + 1):
            value = round(-_SCOOP_SEMITONES / RANGE_SEMITONES * 8192 * (1.0 - step / _STEPS))
            self._made.append(Controller(struck.start_s + length_s * step / _STEPS, BEND, value))

    def strike(self, start_s: float) -> None:
        """A note is struck anew at its own pitch."""
        if self._bent:
            self._made.append(Controller(start_s, BEND, 0))
            self._bent = 0

    def controllers(self) -> tuple[Controller, ...]:
        """The bends, after what sets their range; none where nothing slides."""
        if not self._made:
            return ()
        return (*(Controller(0.0, number, value) for number, value in _BEND_RANGE), *self._made)
