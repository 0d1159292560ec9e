from dataclasses import replace
from itertools import pairwise
from statistics import mean

import pytest
from briefs import FEMALE, MALE, brief
from test_vocal import SONG

from tonewright.brief.brief import LyricSection, Wish
from tonewright.composition.compose import compose
from tonewright.speech.roster import voice_named

# Who sings each line: the lead, the second voice, both, and an echo.
DUET = """[verse]
I left the light on 'in the hall
I walked the 'riv-er 'till the dawn
[chorus]
We are the same old song
same old song
And when the night is long
[verse]
There is a 'let-ter on the chair
There is a 'rib-bon in my hair
[chorus]
We are the same old song
same old song
And when the night is long
"""
SINGERS = {"verse": ("lead", "second"), "chorus": ("both", "backing", "both")}


def duet(style="country", seed=1, lead=FEMALE, second=MALE):
    asked = brief(style, seed, lyrics=DUET, voice=lead)
    lyrics = tuple(
        LyricSection(
            s.kind, s.tag, tuple(replace(line, singers=who) for line, who in zip(s.lines, SINGERS[s.kind], strict=True))
        )
        for s in asked.lyrics
    )
    return compose(replace(asked, lyrics=lyrics, second_voice=Wish(second, "parameter")))


def part(score, name):
    return next(v for v in score.vocals if v.name == name)


def notes(line):
    return [n for s in line.syllables for n in s.notes]


def names(score):
    return {v.name for v in score.vocals}


@pytest.mark.parametrize(("lead", "second"), [(FEMALE, MALE), (MALE, FEMALE)])
def test_a_duet_trades_lines_and_joins_each_in_the_voices_own_range(lead, second):
    score = duet(lead=lead, second=second)
    assert [line.text for line in part(score, "lead").lines].count("I left the light on in the hall") == 1
    own = [line.text for line in part(score, "second").lines]
    assert "I walked the river till the dawn" in own and "I left the light on in the hall" not in own
    for name, voice in (("lead", voice_named(lead)), ("second", voice_named(second))):
        pitches = [n.pitch for line in part(score, name).lines for n in notes(line)]
        assert voice.low <= min(pitches) and max(pitches) <= voice.high
        assert voice.best_low - 3 <= mean(pitches) <= voice.best_high + 3


def test_who_joins_sings_the_same_words_at_the_same_time_on_other_notes():
    score = duet()
    leads = {line.syllables[0].notes[0].start_beat: line for line in part(score, "lead").lines}
    together = [
        (leads[n.start_beat], line) for line in part(score, "second").lines if (n := notes(line)[0]).start_beat in leads
    ]
    assert together
    for first, second in together:
        assert first.words == second.words
        assert [s.notes[0].start_beat for s in first.syllables] == [s.notes[0].start_beat for s in second.syllables]
        pairs = zip(first.syllables, second.syllables, strict=True)
        apart = [abs(a.notes[-1].pitch - b.notes[-1].pitch) % 12 for a, b in pairs]
        assert sum(a in (0, 3, 4, 8, 9) for a in apart) / len(apart) >= 0.6


def test_an_echo_stands_in_the_gap_after_its_line_on_the_leads_own_tune():
    score = duet()
    for echo in part(score, "echo").lines:
        before = max(
            (line for line in part(score, "lead").lines if notes(line)[0].start_beat < notes(echo)[0].start_beat),
            key=lambda line: notes(line)[0].start_beat,
        )
        after = [notes(line)[0].start_beat for v in score.vocals if v.stem == "vocals" for line in v.lines]
        assert notes(echo)[0].start_beat >= notes(before)[-1].end_beat
        assert notes(echo)[-1].end_beat <= min((b for b in after if b > notes(echo)[0].start_beat), default=1e9) + 0.5
        tune = [s.notes[-1].pitch % 12 for s in before.syllables][-3:]
        assert sum(a == b.pitch % 12 for a, b in zip(tune, notes(echo), strict=True)) >= 2


def test_every_word_stands_in_the_lyrics_once():
    for style in ("gospel", "pop", "soul"):
        score = compose(brief(style, 1, lyrics=SONG))
        shown = [line.text for v in score.vocals if v.words_shown for line in v.lines]
        lead = [line.text for line in score.vocals[0].lines]
        assert shown == lead


def test_a_second_voice_that_is_not_there_is_sung_by_the_lead():
    score = duet(second="")
    assert "second" not in names(score)
    assert len(part(score, "lead").lines) == 8


def test_choruses_are_fuller_than_verses_and_the_last_one_fullest():
    score = compose(brief("pop", 1, lyrics=SONG))
    counts = {}
    for index, section in enumerate(score.sections):
        singing = [v for v in score.vocals if any(line.section == index for line in v.lines)]
        counts.setdefault(section.name, []).append(len(singing))
    assert max(counts["verse"]) == 1
    assert counts["chorus"] == sorted(counts["chorus"]) and counts["chorus"][-1] >= 4


