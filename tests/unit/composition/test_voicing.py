from itertools import pairwise

from tonewright.composition.voicing import layouts_of, lead_voices
from tonewright.theory.chord import parse_chord


def chords(text):
    return tuple(None if symbol == "-" else parse_chord(symbol) for symbol in text.split())


def test_voices_stay_in_the_register_and_never_cross():
    for layout in lead_voices(chords("C Am7 Dm9 G7 Cmaj7 F#m7b5 B7 Em"), 52, 76, 4, False):
        assert list(layout) == sorted(set(layout))
        assert layout[0] >= 52 and layout[-1] <= 76


def test_common_tones_are_kept_and_the_others_move_by_step():
    # C and Am share C and E; only G has to move, to A: two semitones in all.
    first, second = lead_voices(chords("C Am"), 60, 76, 3, False)
    assert sum(abs(a - b) for a, b in zip(first, second, strict=True)) == 2


def test_a_complete_voicing_sounds_every_tone_of_the_chord():
    for symbol in ("C13", "Fmaj9", "Bm7b5", "G7alt", "D"):
        chord = parse_chord(symbol)
        (layout,) = lead_voices((chord,), 48, 79, 4, True)
        assert {note % 12 for note in layout} == set(chord.pitch_classes)


def test_with_too_few_voices_the_fifth_goes_before_the_third_and_the_seventh():
    (layout,) = lead_voices(chords("C9"), 55, 76, 4, False)
    assert {note % 12 for note in layout} == {0, 4, 10, 2}


def test_low_registers_have_no_close_intervals():
    # Below C3 nothing closer than a fifth, by the low-interval limits.
    for layout in layouts_of(parse_chord("C"), 36, 67, 4):
        for under, over in pairwise(layout):
            assert under >= 48 or over - under >= 7


def test_a_rest_has_no_voicing():
    assert lead_voices(chords("C - F"), 55, 76, 3, False)[1] == ()


def test_a_spread_left_hand_has_the_bass_below_a_fifth_and_a_tenth():
    (layout,) = lead_voices((parse_chord("C"),), 33, 63, 3, False, "open")
    assert (layout[0] % 12, layout[1] - layout[0], layout[2] - layout[0]) == (0, 7, 16)
    (layout,) = lead_voices((parse_chord("B7/F#"),), 33, 63, 3, False, "open")
    assert layout[0] % 12 == 6
    assert layout[-1] - layout[0] >= 12


def test_a_spread_that_does_not_fit_becomes_closer_and_loses_neither_its_bass_nor_a_tone():
    # From G2 a spread of four notes passes E♭4, the top of this register.
    for symbol, bass in (("Em/G", 7), ("G7", 7), ("C", 0), ("Bm7b5", 11)):
        (layout,) = lead_voices(chords(symbol), 33, 63, 4, True, "open")
        assert layout[0] % 12 == bass
        assert set(parse_chord(symbol).pitch_classes) <= {pitch % 12 for pitch in layout}


def test_a_spread_that_its_register_cannot_hold_becomes_root_fifth_seventh_and_tenth():
    assert layouts_of(parse_chord("F#m7"), 33, 63, 4, "open").tolist() == [[42, 49, 52, 57]]
