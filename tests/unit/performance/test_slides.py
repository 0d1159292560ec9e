import pytest

from tonewright.composition.score import Note
from tonewright.performance.perform import perform
from tonewright.performance.performed import Controller

BEND = -1


def played(make_score, make_part, *notes):
    return perform(make_score(make_part(*notes, role="bass", instrument="sub_bass"), seconds=9.0)).parts[0]


def bends(part):
    return [c for c in part.controllers if c.number == BEND]


def semitones(controller: Controller) -> float:
    return controller.value / 8192 * 12


def test_a_slide_is_one_long_note_that_bends_to_the_second_pitch(make_score, make_part) -> None:
    part = played(make_score, make_part, Note(0, 2, 36, 0.8), Note(2, 2, 43, 0.8, "slide"))
    (note,) = part.notes
    assert note.pitch == 36
    assert note.duration_s == pytest.approx(2.0, abs=0.1)
    assert semitones(bends(part)[-1]) == pytest.approx(7.0, abs=0.01)
    # At 120 BPM beat 2 is at 1 s; the glide takes 60 ms.
    assert all(0.98 < c.time_s < 1.09 for c in bends(part))


def test_the_next_stroke_is_in_tune_again(make_score, make_part) -> None:
    part = played(make_score, make_part, Note(0, 1, 36, 0.8), Note(1, 1, 48, 0.8, "slide"), Note(2, 1, 40, 0.8))
    assert [n.pitch for n in part.notes] == [36, 40]
    assert (bends(part)[-1].time_s, bends(part)[-1].value) == (part.notes[1].start_s, 0)


def test_slides_follow_one_another(make_score, make_part) -> None:
    notes = Note(0, 1, 36, 0.8), Note(1, 1, 43, 0.8, "slide"), Note(2, 1, 36, 0.8, "slide")
    part = played(make_score, make_part, *notes)
    assert len(part.notes) == 1
    assert bends(part)[-1].value == 0


def test_a_slide_out_of_silence_is_struck(make_score, make_part) -> None:
    part = played(make_score, make_part, Note(0, 1, 36, 0.8), Note(3, 1, 43, 0.8, "slide"))
    assert [n.pitch for n in part.notes] == [36, 43]
    assert not bends(part)


def test_the_range_is_set_before_the_first_bend_as_registered_parameter_zero(make_score, make_part) -> None:
    # MIDI 1.0: select RPN 0 by CC 101 and 100, then its value in semitones by CC 6.
    part = played(make_score, make_part, Note(0, 1, 36, 0.8), Note(1, 1, 43, 0.8, "slide"))
    assert [(c.number, c.value) for c in part.controllers[:3]] == [(101, 0), (100, 0), (6, 12)]


def test_a_scooped_note_is_bent_up_to_from_a_whole_tone_below_within_an_eighth_of_a_second(
    make_score, make_part
) -> None:
    part = played(make_score, make_part, Note(0, 2, 64, 0.8), Note(2, 2, 67, 0.8, "scoop"), Note(4, 1, 65, 0.8))
    assert [n.pitch for n in part.notes] == [64, 67, 65]
    start_s = part.notes[1].start_s
    assert semitones(bends(part)[0]) == pytest.approx(-2.0, abs=0.01)
    assert bends(part)[0].time_s == start_s
    values = [c.value for c in bends(part)]
    assert values == sorted(values) and values[-1] == 0
    assert bends(part)[-1].time_s - start_s == pytest.approx(0.13, abs=0.01)
