from collections import Counter

import pytest
from briefs import brief
from given_music import LENGTHS, TUNE, given

from tonewright.composition.compose import compose
from tonewright.composition.given import swings
from tonewright.composition.score import Note, Part, Score
from tonewright.theory.chord import parse_chord


def lead_of(score: Score) -> Part:
    return next(part for part in score.parts if part.exact)


def starts(part: Part) -> list[float]:
    return [note.start_beat for note in part.notes]


@pytest.mark.parametrize("style", ["pop", "swing", "techno", "string_quartet", "piano_solo", "salsa", "metal"])
def test_the_tune_is_played_note_for_note_in_one_octave_by_the_lead(style: str) -> None:
    lead = lead_of(compose(brief(style), given()))
    steps = {note.pitch - pitch for note, pitch in zip(lead.notes, TUNE * 2, strict=True)}
    assert len(steps) == 1
    assert steps.pop() % 12 == 0
    assert starts(lead) == [sum((LENGTHS * 2)[:index]) for index in range(30)]


def test_the_band_accompanies_with_the_files_chords() -> None:
    score = compose(brief("pop"), given())
    assert [span.text for span in score.chords][:4] == ["C", "C", "G", "C"]
    assert {"drums", "bass", "comp"} <= {part.role for part in score.parts}
    bass = next(part for part in score.parts if part.role == "bass")
    for note in bass.notes:
        chord = next(span.chord for span in reversed(score.chords) if span.start_beat <= note.start_beat + 1e-6)
        assert chord is not None
        assert note.pitch % 12 in chord.pitch_classes


def test_key_tempo_and_length_are_the_files() -> None:
    score = compose(brief("pop"), given(times=4, bpm=90.0))
    assert (score.key.tonality, score.tempo_bpm, score.tempo_map) == ("C:major", 90.0, None)
    # 16 bars of 4 beats, then the last chord.
    assert score.chords[-1].start_beat == 64.0
    assert 2.0 <= score.seconds - 64 * 60 / 90 <= 5.4


def test_parameters_go_before_the_file_and_notes_say_so() -> None:
    asked = brief("pop", bpm=60.0, tonality="D:major", chords="Bm | G")
    score = compose(asked, given())
    assert (score.key.tonality, score.tempo_bpm) == ("D:major", 60.0)
    assert (lead_of(score).notes[0].pitch - TUNE[0]) % 12 == 2
    assert [span.text for span in score.chords][:4] == ["Bm", "G", "Bm", "G"]
    assert len(score.notes) == 3
    assert "120 BPM becomes 60" in score.notes[1]


def test_tempo_changes_are_kept_and_scaled_together() -> None:
    sheet = given(tempos=((0.0, 120.0), (8.0, 60.0)))
    score = compose(brief("pop"), sheet)
    assert score.tempo_map is not None
    assert score.tempo_map.changes == ((0.0, 120.0), (8.0, 60.0))
    faster = compose(brief("pop", bpm=90.0), sheet)
    assert faster.tempo_map is not None
    assert faster.tempo_map.changes == ((0.0, 180.0), (8.0, 90.0))


def test_what_is_too_long_ends_at_a_bar_and_what_is_too_short_begins_again() -> None:
    short = compose(brief("pop", seconds=12.0), given(times=8))
    assert short.seconds == 12.0
    assert short.chords[-1].start_beat % 4 == 0
    assert 2.0 <= 12.0 - short.chords[-1].start_beat / 2 <= 6.0
    assert max(starts(lead_of(short))) <= short.chords[-1].start_beat
    long = compose(brief("pop", seconds=60.0), given(times=2))
    assert long.seconds == 60.0
    again = [note.pitch for note in lead_of(long).notes]
    assert again[30:60] == again[:30]
    for score, said in ((short, "longer than 12 seconds"), (long, "shorter than 60 seconds")):
        assert any(said in note for note in score.notes)


