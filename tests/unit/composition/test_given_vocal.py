import pytest
from briefs import brief
from given_music import LENGTHS, TUNE, given

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Score
from tonewright.speech.roster import voice_named

ONE = "[verse]\n'Morn-ing 'comes a-'cross the 'riv-er 'bring-ing 'me the 'light of 'day\n"
SHORT = "[verse]\n'Morn-ing 'comes a-'gain\n"


def sung(score: Score) -> list[Note]:
    lead = next(vocal for vocal in score.vocals if vocal.name == "lead")
    assert lead.exact
    return [note for line in lead.lines for syllable in line.syllables for note in syllable.notes]


def onsets(times: int) -> list[float]:
    return [sum((LENGTHS * times)[:index]) for index in range(15 * times)]


def test_the_voice_has_every_note_of_the_tune_in_one_octave() -> None:
    notes = sung(compose(brief("pop", lyrics=ONE + ONE), given()))
    steps = {note.pitch - pitch for note, pitch in zip(notes, TUNE * 2, strict=True)}
    assert len(steps) == 1
    assert steps.pop() % 12 == 0
    assert [note.start_beat for note in notes] == pytest.approx(onsets(2))


def test_a_syllable_for_every_note_stands_on_it_and_the_lines_are_the_phrases() -> None:
    score = compose(brief("pop", lyrics=ONE + ONE), given())
    lines = score.vocals[0].lines
    assert [line.syllables[0].notes[0].start_beat for line in lines] == [0.0, 16.0]
    assert all(len(syllable.notes) == 1 for line in lines for syllable in line.syllables)
    assert "".join(s.text for s in lines[0].syllables[:2]) == "Morning"


def test_notes_that_are_left_over_are_sung_on() -> None:
    text = "[verse]\n'Morn-ing 'comes a-'cross the 'riv-er 'bring-ing 'me the 'light\n"
    score = compose(brief("pop", lyrics=text + text), given())
    assert [note.start_beat for note in sung(score)] == pytest.approx(onsets(2))
    joined = [s for line in score.vocals[0].lines for s in line.syllables if len(s.notes) > 1]
    assert joined
    for syllable in joined:
        for before, after in zip(syllable.notes, syllable.notes[1:], strict=False):
            assert before.end_beat == pytest.approx(after.start_beat)


def test_where_there_are_more_syllables_notes_are_struck_again_at_their_pitch() -> None:
    text = "[verse]\n'Morn-ing 'comes a-'cross the 'wide and 'si-lent 'riv-er 'bring-ing 'us the 'light of 'day\n"
    score = compose(brief("pop", lyrics=text), given(times=1))
    notes = sung(score)
    assert len(notes) == 19
    assert set(onsets(1)) <= {note.start_beat for note in notes}


def test_short_lyrics_are_sung_again_and_long_ones_lose_their_last_lines() -> None:
    again = compose(brief("pop", lyrics=SHORT), given())
    assert [note.start_beat for note in sung(again)] == pytest.approx(onsets(2))
    assert any("more than once" in note for note in again.notes)
    cut = compose(brief("pop", lyrics=ONE * 6), given())
    assert len(cut.vocals[0].lines) == 2
    assert any("room for 2 of 6 lines" in note for note in cut.notes)


def test_the_tune_is_moved_by_octaves_into_the_voices_range() -> None:
    for voice in ("jonasreedbaritone01", "elinmarlowemezzo01"):
        for up in (-24, 0, 24):
            asked = brief("pop", lyrics=ONE + ONE, voice=voice)
            notes = sung(compose(asked, given(up=up)))
            singer = voice_named(asked.voice.value)
            low, high = min(n.pitch for n in notes), max(n.pitch for n in notes)
            assert any(v.low <= low and high <= v.high for v in (singer, voice_named(voice)))


def test_the_files_own_words_stay_on_their_notes() -> None:
    words = [
        "Free",
        "dom ",
        "comes ",
        "a",
        "round ",
        "the ",
        "riv",
        "er ",
        "bring",
        "ing ",
        "us ",
        "light ",
        "of ",
        "day ",
    ]
    # The last word has two notes.
    lyrics = tuple(zip(onsets(1), words, strict=False))
    sheet = given(times=1, lyrics=lyrics)
    assert sheet.words == "Freedom comes around the river bringing us light of day"
    text = "[verse]\n'Free-dom 'comes a-'round the 'riv-er 'bring-ing 'us 'light of 'day\n"
    score = compose(brief("pop", lyrics=text, lyrics_text=sheet.words), sheet)
    syllables = [s for line in score.vocals[0].lines for s in line.syllables]
    assert [s.notes[0].start_beat for s in syllables] == [beat for beat, _ in lyrics]
    assert len(syllables[-1].notes) == 2
