"""What a brief may rely on, whatever the style."""

import math
from itertools import pairwise

import pytest
from briefs import MALE, brief
from hypothesis import given, settings
from hypothesis import strategies as st

from tonewright.composition.compose import compose
from tonewright.composition.instruments import instrument
from tonewright.composition.score import Score
from tonewright.speech.roster import voice_named
from tonewright.styles.packs import pack_names
from tonewright.theory.chord import parse_chord

STYLES = ("pop", "lofi", "cinematic", "deep_house")
LYRICS = """[verse]
'sil-ver rain up-'on the glass
I watch the 'slow-ly 'turn-ing cars go past
'ev-ery light a 'lit-tle star
I won-der where you are
[chorus]
Oh come home, come home to me
The night is long and I can see
your 'shad-ow 'dan-cing in the light
Oh come home, come home to-'night
[verse]
'emp-ty streets and 'cof-fee cold
'sto-ries that we 'nev-er told
I keep the ra-di-o on low
and hope that you will know
[chorus]
Oh come home, come home to me
The night is long and I can see
your 'shad-ow 'dan-cing in the light
Oh come home, come home to-'night
"""


def end_s(score: Score) -> float:
    """The last moment at which a written note sounds."""
    # A record's surface goes on to the end of the file.
    notes = [n for p in score.parts if p.role != "fx" for n in p.notes]
    notes += [n for v in score.vocals for line in v.lines for s in line.syllables for n in s.notes]
    return max(n.end_beat for n in notes) * score.seconds_per_beat


def last_chord_s(score: Score) -> float:
    return score.chords[-1].start_beat * score.seconds_per_beat


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    st.sampled_from(STYLES),
    st.integers(50, 190),
    st.sampled_from(("4/4", "3/4", "6/8")),
    st.integers(10, 300),
    st.integers(0, 2**53 - 1),
)
def test_any_length_tempo_and_meter_ends_with_a_chord_that_rings_out_in_time(style, bpm, meter, seconds, seed):
    score = compose(brief(style, seed, bpm=bpm, meter=meter, seconds=seconds))
    assert score.seconds == seconds
    assert score.tempo_bpm == bpm
    assert score.meter.name == meter
    assert 2.0 <= end_s(score) - last_chord_s(score) <= 5.001
    assert end_s(score) < seconds
    bars = score.chords[-1].start_beat / score.meter.bar_beats
    assert math.isclose(bars, round(bars), abs_tol=1e-9)
    assert min(n.start_beat for p in score.parts for n in p.notes) >= 0


@pytest.mark.parametrize("style", STYLES)
def test_sections_follow_each_other_without_a_gap_and_chords_fill_them(style):
    score = compose(brief(style, 3, seconds=150))
    bar = 0
    for section in score.sections:
        assert section.start_bar == bar
        bar += section.bars
    beat = 0.0
    for span in score.chords:
        assert math.isclose(span.start_beat, beat)
        beat += span.duration_beats


@pytest.mark.parametrize("style", STYLES)
def test_every_note_lies_in_its_instruments_range(style):
    for seed in range(4):
        for part in compose(brief(style, seed)).parts:
            player = instrument(part.instrument)
            outside = [n.pitch for n in part.notes if not player.low <= n.pitch <= player.high]
            assert not outside, (part.name, outside)
            assert all(0 < n.velocity <= 1 and n.duration_beats > 0 for n in part.notes)


@pytest.mark.parametrize("style", STYLES)
def test_part_names_are_unique_and_there_are_two_accompanists_beside_bass_and_drums(style):
    score = compose(brief(style, 5))
    names = [part.name for part in score.parts]
    assert len(set(names)) == len(names)
    assert sum(part.role in ("comp", "pad") for part in score.parts) >= 2
    assert {"drums", "bass", "melody"} <= {part.role for part in score.parts}


@pytest.mark.parametrize("style", STYLES)
def test_a_song_has_seven_stems_and_more(style):
    score = compose(brief(style, 2, lyrics=LYRICS))
    stems = {part.stem for part in score.parts} | {vocal.stem for vocal in score.vocals}
    assert len(stems) >= 7
    assert "vocals" in stems


def test_the_same_brief_gives_the_same_score_and_another_seed_another_one():
    assert compose(brief("pop", 9, lyrics=LYRICS)) == compose(brief("pop", 9, lyrics=LYRICS))
    assert compose(brief("pop", 9)).parts != compose(brief("pop", 10)).parts


def test_the_key_that_was_asked_for_is_the_key():
    assert compose(brief("lofi", 1, tonality="F#:minor")).key.tonality == "F#:minor"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("chords", ["C F G Am", "Cm7 | F7 | Bbmaj7 Eb | N.C.", "D/F# | G | A7sus4 A7 | Bm"])
