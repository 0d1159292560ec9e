from itertools import pairwise
from statistics import mean, median

import pytest
from briefs import brief, lyric_sections

from tonewright.composition.accents import strength_at
from tonewright.composition.compose import compose

SONG = """[verse]
'sil-ver rain up-'on the glass
I watch the 'slow-ly 'turn-ing cars
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


def sections(score):
    found = {}
    for line in score.vocals[0].lines:
        found.setdefault(line.section, []).append(line)
    return found


def tune(score, index):
    start = score.sections[index].start_bar * score.meter.bar_beats
    notes = [n for line in sections(score)[index] for s in line.syllables for n in s.notes]
    return [(n.start_beat - start, n.pitch) for n in notes]


def test_every_chorus_has_the_same_tune():
    for style in ("pop", "lofi", "cinematic", "deep_house"):
        score = compose(brief(style, 2, lyrics=SONG))
        first, second = (i for i in sections(score) if score.sections[i].name == "chorus")
        assert [p for _, p in tune(score, first)] == [p for _, p in tune(score, second)]


def test_the_second_verse_keeps_the_melody_of_the_first_under_other_words():
    score = compose(brief("pop", 2, lyrics=SONG))
    first, second = (dict(tune(score, i)) for i in sections(score) if score.sections[i].name == "verse")
    shared = set(first) & set(second)
    assert len(shared) >= len(first) / 2
    assert mean(abs(first[at] - second[at]) for at in shared) <= 1.5


def test_the_verse_lies_below_the_chorus():
    for seed in range(5):
        score = compose(brief("pop", seed, lyrics=SONG))
        heights = {"verse": [], "chorus": []}
        for index in sections(score):
            heights[score.sections[index].name] += [p for _, p in tune(score, index)]
        assert mean(heights["chorus"]) > mean(heights["verse"]) + 2


def test_stressed_syllables_stand_on_stronger_beats_and_are_louder():
    score = compose(brief("pop", 3, lyrics=SONG))
    strong, weak = [], []
    for line in score.vocals[0].lines:
        for syllable, note in ((s, s.notes[0]) for s in line.syllables):
            stressed = syllable.text in ("sil", "slow", "turn", "lit", "shad", "dan", "emp", "cof", "sto", "nev")
            (strong if stressed else weak).append(strength_at(score.meter, note.start_beat))
    assert mean(strong) > mean(weak) + 0.2


def test_steps_prevail_and_leaps_are_no_larger_than_an_octave():
    for seed in range(5):
        score = compose(brief("pop", seed, lyrics=SONG))
        leaps = []
        for line in score.vocals[0].lines:
            leaps += [abs(b.notes[0].pitch - a.notes[0].pitch) for a, b in pairwise(line.syllables)]
        assert sum(leap <= 2 for leap in leaps) / len(leaps) > 0.6
        assert max(leaps) <= 12


def test_held_notes_come_only_at_line_ends():
    score = compose(brief("lofi", 1, lyrics=SONG))
    for line in score.vocals[0].lines:
        inside = [s.notes[0].duration_beats * score.seconds_per_beat for s in line.syllables[:-1]]
        assert max(inside) <= 0.6
        assert line.syllables[-1].notes[-1].duration_beats * score.seconds_per_beat <= 1.05


def test_the_last_line_of_a_section_is_held_longer_than_its_first():
    score = compose(brief("lofi", 1, lyrics=SONG))
    for index in sections(score):
        own = [line for line in score.vocals[0].lines if line.section == index]
        held = [line.syllables[-1].notes[-1].end_beat - line.syllables[-1].notes[0].start_beat for line in own]
        assert held[-1] > 1.2 * held[0]


def test_the_lead_instrument_is_silent_while_the_voice_sings():
    score = compose(brief("pop", 1, lyrics=SONG))
    lead = next(p for p in score.parts if p.role == "melody").notes
    voice = [n for line in score.vocals[0].lines for s in line.syllables for n in s.notes]
    together = sum(max(0.0, min(a.end_beat, b.end_beat) - max(a.start_beat, b.start_beat)) for a in lead for b in voice)
    assert together < 0.5


def test_the_intro_plays_the_hook_that_the_chorus_sings():
    score = compose(brief("pop", 4, lyrics=SONG))
    chorus = next(i for i in sections(score) if score.sections[i].name == "chorus")
    sung = [at for at, _ in tune(score, chorus) if 0 <= at < 8]
    intro = score.sections[0]
    played = [
        n.start_beat
        for p in score.parts
        if p.role == "melody"
        for n in p.notes
        if n.start_beat < min(8, intro.bars * 4)
    ]
    assert set(played) and set(played) <= set(sung)


@pytest.mark.parametrize("style", ["pop", "rock", "soul", "flamenco", "celtic", "jazz_ballad"])
def test_lines_run_at_the_pace_of_speech_and_notes_are_long_enough_to_be_sung(style):
    score = compose(brief(style, 2, lyrics=SONG))
    notes, paces = [], []
    for line in score.vocals[0].lines:
        starts = [s.notes[0].start_beat * score.seconds_per_beat for s in line.syllables]
        paces.append((len(starts) - 1) / (starts[-1] - starts[0]))
        notes += [n.duration_beats * score.seconds_per_beat for s in line.syllables for n in s.notes]
    assert median(notes) >= 0.22
    assert 3.0 <= median(paces) <= 4.5


def test_a_stressed_syllable_is_mostly_not_lower_than_its_unstressed_neighbour():
    stresses = {
        line.text: [s.stress for word in line.words for s in word.syllables]
        for section in lyric_sections(SONG)
        for line in section.lines
    }
    kept = total = 0
    for style in ("pop", "folk", "soul"):
        for line in compose(brief(style, 1, lyrics=SONG)).vocals[0].lines:
            heights = [s.notes[0].pitch for s in line.syllables]
            for (a, b), (low, high) in zip(pairwise(stresses[line.text]), pairwise(heights), strict=True):
                if a != b:
                    total += 1
                    kept += (high - low) * (b - a) >= 0
    assert kept / total > 0.8


def test_a_chorus_reaches_at_least_a_fifth():
    for seed in range(4):
        score = compose(brief("pop", seed, lyrics=SONG))
        for index in sections(score):
            pitches = [p for _, p in tune(score, index)]
            assert max(pitches) - min(pitches) >= 5
            if score.sections[index].name == "chorus":
                assert max(pitches) - min(pitches) >= 7


def test_the_melisma_of_soul_and_flamenco_is_not_that_of_pop():
    def ornate(style):
        scores = [compose(brief(style, seed, lyrics=SONG)) for seed in range(3)]
        lines = [line for score in scores for line in score.vocals[0].lines]
        return sum(len(line.syllables[-1].notes) > 1 for line in lines) / len(lines)

    assert min(ornate("soul"), ornate("flamenco")) > ornate("pop") + 0.05
