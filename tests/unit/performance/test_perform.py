from collections.abc import Callable

import pytest

from tonewright.composition.score import Note, Part, Score, SungLine, SungSyllable, VocalPart
from tonewright.performance.perform import perform
from tonewright.theory.tempo_map import TempoMap

MakeScore = Callable[..., Score]
MakePart = Callable[..., Part]


def quarters(count: int, **fields: object) -> list[Note]:
    return [Note(float(beat), 1.0, 60, 0.7, **fields) for beat in range(count)]  # type: ignore[arg-type]


def test_notes_sound_within_a_few_milliseconds_of_the_grid(make_score: MakeScore, make_part: MakePart) -> None:
    performance = perform(make_score(make_part(*quarters(16))))
    for beat, note in enumerate(performance.parts[0].notes):
        assert abs(note.start_s - beat * 0.5) < 0.02


def test_nothing_starts_before_the_piece_or_ends_after_it(make_score: MakeScore, make_part: MakePart) -> None:
    notes = [Note(0.0, 1.0, pitch, 0.7) for pitch in range(48, 72)] + [
        Note(15.9, 8.0, 60, 0.7),
        Note(40.0, 1.0, 60, 1.0),
    ]
    performance = perform(make_score(make_part(*notes), seconds=8.0))
    played = performance.parts[0].notes
    assert len(played) == 25
    assert all(note.start_s >= 0.0 and note.start_s + note.duration_s <= 8.0 + 1e-9 for note in played)


def test_the_same_score_is_performed_the_same_and_another_seed_otherwise(
    make_score: MakeScore, make_part: MakePart
) -> None:
    part = make_part(*quarters(16))
    assert perform(make_score(part)) == perform(make_score(part))
    assert perform(make_score(part)).parts != perform(make_score(part, seed=4)).parts


def test_one_players_notes_do_not_depend_on_anothers(make_score: MakeScore, make_part: MakePart) -> None:
    piano = make_part(*quarters(16))
    guitar = make_part(*quarters(8), name="guitar")
    assert perform(make_score(piano)).parts[0] == perform(make_score(piano, guitar)).parts[0]


def test_accents_are_louder_and_ghosts_softer(make_score: MakeScore, make_part: MakePart) -> None:
    notes = [
        Note(float(beat), 1.0, 60, 0.6, way) for beat in range(16) for way in [("ghost", "normal", "accent")[beat % 3]]
    ]
    played = perform(make_score(make_part(*notes))).parts[0].notes
    ghost, normal, accent = (
        sum(note.velocity for note in played[start::3]) / len(played[start::3]) for start in range(3)
    )
    assert ghost < normal - 10 < accent - 15


def test_legato_overlaps_the_next_note_and_staccato_leaves_half_a_rest(
    make_score: MakeScore, make_part: MakePart
) -> None:
    def first_length(way: str) -> float:
        notes = [Note(0.0, 1.0, 60, 0.7, way), Note(1.0, 1.0, 62, 0.7, way)]
        return perform(make_score(make_part(*notes))).parts[0].notes[0].duration_s

    assert first_length("legato") > 0.49
    assert 0.15 < first_length("staccato") < 0.3


def test_a_down_strum_goes_from_low_to_high_and_an_up_strum_back(make_score: MakeScore, make_part: MakePart) -> None:
    chord = (52, 59, 64, 67, 71)
    down = [Note(0.0, 1.0, pitch, 0.7, "strum_down") for pitch in chord]
    up = [Note(2.0, 1.0, pitch, 0.7, "strum_up") for pitch in chord]
    played = perform(make_score(make_part(*down, *up, instrument="steel_guitar"))).parts[0].notes
    assert [note.pitch for note in played[:5]] == list(chord)
    assert [note.pitch for note in played[5:]] == list(reversed(chord))
    assert 0.03 < played[4].start_s - played[0].start_s < 0.08


def test_a_key_struck_again_is_let_go_just_before(make_score: MakeScore, make_part: MakePart) -> None:
    notes = [Note(0.0, 4.0, 60, 0.7), Note(1.0, 1.0, 60, 0.7)]
    first, second = perform(make_score(make_part(*notes))).parts[0].notes
    assert first.start_s + first.duration_s < second.start_s


