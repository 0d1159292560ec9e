from itertools import pairwise

import numpy as np

from tonewright.composition.walking import Step, walk
from tonewright.theory.chord import parse_chord
from tonewright.theory.key import Key

C_MAJOR = Key(0, "major")


def line(symbols, seed=0, complete=False):
    """Four quarters over each chord of a progression in C, low E to a twelfth above."""
    steps = []
    for symbol in symbols.split():
        chord = parse_chord(symbol)
        for beat in range(4):
            steps.append(Step(chord.pitch_classes, C_MAJOR.scale, chord.root if beat == 0 else None, beat == 2))
    chance = np.random.default_rng(seed).random((len(steps), 48 - 28 + 1))
    return walk(steps, 28, 48, 36, chance, complete)


def test_every_chord_begins_on_its_root():
    for seed in range(5):
        notes = line("Dm7 G7 Cmaj7 A7 Dm7 G7 C6 C6", seed)
        assert [n % 12 for n in notes[::4]][:7] == [2, 7, 0, 9, 2, 7, 0]


def test_the_note_before_a_new_chord_is_a_step_or_a_fifth_from_its_root():
    for seed in range(5):
        notes = line("Dm7 G7 Cmaj7 A7 Dm7 G7 C6 F6", seed)
        assert all(abs(notes[i] - notes[i - 1]) in (1, 2, 5, 7) for i in range(4, len(notes), 4))


def test_most_of_the_line_goes_by_step_and_no_note_is_struck_twice():
    for seed in range(5):
        gaps = [abs(b - a) for a, b in pairwise(line("Dm7 G7 Cmaj7 A7 Dm7 G7 C6 F6", seed))]
        assert sum(gap <= 2 for gap in gaps) / len(gaps) >= 0.6
        assert 0 not in gaps
        assert max(gaps) <= 12


def test_chords_that_the_user_wrote_are_walked_on_their_own_tones():
    notes = line("C Am F G", complete=True)
    for place, symbol in enumerate(["C", "Am", "F", "G"]):
        assert {n % 12 for n in notes[4 * place : 4 * place + 4]} <= set(parse_chord(symbol).pitch_classes)


def test_no_places_are_no_notes():
    assert walk([], 28, 48, 36, np.zeros((0, 21))) == []
