from briefs import brief

from tonewright.composition.compose import plan
from tonewright.composition.inner_voices import off_the_keys, play_under
from tonewright.composition.score import Note


def test_a_key_that_another_hand_holds_is_left_alone_and_one_that_it_strikes_is_released() -> None:
    tune = [Note(2.0, 2.0, 64, 0.7)]
    left = [Note(0.0, 4.0, 64, 0.5), Note(3.0, 1.0, 64, 0.5), Note(3.0, 1.0, 60, 0.5), Note(4.0, 1.0, 64, 0.5)]
    assert off_the_keys(left, tune) == [Note(0.0, 2.0, 64, 0.5), left[2], left[3]]


def test_chord_tones_lie_under_long_notes_within_an_octave() -> None:
    piece, _ = plan(brief("piano_solo", 1, seconds=60.0, chords="C F G C"))
    section = piece.sections[0]
    start = section.start_bar * 4.0
    tune = (Note(start, 1.0, 76, 0.8), Note(start + 1.0, 0.5, 77, 0.6), Note(start + 1.5, 0.5, 79, 0.6))
    under = play_under(piece, section, tune, 2, 55)
    assert [n.pitch for n in under] == [72, 67]
    assert {n.start_beat for n in under} == {start}
    assert all(n.velocity < 0.8 for n in under)


def test_three_voices_double_the_tune_an_octave_below() -> None:
    piece, _ = plan(brief("piano_solo", 1, seconds=60.0, chords="C F G C"))
    start = piece.sections[0].start_bar * 4.0
    tune = (Note(start, 0.5, 76, 0.8), Note(start + 0.5, 0.5, 77, 0.6))
    under = play_under(piece, piece.sections[0], tune, 3, 55)
    assert {(n.start_beat, n.pitch) for n in under} >= {(start, 64), (start + 0.5, 65)}
