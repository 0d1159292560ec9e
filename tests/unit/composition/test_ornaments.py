from dataclasses import replace

from briefs import brief

from tonewright.composition.compose import plan
from tonewright.composition.ornaments import ornamented
from tonewright.composition.piece import Piece
from tonewright.composition.score import Note


def piece(*kinds: str, chords: str | None = None) -> Piece:
    made, _ = plan(brief("celtic", 1, tonality="D:major", bpm=120.0, seconds=60.0, chords=chords))
    return replace(made, style=replace(made.style, ornaments={"any": kinds}))


def test_a_repeated_note_is_parted_by_a_cut_from_the_scale_step_above():
    a, b = Note(8.0, 0.5, 69, 0.8), Note(8.5, 0.5, 69, 0.8)
    first, cut, second = ornamented(piece("cut"), [a, b], "fiddle")
    assert (first.pitch, cut.pitch, second) == (69, 71, b)
    # 45 ms at 120 BPM are 0.09 beats, taken from the note before.
    assert round(cut.duration_beats, 3) == 0.09 and cut.end_beat == 8.5
    assert round(first.end_beat, 6) == round(cut.start_beat, 6)


def test_a_hammer_comes_from_the_step_below():
    tune = [Note(4.0 * bar, 2.0, 74, 0.8) for bar in range(12)]
    graces = [n for n in ornamented(piece("hammer"), tune, "mandolin") if n.duration_beats < 0.2]
    assert graces
    assert {n.pitch for n in graces} == {73}


def test_a_tremolo_strikes_a_long_note_in_sixteenths_and_grows():
    strokes = ornamented(piece("tremolo"), [Note(8.0, 2.0, 74, 0.8)], "mandolin")
    assert [n.start_beat for n in strokes] == [8.0 + 0.25 * i for i in range(8)]
    assert strokes[-2].velocity > strokes[0].velocity


def test_a_scoop_leaves_the_written_pitch_and_marks_the_note():
    tune = [Note(4.0 * bar, 2.0, 74, 0.8) for bar in range(12)]
    played = ornamented(piece("scoop"), tune, "pedal_steel")
    assert [n.pitch for n in played] == [74] * 12
    assert {n.articulation for n in played} == {"normal", "scoop"}


def test_over_the_users_own_chords_and_without_ornaments_nothing_is_added():
    tune = [Note(8.0 + 0.5 * i, 0.5, 69, 0.8) for i in range(8)]
    assert ornamented(piece("cut", chords="D A Bm G"), tune, "fiddle") == tune
    assert ornamented(piece(), tune, "fiddle") == tune


def test_a_glide_joins_notes_without_a_gap_and_never_a_repeated_or_distant_one():
    tune = [Note(1.0 * i, 1.0, 70 + 4 * (i % 2), 0.8) for i in range(40)]
    played = ornamented(piece("glide"), tune, "saw_lead")
    assert [n.pitch for n in played] == [n.pitch for n in tune]
    assert 5 < sum(n.articulation == "slide" for n in played) < 30
    for apart in (
        [Note(1.0 * i, 0.9, 70 + 4 * (i % 2), 0.8) for i in range(40)],
        [Note(1.0 * i, 1.0, 70, 0.8) for i in range(40)],
        [Note(1.0 * i, 1.0, 60 + 13 * (i % 2), 0.8) for i in range(40)],
    ):
        assert not [n for n in ornamented(piece("glide"), apart, "saw_lead") if n.articulation == "slide"]
