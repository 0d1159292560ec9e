from dataclasses import replace

from briefs import brief

from tonewright.composition.compose import compose, plan
from tonewright.composition.score import Note
from tonewright.composition.soli import block, play_soli
from tonewright.theory.chord import parse_chord


def test_a_block_has_the_tune_on_top_and_the_next_chord_tones_under_it():
    # C6 under G4: G, E, C, A; what an arranging class writes first.
    assert block(parse_chord("C6"), 67, 4) == (57, 60, 64, 67)


def test_drop_two_lowers_the_second_voice_by_an_octave():
    assert block(parse_chord("C6"), 67, 4, drop=True) == (52, 57, 60, 67)


def test_no_tone_rubs_a_half_step_under_the_tune():
    # Cmaj7 under C5: the B just below would rub; G, E and C stand there.
    assert block(parse_chord("Cmaj7"), 72, 4) == (60, 64, 67, 72)


def test_saxophones_double_the_rhythm_of_the_lead_in_a_shout_chorus():
    found = False
    for seed in range(8):
        score = compose(brief("swing", seed, seconds=60.0))
        chorus = next(s for s in score.sections if s.name == "chorus")
        start, end = chorus.start_bar * 4.0, (chorus.start_bar + chorus.bars) * 4.0
        lead = {n.start_beat for p in score.parts if p.role == "melody" for n in p.notes if start <= n.start_beat < end}
        for part in score.parts:
            here = {n.start_beat for n in part.notes if start <= n.start_beat < end}
            if part.instrument.endswith("_sax") and part.role == "pad" and here:
                found = found or here == lead
    assert found


def test_a_soli_never_plays_over_a_singer():
    lyrics = "[chorus]\n'swing me 'round un-'til the 'mor-ning\n'hold me 'like a 'mel-o-dy"
    for seed in range(4):
        song = compose(replace(brief("swing", seed, lyrics=lyrics)))
        sung = [n for v in song.vocals for line in v.lines for s in line.syllables for n in s.notes]
        start, end = min(n.start_beat for n in sung), max(n.end_beat for n in sung)
        starts = {n.start_beat for n in sung}
        for part in song.parts:
            if part.instrument.endswith("_sax") and part.role == "pad":
                here = {n.start_beat for n in part.notes if start <= n.start_beat < end}
                assert here != starts


def test_one_voice_doubles_the_tune_in_octaves_and_keeps_its_contour():
    piece, _ = plan(brief("celtic", 1, seconds=60.0))
    section = piece.sections[1]
    start = section.start_bar * 4.0
    tune = tuple(Note(start + i / 2, 0.5, pitch, 0.8) for i, pitch in enumerate((86, 88, 93, 91, 98)))
    low = play_soli(piece, section, tune, (55, 79), 1, False)
    assert [n.pitch for n in low] == [62, 64, 69, 67, 74]
    same = play_soli(piece, section, tune, (60, 100), 1, False)
    assert [n.pitch for n in same] == [n.pitch for n in tune]