def test_swing_moves_the_off_beats_only(make_score: MakeScore, make_part: MakePart) -> None:
    notes = [Note(step * 0.5, 0.5, 60, 0.7) for step in range(8)]
    score = make_score(make_part(*notes, role="drums"), swing=1.0)
    starts = [note.start_s for note in perform(score).parts[0].notes]
    assert starts[2] == pytest.approx(0.5, abs=0.01)
    assert starts[3] == pytest.approx(0.5 + 0.5 * 2 / 3, abs=0.01)


def test_a_singer_is_on_the_grid_and_late_by_ten_milliseconds_at_most(make_score: MakeScore) -> None:
    syllables = tuple(SungSyllable("la", index, (Note(float(index), 1.0, 67, 0.8),)) for index in range(4))
    line = SungLine("la la la la", ("la", "la", "la", "la"), 0, syllables)
    vocal = VocalPart("lead", "vocals", "someone", (line,))
    sung = perform(make_score(vocals=(vocal,))).vocals[0].lines[0]
    for index, syllable in enumerate(sung.syllables):
        assert 0.0 <= syllable.notes[0].start_s - index * 0.5 <= 0.01
        assert syllable.notes[0].duration_s == pytest.approx(0.5)


def test_sections_and_chords_are_timed_and_end_with_the_piece(make_score: MakeScore) -> None:
    performance = perform(make_score(seconds=7.5))
    assert [(span.start_s, span.end_s, span.text) for span in performance.chords] == [
        (0.0, 4.0, "C"),
        (4.0, 7.5, "F"),
    ]
    assert performance.sections[0].end_s == 7.5
    assert performance.style == "pop"


def test_a_triplet_in_braces_stays_even_where_the_piece_swings(make_score: MakeScore, make_part: MakePart) -> None:
    third = 1.0 / 3.0
    triplets = [Note(step * third, third, 60, 0.7, even=True) for step in range(12)]
    played = perform(make_score(make_part(*triplets), swing=1.0)).parts[0].notes
    for step, note in enumerate(played):
        assert abs(note.start_s - step * 0.5 / 3.0) < 0.02


def test_the_fade_of_a_score_and_the_pack_of_a_part_are_handed_on(make_score: MakeScore, make_part: MakePart) -> None:
    performance = perform(make_score(make_part(*quarters(4), style="funk"), fade_s=6.0))
    assert performance.fade_s == 6.0
    assert performance.parts[0].style == "funk"


def test_a_harmony_keeps_out_of_the_lyrics_also_when_it_is_performed(make_score: MakeScore) -> None:
    line = SungLine("la", ("la",), 0, (SungSyllable("la", 0, (Note(0.0, 1.0, 67, 0.8),)),))
    parts = (
        VocalPart("lead", "vocals", "someone", (line,)),
        VocalPart("third", "backing_vocals", "other", (line,), words_shown=False),
    )
    assert [part.words_shown for part in perform(make_score(vocals=parts)).vocals] == [True, False]


def test_an_exact_part_is_played_at_the_written_time_without_swing_or_groove(
    make_score: MakeScore, make_part: MakePart
) -> None:
    written = [Note(0.5 * step, 0.5, 60 + step, 0.5) for step in range(8)]
    lead = make_part(*written, role="melody", exact=True)
    played = perform(make_score(lead, swing=0.8, seconds=9.0)).parts[0].notes
    assert [note.start_s for note in played] == [0.25 * step for step in range(8)]
    assert {note.velocity for note in played} == {64}


def test_where_the_tempo_changes_every_part_follows(make_score: MakeScore, make_part: MakePart) -> None:
    written = [Note(float(beat), 1.0, 60, 0.5) for beat in range(4)]
    tempo = TempoMap(((0.0, 60.0), (2.0, 120.0)))
    performed = perform(make_score(make_part(*written, exact=True), tempo_map=tempo, seconds=9.0))
    assert [note.start_s for note in performed.parts[0].notes] == [0.0, 1.0, 2.0, 2.5]
    assert [span.start_s for span in performed.chords] == [0.0, 5.0]
    assert performed.tempo_map == tempo