def test_the_users_chords_are_played_as_written_from_the_start_of_every_section(style, chords):
    score = compose(brief(style, 4, chords=chords))
    bars = [cell.split() for cell in chords.split("|")] if "|" in chords else [[c] for c in chords.split()]
    beats = score.meter.bar_beats
    spans = list(score.chords)
    for index, section in enumerate(score.sections):
        last = index == len(score.sections) - 1
        for offset in range(section.bars):
            start = (section.start_bar + offset) * beats
            here = [s.text for s in spans if start <= s.start_beat < start + beats]
            wanted = bars[offset % len(bars)]
            if last and start >= spans[-1].start_beat:
                assert not here or here == wanted[:1]
                break
            assert here == wanted


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("chords", ["C F G Am", "Cm7 | F7 | Bbmaj7 Eb | N.C.", "D/F# | G | A7sus4 A7 | Bm"])
def test_harmonic_parts_sound_only_the_tones_of_the_users_chords(style, chords):
    score = compose(brief(style, 4, chords=chords))
    for part in score.parts:
        if part.role not in ("comp", "pad", "bass", "colour"):
            continue
        for note in part.notes:
            for span in score.chords:
                overlap = min(note.end_beat, span.start_beat + span.duration_beats) - max(
                    note.start_beat, span.start_beat
                )
                if overlap <= 1e-6:
                    continue
                assert span.chord is not None, (part.name, "sounds in a rest")
                allowed = {*span.chord.pitch_classes, span.chord.bass}
                assert note.pitch % 12 in allowed, (part.name, note, span.text)


def test_all_tones_of_a_given_chord_are_heard_and_the_bass_plays_the_slash():
    score = compose(brief("pop", 1, chords="C9/E F#m7b5"))
    span = score.chords[8]
    assert span.text == "C9/E"
    heard = {
        n.pitch % 12
        for p in score.parts
        if p.role in ("comp", "pad")
        for n in p.notes
        if n.start_beat < span.start_beat + span.duration_beats and n.end_beat > span.start_beat
    }
    assert heard == set(parse_chord("C9").pitch_classes)
    bass = [n for p in score.parts if p.role == "bass" for n in p.notes if n.start_beat == span.start_beat]
    assert [n.pitch % 12 for n in bass] == [4]


def test_unwanted_instruments_never_appear():
    score = compose(brief("pop", 1, unwanted=("drums", "percussion", "guitar")))
    assert not [p for p in score.parts if p.role in ("drums", "percussion")]
    assert not [p for p in score.parts if "guitar" in p.instrument]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("word", ["violin", "piano", "flute", "saxophone", "guitar", "cello"])
def test_a_wanted_instrument_plays_the_melody_of_an_instrumental(style, word):
    score = compose(brief(style, 1, wanted=(word,)))
    lead = next(p for p in score.parts if p.role == "melody")
    allowed = {
        "violin": {"violin", "fiddle"},
        "piano": {"acoustic_grand_piano", "felt_piano", "electric_piano"},
        "flute": {"flute"},
        "saxophone": {"alto_sax", "tenor_sax", "soprano_sax"},
        "guitar": {"steel_guitar", "clean_guitar", "nylon_guitar", "jazz_guitar", "muted_guitar"},
        "cello": {"cello"},
    }[word]
    assert lead.instrument in allowed
    assert len(lead.notes) > 20


def test_every_line_is_sung_once_in_order_inside_the_voices_range():
    for voice in (MALE, "elinmarlowemezzo01"):
        score = compose(brief("pop", 1, lyrics=LYRICS, voice=voice))
        singer = voice_named(voice)
        sung = [line.text for line in score.vocals[0].lines]
        written = [row.replace("-", "").replace("'", "") for row in LYRICS.splitlines() if row and row[0] != "["]
        assert sung == written
        before = -1.0
        for line in score.vocals[0].lines:
            for syllable in line.syllables:
                for note in syllable.notes:
                    assert singer.best_low <= note.pitch <= singer.best_high
                    assert note.start_beat >= before - 1e-9
                    before = note.end_beat
            assert len(line.words) == line.syllables[-1].word + 1


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("bpm", [62, 84, 108, 126, 150, 176])
def test_running_lines_are_sung_at_the_pace_of_speech(style, bpm):
    score = compose(brief(style, 1, bpm=bpm, lyrics=LYRICS))
    paces = []
    for line in score.vocals[0].lines:
        starts = [s.notes[0].start_beat * score.seconds_per_beat for s in line.syllables]
        paces.append((len(starts) - 1) / (starts[-1] - starts[0]))
    middle = sorted(paces)[len(paces) // 2]
    assert 2.8 <= middle <= 4.7
    assert max(paces) <= 5.2


def test_lines_leave_time_to_breathe():
    score = compose(brief("pop", 6, lyrics=LYRICS))
    lines = score.vocals[0].lines
    for line, following in pairwise(lines):
        rest = following.syllables[0].notes[0].start_beat - line.syllables[-1].notes[-1].end_beat
        assert rest * score.seconds_per_beat >= 0.25


@pytest.mark.parametrize("seconds", [45, 90, 180, 300])
def test_a_song_fills_exactly_the_asked_duration(seconds):
    score = compose(brief("pop", 1, lyrics=LYRICS, seconds=seconds))
    assert score.seconds == seconds
    assert 2.0 <= end_s(score) - last_chord_s(score) <= 5.001
    texts = [line.text for line in score.vocals[0].lines]
    if seconds >= 90:
        assert len(dict.fromkeys(texts)) == 12


def test_lyrics_too_long_for_the_time_lose_whole_last_lines():
    long = "[verse]\n" + "\n".join(f"this is the 'num-ber {i} of 'man-y lines" for i in range(60))
    score = compose(brief("pop", 1, lyrics=long, seconds=60))
    texts = [line.text for line in score.vocals[0].lines]
    assert 8 <= len(texts) < 60
    assert texts == [f"this is the number {i} of many lines" for i in range(len(texts))]


def test_there_are_four_styles():
    assert set(STYLES) <= set(pack_names())
