from itertools import pairwise

import numpy as np

from tonewright.composition.contour import Slot, draw

C_MAJOR = (0, 2, 4, 5, 7, 9, 11)
COLOUR = np.random.default_rng(1).random(16)


def line(count, target=67.0, strength=0.3, **more):
    return [Slot(i * 0.5, 0.5, strength, (0, 4, 7), C_MAJOR, target, **more) for i in range(count)]


def test_all_notes_belong_to_the_scale_and_the_range():
    pitches = draw(line(40), 60, 76, 0.5, COLOUR)
    assert len(pitches) == 40
    assert all(60 <= p <= 76 and p % 12 in C_MAJOR for p in pitches)


def test_strong_beats_take_chord_tones():
    pitches = draw(line(16, strength=1.0), 60, 76, 0.5, COLOUR)
    assert all(p % 12 in (0, 4, 7) for p in pitches)


def test_a_goal_is_reached():
    slots = [*line(5), Slot(2.5, 1.0, 1.0, (0, 4, 7), C_MAJOR, 70.0, goal=(0,))]
    assert draw(slots, 60, 76, 0.5, COLOUR)[-1] % 12 == 0


def test_a_dissonance_is_left_by_step():
    slots = [Slot(i * 0.5, 0.5, 0.0 if i % 2 else 1.0, (0, 4, 7), C_MAJOR, 60 + 2.0 * i, 0.4) for i in range(8)]
    pitches = draw(slots, 60, 79, 0.5, COLOUR)
    for here, following in pairwise(pitches):
        if here % 12 not in (0, 4, 7):
            assert abs(following - here) <= 2


def test_the_line_follows_its_targets():
    slots = [Slot(i * 1.0, 1.0, 0.3, (0, 4, 7), C_MAJOR, 62 + 2.0 * i, 0.5) for i in range(7)]
    pitches = draw(slots, 60, 79, 0.5, COLOUR)
    assert pitches[-1] - pitches[0] >= 7


def test_one_note_and_no_note():
    assert draw([], 60, 72, 0.5, COLOUR) == []
    assert len(draw(line(1), 60, 72, 0.5, COLOUR)) == 1