def test_what_is_longer_than_the_model_makes_is_cut() -> None:
    score = compose(brief("pop", maximum_s=30.0), given(times=8))
    assert 24.0 <= score.seconds <= 30.0
    assert any("longer than 30 seconds" in note for note in score.notes)


@pytest.mark.parametrize("meter", [(5, 4), (7, 8), (3, 4), (2, 4), (9, 8)])
def test_in_any_meter_every_player_is_in_time_with_the_tune(meter: tuple[int, int]) -> None:
    score = compose(brief("pop"), given(times=4, meter=meter))
    assert starts(lead_of(score)) == pytest.approx([sum((LENGTHS * 4)[:index]) for index in range(60)])
    bar = meter[0] * 4 / meter[1]
    kicks = [n.start_beat for p in score.parts if p.role == "drums" for n in p.notes if n.pitch in (35, 36)]
    places = Counter(round(beat % bar, 2) % bar for beat in kicks if beat < 56)
    # A band that lost the bar would strike its first beat no more often than others.
    assert places.most_common(1)[0][0] == 0.0
    ends = [span.start_beat + span.duration_beats for span in score.chords]
    assert ends[:-1] == pytest.approx([span.start_beat for span in score.chords[1:]], abs=0.06)


def test_a_straight_tune_is_not_swung_around() -> None:
    straight = tuple(Note(step / 2, 0.5, 60, 0.7) for step in range(8))
    swung = tuple(Note(step // 2 + (2 / 3 if step % 2 else 0.0), 0.3, 60, 0.7) for step in range(8))
    assert swings(straight, 0.5) is False
    assert swings(swung, 0.5) is True
    assert swings(straight[::2], 0.5) is None
    assert compose(brief("swing"), given()).swing == 0.0


def test_an_instrument_that_was_asked_for_has_the_tune_in_its_own_octave() -> None:
    lead = lead_of(compose(brief("pop", wanted=("cello",)), given(up=12)))
    assert lead.instrument == "cello"
    assert {note.pitch - pitch for note, pitch in zip(lead.notes, TUNE * 2, strict=True)} <= {0, -12, 12, -24}


def test_the_same_file_and_brief_give_the_same_score() -> None:
    assert compose(brief("pop"), given()) == compose(brief("pop"), given())


def test_chords_that_were_asked_for_are_the_only_ones() -> None:
    score = compose(brief("jazz_ballad", chords="Dm7 G7 | Cmaj7"), given())
    assert {span.chord for span in score.chords} <= {parse_chord(text) for text in ("Dm7", "G7", "Cmaj7")}


def test_what_begins_again_begins_again_at_its_first_tempo() -> None:
    # The file goes on slowing down after its last note.
    sheet = given(times=1, tempos=((0.0, 120.0), (14.0, 60.0), (19.0, 50.0)))
    score = compose(brief("pop", seconds=30.0), sheet)
    assert score.tempo_map is not None
    assert score.tempo_map.changes[:4] == ((0.0, 120.0), (14.0, 60.0), (16.0, 120.0), (30.0, 60.0))


def test_a_piece_of_an_asked_length_rather_ends_at_home() -> None:
    # Every fourth bar is on the dominant; with bars of two seconds there are two to choose from.
    for seconds in (21.0, 23.0, 25.0, 27.0, 29.0, 31.0, 33.0):
        score = compose(brief("pop", seconds=seconds), given(times=8))
        assert score.chords[-1].text == "C"
        assert 2.0 <= seconds - score.chords[-1].start_beat / 2 <= 5.4


def test_the_files_own_time_signatures_go_along_and_a_note_tells_of_odd_measures() -> None:
    score = compose(brief("pop"), given(meter=(5, 4)))
    assert (score.meter.name, score.meters) == ("4/4", ((0.0, 5, 4),))
    assert any("no 4/4" in note for note in score.notes)
    assert compose(brief("pop"), given()).notes == ()