def test_a_choir_answers_in_gospel_and_nobody_does_in_a_ballad():
    gospel = compose(brief("gospel", 1, lyrics=SONG))
    assert {"answer", "answer above", "answer below", "harmony above", "harmony below", "harmony low"} <= names(gospel)
    assert names(compose(brief("jazz_ballad", 1, lyrics=SONG))) == {"lead"}


def test_answers_are_the_last_words_of_the_line_before_and_do_not_cover_the_next():
    score = compose(brief("gospel", 1, lyrics=SONG))
    lead = part(score, "lead").lines
    for answer in part(score, "answer").lines:
        before = [line for line in lead if notes(line)[0].start_beat < notes(answer)[0].start_beat][-1]
        assert before.words[-len(answer.words) :] == answer.words
        following = [
            notes(line)[0].start_beat for line in lead if notes(line)[0].start_beat > notes(before)[0].start_beat
        ]
        assert not following or notes(answer)[-1].end_beat <= following[0] + 0.1


def test_wordless_chords_belong_to_the_harmony_and_breathe():
    score = compose(brief("soul", 1, lyrics=SONG))
    choir = [v for v in score.vocals if v.name.startswith("choir")]
    assert len(choir) == 3
    inside = total = 0
    for voice in choir:
        for line in voice.lines:
            assert line.words in (("ooh",), ("aah",))
            for note in notes(line):
                middle = note.start_beat + 0.1
                chord = [c for c in score.chords if c.start_beat <= middle][-1].chord
                total += 1
                inside += note.pitch % 12 in chord.pitch_classes
        for here, following in pairwise(voice.lines):
            assert notes(following)[0].start_beat - notes(here)[-1].end_beat > 0.3
    assert inside / total > 0.95


def test_no_choir_sings_where_none_is_wanted():
    score = compose(brief("gospel", 1, lyrics=SONG, unwanted=("choir",)))
    assert not any(name.startswith(("choir", "answer")) for name in names(score))


def test_backing_voices_keep_to_their_ranges():
    for style in ("pop", "gospel", "metal", "trap"):
        for lead in (FEMALE, MALE):
            for part_ in compose(brief(style, 2, lyrics=SONG, voice=lead)).vocals:
                voice = voice_named(part_.voice)
                pitches = [n.pitch for line in part_.lines for n in notes(line)]
                assert voice.low <= min(pitches) and max(pitches) <= voice.high


def test_lines_in_parentheses_alone_are_led():
    asked = brief("pop", 1, lyrics=SONG)
    lyrics = tuple(
        LyricSection(s.kind, s.tag, tuple(replace(line, singers="backing") for line in s.lines)) for s in asked.lyrics
    )
    assert len(part(compose(replace(asked, lyrics=lyrics)), "lead").lines) == 16


def test_behind_the_second_singer_sing_voices_of_the_second_singers_register():
    asked = brief("pop", 1, lyrics=SONG, voice="viktorhallbass0001")
    lyrics = tuple(
        LyricSection(s.kind, s.tag, tuple(replace(line, singers="second") for line in s.lines))
        if s.kind == "chorus"
        else s
        for s in asked.lyrics
    )
    score = compose(replace(asked, lyrics=lyrics, second_voice=Wish("claravosssoprano01", "parameter")))
    second = {notes(line)[0].start_beat: line for line in part(score, "second").lines}
    above = part(score, "harmony above, second")
    for line in above.lines:
        tune = second[notes(line)[0].start_beat]
        assert mean(n.pitch for n in notes(line)) > mean(n.pitch for n in notes(tune))
    assert part(score, "double left, second").voice == "claravosssoprano01"


def test_a_line_of_the_choirs_own_is_shown_and_no_part_sings_two_lines_at_once():
    asked = brief("pop", 1, lyrics=SONG)
    who = {"verse": ("lead", "lead", "lead", "backing"), "chorus": ("backing", "lead", "backing", "lead")}
    lyrics = tuple(
        LyricSection(
            s.kind, s.tag, tuple(replace(line, singers=one) for line, one in zip(s.lines, who[s.kind], strict=True))
        )
        for s in asked.lyrics
    )
    score = compose(replace(asked, lyrics=lyrics))
    shown = [line.text for v in score.vocals if v.words_shown for line in v.lines]
    assert sorted(shown) == sorted(line.text for s in lyrics for line in s.lines)
    assert part(score, "choir").lines[0].text.startswith("Oh come home")
    for voice in score.vocals:
        for here, following in pairwise(voice.lines):
            assert notes(here)[-1].end_beat <= notes(following)[0].start_beat + 1e-6


def test_choirs_sing_with_a_duet_through_its_melismas():
    for seed in range(6):
        score = duet("gospel", seed)
        joint = [line for line in part(score, "lead").lines if line.text.startswith("We are")]
        assert len(joint) == 2 and "harmony above" in names(score)
    assert any(len(s.notes) > 1 for line in part(score, "lead").lines for s in line.syllables)
