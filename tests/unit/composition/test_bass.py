from itertools import pairwise

import pytest
from briefs import brief

from tonewright.composition.compose import compose


def lines(style, **more):
    score = compose(brief(style, 4, **more))
    return score, next(p for p in score.parts if p.role == "bass").notes


@pytest.mark.parametrize("style", ["pop", "lofi", "cinematic", "deep_house"])
def test_the_first_note_under_a_chord_is_its_bass(style):
    score, notes = lines(style, chords="C/E F G7/D Am")
    for span in score.chords:
        under = [n for n in notes if span.start_beat - 1e-6 <= n.start_beat < span.start_beat + span.duration_beats]
        if under:
            assert min(under, key=lambda n: n.start_beat).pitch % 12 == span.chord.bass


@pytest.mark.parametrize("style", ["pop", "lofi", "cinematic"])
def test_the_bass_leads_into_the_next_chord_by_step_more_often_than_not(style):
    score, notes = lines(style)
    arrivals = {span.start_beat for span in score.chords}
    steps = []
    for before, note in pairwise(notes):
        if note.start_beat in arrivals and before.pitch % 12 != note.pitch % 12:
            steps.append(abs(note.pitch - before.pitch) <= 2)
    assert sum(steps) / len(steps) > 0.5


def test_bass_and_kick_agree():
    score, notes = lines("pop")
    drums = next(p for p in score.parts if p.role == "drums").notes
    kicks = {n.start_beat for n in drums if n.pitch == 36}
    chorus = next(s for s in score.sections if s.name == "chorus")
    first = chorus.start_bar * 4.0
    struck = {n.start_beat for n in notes if first <= n.start_beat < first + 24}
    here = {k for k in kicks if first <= k < first + 24}
    assert len(here & struck) / len(here) > 0.6


def test_one_note_at_a_time():
    for style in ("pop", "lofi", "cinematic", "deep_house"):
        _, notes = lines(style)
        for before, note in pairwise(notes):
            assert before.end_beat <= note.start_beat + 1e-6
